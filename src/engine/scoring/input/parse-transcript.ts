/** Reads a transcript that comes from outside: the published form, or one of the plainer ones that people have at hand. */
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError, messageOf } from '../../errors.js';
import { safeText } from '../../text/safe-text.js';
import { isNestedTooDeeply } from '../../text/yaml-depth.js';
import { spoken, tokenize } from '../language/tokens.js';
import { checkTimes } from './check-times.js';
import { transcriptSchema, type TranscriptDocument } from './transcript-schema.js';

/**
 * Also taken: a list of turns; a list of texts; `{ "text": ... }`; `answer` for `text`; words with `word` for `text` and `start` and
 * `end` in seconds.
 * @param name of the file, for messages
 * @throws AppError `transcript.invalid` that names the field
 */
export function parseTranscript(value: unknown, name: string): TranscriptDocument {
  const parsed = transcriptSchema.safeParse(inPublishedForm(value));
  if (!parsed.success) throw invalid(name, describe(parsed.error));
  const problem = checkTimes(parsed.data);
  if (problem !== null) throw impossibleTimes(name, problem);
  const amount = checkAmount(parsed.data);
  if (amount !== null) throw invalid(name, amount);
  return parsed.data;
}

/** @throws AppError `transcript.invalid` with line and column of a slip in the JSON */
export function parseTranscriptText(text: string, name: string): TranscriptDocument {
  if (text.trim() === '') throw invalid(name, 'it is empty');
  if (/^\s*[\p{L}\d]/u.test(text)) throw invalid(name, 'it is plain text, not JSON');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw invalid(name, `it is not JSON${placeOf(error, text)}`);
  }
  return parseTranscript(value, name);
}

function inPublishedForm(value: unknown): unknown {
  if (Array.isArray(value)) return { turns: value.map(turnIn) };
  if (!isRecord(value)) return value;
  const turns = value['turns'] ?? value['answers'] ?? value['transcript'];
  const id = typeof value['id'] === 'string' ? { id: value['id'] } : {};
  if (Array.isArray(turns)) return { ...id, turns: turns.map(turnIn) };
  if (typeof turns === 'string') return { ...id, turns: [{ text: turns }] };
  return value['text'] === undefined && value['answer'] === undefined ? value : { ...id, turns: [turnIn(value)] };
}

function turnIn(value: unknown): unknown {
  if (typeof value === 'string') return { text: value };
  if (!isRecord(value)) return value;
  const { text = value['answer'], words, question, part } = value;
  return {
    text,
    ...(question === undefined || question === null ? {} : { question }),
    ...(part === undefined || part === null ? {} : { part: partIn(part) }),
    ...(words === undefined || words === null ? {} : { words: Array.isArray(words) ? words.map(wordIn) : words }),
  };
}

function partIn(part: unknown): unknown {
  const digit = typeof part === 'string' ? /^(?:part\s*)?([123])$/i.exec(part)?.[1] : undefined;
  return digit === undefined ? part : Number(digit);
}

function wordIn(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const inMs = (seconds: unknown): unknown => (typeof seconds === 'number' ? seconds * 1000 : seconds);
  const { text = value['word'], startMs = inMs(value['start']), endMs = inMs(value['end']), confidence } = value;
  return { text, startMs, endMs, ...(confidence === undefined ? {} : { confidence }) };
}

function describe({ issues }: z.ZodError): string {
  const [first] = issues;
  if (!first) return 'it has another form';
  const place = first.path.reduce<string>(
    (path, step) =>
      typeof step === 'number' ? `${path}[${String(step)}]` : path === '' ? String(step) : `${path}.${String(step)}`,
    '',
  );
  const more = issues.length > 1 ? ` (and ${String(issues.length - 1)} more)` : '';
  return `${place === '' ? 'the whole' : place}: ${first.message}${more}`;
}

/** Fewer words may differ by contractions and fillers. */
const ENOUGH_WORDS = 10;
/** Timed words and those of the text may differ by so much: marks on one side, fillers on the other; numbers in digits. */
const MOST_APART = 2;

/** Speed and pauses are those of the timed words: they must be the words of the text. */
function checkAmount({ turns }: TranscriptDocument): string | null {
  for (const [index, { text, words = [] }] of turns.entries()) {
    const tokens = spoken(tokenize(text));
    const written = tokens.length;
    if (words.length === 0 || Math.max(written, words.length) < ENOUGH_WORDS) continue;
    if (words.length * MOST_APART < written || words.length > written * MOST_APART)
      return `turns[${String(index)}] has ${String(words.length)} words with times, its text has ${String(written)}`;
    const inText = new Set(tokens.map(({ normal }) => normal));
    const timed = words.flatMap((word) => tokenize(word.text));
    const shared = timed.filter(({ normal }) => inText.has(normal)).length;
    if (shared * MOST_APART < timed.length)
      return `turns[${String(index)}] has other words with times than its text: ${String(timed.length - shared)} of ${String(timed.length)} are not in it`;
  }
  return null;
}

/** Characters. The parser that knows the place takes half a second and 250 MB for a million. */
const LONGEST_PLACED = 300_000;

/** JavaScript's parser seldom tells the place; JSON is YAML, whose parser always does. */
function placeOf(error: unknown, text: string): string {
  if (isNestedTooDeeply(text)) return ' (it is nested too deeply)';
  if (text.length > LONGEST_PLACED) return ` (${messageOf(error)})`;
  const { errors } = parseDocument(text, { prettyErrors: true });
  const place = errors[0]?.linePos?.[0];
  return place === undefined ? ` (${messageOf(error)})` : `: line ${String(place.line)}, column ${String(place.col)}`;
}

function invalid(name: string, problem: string): AppError {
  return new AppError({
    code: 'transcript.invalid',
    message: `${safeText(name)} is no transcript: ${safeText(problem)}.`,
    remedy: 'Give { "turns": [{ "question": "...", "text": "..." }] }; the form is in schemas/transcript.schema.json.',
    exitCode: 2,
  });
}

function impossibleTimes(name: string, problem: string): AppError {
  return new AppError({
    code: 'transcript.times',
    message: `${safeText(name)} has impossible times: ${safeText(problem)}.`,
    remedy: 'Give milliseconds from the start of the test, or leave "words" out: the text alone is rated as well.',
    exitCode: 2,
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
