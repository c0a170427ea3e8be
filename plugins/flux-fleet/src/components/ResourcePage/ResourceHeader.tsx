import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useReconcile } from '../../hooks/useReconcile';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { StatusMark } from '../StatusMark/StatusMark';
import { OperationProgress } from './OperationProgress';
import { ReconcileButton } from './ReconcileButton';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'flex-start',
      gap: theme.spacing(2),
    },
    title: {
      fontSize: '1.5rem',
      fontWeight: 600,
      lineHeight: 1.3,
      margin: 0,
      overflowWrap: 'anywhere',
    },
    where: { color: quietText(theme), overflowWrap: 'anywhere' },
    status: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      alignItems: 'center',
      marginTop: theme.spacing(0.5),
      fontWeight: 600,
    },
    age: { fontWeight: 400, color: quietText(theme) },
    text: { minWidth: 0 },
  }),
  { name: 'FluxFleetResourceHeader' },
);

/** What a resource is, how it is and for how long, and the reconcile of it. */
export const ResourceHeader = (props: { resource: FluxResource }) => {
  const { resource } = props;
  const { kind, namespace, cluster, environment, since } = resource;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const reconcile = useReconcile(resource);
  return (
    <div>
      <div className={classes.root}>
        <div className={classes.text}>
          <Typography component="h2" className={classes.title}>
            {resource.name}
          </Typography>
          <div className={classes.where}>
            {[kind, namespace, cluster].filter(Boolean).join(' · ')}
            {environment && ` (${environment})`}
          </div>
          <div className={classes.status}>
            <StatusMark resource={resource} size={16} />
            {since && (
              <span className={classes.age}>
                <Age time={since} say={age => t('resource.for', { age })} />
              </span>
            )}
          </div>
        </div>
        <ReconcileButton resource={resource} reconcile={reconcile} />
      </div>
      <OperationProgress reconcile={reconcile} />
    </div>
  );
};
