import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { quietText } from './quietText';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
      gap: theme.spacing(1.5, 3),
    },
    term: { fontSize: '0.75rem', color: quietText(theme) },
    value: { margin: 0, fontSize: '0.875rem', overflowWrap: 'anywhere' },
    wide: { gridColumn: '1 / -1' },
  }),
  { name: 'FluxFleetFactList' },
);

/** Facts beside each other, as many as there is room for. */
export const FactList = (props: { children: ReactNode }) => (
  <dl className={useStyles().list}>{props.children}</dl>
);

/** One of them; a wide one has a row of its own. */
export const Fact = (props: {
  term: string;
  isWide?: boolean;
  children: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div className={props.isWide ? classes.wide : undefined}>
      <dt className={classes.term}>{props.term}</dt>
      <dd className={classes.value}>{props.children}</dd>
    </div>
  );
};
