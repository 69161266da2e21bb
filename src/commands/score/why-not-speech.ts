/** Tells what is no English speech, although voice activity heard something: whispering, music, another language. */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import { pitchesOf } from '../../engine/scoring/measures/pitch.js';
import { mean } from '../../engine/scoring/measures/statistics.js';
import { MAPPING } from '../../engine/scoring/rating/mapping-data.js';
import type { Interval } from '../../engine/scoring/types.js';

/** Voices have a pitch in about half of their frames; whispering and noise in next to none. */
const VOICED_SHARE = 0.04;
/** Frames that pitch is looked for in, at most. */
const FRAMES = 80;
/** Speech worth judging. */
const ENOUGH_MS = 1500;
/** Speech brings a word every 0.4 s; music and other languages leave the recogniser with far fewer. */
const WORDS_PER_SECOND = 0.4;
/** With more words the mapping judges how sure the recogniser was of them. */
const FEW_WORDS = 10;

/** @param transcripts what was recognised; null where the words were given. Null when nothing speaks against it. */
export function whyNotSpeech(
  samples: Int16Array,
  segments: readonly Interval[],
  transcripts: readonly TurnTranscript[] | null,
): string | null {
  const voicedMs = segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  if (voicedMs < ENOUGH_MS) return null;
  const pitches = pitchesOf({ samples, segments, startMs: 0 });
  const hasVoice = pitches.length >= VOICED_SHARE * Math.min(FRAMES, voicedMs / 20);
  if (transcripts === null)
    return hasVoice ? null : 'No voice was heard in the sound: it may be whispered, or music, or noise.';
  const words = transcripts.flatMap((transcript) => transcript.words);
  const sure = mean(words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence])));
  const few = words.length < FEW_WORDS;
  const hardlyAny =
    words.length < (WORDS_PER_SECOND * voicedMs) / 1000 ||
    (few && sure !== null && sure < MAPPING.evidence.minConfidence);
  if (!hasVoice) {
    return few || hardlyAny
      ? 'No voice and hardly a word was heard: it may be music, noise, or a few whispered words.'
      : 'No voice was heard in the words: they may be whispered.';
  }
  return hardlyAny ? 'Hardly a word could be recognised: it may be music, noise, or another language.' : null;
}
