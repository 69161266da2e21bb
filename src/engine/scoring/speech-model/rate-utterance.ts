/** Why an utterance cannot be rated, told before its model is asked. */
import { clippedSamples } from '../../speech/levels.js';
import { samplesToMs } from '../../speech/frame.js';
import type { AnalyzedUtterance, NotRateableCause } from './types.js';

/** Shorter audio or speech than this holds too few sounds to judge anything. */
const SHORTEST_MS = 600;
const SHORTEST_VOICED_MS = 250;
/** The same limit as for bands. */
const MAX_CLIPPED_SHARE = 0.1;

const REASONS: Readonly<Record<NotRateableCause, string>> = {
  noWords: 'There are no words to look for.',
  noSpeech: 'No speech was heard.',
  tooShort: 'The recording is too short to be judged.',
  clipped: 'The recording is clipped: turn the microphone down.',
  wordsNotFound: 'The words could not be found in the audio.',
};

export function notRateable(cause: NotRateableCause): {
  readonly rateable: false;
  readonly cause: NotRateableCause;
  readonly reason: string;
} {
  return { rateable: false, cause, reason: REASONS[cause] };
}

/** The first thing that stands against rating it, or null. */
export function causeAgainst(utterance: AnalyzedUtterance): NotRateableCause | null {
  const { samples, words, segments, analysis } = utterance;
  if (words.length === 0) return 'noWords';
  if (samplesToMs(samples.length) < SHORTEST_MS) return 'tooShort';
  const voicedMs = segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  if (voicedMs === 0) return 'noSpeech';
  if (voicedMs < SHORTEST_VOICED_MS) return 'tooShort';
  if (clippedSamples(samples) > MAX_CLIPPED_SHARE * samples.length) return 'clipped';
  return analysis === null || analysis.words.length === 0 ? 'wordsNotFound' : null;
}
