/** Tells what is no English speech, although voice activity heard something: whispering, music, another language. */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import { pitchesOf } from '../../engine/scoring/measures/pitch.js';
import { mean } from '../../engine/scoring/measures/statistics.js';
import type { Interval } from '../../engine/scoring/types.js';

/** Voices have a pitch in about half of their frames; whispering and noise in next to none. */
const VOICED_SHARE = 0.04;
/** Frames that pitch is looked for in, at most. */
const FRAMES = 80;
/** Speech worth judging. */
const ENOUGH_MS = 1500;
/** Speech brings a word every 0.4 s; music and other languages leave the recogniser with far fewer, or unsure of all. */
const WORDS_PER_SECOND = 0.4;
const UNSURE = 0.3;

/** @param transcripts what was recognised; null where the words were given. Null when nothing speaks against it. */
export function whyNotSpeech(
  samples: Int16Array,
  segments: readonly Interval[],
  transcripts: readonly TurnTranscript[] | null,
): string | null {
  const voicedMs = segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  if (voicedMs < ENOUGH_MS) return null;
  const pitches = pitchesOf({ samples, segments, startMs: 0 });
  const frames = Math.min(FRAMES, voicedMs / 20);
  if (pitches.length < VOICED_SHARE * frames)
    return 'No voice was heard in the sound: it is whispered, or it is noise.';
  if (transcripts === null) return null;
  const words = transcripts.flatMap((transcript) => transcript.words);
  const confidences = words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  const sure = mean(confidences);
  const few = words.length < (WORDS_PER_SECOND * voicedMs) / 1000;
  return few || (sure !== null && sure < UNSURE)
    ? 'Hardly a word could be recognised: it may be music, noise, or another language.'
    : null;
}
