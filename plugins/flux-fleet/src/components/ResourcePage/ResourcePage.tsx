import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { useParams } from 'react-router-dom';
import { useResource } from '../../hooks/useResource';
import { resourceKey } from '../../model/resourceKey';
import { statusCodeOf } from '../../query/errors';
import { fluxFleetTranslationRef } from '../../translation';
import { Loading } from '../common/Loading';
import { Refusal } from '../common/Refusal';
import { Breadcrumbs } from './Breadcrumbs';
import { ResourceDetails } from './ResourceDetails';
import { ResourceNotFound } from './ResourceNotFound';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  }),
  { name: 'FluxFleetResourcePage' },
);

const Resource = ({ name }: { name: ResourceName }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { data, refusal } = useResource(name);
  if (refusal && statusCodeOf(refusal) === 404) {
    return <ResourceNotFound name={name} />;
  }
  if (refusal) return <Refusal error={refusal} />;
  if (!data) {
    return <Loading label={t('resource.loading')} height={320} />;
  }
  return <ResourceDetails detail={data} />;
};

/** One resource: how it is and why, what it reads and applies, and a way to have it reconciled. */
export const ResourcePage = () => {
  const classes = useStyles();
  const params = useParams();
  const name: ResourceName = {
    cluster: params.cluster ?? '',
    group: params.group ?? '',
    kind: params.kind ?? '',
    namespace: params.namespace ?? '',
    name: params.name ?? '',
  };
  return (
    <div className={classes.root}>
      <Breadcrumbs name={name} />
      <Resource key={resourceKey(name)} name={name} />
    </div>
  );
};
