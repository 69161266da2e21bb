/** Aspects of one read utterance, as the speech model rates them, and how much of the text was said. */
import type { Output, OutputScores } from '../../engine/evaluation/outputs.js';
import { compareWords, countWordErrors } from '../../engine/replay/transcript/word-errors.js';
import { ASPECTS } from '../../engine/scoring/speech-model/types.js';
import type { HeardSpeech } from '../score/hear-speech.js';

export interface AspectScores {
  readonly predicted: OutputScores;
  readonly unrated: Readonly<Partial<Record<Output, string>>>;
}

const RATED = ASPECTS.map((aspect) => `aspect.${aspect}` as const);
const COMPLETENESS = 'aspect.completeness';
export const ASPECT_OUTPUTS = [...RATED, COMPLETENESS] as const;

/** Forced alignment finds every word that it is given, said or not. */
const NO_COMPLETENESS = 'Which words were left out is known only where "text" tells what was said of the reference.';

/** @param given the words that were looked for, and the text that should have been read where it is not those */
export function aspectScores(
  { utterance, refusal }: HeardSpeech,
  given: { readonly words: string | null; readonly reference: string | null },
): AspectScores {
  const reason =
    refusal ??
    (given.words === null
      ? 'Aspects need the words that should have been said (reference).'
      : utterance === null
        ? 'The speech model is not here.'
        : utterance.outcome.rateable
          ? null
          : utterance.outcome.reason);
  if (reason !== null || !utterance?.outcome.rateable) {
    return { predicted: {}, unrated: Object.fromEntries(ASPECT_OUTPUTS.map((output) => [output, reason ?? ''])) };
  }
  const { rating } = utterance.outcome;
  const predicted = Object.fromEntries(ASPECTS.map((aspect) => [`aspect.${aspect}`, rating[aspect]]));
  if (given.reference === null) return { predicted, unrated: { [COMPLETENESS]: NO_COMPLETENESS } };
  return { predicted: { ...predicted, [COMPLETENESS]: completeness(given.reference, given.words ?? '') }, unrated: {} };
}

/** Words of the text that were said, in order, of ten. */
function completeness(reference: string, said: string): number {
  const { words, substitutions, deletions } = countWordErrors(compareWords(reference, said));
  return words === 0 ? 0 : (10 * (words - substitutions - deletions)) / words;
}
