/** `base` with `changes` merged in, field by field; lists are replaced. */
export function mergeFields(
  base: Record<string, unknown>,
  changes: Record<string, unknown> = {},
): Record<string, any> {
  const result: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(changes)) {
    const before = result[field];
    result[field] =
      isRecord(before) && isRecord(value) ? mergeFields(before, value) : value;
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
