import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  {
    root: {
      position: 'absolute',
      width: 1,
      height: 1,
      margin: -1,
      padding: 0,
      border: 0,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
  { name: 'FluxFleetVisuallyHidden' },
);

/** Text for screen readers alone. */
export const VisuallyHidden = (props: { children: ReactNode }) => (
  <span className={useStyles().root}>{props.children}</span>
);
