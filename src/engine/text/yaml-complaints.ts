/** Words the errors in a YAML file that was written by hand: each with line, column and what was probably meant. */
import { isMap, isScalar, type Document, type LineCounter, type Node } from 'yaml';
import { safeText } from './safe-text.js';
import { findingsOf, pathText, type SchemaIssue } from './schema-words.js';

export interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** A key that was meant for another one: what else is wrong is often only that the right one is missing. */
  readonly isSlip?: boolean;
}

export interface ComplaintContext {
  readonly document: Document;
  readonly lines: LineCounter;
  /** The keys that the schema knows at a place. */
  readonly knownKeys: (path: readonly PropertyKey[]) => readonly string[];
}

/** Whoever corrects some of them does not want to be told of the next ones then. More are mostly consequences of the first. */
const SHOWN = 25;

export function complaintsOf(issue: SchemaIssue, context: ComplaintContext): readonly Complaint[] {
  const { document, lines, knownKeys } = context;
  const checked = { valueAt: (path: readonly PropertyKey[]) => document.getIn(path), knownKeys };
  return findingsOf(issue, checked).map(({ path, text, unknownKey, isSlip = false }) => {
    if (unknownKey !== undefined) return { ...complaint(lines, offsetOfKey(document, path, unknownKey), text), isSlip };
    const where = path.length === 0 ? '' : `"${pathText(path)}": `;
    return complaint(lines, offsetOf(document, path), `${where}${text}`);
  });
}

export function complaint(lines: LineCounter, offset: number, text: string): Complaint {
  const { line, col } = lines.linePos(offset);
  return { line, column: col, text: safeText(text) };
}

/** `NAME:LINE:COLUMN: what is wrong`, one per line. Slips first, then from top to bottom, as one reads. */
export function complaintText(name: string, complaints: readonly Complaint[]): string {
  const shown = complaints
    .toSorted(
      (one, other) =>
        Number(other.isSlip ?? false) - Number(one.isSlip ?? false) ||
        one.line - other.line ||
        one.column - other.column,
    )
    .slice(0, SHOWN)
    .map(({ line, column, text }) => `${safeText(name)}:${String(line)}:${String(column)}: ${text}`);
  const more = complaints.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${String(more)} more`] : [])].join('\n');
}

/** Where the value at `path` begins, or the nearest thing around it that exists. */
export function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: Document, path: readonly PropertyKey[], key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path);
}
