/** Booleans in queries as Go parses them; a parameter without a value counts as given. */
export function isTrue(value: string | null): boolean {
  return (
    value !== null && !['0', 'f', 'false', 'False', 'FALSE'].includes(value)
  );
}
