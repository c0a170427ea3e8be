import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useParams } from 'react-router-dom';
import { useCluster } from '../../hooks/useCluster';
import { statusCodeOf } from '../../query/errors';
import { clustersRouteRef, rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { BreadcrumbList } from '../common/BreadcrumbList';
import { Loading } from '../common/Loading';
import { Panel } from '../common/Panel';
import { Refusal } from '../common/Refusal';
import { TextLink } from '../common/TextLink';
import { ClusterFacts } from './ClusterFacts';
import { ClusterHeader } from './ClusterHeader';
import { SyncPanel } from './SyncPanel';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  }),
  { name: 'FluxFleetClusterPage' },
);

const Cluster = ({ name }: { name: string }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const toClusters = useRouteRef(clustersRouteRef);
  const { data, refusal } = useCluster(name);
  if (refusal && statusCodeOf(refusal) === 404) {
    return (
      <Panel title={t('cluster.notFound.title')} level={2}>
        <p>{t('cluster.notFound.body', { cluster: name })}</p>
        <TextLink to={toClusters()}>
          {t('cluster.notFound.toClusters')}
        </TextLink>
      </Panel>
    );
  }
  if (refusal) return <Refusal error={refusal} />;
  if (!data) {
    return <Loading label={t('cluster.loading')} height={320} />;
  }
  return (
    <>
      <ClusterHeader cluster={data} />
      <ClusterFacts cluster={data} />
      <SyncPanel cluster={data} />
    </>
  );
};

/** One cluster: how it is, what it is, and how the sync of it goes. */
export const ClusterPage = () => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { cluster = '' } = useParams();
  const root = useRouteRef(rootRouteRef)();
  const toClusters = useRouteRef(clustersRouteRef);
  return (
    <div className={useStyles().root}>
      <BreadcrumbList>
        <li>
          <TextLink to={{ pathname: root }}>{t('resource.back')}</TextLink>
        </li>
        <li>
          <TextLink to={toClusters()}>{t('clusters.title')}</TextLink>
        </li>
        <li aria-current="page">{cluster}</li>
      </BreadcrumbList>
      <Cluster key={cluster} name={cluster} />
    </div>
  );
};
