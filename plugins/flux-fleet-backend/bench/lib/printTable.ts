/** Prints rows in columns; the first row is the head. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd();
  const [head, ...rest] = rows;
  const rule = widths.map(width => '-'.repeat(width));
  process.stdout.write(`\n${[head, rule, ...rest].map(line).join('\n')}\n\n`);
}
