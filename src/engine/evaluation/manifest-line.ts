/** One line of a manifest. Throws plain Errors whose message says what is wrong with the line. */
import { messageOf } from '../errors.js';
import { bandOfLevel, CEFR } from './cefr.js';
import { unnamed, type ManifestItem } from './manifest-item.js';
import { isNotKnown, scoreNumber } from './score-number.js';
import { wordTable } from '../text/word-table.js';

const TEXTS = ['id', 'audio', 'transcript', 'turns', 'text', 'reference', 'question', 'speaker'] as const;
type TextField = (typeof TEXTS)[number];

/** Other spellings that people use; they count where the proper one is missing. "name" may be a person's, and "prompt" a question. */
const ALIASES: Readonly<Record<string, TextField>> = wordTable({
  file: 'audio',
  path: 'audio',
  wav: 'audio',
  speaker_id: 'speaker',
});
const GROUPS = new Set(['group', 'gender', 'sex', 'age', 'l1', 'first_language', 'language', 'country', 'accent']);
/** Children's voices differ; the audio model was trained on both. */
const ADULT_AGE = 16;
/** Not a score: how many words were said, for lines whose predictions are given. */
const WORDS = 'words';

export interface ReadLine {
  readonly item: ManifestItem;
  /** Names of what nothing is made of. */
  readonly unused: readonly string[];
}

export function readJsonLine(line: number, content: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new Error(`it is not JSON (${messageOf(error)})`, { cause: error });
  }
  if (!isRecord(value)) throw new Error('it is not an object with names and values');
  const fields: Partial<Record<TextField, unknown>> = {};
  const groups: Record<string, string> = {};
  const human: Record<string, number> = {};
  let words: number | null = null;
  let predicted: Record<string, number> | null = null;
  const names = fieldNames(Object.keys(value));
  const unused: string[] = [];
  for (const [name, given] of Object.entries(value)) {
    const field = names.get(name);
    if (field !== undefined) fields[field] = given;
    else if (GROUPS.has(name.toLowerCase())) addGroup(groups, name, given);
    else if (addLevel(human, name, given)) continue;
    else if (name === 'scores' || name === 'human') Object.assign(human, scoresIn(name, given));
    else if (name === 'predicted') predicted = scoresIn(name, given);
    else if (name === WORDS) words = checkedScore(name, given);
    else if (given === null || (typeof given === 'string' && isNotKnown(given))) continue;
    else if (typeof given === 'number' || isScoreName(name)) human[name] = checkedScore(name, given);
    else unused.push(name);
  }
  return { item: itemOf(line, fields, { groups, human, words, predicted }), unused };
}

export function readTableLine(
  line: number,
  content: string,
  header: readonly string[],
  numeric: ReadonlySet<string>,
): ReadLine {
  const cells = content.split('\t').map((cell) => cell.trim());
  if (cells.length > header.length)
    throw new Error(`it has ${String(cells.length)} columns, the header has ${String(header.length)}`);
  const fields: Partial<Record<TextField, unknown>> = {};
  const groups: Record<string, string> = {};
  const human: Record<string, number> = {};
  let words: number | null = null;
  const names = fieldNames(header);
  const unused: string[] = [];
  for (const [index, name] of header.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const field = names.get(name);
    if (field !== undefined) fields[field] = field === 'turns' ? parsedTurns(cell) : cell;
    else if (GROUPS.has(name.toLowerCase())) addGroup(groups, name, cell);
    else if (name === WORDS) words = checkedScore(name, cell);
    else if (addLevel(human, name, cell)) continue;
    else if (isNotKnown(cell)) continue;
    else if (numeric.has(name)) human[name] = checkedScore(name, cell);
    else unused.push(name);
  }
  return { item: itemOf(line, fields, { groups, human, words, predicted: null }), unused };
}

/** How a line that cannot be read calls itself, as far as that can be read; null when it does not. */
export function idOfBadLine(content: string, header: readonly string[] | null): string | null {
  const named: Partial<Record<TextField, unknown>> = {};
  const cells = content.split('\t').map((cell) => cell.trim());
  const pairs = header?.map((name, index): [string, unknown] => [name, cells[index]]) ?? entriesOf(content);
  const names = fieldNames(pairs.map(([name]) => name));
  for (const [name, value] of pairs) {
    const field = names.get(name);
    if (field !== undefined) named[field] = value;
  }
  const id = [named.id, named.audio, named.transcript].find(
    (each) => typeof each === 'string' || typeof each === 'number',
  );
  return id === undefined || id === '' ? null : String(id);
}

function entriesOf(json: string): readonly [string, unknown][] {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? Object.entries(value) : [];
  } catch {
    return [];
  }
}

function itemOf(
  line: number,
  fields: Partial<Record<TextField, unknown>>,
  rest: Pick<ManifestItem, 'groups' | 'human' | 'words' | 'predicted'>,
): ManifestItem {
  const text = (field: TextField): string | null => {
    const value = fields[field];
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') throw new Error(`"${field}" must be text`);
    return value;
  };
  // A transcript may stand in the line itself.
  const inLine = fields.turns ?? (typeof fields.transcript === 'object' ? fields.transcript : null);
  const path = typeof fields.transcript === 'object' ? null : text('transcript');
  if (inLine !== null && inLine !== undefined && typeof inLine !== 'object')
    throw new Error('"turns" must be a list of answers');
  const audio = text('audio');
  if (fields.text === '' && audio === null && path === null && (inLine ?? null) === null)
    throw new Error('its "text" is empty');
  const id = text('id') ?? audio ?? path ?? unnamed(line);
  if (/[\u0000-\u001f]/.test(id)) throw new Error('its id has control characters');
  return {
    line,
    id,
    audio,
    transcript: path,
    turns: inLine,
    text: text('text'),
    reference: text('reference'),
    question: text('question'),
    speaker: text('speaker'),
    ...rest,
  };
}

/** The field that each name gives; an alias only where nothing has the proper name. */
function fieldNames(names: readonly string[]): ReadonlyMap<string, TextField> {
  const proper = new Map<string, TextField>();
  for (const name of names) {
    const plain = name.toLowerCase();
    if ((TEXTS as readonly string[]).includes(plain)) proper.set(name, plain as TextField);
  }
  const known = new Set(proper.values());
  const found = new Map(proper);
  for (const name of names) {
    const field = ALIASES[name.toLowerCase()];
    if (field === undefined || known.has(field)) continue;
    found.set(name, field);
    known.add(field);
  }
  return found;
}

function addGroup(groups: Record<string, string>, name: string, value: unknown): void {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const age = Number(value);
  const isAge = name.toLowerCase() === 'age' && Number.isFinite(age);
  groups[name.toLowerCase()] = isAge ? (age < ADULT_AGE ? `under ${String(ADULT_AGE)}` : 'adult') : String(value);
}

/** @returns whether it was a level such as "B2" */
function addLevel(human: Record<string, number>, name: string, value: unknown): boolean {
  const band = bandOfLevel(name, value);
  if (band !== null) human[CEFR] = band;
  return band !== null;
}

function scoresIn(name: string, value: unknown): Record<string, number> {
  if (!isRecord(value)) throw new Error(`"${name}" must be an object of scores`);
  const given = Object.entries(value).filter(([, score]) => score !== null);
  return Object.fromEntries(given.map(([key, score]) => [key, checkedScore(key, score)]));
}

function checkedScore(name: string, value: unknown): number {
  const number = scoreNumber(value);
  if (!Number.isFinite(number)) throw new Error(`its score "${name}" is not a number: ${JSON.stringify(value)}`);
  return number;
}

function isScoreName(name: string): boolean {
  return /band|score|fluency|lexical|grammar|pronunciation|prosod|accuracy|completeness|total|overall/i.test(name);
}

function parsedTurns(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch (error) {
    throw new Error(`its turns are not JSON (${messageOf(error)})`, { cause: error });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
