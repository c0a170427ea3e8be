import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { stringify } from 'yaml';
import { fluxFleetTranslationRef } from '../../translation';
import { quietText } from '../common/quietText';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', alignItems: 'flex-start' },
    yaml: {
      flex: '1 1 0',
      minWidth: 0,
      overflowX: 'auto',
      margin: theme.spacing(0.5, 1),
      fontSize: '0.8125rem',
      lineHeight: 1.5,
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    },
    none: {
      margin: 0,
      padding: theme.spacing(2, 1),
      fontSize: '0.875rem',
      color: quietText(theme),
    },
  }),
  { name: 'FluxFleetYamlView' },
);

/**
 * The live object as YAML, to read and to copy. In one colour: those of the portal's own code snippets are too faint
 * on its backgrounds, light or dark.
 */
export const YamlView = (props: { object: FluxObject | null }) => {
  const { object } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const yaml = useMemo(
    () => (object ? stringify(object, { lineWidth: 0 }) : ''),
    [object],
  );
  if (!object) return <p className={classes.none}>{t('yaml.none')}</p>;
  return (
    <div className={classes.root}>
      <pre className={classes.yaml}>{yaml}</pre>
      <CopyButton text={yaml} label={t('yaml.copy')} />
    </div>
  );
};
