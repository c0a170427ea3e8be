import {
  settle,
  type DerivedStatus,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { IndexRow, PreviousRow } from '../../resources/types';

/**
 * Decides what a row shows. What was shown before is in the index, so that nothing of it has to be kept in memory and a
 * restart changes nothing. An object that was deleted and created again has no history.
 */
export function settleRow(options: {
  row: IndexRow;
  derived: DerivedStatus;
  previous: PreviousRow | undefined;
  now: Date;
}): IndexRow {
  const { row, derived, now } = options;
  const isSameObject = options.previous?.uid === row.uid;
  const previous = isSameObject ? options.previous : undefined;
  return { ...row, ...settle({ derived, previous, now }) };
}
