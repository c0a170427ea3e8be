import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import clsx from 'clsx';
import { memo } from 'react';
import { Age } from '../Age/Age';
import { KindName } from '../common/KindName';
import { ResourceLink } from '../common/ResourceLink';
import { useTableStyles } from '../common/useTableStyles';
import { StatusMark } from '../StatusMark/StatusMark';

const useStyles = makeStyles(
  theme => ({
    row: {
      '&:hover': { backgroundColor: theme.palette.action.hover },
      // Whole for who goes through the rows by keyboard.
      '&:focus-within $message': { WebkitLineClamp: 'unset' },
    },
    message: {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      overflow: 'hidden',
    },
    // What is well needs no second line.
    short: { WebkitLineClamp: 1 },
    name: { fontWeight: 600 },
  }),
  { name: 'FluxFleetResourceRow' },
);

/** One resource in the table. */
export const ResourceRow = memo((props: { resource: FluxResource }) => {
  const { resource } = props;
  const classes = useStyles();
  const tableClasses = useTableStyles();
  const { source, environment, status } = resource;
  const isWell = status === 'Ready' || status === 'Suspended';
  return (
    <TableRow className={classes.row}>
      <TableCell>
        <StatusMark resource={resource} />
      </TableCell>
      <TableCell component="td">
        <ResourceLink resource={resource} fromFleet className={classes.name}>
          {resource.name}
        </ResourceLink>
      </TableCell>
      <TableCell>
        <KindName kind={resource.kind} />
      </TableCell>
      <TableCell>{resource.namespace}</TableCell>
      <TableCell>
        {resource.cluster}{' '}
        {environment && (
          <span className={tableClasses.quiet}>({environment})</span>
        )}
      </TableCell>
      <TableCell title={resource.revision ?? undefined}>
        <span className={tableClasses.mono}>{resource.shortRevision}</span>
      </TableCell>
      <TableCell className={tableClasses.number}>
        <Age time={resource.since} />
      </TableCell>
      <TableCell>
        <span
          className={clsx(
            classes.message,
            isWell && classes.short,
            isWell && tableClasses.quiet,
          )}
          title={resource.message}
        >
          {resource.message || resource.reason}
        </span>
      </TableCell>
      <TableCell
        title={
          source
            ? `${source.kind} ${source.namespace}/${source.name}`
            : undefined
        }
      >
        {source?.name}
      </TableCell>
    </TableRow>
  );
});
