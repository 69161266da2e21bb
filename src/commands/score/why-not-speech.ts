/** Tells what is no English speech, although voice activity heard something: whispering, music, another language. */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import { pitchesOf } from '../../engine/scoring/measures/pitch.js';
import { mean } from '../../engine/scoring/measures/statistics.js';
import { MAPPING } from '../../engine/scoring/rating/mapping-data.js';
import type { Interval } from '../../engine/scoring/types.js';
import { steadyToneShare } from '../../engine/speech/steady-tones.js';

/** Voices have a pitch in about half of their frames; whispering and noise in next to none. */
const VOICED_SHARE = 0.04;
/** Frames that pitch is looked for in, at most. */
const FRAMES = 80;
/** Speech worth judging. */
const ENOUGH_MS = 1500;
/** Speech brings two words and more in a second without pauses; noise leaves the recogniser with far fewer. */
const WORDS_PER_SECOND = 0.4;
/** With more words the mapping judges how sure the recogniser was of them. */
const FEW_WORDS = 10;

/** Nearly all music has .2 to 1; of 1,286 read sentences one has more than this. */
const MUSICAL_SHARE = 0.18;
/** The slowest of 31 learners read 1.7 words in a second without pauses; music leaves a recogniser with 0.3 to 2 that it half doubts. */
const WORDS_PER_SECOND_OVER_MUSIC = 1.5;
const SURE_OVER_MUSIC = 0.6;

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
  const musical = (): boolean => (steadyToneShare(samples, segments) ?? 0) >= MUSICAL_SHARE;
  if (transcripts === null) {
    if (hasVoice) return null;
    return musical()
      ? 'This sounds like music: steady tones, and no voice.'
      : 'No voice was heard in the sound: it may be whispered, or noise.';
  }
  const words = transcripts.flatMap((transcript) => transcript.words);
  const sure = mean(words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence])));
  const perSecond = (1000 * words.length) / voicedMs;
  const unsure = sure !== null && sure < SURE_OVER_MUSIC;
  if ((perSecond < WORDS_PER_SECOND_OVER_MUSIC || unsure || !hasVoice) && musical()) return musicText(words.length);
  const few = words.length < FEW_WORDS;
  const doubted = few && sure !== null && sure < MAPPING.evidence.minConfidence;
  const hardlyAny = perSecond < WORDS_PER_SECOND || doubted;
  if (!hasVoice) {
    return few || hardlyAny
      ? 'No voice and hardly a word was heard: it may be noise, drums, or a few whispered words.'
      : 'No voice was heard in the words: they may be whispered.';
  }
  if (!hardlyAny) return null;
  return perSecond >= WORDS_PER_SECOND
    ? 'Only a few words were recognised, and hardly one of them surely: it may be another language, an accent that the recogniser does not know, or noise.'
    : 'Hardly a word could be recognised: it may be another language, noise, or drums.';
}

/** No count: the report above it counts words by another rule. */
function musicText(words: number): string {
  return `This sounds like music, or like a voice that music drowns: steady tones, and ${words === 0 ? 'no words' : 'words that can hardly be made out'}. Record the voice alone.`;
}
