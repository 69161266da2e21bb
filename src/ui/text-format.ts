/** Pure text helpers shared by the screen and the line output. */
import { clock } from '../engine/reports/wording.js';

/** `m:ss`, rounded down; minutes grow beyond 59. Negative times count as zero. */
export function clockText(milliseconds: number): string {
  return clock(Math.max(0, milliseconds));
}

/** `m:ss`, rounded up, so that a countdown shows 0:00 only when it is over. */
export function countdownText(milliseconds: number): string {
  return clockText(Math.ceil(Math.max(0, milliseconds) / 1000) * 1000);
}

/** At least one space after an outer sentence mark, so that joined sentences read well. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Colour codes, which take no space in a row. */
const COLOURS = /\u001b\[[\d;]*m/g;

/** Breaks a line at spaces so that no row is wider than `width` characters; continuation rows start with `indent`. */
export function wrapLine(text: string, width: number, indent = ''): readonly string[] {
  const rows: string[] = [];
  const [first = '', ...words] = text.trimEnd().split(' ');
  let row = first;
  for (const word of words) {
    if (row.trim() !== '' && shownLength(row) + 1 + shownLength(word) > width) {
      rows.push(row);
      row = indent + word;
    } else {
      row = `${row} ${word}`;
    }
  }
  return [...rows, row];
}

/** Several lines, each broken at spaces. @param terminal null, a pipe or a file: nothing is broken there */
export function wrapFor(
  terminal: { readonly isTTY?: boolean; readonly columns?: number } | null,
  text: string,
): string {
  if (terminal?.isTTY !== true) return text;
  const width = Math.max(20, terminal.columns ?? 80);
  return text
    .split('\n')
    .flatMap((line) => {
      const margin = /^ */.exec(line)?.[0] ?? '';
      return wrapLine(line.slice(margin.length), width - margin.length, '  ').map((row) => `${margin}${row}`);
    })
    .join('\n');
}

function shownLength(text: string): number {
  return text.replace(COLOURS, '').length;
}
