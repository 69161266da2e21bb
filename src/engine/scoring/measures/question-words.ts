/** Words of an answer that only say its question again: they are the examiner's. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { memoized } from '../../kept-results.js';
import { tokenize } from '../language/tokens.js';

/** Words running: an answer may well begin with four of its question ("the people in my town"). */
const RUN = 5;
/** Share of such words from which an answer is none of its own. */
const ECHO = 0.5;

/** Places of the words that repeat the question in runs of five and more, where they are half of the answer; else none. */
export const echoedWords = memoized(({ turn, words }: AnalyzedTurn): ReadonlySet<number> => {
  const asked = tokenize(turn.question).map(({ normal }) => normal);
  const runAt = (list: readonly string[], at: number): string => list.slice(at, at + RUN).join(' ');
  const runs = new Set(asked.slice(RUN - 1).map((_, at) => runAt(asked, at)));
  const said = words.map(({ token }) => token.normal);
  const places = new Set<number>();
  said.slice(RUN - 1).forEach((_, at) => {
    if (runs.has(runAt(said, at))) for (let place = at; place < at + RUN; place += 1) places.add(place);
  });
  return places.size >= ECHO * words.length ? places : new Set();
});
