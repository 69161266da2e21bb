/** Rates one analyzed utterance, or says why it cannot be rated. Pure: the same utterance and model give the same rating. */
import type { AnalyzedPhone, AnalyzedWord } from '../../ports/sound-analyzer.js';
import { mean } from '../measures/statistics.js';
import { clippedSamples } from '../../speech/levels.js';
import { samplesToMs } from '../../speech/frame.js';
import { featuresOf } from './features.js';
import { ratedFlow } from './flow.js';
import { nowhereFits } from './nowhere-fits.js';
import { poolRatings } from './pool-ratings.js';
import { piecesOf } from './pieces.js';
import type { SpeechModel, WordSource } from './speech-model.js';
import { follow, onScale, predict, soundFit } from './speech-model.js';
import type { AnalyzedUtterance, NotRateableCause, RatedWord, UtteranceOutcome, UtteranceRating } from './types.js';

/** Shorter audio or speech than this holds too few sounds to judge anything. */
const SHORTEST_MS = 600;
const SHORTEST_VOICED_MS = 250;
/** The same limit as for bands. */
const MAX_CLIPPED_SHARE = 0.1;
/** Another phone fits better by more than this per frame, and the expected one is far off: worth showing. */
const CLEARLY_OTHER = -1;
const WEAK_SCORE = -4.1;

const REASONS: Readonly<Record<NotRateableCause, string>> = {
  noWords: 'There are no words to look for.',
  noSpeech: 'No speech was heard.',
  tooShort: 'The recording is too short to be judged.',
  clipped: 'The recording is clipped: turn the microphone down.',
  wordsNotFound: 'The words could not be found in the audio.',
};

/** @param source how the words of the utterance are known: recognised ones are rated by what their errors leave untouched */
export function rateUtterance(
  utterance: AnalyzedUtterance,
  model: SpeechModel,
  source: WordSource = 'read',
): UtteranceOutcome {
  const cause = causeAgainst(utterance);
  if (cause !== null) return notRateable(cause);
  const pieces = piecesOf(utterance, source).map((piece) => {
    const words = alignedIn(piece);
    return { weight: words.length, features: featuresOf(piece, model.phoneNorms), words };
  });
  if (source === 'read' && nowhereFits(pieces)) return notRateable('wordsNotFound');
  const found = pieces.filter(({ features }) => soundFit(features) >= model[source].leastSoundFit);
  // A long answer may hold a piece that is not speech; it must not hold more of them than speech.
  if (2 * wordsIn(found) <= wordsIn(pieces)) return notRateable('wordsNotFound');
  const aspects = poolRatings(
    found.map(({ features, weight }) => ({ weight, rating: predict(model[source], features) })),
  );
  if (aspects === null) return notRateable('wordsNotFound');
  const fluency = ratedFlow(utterance, model, source);
  if (fluency === null) return notRateable('wordsNotFound');
  const rating: UtteranceRating = {
    ...aspects,
    fluency,
    modelVersion: model.version,
    words: alignedIn(utterance).map((word) => ratedWord(word, model)),
  };
  return { rateable: true, rating };
}

export function notRateable(cause: NotRateableCause): Extract<UtteranceOutcome, { readonly rateable: false }> {
  return { rateable: false, cause, reason: REASONS[cause] };
}

/** What stands against rating it before the model is asked, or null. */
function causeAgainst(utterance: AnalyzedUtterance): NotRateableCause | null {
  const { samples, words, segments } = utterance;
  if (words.length === 0) return 'noWords';
  if (samplesToMs(samples.length) < SHORTEST_MS) return 'tooShort';
  const voicedMs = segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  if (voicedMs === 0) return 'noSpeech';
  if (voicedMs < SHORTEST_VOICED_MS) return 'tooShort';
  if (clippedSamples(samples) > MAX_CLIPPED_SHARE * samples.length) return 'clipped';
  return alignedIn(utterance).length === 0 ? 'wordsNotFound' : null;
}

function alignedIn({ analysis }: AnalyzedUtterance): readonly AnalyzedWord[] {
  return (analysis?.words ?? []).filter(({ phones }) => phones.length > 0);
}

function wordsIn(pieces: readonly { readonly weight: number }[]): number {
  return pieces.reduce((total, { weight }) => total + weight, 0);
}

function ratedWord({ text, startMs, endMs, phones }: AnalyzedWord, model: SpeechModel): RatedWord {
  const score = mean(phones.map((phone) => phone.score)) ?? 0;
  return {
    text,
    startMs,
    endMs,
    accuracy: onScale(follow(model.wordAccuracy, score)),
  };
}

/** The expected sound fits badly, and another one clearly better. */
export function isOtherSound({ score, logRatio }: AnalyzedPhone): boolean {
  return score < WEAK_SCORE && logRatio < CLEARLY_OTHER;
}
