import { alpha, type Theme } from '@material-ui/core/styles';

/**
 * The colour of what matters less. The theme's own secondary text is too light to read on backgrounds that are not the
 * brightest: this keeps the contrast that WCAG asks for on all of them.
 */
export function quietText(theme: Theme): string {
  return alpha(theme.palette.text.primary, 0.7);
}
