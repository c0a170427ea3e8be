import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import clsx from 'clsx';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(1.5, 2), minWidth: 0 },
    head: {
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      flexWrap: 'wrap',
      marginBottom: theme.spacing(1),
    },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
  }),
  { name: 'FluxFleetPanel' },
);

/** A part of a page with a heading of its own. */
export const Panel = (props: {
  title: string;
  /** The level of the heading. */
  level: 2 | 3;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) => {
  const { title, level, aside, className, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={id}
      className={clsx(classes.root, className)}
    >
      <div className={classes.head}>
        <Typography
          id={id}
          component={level === 2 ? 'h2' : 'h3'}
          className={classes.title}
        >
          {title}
        </Typography>
        {aside}
      </div>
      {children}
    </Paper>
  );
};
