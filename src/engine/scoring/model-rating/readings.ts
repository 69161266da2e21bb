/**
 * What a language model reads of a test, three times: the whole of it, and each half alone. Wordings in which somebody can ask a model
 * for a band have no end, so no list of them is enough. What was said in one place stands in one of the halves only, and the lowest
 * of the three ratings counts: whoever talks a model into anything still has the rating of the half in which nothing of it was said.
 */
import type { ScoredTurn } from '../types.js';
import { GAP, readAnswer, readByModel, withGaps, wordsRead } from './for-the-rater.js';

/** As it stands in the request: its number is that of the whole test in each reading. */
export interface ReadTurn {
  readonly turn: number;
  readonly part: ScoredTurn['part'];
  readonly question: string;
  readonly answer: string;
}

/** From so many words on an answer is cut in two: the long turn alone may be a fourth of a test. */
const CUT_WORDS = 60;
/** Words running that the second half has in common with the first are left out of it: a demand that is repeated is in one half, too. */
const RUN = 4;

/** The whole first, then its halves; these only where each of them has an answer. */
export function readingsOf(turns: readonly ScoredTurn[]): readonly (readonly ReadTurn[])[] {
  const whole = turns.map((turn, index) => ({
    turn: index + 1,
    part: turn.part,
    question: readByModel(turn.question).text,
    answer: readAnswer(turn).text,
  }));
  // One after the other to each half: a demand that goes on in the next answer is whole in neither.
  const pieces = whole.flatMap(cut);
  const one = pieces.filter((_, index) => index % 2 === 0);
  const other = withoutSaidIn(
    one,
    pieces.filter((_, index) => index % 2 === 1),
  );
  return other.length === 0 ? [whole] : [whole, one, other];
}

function cut(read: ReadTurn): readonly ReadTurn[] {
  const words = read.answer.split(/\s+/);
  if (words.length < CUT_WORDS) return [read];
  const middle = Math.ceil(words.length / 2);
  return [
    { ...read, answer: `${words.slice(0, middle).join(' ')} ${GAP}` },
    { ...read, answer: `${GAP} ${words.slice(middle).join(' ')}` },
  ];
}

function withoutSaidIn(first: readonly ReadTurn[], second: readonly ReadTurn[]): readonly ReadTurn[] {
  const said = new Set(first.flatMap(({ answer }) => runsOf(answer)));
  return second.map((read) => {
    const out = wordsRead(read.answer).map(() => false);
    runsOf(read.answer).forEach((run, at) => {
      if (said.has(run)) out.fill(true, at, at + RUN);
    });
    return { ...read, answer: withGaps(read.answer, out) };
  });
}

function runsOf(answer: string): readonly string[] {
  const words = wordsRead(answer);
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}
