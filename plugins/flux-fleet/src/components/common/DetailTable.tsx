import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useTableStyles } from './useTableStyles';
import { quietText } from './quietText';

const useStyles = makeStyles(
  theme => ({
    table: { minWidth: 640 },
    none: {
      margin: 0,
      padding: theme.spacing(2, 1),
      fontSize: '0.875rem',
      color: quietText(theme),
    },
  }),
  { name: 'FluxFleetDetailTable' },
);

/** A column of a table of details. */
export interface DetailColumn<Row> {
  label: string;
  width: string;
  render: (row: Row) => ReactNode;
}

/** A small table, at most as wide as it has to be to read well; says so when it is empty. */
export const DetailTable = <Row,>(props: {
  caption: string;
  columns: Array<DetailColumn<Row>>;
  rows: readonly Row[];
  /** Tells rows apart; rows that are the same get their place added. */
  keyOf: (row: Row) => string;
  none: string;
}) => {
  const { caption, columns, rows, keyOf, none } = props;
  const classes = useStyles();
  const tableClasses = useTableStyles();
  if (rows.length === 0) return <p className={classes.none}>{none}</p>;
  const seen = new Map<string, number>();
  return (
    <Table
      size="small"
      className={clsx(tableClasses.table, classes.table)}
      aria-label={caption}
    >
      <TableHead>
        <TableRow>
          {columns.map(({ label, width }) => (
            <TableCell key={label} component="th" scope="col" style={{ width }}>
              {label}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(row => {
          const key = keyOf(row);
          const place = seen.get(key) ?? 0;
          seen.set(key, place + 1);
          return (
            <TableRow key={`${key} ${place}`}>
              {columns.map(({ label, render }) => (
                <TableCell key={label}>{render(row)}</TableCell>
              ))}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
};
