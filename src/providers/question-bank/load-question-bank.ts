/** Reads the question bank: `topics.json` and `cards.json` of one folder, checked against the schema as one bank. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { questionBankSchema, type QuestionBank } from '../../engine/exam/bank.js';
import { messageOf } from '../../engine/errors.js';
import { bankError, jsonPath, type BankProblem } from './bank-problem.js';

/** Sources and build output lie equally deep below the package root, so one relative path serves both. */
const DEFAULT_FOLDER = fileURLToPath(new URL('../../../data/question-bank', import.meta.url));

const FILES = { topics: 'topics.json', cards: 'cards.json' } as const;
type Section = keyof typeof FILES;
type Problems = readonly [BankProblem, ...BankProblem[]];

export type BankReading =
  | { readonly valid: true; readonly folder: string; readonly bank: QuestionBank }
  | { readonly valid: false; readonly folder: string; readonly problems: Problems };

/**
 * The bank of a folder, by default the one that comes with the package.
 * Rejects with AppError `bank.unreadable` or `bank.invalid` (exit code 2), which names the file, the JSON path and the problem.
 */
export async function loadQuestionBank(folder: string = DEFAULT_FOLDER): Promise<QuestionBank> {
  const reading = await readQuestionBank(folder);
  if (reading.valid) return reading.bank;
  throw bankError(folder, reading.problems);
}

/** Like `loadQuestionBank`, but returns every problem instead of rejecting. */
export async function readQuestionBank(folder: string = DEFAULT_FOLDER): Promise<BankReading> {
  const [topics, cards] = await Promise.all([readSection(folder, 'topics'), readSection(folder, 'cards')]);
  const problems = [...topics.problems, ...cards.problems];
  if (topics.content !== null && cards.content !== null && topics.content['version'] !== cards.content['version']) {
    problems.push(invalid(`${FILES.topics}, ${FILES.cards}`, '$.version', 'the two files must have the same version'));
  }
  if (isFilled(problems)) return { valid: false, folder, problems };

  const version = topics.content?.['version'];
  const merged = { version, topics: topics.content?.['topics'], cards: cards.content?.['cards'] };
  const result = questionBankSchema.safeParse(merged);
  if (result.success) return { valid: true, folder, bank: result.data };
  const found = result.error.issues.map((issue) => ({
    ...invalid(fileOf(issue.path), jsonPath(issue.path), issue.message),
    entry: entryAt(merged, issue.path),
  }));
  return { valid: false, folder, problems: found as unknown as Problems };
}

interface SectionReading {
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly problems: readonly BankProblem[];
}

async function readSection(folder: string, section: Section): Promise<SectionReading> {
  const file = FILES[section];
  let text: string;
  try {
    text = await readFile(join(folder, file), 'utf8');
  } catch (error) {
    return { content: null, problems: [{ ...invalid(file, '$', readingProblem(error)), code: 'bank.unreadable' }] };
  }
  let content: unknown;
  try {
    // Some editors begin a file with a byte order mark, which JSON does not know.
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return { content: null, problems: [invalid(file, '$', `it is not JSON: ${messageOf(error)}`)] };
  }
  if (!isObject(content)) {
    return { content: null, problems: [invalid(file, '$', `it must be an object with "version" and "${section}"`)] };
  }
  const unknown = Object.keys(content).filter((key) => key !== 'version' && key !== section);
  return { content, problems: unknown.map((key) => invalid(file, jsonPath([key]), 'this key does not belong here')) };
}

function readingProblem(error: unknown): string {
  const code = isObject(error) || error instanceof Error ? (error as { code?: unknown }).code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the file does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read by this user';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return messageOf(error);
  }
}

function fileOf(path: readonly PropertyKey[]): string {
  if (path[0] === 'topics' || path[0] === 'cards') return FILES[path[0]];
  return `${FILES.topics}, ${FILES.cards}`;
}

/** The id of the innermost object on the way to the path. */
function entryAt(value: unknown, path: readonly PropertyKey[]): string | null {
  let entry: string | null = null;
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) break;
    current = (current as Record<PropertyKey, unknown>)[key];
    if (isObject(current) && typeof current['id'] === 'string') entry = current['id'];
  }
  return entry;
}

function invalid(file: string, path: string, problem: string): BankProblem {
  return { code: 'bank.invalid', file, path, entry: null, problem };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilled(problems: readonly BankProblem[]): problems is Problems {
  return problems.length > 0;
}
