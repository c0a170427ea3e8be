import { makeStyles } from '@material-ui/core/styles';
import { useTableStyles } from './useTableStyles';

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 2),
    },
  }),
  { name: 'FluxFleetLabelList' },
);

/** Labels, as `key=value`. */
export const LabelList = (props: { labels: Record<string, string> }) => {
  const { mono } = useTableStyles();
  return (
    <ul className={useStyles().root}>
      {Object.entries(props.labels).map(([key, value]) => (
        <li key={key} className={mono}>
          {value ? `${key}=${value}` : key}
        </li>
      ))}
    </ul>
  );
};
