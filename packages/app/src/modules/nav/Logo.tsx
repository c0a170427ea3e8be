import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    color: theme.palette.navigation.color,
    whiteSpace: 'nowrap',
  },
  mark: {
    width: 26,
    height: 26,
    flexShrink: 0,
    fill: 'currentColor',
  },
}));

/** The mark of Flux Fleet, with its name when there is room. */
export const Logo = ({ withName }: { withName: boolean }) => {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <svg className={classes.mark} viewBox="0 0 26 26" aria-hidden="true">
        <path d="M13 2 25 8.5 13 15 1 8.5Z" />
        <path d="M1 14 13 20.5 25 14v4.5L13 25 1 18.5Z" opacity="0.65" />
      </svg>
      {withName && (
        <Typography component="span" variant="h6">
          Flux Fleet
        </Typography>
      )}
    </span>
  );
};
