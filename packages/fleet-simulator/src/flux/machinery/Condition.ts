/** A condition as kstatus has it. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime: string;
  observedGeneration?: number;
}

/** A condition before it is written: the time and generation are added then. */
export type ConditionDraft = Pick<
  Condition,
  'type' | 'status' | 'reason' | 'message'
>;
