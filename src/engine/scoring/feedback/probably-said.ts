/**
 * Words that a recogniser was sure of and that were said none the less otherwise: a strong accent makes pocketsphinx sure of wrong words. Where it
 * doubted many, the sound must speak for a word as well.
 */
import type { AlignedWord } from '../../ports/word-aligner.js';
import type { Token } from '../language/tokens.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { misheardShare, withClearWords, withLikelyWords, wordScore } from '../measures/pronunciation.js';
import { sureShare } from '../rating/evidence.js';
import { heardClearly } from './heard-clearly.js';

/**
 * Of the longer words of learners that pocketsphinx was sure of, with their neighbours, and that fit the sound by this, four in five were said; two in five of
 * those that it was sure of alone (speechocean762, docs/how-good-is-the-score.md). Units of the phone score.
 */
const FITS = -2.2;
/** Where as many of the sure words were probably misheard, no sound tells the others from them: one praised word in two was wrong. */
const TOO_MANY = 0.48;

/** Whether a word may be praised: heard clearly with its neighbours, and where the recogniser doubted many words, found in the sound. */
export function probablySaid(test: MeasuredTest, { analyzed, alignment }: MeasuredTurn, token: Token): boolean {
  if (!heardClearly(analyzed, token.start, token.end)) return false;
  const misheard = misheardIn(test);
  if (misheard >= TOO_MANY) return false;
  if (misheard === 0 || !alignment || token.startMs === null) return true;
  const atMs = token.startMs - analyzed.turn.startMs;
  const [nearest] = alignment.words
    .filter(({ text }) => text.toLowerCase() === token.normal)
    .toSorted((one, other) => Math.abs(one.startMs - atMs) - Math.abs(other.startMs - atMs));
  const score = nearest === undefined ? null : wordScore(nearest);
  return score !== null && score >= FITS;
}

/**
 * The aligned words that the recogniser was sure of, without the worst-fitting, as many as were probably misheard: how those sounded tells nothing of the
 * speaker. The doubted are left out first: they fit worst, and would stand for the misheard.
 */
export function probablySaidWords(test: MeasuredTest): ReadonlySet<AlignedWord> {
  const alignments = test.turns.flatMap(({ alignment, analyzed }) =>
    alignment ? [withClearWords(alignment, analyzed)] : [],
  );
  const likely = withLikelyWords(alignments, misheardIn(test));
  return new Set(likely.flatMap(({ words }) => words));
}

/** Of the words that the recogniser was sure of, the share that was probably said otherwise. */
function misheardIn(test: MeasuredTest): number {
  return misheardShare(1 - sureShare(test));
}
