/**
 * Rare words where a common one of nearly the same letters fits far better ("fore many things", "the thinks we own", "see it many teems"):
 * slips of spelling that are words by chance. A recogniser makes none, so they are looked for in text with full stops only, and
 * called unusual without a correction. After Kernighan, Church & Gale (1990): one letter too many, too few, another, or two exchanged.
 */
import type { FoundError } from './found-error.js';
import type { Stretch } from './stretch.js';
import { UNUSUAL, UNUSUAL_MESSAGE } from './unusual.js';
import type { WordId, WordSequences } from './word-sequences.js';
import { UNKNOWN_WORD } from './word-sequences.js';

/** Log10 probability of a word by itself, below which it is rare. */
const RARE = -4.8;
/** Log10 of how much commoner the word that is meant must be. */
const COMMONER = 0.7;
/** Log10 of how much likelier the place becomes: one or two in 100 native sentences reach it. */
const LEAST_GAIN = 3.5;
/** Log10 probability of a word outside the list. */
const OUTSIDE = -6.5;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** @param marked the text has full stops, so that somebody wrote it */
export function findMisspellings(
  stretches: readonly Stretch[],
  sequences: WordSequences,
  marked: boolean,
): readonly FoundError[] {
  if (!marked) return [];
  return stretches.flatMap((stretch) => {
    const start = stretch.startsSentence ? sequences.idOf('<s>') : UNKNOWN_WORD;
    const ids = [start, ...stretch.words.map(({ n }) => sequences.idOf(n))];
    return stretch.words.flatMap((word, index): readonly FoundError[] => {
      if (word.pos === 'PROPN' || !/^[a-z]{3,}$/.test(word.n)) return [];
      const alone = frequencyOf(ids[index + 1] ?? UNKNOWN_WORD, sequences);
      if (alone > RARE) return [];
      const meant = neighboursOf(word.n)
        .map((other) => sequences.idOf(other))
        .filter((id) => id !== UNKNOWN_WORD && frequencyOf(id, sequences) - alone >= COMMONER);
      const before = likelihood(ids, index + 1, sequences);
      const better = meant.some(
        (id) => likelihood(ids.with(index + 1, id), index + 1, sequences) - before >= LEAST_GAIN,
      );
      if (!better) return [];
      return [
        {
          rule: 'unusual.misspelt',
          kind: UNUSUAL,
          message: UNUSUAL_MESSAGE,
          start: word.start,
          end: word.end,
          suggestions: [],
        },
      ];
    });
  });
}

function frequencyOf(id: WordId, sequences: WordSequences): number {
  return id === UNKNOWN_WORD ? OUTSIDE : sequences.logProbability(UNKNOWN_WORD, UNKNOWN_WORD, id);
}

/** Log10 probability of the word at `at` and the two after it. */
function likelihood(ids: readonly WordId[], at: number, sequences: WordSequences): number {
  return ids.slice(at, at + 3).reduce((sum, id, offset) => {
    if (id === UNKNOWN_WORD) return sum + OUTSIDE;
    const [first, second] = [ids[at + offset - 2] ?? UNKNOWN_WORD, ids[at + offset - 1] ?? UNKNOWN_WORD];
    return sum + sequences.logProbability(first, second, id);
  }, 0);
}

function neighboursOf(word: string): readonly string[] {
  const splits = Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
  return splits.flatMap(([head, tail]) => [
    ...LETTERS.map((letter) => `${head}${letter}${tail}`),
    ...(tail === '' ? [] : [head + tail.slice(1), ...LETTERS.map((letter) => `${head}${letter}${tail.slice(1)}`)]),
    ...(tail.length > 1 ? [`${head}${tail.slice(1, 2)}${tail.slice(0, 1)}${tail.slice(2)}`] : []),
  ]);
}
