/**
 * What somebody said before counts once: a sentence learnt by heart and put after every answer tells no more of a speaker the tenth time
 * than the first, and a word said twice running is one word. Rates, lengths and the range of structures are made from what is left.
 */
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { clausesOf } from '../language/clauses.js';
import { memoized } from '../../kept-results.js';
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
  const said = new Map<string, number>();
  const times = turns.map(({ analyzed }) => runsOf(analyzed).map((run) => timesSaid(said, run)));
  const leftOf = (kept: typeof keptOnce, isGone: (time: number, all: number) => boolean): readonly MeasuredTurn[] =>
    turns.map((turn, index) => {
      const gone = runsOf(turn.analyzed).filter(({ text }, at) => isGone(times[index]?.[at] ?? 1, said.get(text) ?? 1));
      return without(turn, kept, gone, echoedWords(turn.analyzed));
    });
  const once = leftOf(keptOnce, (time) => time > 1);
  const fresh = leftOf(keptFresh, (time, all) => time > 1 || all >= LEARNT);
  return { once, fresh };
}

interface Run {
  readonly text: string;
  /** Indices of its words, rising. */
  readonly places: readonly number[];
}

/** How often a run was said so far, this time included. */
function timesSaid(said: Map<string, number>, { text }: Run): number {
  const times = (said.get(text) ?? 0) + 1;
  said.set(text, times);
  return times;
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

/** All runs of an answer, what is said twice running left out; a run that begins inside the same one is none of its own ("on and on and on and on"). */
const runsOf = memoized((analyzed: AnalyzedTurn): readonly Run[] => {
  const twice = saidTwice(analyzed);
  const kept = analyzed.words.flatMap(({ token }, index) =>
    twice.has(index) ? [] : [{ index, normal: token.normal }],
  );
  const last = new Map<string, number>();
  const runs: Run[] = [];
  for (let first = 0; first + RUN <= kept.length; first += 1) {
    for (const shape of first + RUN + BETWEEN <= kept.length ? SHAPES : SHAPES.slice(0, 1)) {
      const run = shape.map((place) => kept[first + place] as (typeof kept)[number]);
      const text = run.map(({ normal }) => normal).join(' ');
      if (first - (last.get(text) ?? -RUN) < RUN) continue;
      last.set(text, first);
      runs.push({ text, places: run.map(({ index }) => index) });
    }
  }
  return runs;
});

/** Words of the runs, and what was put between them where they are a passage. */
function placesOf(runs: readonly Run[]): { readonly same: ReadonlySet<number>; readonly all: ReadonlySet<number> } {
  const same = new Set(runs.flatMap(({ places }) => places));
  const all = new Set(same);
  let [from, to] = [0, -1];
  const endPassage = (): void => {
    let words = 0;
    for (let place = from; place <= to; place += 1) if (same.has(place)) words += 1;
    if (words >= PASSAGE) for (let place = from; place <= to; place += 1) all.add(place);
  };
  // Runs are in the order of their first words.
  for (const { places } of runs) {
    const [first = 0, last = 0] = [places[0], places.at(-1)];
    if (first >= to) {
      endPassage();
      [from, to] = [first, last];
    } else to = Math.max(to, last);
  }
  endPassage();
  return { same, all };
}

interface Reduced {
  readonly key: string;
  readonly of: MeasuredTurn['checked'];
  readonly turn: MeasuredTurn;
}
/** What was said before an answer stays the same while the test goes on. */
const keptOnce = new WeakMap<AnalyzedTurn, Reduced>();
const keptFresh = new WeakMap<AnalyzedTurn, Reduced>();

/** @param echoed places of words that the examiner said */
function without(
  turn: MeasuredTurn,
  kept: WeakMap<AnalyzedTurn, Reduced>,
  runs: readonly Run[],
  echoed: ReadonlySet<number>,
): MeasuredTurn {
  const { analyzed, checked } = turn;
  const before = placesOf(runs);
  const [same, gone] = [new Set([...before.same, ...echoed]), new Set([...before.all, ...echoed])];
  const twice = saidTwice(analyzed);
  if (twice.size + gone.size === 0) return turn;
  const key = [...gone].join(' ');
  const known = kept.get(analyzed);
  if (known?.key === key && known.of === checked) return known.turn;
  const words = analyzed.words.flatMap((word, index) =>
    twice.has(index) || gone.has(index) ? [] : [gone.has(index + 1) ? beforeGap(word) : word],
  );
  const left = { ...analyzed, words, clauses: clausesOf(words) };
  // An error among words said twice running stays, and one in what was put between words said before.
  const stands = (issue: GrammarIssue): boolean =>
    analyzed.words.some(({ token }, index) => !same.has(index) && token.start < issue.end && issue.start < token.end);
  const issues = gone.size === 0 ? checked.issues : checked.issues.filter(stands);
  const rest = { ...turn, analyzed: left, checked: { ...checked, analyzed: left, issues } };
  kept.set(analyzed, { key, of: checked, turn: rest });
  return rest;
}

/** The words on both sides of a gap do not follow one another. */
function beforeGap(word: TaggedToken): TaggedToken {
  return { ...word, token: { ...word.token, endsSentence: true } };
}
