import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  FluxResource,
  ResourceSort,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import clsx from 'clsx';
import { resourceKey } from '../../model/resourceKey';
import { fluxFleetTranslationRef } from '../../translation';
import { useTableStyles } from '../common/useTableStyles';
import { RESOURCE_COLUMNS } from './columns';
import { ResourceRow } from './ResourceRow';
import { nextSort, sortDirection } from './sorting';

const useStyles = makeStyles(
  { table: { minWidth: 1040 } },
  {
    name: 'FluxFleetResourceTable',
  },
);

/** One page of resources; the headers sort on the server. */
export const ResourceTable = (props: {
  resources: FluxResource[];
  sort: ResourceSort;
  onSort: (sort: ResourceSort) => void;
}) => {
  const { resources, sort, onSort } = props;
  const classes = useStyles();
  const tableClasses = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <div className={tableClasses.container}>
      <Table
        size="small"
        className={clsx(tableClasses.table, classes.table)}
        aria-label={t('table.caption')}
      >
        <colgroup>
          {RESOURCE_COLUMNS.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <TableHead>
          <TableRow>
            {RESOURCE_COLUMNS.map(column => {
              const label = t(`table.column.${column.id}`);
              if (!column.sort) {
                return (
                  <TableCell key={column.id} component="th" scope="col">
                    {label}
                  </TableCell>
                );
              }
              const direction = sortDirection(sort, column.sort);
              return (
                <TableCell
                  key={column.id}
                  component="th"
                  scope="col"
                  sortDirection={direction}
                >
                  <TableSortLabel
                    active={direction !== false}
                    direction={direction || 'asc'}
                    onClick={() => onSort(nextSort(sort, column.sort!))}
                  >
                    {label}
                  </TableSortLabel>
                </TableCell>
              );
            })}
          </TableRow>
        </TableHead>
        <TableBody>
          {resources.map(resource => (
            <ResourceRow key={resourceKey(resource)} resource={resource} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
};
