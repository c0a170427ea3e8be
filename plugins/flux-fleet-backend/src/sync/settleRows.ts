import {
  settle,
  stringifyResourceRef,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { IndexRow, ResourceWriter } from '../resources/types';
import type { ProjectedRow } from './toIndexRow';

/**
 * Decides what each row shows. What was shown before is read from the index, so that nothing of it has to be kept in memory
 * and a restart changes nothing.
 */
export async function settleRows(options: {
  rows: ProjectedRow[];
  writer: ResourceWriter;
  now: Date;
}): Promise<IndexRow[]> {
  const { rows, writer, now } = options;
  const previous = await writer.shownStatuses(rows.map(({ row }) => row));
  return rows.map(({ row, derived }) => ({
    ...row,
    ...settle({
      derived,
      previous: previous.get(stringifyResourceRef(row)),
      now,
    }),
  }));
}
