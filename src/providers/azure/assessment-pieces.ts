/** Cuts an answer into pieces that one request may hold, between words, at the longest pause there is. */
import type { Word } from '../../engine/ports/word.js';
import { msToSamples, samplesToMs } from '../../engine/speech/frame.js';

/** The service takes 30 s; a little is left for the pause around the words. */
const LONGEST_MS = 28_000;
/** Pauses are looked for in this last stretch of a piece. */
const SEARCHED_MS = 10_000;
/** Kept before the first and after the last word. */
const MARGIN_MS = 150;

export interface AssessmentPiece {
  readonly samples: Int16Array;
  /** Of the piece in the answer. */
  readonly startMs: number;
  readonly text: string;
}

export function assessmentPieces(samples: Int16Array, words: readonly Word[]): readonly AssessmentPiece[] {
  const endMs = samplesToMs(samples.length);
  const pieces: AssessmentPiece[] = [];
  for (let from = 0; from < words.length;) {
    const to = pieceEnd(words, from);
    const said = words.slice(from, to);
    const startMs = Math.max(0, (said[0]?.startMs ?? 0) - MARGIN_MS);
    const stopMs = Math.min(endMs, Math.max((said.at(-1)?.endMs ?? 0) + MARGIN_MS, startMs), startMs + LONGEST_MS);
    const cut = samples.subarray(msToSamples(startMs), msToSamples(stopMs));
    if (cut.length > 0) pieces.push({ samples: cut, startMs, text: said.map(({ text }) => text).join(' ') });
    from = to;
  }
  return pieces;
}

/** The word that begins the next piece. */
function pieceEnd(words: readonly Word[], from: number): number {
  const startMs = words[from]?.startMs ?? 0;
  const beyond = words.findIndex((word, index) => index > from && word.endMs - startMs > LONGEST_MS - 2 * MARGIN_MS);
  if (beyond === -1) return words.length;
  let best = beyond;
  let longest = -1;
  for (let index = beyond; index > from; index--) {
    const word = words[index];
    const before = words[index - 1];
    if (word === undefined || before === undefined) continue;
    if (word.startMs - startMs < LONGEST_MS - SEARCHED_MS) break;
    const pause = word.startMs - before.endMs;
    if (pause > longest) [longest, best] = [pause, index];
  }
  return best;
}
