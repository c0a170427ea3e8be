import type { Status } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles, type Theme } from '@material-ui/core/styles';

/** The colour of a status, readable on the theme's paper. */
export function statusColor(theme: Theme, status: Status): string {
  const { palette } = theme;
  const tone = palette.type === 'dark' ? 'light' : 'dark';
  switch (status) {
    case 'Failed':
      return palette.error[tone];
    case 'Ready':
      return palette.success[tone];
    case 'Waiting':
      return palette.warning[tone];
    case 'Progressing':
      return palette.info[tone];
    default:
      return palette.text.secondary;
  }
}

/** One class for the colour of each status. */
export const useStatusStyles = makeStyles(
  theme => ({
    shape: { flexShrink: 0, display: 'block' },
    Failed: { color: statusColor(theme, 'Failed') },
    Waiting: { color: statusColor(theme, 'Waiting') },
    Progressing: { color: statusColor(theme, 'Progressing') },
    Unknown: { color: statusColor(theme, 'Unknown') },
    Suspended: { color: statusColor(theme, 'Suspended') },
    Ready: { color: statusColor(theme, 'Ready') },
  }),
  { name: 'FluxFleetStatus' },
);
