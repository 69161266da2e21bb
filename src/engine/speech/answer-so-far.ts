/**
 * What an answer so far tells of its end, as numbers: how much was said, what the last word asks for, and how the pauses so far divide it. Transcripts
 * have no punctuation, but between sentences everybody pauses: the words on both sides of a pause tell whether a sentence ended there.
 */
import { completeness, endsInFiller, saidWords, type Completeness } from './completeness.js';
import { wordsOfLength, type EarlierAnswers, type InterviewPart } from './earlier-answers.js';
import type { WordOdds } from './word-odds.js';

export interface AnswerSoFar {
  readonly part: InterviewPart;
  readonly earlier: EarlierAnswers;
  readonly text: string;
  /** Before which words (counted without fillers) the candidate paused. */
  readonly pausedBefore: readonly number[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const JOINING = words('and but or so');
const SUBORDINATING = words(
  'because if when although while before after since which who where that until as than unless what how why whose though',
);
const SUBJECTS = words(
  "i you he she we they it there it's i'm he's she's they're we're there's that's i've i'd you're nobody everybody " +
    'everyone somebody people',
);
const SOUNDS: Readonly<Record<Completeness, number>> = { incomplete: 0, unknown: 1, complete: 2 };

/** Of the end of a sentence at a pause, log odds: from here on it may be one. Judgement, as are the next two. */
const POSSIBLE = -1.75;
/** Log odds of an end count as {@link chanceOf} says. */
const [STEEPNESS, EVEN] = [1.5, -1.2];
/** Before a word that subjects or clauses begin with. */
const BEGINS = 1;
/** No pause yet: less likely than any end. */
const NO_PAUSE = -9;
/** More earlier answers tell no more. */
const ENOUGH_ANSWERS = 3;

/** What the numbers of {@link numbersOf} are, in their order. The trees know them by their place. */
export const NUMBERS = [
  'part',
  'words',
  'filler at the end',
  'odds of an end after the last word',
  'odds of a beginning with it',
  'odds of a preposition after it',
  'odds of an adjective after it',
  'odds of a determiner before it',
  'how complete the last words sound',
  'words since the last pause',
  'best odds of an end at a pause',
  'words since the last pause at which a sentence may have begun',
  'sentences that ended at pauses',
  'words of the newest clause',
  'how the newest clause begins',
  'joining words',
  'words by those usual for the candidate',
  'earlier answers',
  'words by those of the shortest earlier answer',
  'words by those of the longest earlier answer',
] as const;

export function numbersOf({ part, text, pausedBefore, earlier }: AnswerSoFar, odds: WordOdds): readonly number[] {
  const said = saidWords(text);
  const isAt = (list: ReadonlySet<string>, index: number): boolean => list.has(said[index] ?? '');
  const opens = (index: number): boolean => isAt(JOINING, index) || isAt(SUBORDINATING, index);
  const pauses = [...new Set(pausedBefore)]
    .filter((index) => index > 0 && index < said.length)
    .map((index) => {
      const begins = isAt(SUBJECTS, index) || isAt(JOINING, index) ? BEGINS : 0;
      return { index, end: odds(said[index - 1]).end + odds(said[index]).start + begins };
    });
  const possible = pauses.filter(({ end }) => end > POSSIBLE);
  const clauseFrom = Math.max(
    0,
    said.findLastIndex((_, index) => opens(index)),
    ...possible.map(({ index }) => index),
  );
  const last = odds(said.at(-1));
  return [
    part,
    said.length,
    endsInFiller(text) ? 1 : 0,
    last.end,
    last.start,
    last.thenPreposition,
    last.thenAdjective,
    last.afterDeterminer,
    SOUNDS[completeness(text)],
    said.length - (pauses.at(-1)?.index ?? 0),
    Math.max(NO_PAUSE, ...pauses.map(({ end }) => end)),
    said.length - (possible.findLast(({ index }) => !opens(index))?.index ?? 0),
    pauses.reduce((sum, { end }) => sum + chanceOf(end), 0),
    said.length - clauseFrom,
    isAt(JOINING, clauseFrom) ? 1 : isAt(SUBORDINATING, clauseFrom) ? 2 : 0,
    said.filter((word) => JOINING.has(word)).length,
    ...lengthsOf(part, said.length, earlier),
  ];
}

/** What is known while no words are but how many there may be. */
export function wordlessNumbersOf(part: InterviewPart, words: number, earlier: EarlierAnswers): readonly number[] {
  return [part, words, ...lengthsOf(part, words, earlier)];
}

function lengthsOf(part: InterviewPart, words: number, earlier: EarlierAnswers): readonly number[] {
  const { count, length, shortest, longest } = earlier;
  const by = (each: number): number => words / wordsOfLength(part, each);
  return [by(length), Math.min(count, ENOUGH_ANSWERS), by(shortest), by(longest)];
}

function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-STEEPNESS * (logOdds - EVEN)));
}
