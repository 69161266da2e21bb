/**
 * Tells a long text that was not said, such as one played backwards. A sentence of a weak speaker may fit its words as badly as chance does, but never all
 * sentences: what counts is how well the best fifth of the words fits.
 */
import type { Features } from './features/sounds.js';
import { soundFit } from './speech-model.js';

interface Piece {
  readonly features: Features;
  readonly words: { readonly length: number };
}

/** Over fewer, all of somebody's sentences may be bad ones. */
const FEWEST_WORDS = 60;
const FEWEST_PIECES = 8;
const BEST_SHARE = 0.2;
/**
 * As `soundFit`. The worst-fitting of the speakers in speechocean762 has -1.6 over the worst of the sentences, a recording in which the aligner lost the
 * reader on the way -2.1; the same speech played backwards has -3.5 and less.
 */
const LEAST_BEST_FIT = -2.8;

export function nowhereFits(pieces: readonly Piece[]): boolean {
  const words = pieces.reduce((total, piece) => total + piece.words.length, 0);
  if (pieces.length < FEWEST_PIECES || words < FEWEST_WORDS) return false;
  const fits = pieces
    .map((piece) => ({ fit: soundFit(piece.features), words: piece.words.length }))
    .toSorted((one, other) => other.fit - one.fit);
  const wished = BEST_SHARE * words;
  let taken = 0;
  let total = 0;
  for (const piece of fits) {
    const count = Math.min(piece.words, wished - taken);
    if (count <= 0) break;
    taken += count;
    total += count * piece.fit;
  }
  return total / wished < LEAST_BEST_FIT;
}
