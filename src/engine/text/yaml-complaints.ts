/** Words the errors in a YAML file that was written by hand: each with line, column and what was probably meant. */
import { isMap, isScalar, type Document, type LineCounter, type Node } from 'yaml';
import { nearest } from './nearest.js';
import { safeText } from './safe-text.js';

/** One issue of zod. */
export interface SchemaIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  /** What is wrong with a key, where the key itself is what is wrong. */
  readonly issues?: readonly { readonly message: string }[];
  /** What is against each way in which the value may be written; paths from the value on. */
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

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
/** Longer lists of allowed values are cut off here. */
const SHOWN_VALUES = 8;

export function complaintsOf(issue: SchemaIssue, context: ComplaintContext): readonly Complaint[] {
  const { document, lines } = context;
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => unknownKey(key, issue.path, context));
  }
  const meantWay = wayMeant(issue);
  if (meantWay !== null) {
    return meantWay.flatMap((inner) => complaintsOf({ ...inner, path: [...issue.path, ...inner.path] }, context));
  }
  const where = issue.path.length === 0 ? '' : `"${pathText(issue.path)}": `;
  const message =
    issue.code === 'invalid_value' ? rightValues(issue) : withoutUndefined(issue.issues?.[0]?.message ?? issue.message);
  const meant = issue.code === 'invalid_value' ? suggestion(issue, document) : '';
  return [complaint(lines, offsetOf(document, issue.path), `${where}${message}${meant}`)];
}

/** The one way of writing the value in which only something deep inside it is wrong; null where there is no such way. */
function wayMeant({ errors = [] }: SchemaIssue): readonly SchemaIssue[] | null {
  const ways = errors.filter((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 1));
  return ways.length === 1 ? (ways[0] ?? null) : null;
}

function rightValues({ values = [], message }: SchemaIssue): string {
  if (values.length > SHOWN_VALUES) return 'not a name that is known here';
  // Only zod's own words are replaced: ours say more.
  return /^Invalid option/.test(message) ? `must be ${values.map(String).join(' or ')}` : message;
}

/** YAML knows no "undefined": what zod calls so is not written there. */
function withoutUndefined(message: string): string {
  return /^Invalid input: .*received undefined$/.test(message) ? 'is missing' : message;
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

export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step + 1)}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function unknownKey(
  key: string,
  path: readonly PropertyKey[],
  { document, lines, knownKeys }: ComplaintContext,
): Complaint {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  const offset = isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path);
  const known = knownKeys(path);
  const meant = nearest(key, known);
  const hint = meant === null ? `known here: ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { ...complaint(lines, offset, `unknown key "${key}"; ${hint}`), isSlip: meant !== null };
}

function suggestion(issue: SchemaIssue, document: Document): string {
  const written: unknown = document.getIn(issue.path);
  const names = (issue.values ?? []).filter((value) => typeof value === 'string');
  const meant = typeof written === 'string' ? nearest(written, names) : null;
  return meant === null ? '' : ` (did you mean "${meant}"?)`;
}
