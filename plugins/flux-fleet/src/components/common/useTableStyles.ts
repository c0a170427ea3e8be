import { makeStyles } from '@material-ui/core/styles';
import { quietText } from './quietText';

/** What all our tables have in common: dense rows, fixed columns, long words broken rather than cut. */
export const useTableStyles = makeStyles(
  theme => ({
    container: { overflowX: 'auto' },
    table: {
      tableLayout: 'fixed',
      '& td, & th': {
        padding: theme.spacing(0.75, 1),
        fontSize: '0.8125rem',
        lineHeight: 1.4,
        verticalAlign: 'top',
        overflowWrap: 'anywhere',
        color: theme.palette.text.primary,
      },
      '& th': {
        fontWeight: 600,
        whiteSpace: 'nowrap',
        overflowWrap: 'normal',
        backgroundColor: 'transparent',
        textTransform: 'none',
        color: quietText(theme),
      },
      '& tbody tr:last-child > td': { borderBottom: 'none' },
    },
    number: { fontVariantNumeric: 'tabular-nums' },
    quiet: { color: quietText(theme) },
    mono: {
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSize: '0.75rem',
    },
  }),
  { name: 'FluxFleetTable' },
);
