/** Who writes, and how. */
export interface WriteContext {
  /** The field manager. */
  manager: string;
  /** The `apiVersion` that the writer speaks. */
  apiVersion: string;
  /** Writes status only. */
  subresource?: 'status';
  /** Validates and answers, but keeps nothing. */
  dryRun?: boolean;
  /** A writer inside the cluster: it may set status, uid, creation time, generation and managed fields when it creates. */
  trusted?: boolean;
}
