/** Compares keys as lists are ordered (by code unit, as etcd orders bytes, not by any locale). */
export function compareKeys(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
