/** The report as a table for people. */

const COLUMNS = ['figure', 'what', 'target', 'measured', 'n'];

export function table({ date, machine, figures }) {
  const rows = figures.flatMap(({ name, measurements, notMeasured }) => [
    ...measurements.map((each) => [name, each.what, each.target ?? '', valuesOf(each), String(each.n ?? 1)]),
    ...(notMeasured === undefined ? [] : [[name, `not measured: ${notMeasured}`, '', '', '']]),
  ]);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  const { cpu, cores, memoryGb, node, platform } = machine;
  return [
    `${date}  ${cpu}, ${cores} cores, ${memoryGb} GB, node ${node}, ${platform}`,
    '',
    line(COLUMNS),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
  ].join('\n');
}

function valuesOf({ unit, value, min, median, max, p50, p99 }) {
  if (value !== undefined) return `${value} ${unit}`;
  if (p50 !== undefined) return `p50 ${p50}, p99 ${p99} ${unit}`;
  return `${median} ${unit} (${min} to ${max})`;
}
