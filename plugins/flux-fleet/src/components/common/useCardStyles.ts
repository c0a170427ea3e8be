import { makeStyles } from '@material-ui/core/styles';

/** Rows of a table as they stand below each other where there is no room for columns. */
export const useCardStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    card: {
      padding: theme.spacing(1.25, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: '0.875rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
      '&:first-child': { borderTop: 'none' },
    },
    // Large enough for a thumb.
    name: {
      fontWeight: 600,
      display: 'inline-block',
      padding: theme.spacing(0.5, 0),
    },
  }),
  { name: 'FluxFleetCards' },
);
