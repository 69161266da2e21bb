/** The report as a table for people. */
import { atLeast } from './statistics.mjs';

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

function valuesOf(measurement) {
  const { unit, value, min, median, max } = measurement;
  if (value !== undefined) return `${value} ${unit}`;
  const percentiles = Object.entries(measurement).filter(([name]) => /^p\d+$/.test(name));
  if (percentiles.length > 0) return percentiles.map((each) => percentile(...each, unit)).join(', ');
  return `${median} ${unit} (${min} to ${max})`;
}

function percentile(name, value, unit) {
  return value === null ? `${name} needs n >= ${atLeast(Number(name.slice(1)) / 100)}` : `${name} ${value} ${unit}`;
}
