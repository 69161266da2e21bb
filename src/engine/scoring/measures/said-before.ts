/**
 * What somebody said before counts once: a sentence learnt by heart and put after every answer tells no more of a speaker the tenth time
 * than the first, and a word said twice running is one word. Rates, lengths and the range of structures are made from what is left.
 */
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { clausesOf } from '../language/clauses.js';
import { extended, memoized } from '../../kept-results.js';
import type { TaggedToken } from '../language/tagging.js';
import type { MeasuredTurn } from './measured-turn.js';
import { echoedWords } from './question-words.js';
import { repairsOf } from './repairs.js';

/**
 * Words running that were said before, in the same order: four and more are a phrase (lexical bundles, Biber et al. 1999). One word may
 * stand between them, in either of the two places: a learnt sentence does not become another by an adverb, or by one word for another.
 */
const RUN = 4;
const BETWEEN = 1;
/** Places of a run's words, from its first on: with nothing between them, and with one word after the first, second or third. */
const SHAPES: readonly (readonly number[])[] = [
  [0, 1, 2, 3],
  [0, 1, 2, 4],
  [0, 1, 3, 4],
  [0, 2, 3, 4],
];
/** From so many words on a passage is the same as a whole, with what was put between its words. */
const PASSAGE = 6;
/** Times that make a phrase a learnt one, as of repeated phrases (lexical.ts). */
const LEARNT = 3;

export interface Counted {
  /** The answers without words that were said before, in the same or in an earlier answer. */
  readonly once: readonly MeasuredTurn[];
  /** The same, without phrases that come three times and more: what is leaned on so often was learnt, and says nothing of what else is said. */
  readonly fresh: readonly MeasuredTurn[];
}

/** An answer in which nothing is left out stays the same object. */
export function counted(turns: readonly MeasuredTurn[]): Counted {
  const { answers } = saidIn(turns.map(({ analyzed }) => analyzed));
  return {
    once: turns.map((turn, index) => without(turn, answers[index]?.once)),
    fresh: turns.map((turn, index) => without(turn, answers[index]?.fresh)),
  };
}

/** Words are numbers here, and four of them one number: a test of an hour has tens of thousands of runs. */
interface Said {
  readonly words: Map<string, number>;
  /** The answer in which each run was said first. */
  readonly firstIn: Map<RunKey, number>;
  /** How often, of runs that were said more than once. */
  readonly times: Map<RunKey, number>;
  readonly answers: Answer[];
}

interface Answer {
  readonly analyzed: AnalyzedTurn;
  readonly once: Gone;
  /** Until another phrase of it is said for the third time. */
  fresh: Gone;
}

/** Places of words that count no more: those of runs, and with what was put between them where they are a passage. */
interface Gone {
  readonly same: ReadonlySet<number>;
  readonly all: ReadonlySet<number>;
}

const saidIn = extended(
  (): Said => ({ words: new Map(), firstIn: new Map(), times: new Map(), answers: [] }),
  (said, analyzed: AnalyzedTurn) => {
    const runs = runsOf(analyzed, said.words);
    const place = said.answers.length;
    const again: Run[] = [];
    const learntFrom = new Set<number>();
    for (const run of runs) {
      const first = said.firstIn.get(run.key);
      if (first === undefined) said.firstIn.set(run.key, place);
      else {
        const times = timesSaid(said, run) + 1;
        said.times.set(run.key, times);
        again.push(run);
        if (times === LEARNT) learntFrom.add(first);
      }
    }
    const once = goneOf(analyzed, again);
    const answer = { analyzed, once, fresh: once };
    said.answers.push(answer);
    answer.fresh = freshIn(answer, runs, said, place);
    for (const index of learntFrom) {
      const earlier = said.answers[index];
      if (earlier !== undefined) earlier.fresh = freshIn(earlier, runsOf(earlier.analyzed, said.words), said, index);
    }
  },
);

function timesSaid({ times }: Said, { key }: Run): number {
  return times.get(key) ?? 1;
}

function freshIn({ analyzed, once }: Answer, runs: readonly Run[], said: Said, place: number): Gone {
  if (!runs.some((run) => timesSaid(said, run) >= LEARNT)) return once;
  const here = new Set<RunKey>();
  const gone = runs.filter((run) => {
    const isFirst = said.firstIn.get(run.key) === place && !here.has(run.key);
    here.add(run.key);
    return !isFirst || timesSaid(said, run) >= LEARNT;
  });
  return goneOf(analyzed, gone);
}

/** What the examiner said goes with it. */
function goneOf(analyzed: AnalyzedTurn, runs: readonly Run[]): Gone {
  const { same, all } = placesOf(runs.map((run) => run.places()));
  const echoed = echoedWords(analyzed);
  return { same: new Set([...same, ...echoed]), all: new Set([...all, ...echoed]) };
}

/** Places of the words that repeat those right before them. */
export const saidTwice = memoized(({ tokens, words }: AnalyzedTurn): ReadonlySet<number> => {
  const places = new Set<number>();
  for (const { kind, start, end } of repairsOf(tokens)) {
    if (kind !== 'repetition') continue;
    const span = words.flatMap(({ token }, index) => (token.start >= start && token.end <= end ? [index] : []));
    span.slice(span.length / 2).forEach((index) => places.add(index));
  }
  return places;
});

type RunKey = number | string;

interface Run {
  readonly key: RunKey;
  /** Indices of its words, rising. */
  readonly places: () => readonly number[];
}

/** Four numbers of words below this make one number that is exact (2 to the power of 52); others make a text. */
const MOST_WORDS = 2 ** 13;

/**
 * All runs of an answer, what is said twice running left out; a run that begins inside the same one is none of its own ("on and on and on and on").
 * @param numbers of words so far, to which those of the answer are added
 */
function runsOf(analyzed: AnalyzedTurn, numbers: Map<string, number>): readonly Run[] {
  const twice = saidTwice(analyzed);
  const kept = analyzed.words.flatMap((_, index) => (twice.has(index) ? [] : [index]));
  const words = kept.map((index) => numberOf(analyzed.words[index]?.token.normal ?? '', numbers));
  const last = new Map<RunKey, number>();
  const runs: Run[] = [];
  for (let first = 0; first + RUN <= kept.length; first += 1) {
    for (const shape of first + RUN + BETWEEN <= kept.length ? SHAPES : SHAPES.slice(0, 1)) {
      const key = keyOf(words, first, shape);
      if (first - (last.get(key) ?? -RUN) < RUN) continue;
      last.set(key, first);
      runs.push({ key, places: () => shape.map((place) => kept[first + place] as number) });
    }
  }
  return runs;
}

function numberOf(word: string, numbers: Map<string, number>): number {
  let number = numbers.get(word);
  if (number === undefined) numbers.set(word, (number = numbers.size));
  return number;
}

function keyOf(words: readonly number[], first: number, shape: readonly number[]): RunKey {
  let key = 0;
  for (const place of shape) {
    const word = words[first + place] as number;
    if (word >= MOST_WORDS) return shape.map((each) => words[first + each]).join(' ');
    key = key * MOST_WORDS + word;
  }
  return key;
}

function placesOf(runs: readonly (readonly number[])[]): Gone {
  const same = new Set(runs.flat());
  const all = new Set(same);
  let [from, to] = [0, -1];
  const endPassage = (): void => {
    let words = 0;
    for (let place = from; place <= to; place += 1) if (same.has(place)) words += 1;
    if (words >= PASSAGE) for (let place = from; place <= to; place += 1) all.add(place);
  };
  // Runs are in the order of their first words.
  for (const places of runs) {
    const [first = 0, last = 0] = [places[0], places.at(-1)];
    if (first >= to) {
      endPassage();
      [from, to] = [first, last];
    } else to = Math.max(to, last);
  }
  endPassage();
  return { same, all };
}

/** What was said before an answer stays the same while the test goes on. */
const reduced = new WeakMap<Gone, MeasuredTurn & { readonly of: MeasuredTurn['checked'] }>();

const NOTHING: Gone = { same: new Set(), all: new Set() };

function without(turn: MeasuredTurn, places: Gone = NOTHING): MeasuredTurn {
  const { analyzed, checked } = turn;
  const { same, all: gone } = places;
  const twice = saidTwice(analyzed);
  if (twice.size + gone.size === 0) return turn;
  const known = reduced.get(places);
  if (known?.of === checked) return known;
  const words = analyzed.words.flatMap((word, index) =>
    twice.has(index) || gone.has(index) ? [] : [gone.has(index + 1) ? beforeGap(word) : word],
  );
  const left = { ...analyzed, words, clauses: clausesOf(words) };
  // An error among words said twice running stays, and one in what was put between words said before.
  const stands = (issue: GrammarIssue): boolean =>
    analyzed.words.some(({ token }, index) => !same.has(index) && token.start < issue.end && issue.start < token.end);
  const issues = gone.size === 0 ? checked.issues : checked.issues.filter(stands);
  const rest = { ...turn, analyzed: left, checked: { ...checked, analyzed: left, issues }, of: checked };
  reduced.set(places, rest);
  return rest;
}

/** The words on both sides of a gap do not follow one another. */
function beforeGap(word: TaggedToken): TaggedToken {
  return { ...word, token: { ...word.token, endsSentence: true } };
}
