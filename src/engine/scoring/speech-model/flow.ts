/**
 * Rated fluency that no pause can raise. Sentences are rated whole, pauses and all. An answer has pauses between sentences, too, which the model
 * takes for ones inside; cutting it there would make a longer pause cost less than a shorter one. So the model rates the words of an answer without the
 * time between them, in even pieces, and every gap then takes off its share.
 */
import type { AnalyzedWord } from '../../ports/sound-analyzer.js';
import { sum } from '../measures/statistics.js';
import { featuresOf } from './features.js';
import { gapsBetweenWords, withoutGaps } from './gaps.js';
import { evenPiecesOf, spokenMsOf } from './pieces.js';
import { poolRatings } from './pool-ratings.js';
import type { SpeechModel, WordSource } from './speech-model.js';
import { onScale, predict, soundFit } from './speech-model.js';
import type { AnalyzedUtterance } from './types.js';

/** Up to so much time in words an utterance is one sentence, or two short ones. Pauses do not count: one more must not change the way of rating. */
const SENTENCE_SPOKEN_MS: Readonly<Record<WordSource, number>> = { read: 12_000, recognised: 4000 };
/** About a sentence of the corpus (8 words). */
const PIECE_SPOKEN_MS = 2500;
/** A gap between words counts up to here: 250 to 600 ms do alike (r .64 to .65 with experts over joined sentences). */
const LONGEST_GAP_MS = 400;

/** Fluency, 0 to 10; null where no sound fits the words. */
export function ratedFlow(utterance: AnalyzedUtterance, model: SpeechModel, source: WordSource): number | null {
  if (spokenMsOf(alignedIn(utterance)) <= SENTENCE_SPOKEN_MS[source])
    return predict(model[source], featuresOf(utterance, model.phoneNorms)).fluency;
  const flow = flowWithoutGaps(utterance, model, source);
  if (flow === null) return null;
  const { offset, factor, gapCost } = model.flow;
  return onScale(offset + factor * flow - gapCost * gapPerWord(utterance));
}

/** What the model says of the words without the time between them; the same wherever and however long somebody paused. */
export function flowWithoutGaps(
  utterance: AnalyzedUtterance,
  model: Pick<SpeechModel, WordSource | 'phoneNorms'>,
  source: WordSource,
): number | null {
  const pieces = evenPiecesOf(withoutGaps(utterance), PIECE_SPOKEN_MS).map((piece) => ({
    weight: piece.words.length,
    features: featuresOf(piece, model.phoneNorms),
  }));
  const found = pieces.filter(({ features }) => soundFit(features) >= model[source].leastSoundFit);
  return (
    poolRatings(found.map(({ weight, features }) => ({ weight, rating: predict(model[source], features) })))?.fluency ??
    null
  );
}

/** Time between words, ms per word, each gap limited. */
export function gapPerWord(utterance: AnalyzedUtterance): number {
  const gaps = gapsBetweenWords(utterance).map(({ startMs, endMs }) => Math.min(LONGEST_GAP_MS, endMs - startMs));
  return sum(gaps) / Math.max(1, alignedIn(utterance).length);
}

function alignedIn({ analysis }: AnalyzedUtterance): readonly AnalyzedWord[] {
  return (analysis?.words ?? []).filter(({ phones }) => phones.length > 0);
}
