/**
 * Writes src/engine/speech/sentence-ends.ts: after which words English sentences seldom end, for telling pauses from ends.
 *
 * Source: data/word-sequences.bin (the US English language model of CMU PocketSphinx, BSD licence; see make-word-sequences.mjs), the
 * probability of the end of a sentence after each of the commonest words, and after pairs of words where that is another class.
 *
 *   npm run build && node scripts/make-sentence-ends.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { WordSequences } from '../dist/engine/scoring/grammar/word-sequences.js';
import { wordsOf } from './words-of-sequences.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const WORDS = 3000;
const PAIRS = 500;
/** Pairs are made of these words. */
const PAIRED_WORDS = 1200;
/** Log10 of the probability below which a sentence hardly ever, and seldom, ends there. */
const [NEVER, SELDOM] = [-1.5, -1.1];
/** A pair is worth its place when it is so much likelier or less likely an end than its last word. */
const TELLING = 0.25;
const WIDTH = 118;
/** Of names, not of examinations. */
const LEFT_OUT = new Set(['de', 'los', 'san']);
/** What films say and nobody wants to read here. */
const COARSE = /^(?:f.ck|hell$)/;

const file = brotliDecompressSync(readFileSync(resolve(ROOT, 'data', 'word-sequences.bin')));
const sequences = new WordSequences(file);
const end = sequences.idOf('</s>');
const words = wordsOf(file)
  .filter((word) => /^[a-z]/.test(word) && !LEFT_OUT.has(word) && !COARSE.test(word))
  .map((word) => ({
    word,
    id: sequences.idOf(word),
    often: sequences.logProbability(-1, -1, sequences.idOf(word)),
    end: sequences.logProbability(-1, sequences.idOf(word), end),
  }))
  .sort((a, b) => b.often - a.often);

const classOf = (log) => (log < NEVER ? 'never' : log < SELDOM ? 'seldom' : 'often');
const found = { never: [], seldom: [], often: [] };
for (const entry of words.slice(0, WORDS)) {
  if (classOf(entry.end) !== 'often') found[classOf(entry.end)].push(entry.word);
}
const paired = words.slice(0, PAIRED_WORDS);
const pairs = paired.flatMap((first) =>
  paired.flatMap((second) => {
    const log = sequences.logProbability(first.id, second.id, end);
    if (classOf(log) === classOf(second.end) || Math.abs(log - second.end) <= TELLING) return [];
    const often = first.often + sequences.logProbability(-1, first.id, second.id);
    return [{ pair: `${first.word} ${second.word}`, kind: classOf(log), often }];
  }),
);
pairs.sort((a, b) => b.often - a.often);
for (const { pair, kind } of pairs.slice(0, PAIRS)) found[kind].push(pair);

writeFileSync(
  resolve(ROOT, 'src', 'engine', 'speech', 'sentence-ends.ts'),
  `/**
 * After which words English sentences hardly ever end (probability under ${String((10 ** NEVER).toFixed(3))}), seldom (under ${String((10 ** SELDOM).toFixed(3))}), and often, where a pair of words
 * is another case than its last one. Made by scripts/make-sentence-ends.mjs; not to be edited.
 */
type SentenceEnd = 'never' | 'seldom' | 'often';

const WRITTEN: Readonly<Record<SentenceEnd, string>> = {
${Object.entries(found)
  .map(([kind, entries]) => `  ${kind}:\n${text(entries)},`)
  .join('\n')}
};

export const SENTENCE_ENDS: ReadonlyMap<string, SentenceEnd> = new Map(
  (Object.keys(WRITTEN) as SentenceEnd[]).flatMap((kind) =>
    WRITTEN[kind].split(',').map((entry): [string, SentenceEnd] => [entry, kind]),
  ),
);
`,
);

function text(entries) {
  const lines = [''];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last.length + entry.length + 1 > WIDTH - 8) lines.push(entry);
    else lines[lines.length - 1] = last === '' ? entry : `${last},${entry}`;
  }
  return lines.map((line, at) => `    ${JSON.stringify(at === lines.length - 1 ? line : `${line},`)}`).join(' +\n');
}
