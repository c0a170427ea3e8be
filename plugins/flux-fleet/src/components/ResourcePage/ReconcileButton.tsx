import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  fluxResourceReconcilePermission,
  stringifyResourceRef,
  type FluxResource,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import SyncIcon from '@material-ui/icons/Sync';
import type { Reconcile } from '../../hooks/useReconcile';
import { fluxFleetTranslationRef } from '../../translation';
import { quietText } from '../common/quietText';
import { reconcileObstacle } from './reconcileObstacle';

const useStyles = makeStyles(
  theme => ({
    // Wide enough for both of its texts.
    button: { minWidth: 156 },
    root: { display: 'grid', justifyItems: 'end', gap: theme.spacing(0.5) },
    reason: { margin: 0, fontSize: '0.8125rem', color: quietText(theme) },
  }),
  { name: 'FluxFleetReconcileButton' },
);

/** Asks for a reconcile; disabled, with the reason, where that cannot be. */
export const ReconcileButton = (props: {
  resource: FluxResource;
  reconcile: Reconcile;
}) => {
  const { resource, reconcile } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { allowed, loading } = usePermission({
    permission: fluxResourceReconcilePermission,
    resourceRef: stringifyResourceRef(resource),
  });
  const obstacle = reconcileObstacle({
    resource,
    isAllowed: loading ? undefined : allowed,
  });
  const reason = obstacle ? t(`reconcile.${obstacle}`) : '';
  const isDisabled = reconcile.isRunning || loading || obstacle !== null;
  return (
    <div className={classes.root}>
      <Button
        className={classes.button}
        variant="contained"
        color="primary"
        startIcon={<SyncIcon />}
        disabled={isDisabled}
        onClick={reconcile.start}
      >
        {t(reconcile.isRunning ? 'reconcile.running' : 'reconcile.action')}
      </Button>
      {/* In sight: a disabled button takes no focus and no hover, by which a tooltip would be found. */}
      {reason && <p className={classes.reason}>{reason}</p>}
    </div>
  );
};
