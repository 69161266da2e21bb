/** Reads a manifest: one rated recording or transcript per line, as JSON lines or as a table with tabs. */
import { AppError, messageOf } from '../errors.js';
import { safeText } from '../text/safe-text.js';
import { shellPath } from '../text/shell-path.js';
import type { ManifestItem } from './manifest-item.js';
import { isNotKnown, scoreNumber } from './score-number.js';
import { idOfBadLine, readJsonLine, readTableLine } from './manifest-line.js';

export interface ManifestProblem {
  readonly line: number;
  readonly id: string | null;
  readonly message: string;
}

export interface Manifest {
  readonly items: readonly ManifestItem[];
  readonly problems: readonly ManifestProblem[];
  /** Columns and names that nothing is made of. */
  readonly unused: readonly string[];
}

/**
 * @param limit the first so many lines only, good and bad ones; a header is not counted
 * @throws AppError `manifest.empty` when there is not one line to read
 */
export function parseManifest(text: string, name: string, limit = Infinity): Manifest {
  if (text.includes('\0')) throw noManifest(name);
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '');
  if (lines.length === 0) throw emptyManifest(name);
  if (lines.length > 1 && isOneDocument(text, lines[0]?.content ?? '')) throw oneDocument(name);
  // A broken or strange first line must not decide how all others are read.
  const isJson = 2 * lines.filter(({ content }) => content.trimStart().startsWith('{')).length >= lines.length;
  const headerAt = isJson ? -1 : lines.findIndex(({ content }) => content.includes('\t'));
  if (!isJson && headerAt === -1) throw noManifest(name);
  const isTable = !isJson;
  const header = isTable ? (lines[headerAt]?.content ?? '').split('\t').map((cell) => cell.trim()) : [];
  checkHeader(header, name);
  const rows = (isTable ? lines.slice(headerAt + 1) : lines).slice(0, limit);
  if (rows.length === 0) throw emptyManifest(name);
  const numeric = isTable ? numericColumns(header, rows) : new Set<string>();
  const items: ManifestItem[] = [];
  const problems: ManifestProblem[] = lines
    .slice(0, Math.max(0, headerAt))
    .map(({ line }) => ({ line, id: null, message: 'it has no tabs, and stands before the names of the columns' }));
  const unused = new Set<string>();
  const seen = new Map<string, number>();
  for (const { line, content } of rows) {
    let id: string | null = null;
    try {
      const { item, unused: left } = isTable
        ? readTableLine(line, content, header, numeric)
        : readJsonLine(line, content);
      id = item.id;
      for (const each of left) unused.add(each);
      const earlier = seen.get(item.id);
      if (earlier !== undefined) {
        problems.push({ line, id, message: `this id was used before, in line ${String(earlier)}` });
        continue;
      }
      seen.set(item.id, line);
      items.push(item);
    } catch (error) {
      id ??= idOfBadLine(content, isTable ? header : null);
      problems.push({ line, id, message: messageOf(error) });
    }
  }
  return { items, problems, unused: [...unused] };
}

/** A transcript, or a list of them, that is set over several lines. */
function isOneDocument(text: string, firstLine: string): boolean {
  if (!/^\s*[{[]/.test(firstLine) || isJsonText(firstLine)) return false;
  return isJsonText(text.replace(/^\ufeff/, ''));
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function oneDocument(name: string): AppError {
  return new AppError({
    code: 'manifest.unreadable',
    message: `${safeText(name)} is one JSON document over several lines, and no manifest: that has a test in each line.`,
    remedy: `Put each test on a line of its own (jq -c . FILE), or rate a single one: ielts-examiner score ${shellPath(name)}`,
    exitCode: 2,
  });
}

/** Two columns of one name would give one value, nobody knows which. */
function checkHeader(header: readonly string[], name: string): void {
  const twice = header.find((column, index) => column !== '' && header.indexOf(column) < index);
  if (twice === undefined) return;
  throw new AppError({
    code: 'manifest.unreadable',
    message: `${safeText(name)} has two columns named "${safeText(twice)}".`,
    remedy: 'Give each column a name of its own.',
    exitCode: 2,
  });
}

/** Columns in which most known cells are numbers: scores. A word among them is a slip, not another kind of column. */
function numericColumns(header: readonly string[], rows: readonly { readonly content: string }[]): ReadonlySet<string> {
  const cells = rows.map(({ content }) => content.split('\t'));
  return new Set(
    header.filter((_, column) => {
      const filled = cells.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '' && !isNotKnown(cell));
      const numbers = filled.filter((cell) => Number.isFinite(scoreNumber(cell)));
      return numbers.length > 0 && numbers.length >= filled.length / 2;
    }),
  );
}

function emptyManifest(name: string): AppError {
  return new AppError({
    code: 'manifest.empty',
    message: `${safeText(name)} has no lines to evaluate.`,
    remedy: 'Give JSON lines, or a table with tabs and a header (see docs/how-good-is-the-score.md).',
    exitCode: 2,
  });
}

function noManifest(name: string): AppError {
  return new AppError({
    code: 'manifest.unreadable',
    message: `${safeText(name)} is neither JSON lines nor a table with tabs.`,
    remedy: 'Begin every line with "{", or separate the columns with tabs and name them in the first line.',
    exitCode: 2,
  });
}
