/** The fault matrix as a table: a row for each provider and fault, a column for each moment, the longest wait in each. */
export interface MatrixResult {
  readonly provider: string;
  readonly fault: string;
  readonly moment: string;
  /** The longest that the candidate waited for the examiner. Milliseconds. */
  readonly longestWaitMs: number;
  /** Who served the port in the end. */
  readonly servedBy: string;
}

export function faultTable(results: readonly MatrixResult[]): string {
  const moments = [...new Set(results.map(({ moment }) => moment))];
  const rows = new Map<string, Map<string, MatrixResult>>();
  for (const result of results) {
    const name = `${result.provider.padEnd(12)} ${result.fault}`;
    rows.set(name, (rows.get(name) ?? new Map<string, MatrixResult>()).set(result.moment, result));
  }
  const width = Math.max(...[...rows.keys()].map(({ length }) => length));
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(24)).join(' ')}`.trimEnd();
  return [
    line('provider     fault', moments),
    ...[...rows].map(([name, row]) =>
      line(
        name,
        moments.map((moment) => {
          const result = row.get(moment);
          return result === undefined
            ? ''
            : `${String(Math.round(result.longestWaitMs))} ms, ${result.servedBy.split(':')[0]!}`;
        }),
      ),
    ),
    `${String(results.length)} cases; longest wait ${String(Math.round(Math.max(...results.map((each) => each.longestWaitMs))))} ms`,
  ].join('\n');
}
