/** All features of an utterance, by name, as the speech model reads them. Pure: the same utterance gives the same numbers. */
import type { AnalyzedWord } from '../../ports/sound-analyzer.js';
import { pitchTrack } from '../measures/pitch.js';
import { samplesToMs } from '../../speech/frame.js';
import { loudnessFeatures, melodyFeatures } from './features/melody.js';
import { rhythmFeatures } from './features/rhythm.js';
import type { Features } from './features/sounds.js';
import { loopFeatures, phoneFeatures } from './features/sounds.js';
import { textFeatures } from './features/text.js';
import type { PhoneNorms } from './features/timing.js';
import { lengthFeatures, paceFeatures } from './features/timing.js';
import type { AnalyzedUtterance } from './types.js';

const PITCH_STEP_MS = 20;

/** @returns null for a feature without evidence, such as pitch in a whisper; never NaN */
export function featuresOf(utterance: AnalyzedUtterance, norms: PhoneNorms): Features {
  const { samples, segments, words, analysis } = utterance;
  const aligned: readonly AnalyzedWord[] = (analysis?.words ?? []).filter(({ phones }) => phones.length > 0);
  const voicedMs = segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  const pitches = pitchTrack({ samples, segments, startMs: 0 }, PITCH_STEP_MS);
  return {
    ...phoneFeatures(aligned),
    ...loopFeatures(aligned, analysis?.heard ?? []),
    ...paceFeatures(aligned, segments, samplesToMs(samples.length)),
    ...lengthFeatures(aligned, norms),
    ...rhythmFeatures(aligned),
    ...melodyFeatures(pitches, PITCH_STEP_MS, voicedMs),
    ...loudnessFeatures(samples, segments),
    ...textFeatures(words, aligned),
  };
}
