import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useClusters } from '../../hooks/useClusters';
import { rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { BreadcrumbList } from '../common/BreadcrumbList';
import { PHONE_QUERY } from '../common/isPhone';
import { Loading } from '../common/Loading';
import { Panel } from '../common/Panel';
import { Refusal } from '../common/Refusal';
import { TextLink } from '../common/TextLink';
import { NoClusters } from '../Overview/NoClusters';
import { ClusterCards } from './ClusterCards';
import { ClusterTable } from './ClusterTable';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  }),
  { name: 'FluxFleetClustersPage' },
);

const Clusters = () => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isPhone = useMediaQuery(PHONE_QUERY, { noSsr: true });
  const { data, refusal } = useClusters();
  if (refusal && !data) return <Refusal error={refusal} />;
  if (data?.length === 0) return <NoClusters />;
  return (
    <Panel title={t('clusters.title')} level={2}>
      {!data && <Loading label={t('clusterTable.loading')} height={240} />}
      {data && !isPhone && <ClusterTable clusters={data} />}
      {data && isPhone && <ClusterCards clusters={data} />}
    </Panel>
  );
};

/** Every cluster: how it is, and what is off with its sync. */
export const ClustersPage = () => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <div className={useStyles().root}>
      <BreadcrumbList>
        <li>
          <TextLink to={{ pathname: root }}>{t('resource.back')}</TextLink>
        </li>
        <li aria-current="page">{t('clusters.title')}</li>
      </BreadcrumbList>
      <Clusters />
    </div>
  );
};
