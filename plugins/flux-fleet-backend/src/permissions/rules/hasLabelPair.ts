/**
 * Whether labels hold a key, with the value where one is asked for.
 */
export function hasLabelPair(
  labels: Record<string, string>,
  pair: { key: string; value?: string },
): boolean {
  return (
    Object.hasOwn(labels, pair.key) &&
    (pair.value === undefined || labels[pair.key] === pair.value)
  );
}
