/** What a schema has against a value that a person wrote, in our own words: what would be right there. */
import type { z } from 'zod';
import { nearest } from './nearest.js';
import { safeText } from './safe-text.js';

/** One issue of zod. */
export interface SchemaIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of a value of another kind: the right one. */
  readonly expected?: string;
  /** What is too small or too big: a number, a text, a list. */
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  /** The values of the key that tells kinds of maps apart. */
  readonly options?: readonly unknown[];
  /** What is wrong with a key, where the key itself is what is wrong. */
  readonly issues?: readonly { readonly message: string }[];
  /** What is against each way in which the value may be written; paths from the value on. */
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

export interface Finding {
  /** Of the value; of what holds it, where a key is unknown. */
  readonly path: readonly PropertyKey[];
  /** Without the place. */
  readonly text: string;
  readonly unknownKey?: string;
  /** A key that was meant for another one: what else is wrong is often only that the right one is missing. */
  readonly isSlip?: boolean;
}

export interface CheckedValue {
  readonly valueAt: (path: readonly PropertyKey[]) => unknown;
  /** The keys that the schema knows at a place. */
  readonly knownKeys: (path: readonly PropertyKey[]) => readonly string[];
}

/** Longer lists of allowed values are cut off here. */
const SHOWN_VALUES = 8;

export function findingsOf(issue: SchemaIssue, checked: CheckedValue): readonly Finding[] {
  const { code, path } = issue;
  if (code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => unknownKey(key, path, checked.knownKeys(path)));
  }
  const meantWay = wayMeant(issue);
  if (meantWay !== null) {
    return meantWay.flatMap((inner) => findingsOf({ ...inner, path: [...path, ...inner.path] }, checked));
  }
  const meant = code === 'invalid_value' ? suggestion(issue, checked.valueAt(path)) : '';
  return [{ path, text: safeText(`${wordsOf(issue)}${meant}`) }];
}

/** Without a look at the value or at what else the schema knows. */
export function firstFinding({ issues }: z.ZodError): Finding | undefined {
  const checked = { valueAt: () => undefined, knownKeys: () => [] };
  return issues.flatMap((issue) => findingsOf(issue as SchemaIssue, checked))[0];
}

/** What is first wrong with a file or an answer that a program wrote, with its place: nobody corrects such a thing by hand. */
export function firstProblem(error: z.ZodError, firstIndex: 0 | 1 = 1): string {
  const finding = firstFinding(error);
  if (finding === undefined) return 'nobody knows what';
  const { path, text, unknownKey } = finding;
  if (path.length > 0) return `"${pathText(path, firstIndex)}": ${text}`;
  return unknownKey === undefined ? `it ${text}` : text;
}

/** @param firstIndex of lists: people count from 1, programs from 0 */
export function pathText(path: readonly PropertyKey[], firstIndex: 0 | 1 = 1): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step + firstIndex)}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

/** The one way of writing the value in which only something deep inside it is wrong; null where there is no such way. */
function wayMeant({ errors = [] }: SchemaIssue): readonly SchemaIssue[] | null {
  const ways = errors.filter((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 1));
  return ways.length === 1 ? (ways[0] ?? null) : null;
}

/** Only zod's own words are replaced: those of a schema say more. */
const OF_ZOD = /^(?:Invalid (?:input|option|discriminator value)|Too (?:small|big))\b/;

function wordsOf(issue: SchemaIssue): string {
  const { code, issues, message } = issue;
  if (code === 'invalid_value' && (issue.values ?? []).length > SHOWN_VALUES) return 'not a name that is known here';
  const said = issues?.[0]?.message ?? message;
  if (!OF_ZOD.test(said)) return said;
  if (said.endsWith('received undefined')) return 'is missing';
  const right = rightKind(issue);
  return right === null ? 'cannot be written like this' : `must ${right}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'null',
};

/** Follows "must"; null where nobody knows. */
function rightKind(issue: SchemaIssue): string | null {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected ?? ''];
      return kind === undefined ? null : `be ${kind}`;
    }
    case 'invalid_value':
      return oneOf(issue.values ?? []);
    case 'too_small':
      return bound(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return bound(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_union': {
      if (issue.options !== undefined) return oneOf(issue.options);
      const ways = (issue.errors ?? []).map(([only, ...others]) =>
        only === undefined || others.length > 0 || only.path.length > 0 ? null : rightKind(only),
      );
      return ways.length === 0 || ways.includes(null)
        ? null
        : [...new Set(ways)].join(' or ').replaceAll('or be', 'or');
    }
    default:
      return null;
  }
}

function oneOf(values: readonly unknown[]): string {
  return `be ${values.map(String).join(' or ')}`;
}

function bound(origin: string | undefined, limit: number | bigint | undefined, side: string): string {
  if (origin !== 'string' && origin !== 'array') return `be ${side} ${String(limit)}`;
  if (side === 'at least' && limit === 1) return 'not be empty';
  return `have ${side} ${String(limit)} ${origin === 'string' ? 'letters' : 'entries'}`;
}

function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[]): Finding {
  const meant = nearest(key, known);
  const others = known.length === 0 ? '' : `; known here: ${known.join(', ')}`;
  const hint = meant === null ? others : `; did you mean "${meant}"?`;
  return { path, text: safeText(`unknown key "${key}"${hint}`), unknownKey: key, isSlip: meant !== null };
}

function suggestion({ values = [] }: SchemaIssue, written: unknown): string {
  const names = values.filter((value) => typeof value === 'string');
  const meant = typeof written === 'string' ? nearest(written, names) : null;
  return meant === null ? '' : ` (did you mean "${meant}"?)`;
}
