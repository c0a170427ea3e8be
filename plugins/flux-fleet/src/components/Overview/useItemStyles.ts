import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../common/quietText';

/** How one thing that needs attention looks: a shape, what is wrong, and where. */
export const useItemStyles = makeStyles(
  theme => ({
    item: {
      display: 'flex',
      gap: theme.spacing(1),
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: '0.875rem',
      lineHeight: 1.4,
      '&:first-child': { borderTop: 'none', paddingTop: 0 },
      '&:last-child': { paddingBottom: 0 },
    },
    shape: { paddingTop: 4 },
    body: { minWidth: 0 },
    message: {
      overflowWrap: 'anywhere',
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      overflow: 'hidden',
    },
    where: {
      color: quietText(theme),
      fontSize: '0.8125rem',
      overflowWrap: 'anywhere',
      // Colour alone does not tell a link from the text around it.
      '& a': { textDecoration: 'underline' },
    },
  }),
  { name: 'FluxFleetAttentionItem' },
);
