import {
  FLUX_FINALIZER,
  OPERATOR_FINALIZER,
  OPERATOR_GROUP,
} from '../fluxGroups';

/** The finalizer that a kind's controller puts on its objects. */
export function finalizerOf(kind: { group: string }): string {
  return kind.group === OPERATOR_GROUP ? OPERATOR_FINALIZER : FLUX_FINALIZER;
}
