/** Pieces of a recording of which nobody knows whose its long silences are: the examiner's turns, or the candidate's pauses. */
import { analyzeTurn } from '../../engine/scoring/language/analysis.js';
import { isClauseBoundary } from '../../engine/scoring/measures/clause-boundary.js';
import type { ScoredTurn } from '../../engine/scoring/types.js';

/** A silence counts as a pause up to this: longer ones are cut out, and may hold a question. As long as what is cut at, so that no pause helps by its length. */
const LONGEST_PAUSE_MS = 2000;

/** Each piece with the pause before it. Left out of the measures, a pause just long enough to be cut at would make speech more fluent. */
export function asOneRecording(pieces: readonly ScoredTurn[]): readonly ScoredTurn[] {
  return pieces.map((piece, index) => {
    const before = pieces[index - 1];
    if (before === undefined) return { ...piece, cut: { pauseMs: 0, atBoundary: true } };
    const silenceMs = firstSpeech(piece) - lastSpeech(before);
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(0, silenceMs));
    return { ...piece, cut: { pauseMs, atBoundary: isAtBoundary(before, piece) } };
  });
}

function firstSpeech({ segments, startMs }: ScoredTurn): number {
  return segments[0]?.startMs ?? startMs;
}

function lastSpeech({ segments, endMs }: ScoredTurn): number {
  return segments.at(-1)?.endMs ?? endMs;
}

/** As if there had been no cut: a clause may well go on after it. */
function isAtBoundary(before: ScoredTurn, after: ScoredTurn): boolean {
  const joined = analyzeTurn({
    ...after,
    text: `${before.text} ${after.text}`,
    words: [...before.words, ...after.words],
  });
  const index = analyzeTurn(before).words.length;
  return index === 0 || isClauseBoundary(joined, index);
}
