/**
 * How likely an answer is over, judged by what was said so far. Learned from answers with their pauses (scripts/make-turn-ends.mjs): boosted trees, whose
 * figures are data (data/turn-ends.json).
 */
import { createRequire } from 'node:module';
import { keepingLast } from '../kept-results.js';
import { numbersOf, wordlessNumbersOf, type AnswerSoFar } from './answer-so-far.js';
import { completeness } from './completeness.js';
import { wordOdds, type WordOdds, type WordOddsTable } from './word-odds.js';

/** Of a silence, together 1. */
export interface EndChances {
  readonly over: number;
  /** A pause between two clauses. */
  readonly between: number;
  /** A pause inside a clause. */
  readonly inside: number;
}

/** What it adds, or: a number's place, the most with which the first tree follows, else the second. */
export type Tree = number | readonly [place: number, atMost: number, low: Tree, high: Tree];

/** Of the three chances in the order of {@link EndChances}. */
export interface Forest {
  readonly prior: readonly number[];
  readonly rounds: readonly (readonly Tree[])[];
}

interface TurnEnds extends WordOddsTable {
  readonly version: number;
  readonly numbers: readonly string[];
  readonly ends: Forest;
  /** Without the words: by their number alone. */
  readonly wordless: Forest;
}

let loaded: { readonly turnEnds: TurnEnds; readonly odds: WordOdds } | undefined;

/** Read once, when a candidate is first silent after words. */
export function turnEnds(): { readonly turnEnds: TurnEnds; readonly odds: WordOdds } {
  if (loaded === undefined) {
    const read = createRequire(import.meta.url)('../../../data/turn-ends.json') as TurnEnds;
    loaded = { turnEnds: read, odds: wordOdds(read) };
  }
  return loaded;
}

/** The same words are asked about with every frame of a silence. */
export const endChances = keepingLast(
  (
    part: AnswerSoFar['part'],
    text: AnswerSoFar['text'],
    pausedBefore: AnswerSoFar['pausedBefore'],
    earlier: AnswerSoFar['earlier'],
  ): EndChances => {
    const { turnEnds: known, odds } = turnEnds();
    return chancesAfterWords(known.ends, { part, text, pausedBefore, earlier }, odds);
  },
);

/** While no words are known but how many there may be. */
export const wordlessChances = keepingLast(
  (part: AnswerSoFar['part'], words: number, earlier: AnswerSoFar['earlier']): EndChances =>
    chancesOf(turnEnds().turnEnds.wordless, wordlessNumbersOf(part, words, earlier)),
);

/**
 * Candidates say "yes I think so", or less than they usually do. What was learned from has hardly such answers, so that words that sound whole are
 * over with this chance at least. Judgement: the wait is about 2.6 s then, for a usual candidate.
 */
const LEAST_OVER = 0.1;

export function chancesAfterWords(ends: Forest, answer: AnswerSoFar, odds: WordOdds): EndChances {
  const { over, between, inside } = chancesOf(ends, numbersOf(answer, odds));
  if (over >= LEAST_OVER || completeness(answer.text) !== 'complete') return { over, between, inside };
  const others = (1 - LEAST_OVER) / (between + inside);
  return { over: LEAST_OVER, between: between * others, inside: inside * others };
}

export function chancesOf({ prior, rounds }: Forest, numbers: readonly number[]): EndChances {
  const powers = prior.map((start, which) =>
    Math.exp(rounds.reduce((sum, trees) => sum + leafOf(trees[which] ?? 0, numbers), start)),
  );
  const [over = 0, between = 0, inside = 0] = powers;
  const all = over + between + inside;
  return { over: over / all, between: between / all, inside: inside / all };
}

function leafOf(tree: Tree, numbers: readonly number[]): number {
  let node = tree;
  while (typeof node !== 'number') {
    const [place, atMost, low, high] = node;
    node = (numbers[place] ?? 0) <= atMost ? low : high;
  }
  return node;
}
