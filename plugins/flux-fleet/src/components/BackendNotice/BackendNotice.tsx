import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { BackendState } from '../../hooks/useBackendState';
import { useClusters } from '../../hooks/useClusters';
import { fluxFleetTranslationRef } from '../../translation';
import { Clock } from '../Age/Clock';

const useStyles = makeStyles(
  theme => ({
    // Over the page, not in it: nothing below moves when the backend goes and comes.
    root: {
      position: 'fixed',
      left: '50%',
      bottom: theme.spacing(2),
      transform: 'translateX(-50%)',
      width: 'max-content',
      maxWidth: `calc(100vw - ${theme.spacing(4)}px)`,
      zIndex: theme.zIndex.snackbar,
      // Above the portal's own bar on a phone.
      [theme.breakpoints.down('xs')]: { bottom: theme.spacing(9) },
    },
    notice: {
      backgroundColor: theme.palette.background.paper,
      color: theme.palette.text.primary,
      boxShadow: theme.shadows[3],
    },
  }),
  { name: 'FluxFleetBackendNotice' },
);

/** Says, quietly and once, that what is shown may be old. */
export const BackendNotice = (props: { backend: BackendState }) => {
  const { backend } = props;
  const classes = useStyles();
  // On every page: what else is on it is asked for less often.
  useClusters();
  const { t } = useTranslationRef(fluxFleetTranslationRef);

  const notice = () => {
    switch (backend.state) {
      case 'unreachable':
        return (
          <Alert
            severity="warning"
            variant="outlined"
            className={classes.notice}
          >
            {backend.knownAt === null ? (
              t('backend.nothingKnown')
            ) : (
              <Clock
                time={new Date(backend.knownAt).toISOString()}
                say={time => t('backend.unreachable', { time })}
              />
            )}
          </Alert>
        );
      case 'signedOut':
        return (
          <Alert
            severity="warning"
            variant="outlined"
            className={classes.notice}
            action={
              <Button
                size="small"
                color="inherit"
                onClick={() => window.location.reload()}
              >
                {t('backend.reload')}
              </Button>
            }
          >
            {t('backend.signedOut')}
          </Alert>
        );
      default:
        return null;
    }
  };

  return (
    <div className={classes.root} role="status">
      {notice()}
    </div>
  );
};
