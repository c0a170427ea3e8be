import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { Reconcile } from '../../hooks/useReconcile';
import { messageOf } from '../../query/errors';
import { fluxFleetTranslationRef } from '../../translation';
import { describeProgress } from './describeProgress';
import { ProgressSteps } from './ProgressSteps';

const useStyles = makeStyles(
  theme => ({
    notice: {
      marginTop: theme.spacing(2),
      color: theme.palette.text.primary,
      overflowWrap: 'anywhere',
    },
    message: { whiteSpace: 'pre-wrap' },
  }),
  { name: 'FluxFleetOperationProgress' },
);

/** How a reconcile goes, to its end or its error; read out as it changes. Nothing before one was asked for. */
export const OperationProgress = (props: { reconcile: Reconcile }) => {
  const { operation, error, isRunning } = props.reconcile;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);

  const content = () => {
    if (error) {
      return (
        <Alert severity="error" variant="outlined" className={classes.notice}>
          {t(operation ? 'reconcile.lost' : 'reconcile.notStarted')}{' '}
          {messageOf(error)}
        </Alert>
      );
    }
    if (!operation && !isRunning) return null;
    const outcome = operation?.results[0]?.outcome ?? 'pending';
    const message = operation?.results[0]?.message;
    const { severity, step } = describeProgress(outcome);
    return (
      <Alert severity={severity} variant="outlined" className={classes.notice}>
        {step !== null && <ProgressSteps current={step} />}
        <div className={classes.message}>
          {t(`reconcile.${outcome}`)}
          {message && ` ${message}`}
        </div>
      </Alert>
    );
  };

  return <div aria-live="polite">{content()}</div>;
};
