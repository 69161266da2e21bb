/**
 * Answers that belong to other questions of the same test: told by all of them together, since one answer in words of its own fits
 * any question as little as its own.
 */
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { normalsOf } from '../language/analysis.js';
import { relevanceOf, relevanceTo, type Relevance } from './relevance.js';

export interface MixedUp {
  readonly turn: MeasuredTurn;
  /** The question that it fits best, when each question is given one answer. */
  readonly fits: string;
  /** How much better than its own, in points of {@link relevanceOf}. */
  readonly by: number;
}

/** Shorter answers fit anything. */
const FEWEST_CONTENT_WORDS = 4;
const FEWEST_ANSWERS = 6;
/** More words in common prove no more. */
const MOST_POINTS = 2;
/**
 * Mean points of answers given to the questions that they fit best, and how many times those of their own questions they must be. Of twelve sets of
 * answers as they were given, nine have .85 and more, at most 1.75 times; the same rotated have 2 to 7 times as much (mixed-up.test.ts).
 */
const LEAST_FIT = 0.85;
const TIMES_BETTER = 2;

/** Those that fit another question better, the clearest first; none unless the whole test fits so much better another way. */
export function mixedUp(turns: readonly MeasuredTurn[]): readonly MixedUp[] {
  const asked = turns.filter(({ analyzed: { turn } }) => turn.cut === undefined && turn.question.trim() !== '');
  const questions = asked.map(({ analyzed }) => analyzed.turn.question);
  const judged = asked.flatMap((turn, own) => {
    const words = normalsOf(turn);
    const relevance = relevanceOf(questions[own] ?? '', words);
    return relevance.contentWords < FEWEST_CONTENT_WORDS ? [] : [{ turn, own, words, points: pointsOf(relevance) }];
  });
  const now = judged.reduce((sum, { points }) => sum + points, 0);
  // Most tests fit so well that nothing could fit twice as well.
  if (judged.length < FEWEST_ANSWERS || now * TIMES_BETTER > MOST_POINTS * judged.length) return [];
  const fits = judged
    .flatMap((answer) =>
      questions.map((question, place) => ({
        answer,
        place,
        points: place === answer.own ? answer.points : pointsOf(relevanceTo(question, answer.words)),
      })),
    )
    .sort((one, other) => other.points - one.points);
  const [taken, given] = [new Set<unknown>(), new Map<number, (typeof fits)[number]>()];
  for (const fit of fits) {
    if (taken.has(fit.answer) || given.has(fit.place)) continue;
    taken.add(fit.answer);
    given.set(fit.place, fit);
  }
  const best = [...given.values()];
  const then = best.reduce((sum, { points }) => sum + points, 0);
  if (then < LEAST_FIT * judged.length || then < TIMES_BETTER * now) return [];
  return best
    .map(({ answer, place, points }) => ({
      turn: answer.turn,
      fits: questions[place] ?? '',
      by: points - answer.points,
    }))
    .filter(({ by }) => by > 0)
    .sort((one, other) => other.by - one.by);
}

function pointsOf({ score }: Relevance): number {
  return Math.min(MOST_POINTS, score);
}
