import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { fluxFleetTranslationRef } from '../../translation';
import { Panel } from '../common/Panel';

const EXAMPLE = `fluxFleet:
  simulator:
    enabled: false
  clusters:
    - name: my-cluster
      environment: dev
      kubeconfigFile: /path/to/my-cluster.kubeconfig`;

const useStyles = makeStyles(
  theme => ({
    body: { margin: 0, fontSize: '0.875rem' },
    example: {
      margin: theme.spacing(1, 0, 0),
      padding: theme.spacing(1.5),
      fontSize: '0.8125rem',
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      backgroundColor: theme.palette.background.default,
      borderRadius: theme.shape.borderRadius,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'FluxFleetNoClusters' },
);

/** Says how to register the first cluster. */
export const NoClusters = () => {
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <Panel title={t('clusters.none.title')} level={2}>
      <p className={classes.body}>{t('clusters.none.body')}</p>
      <pre className={classes.example}>{EXAMPLE}</pre>
    </Panel>
  );
};
