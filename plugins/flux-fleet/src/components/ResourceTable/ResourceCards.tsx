import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { resourceKey } from '../../model/resourceKey';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { ResourceLink } from '../common/ResourceLink';
import { useCardStyles } from '../common/useCardStyles';
import { useTableStyles } from '../common/useTableStyles';
import { StatusMark } from '../StatusMark/StatusMark';

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
    },
    message: {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      overflow: 'hidden',
    },
  }),
  { name: 'FluxFleetResourceCards' },
);

/** One page of resources on a narrow screen. */
export const ResourceCards = (props: { resources: FluxResource[] }) => {
  const classes = useStyles();
  const cards = useCardStyles();
  const { quiet, mono } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <ul className={cards.list} aria-label={t('table.caption')}>
      {props.resources.map(resource => (
        <li key={resourceKey(resource)} className={cards.card}>
          <div className={classes.head}>
            <StatusMark resource={resource} />
            <span className={quiet}>
              <Age time={resource.since} />
            </span>
          </div>
          <ResourceLink resource={resource} fromFleet className={cards.name}>
            {resource.name}
          </ResourceLink>
          <div className={quiet}>
            {[resource.kind, resource.namespace, resource.cluster]
              .filter(Boolean)
              .join(' · ')}
            {resource.environment && ` (${resource.environment})`}
          </div>
          {resource.shortRevision && (
            <div className={clsx(quiet, mono)}>{resource.shortRevision}</div>
          )}
          {resource.status !== 'Ready' && resource.message && (
            <div className={classes.message}>{resource.message}</div>
          )}
        </li>
      ))}
    </ul>
  );
};
