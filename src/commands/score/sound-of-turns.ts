/** The sound of a transcript's answers, where its audio lies beside it: each answer is looked for at the times of its words. */
import { AppError } from '../../engine/errors.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { AudioQuality } from '../../engine/scoring/rating/rater.js';
import type { ScoredTurn } from '../../engine/scoring/types.js';
import { msToSamples, samplesToMs } from '../../engine/speech/frame.js';
import { ANSWER_MARGIN_MS } from './answer-margin.js';
import { hearAudio } from './voiced-stretches.js';
import { whyNotSpeech } from './why-not-speech.js';

/** A recogniser's last word may end a little after the audio. */
const BEYOND_MS = 1000;

export interface TurnsWithSound {
  readonly turns: readonly ScoredTurn[];
  readonly audio: AudioQuality;
  /** Why the whole cannot be rated. */
  readonly refusal: string | null;
  /** Answers whose words have no times: their sound was not found. */
  readonly withoutTimes: number;
}

/**
 * One answer without times is the whole audio's. Of several, those without stay as they are.
 * @throws AppError `transcript.times` when the words are said after the audio has ended
 */
export function withSound(
  turns: readonly ScoredTurn[],
  samples: Int16Array,
  voiceActivity: VoiceActivityDetector,
): TurnsWithSound {
  const lengthMs = samplesToMs(samples.length);
  const whole = hearAudio(samples, voiceActivity);
  const audio = { clippedShare: whole.quality?.clippedShare ?? null, snrDb: whole.quality?.snrDb ?? null };
  const lastMs = Math.max(0, ...turns.map(({ endMs }) => endMs));
  if (lastMs > lengthMs + BEYOND_MS) throw otherAudio(lastMs, lengthMs);
  if (whole.segments.length === 0) return { turns, audio, refusal: 'No speech was heard.', withoutTimes: 0 };
  const refusal = whyNotSpeech(samples, whole.segments, null);
  const heard = turns.map((turn): ScoredTurn => {
    const [first, last] = [turn.words[0], turn.words.at(-1)];
    if ((first === undefined || last === undefined) && turns.length > 1) return turn;
    const fromMs = Math.max(0, (first?.startMs ?? 0) - ANSWER_MARGIN_MS);
    const piece = samples.subarray(msToSamples(fromMs), msToSamples((last?.endMs ?? lengthMs) + ANSWER_MARGIN_MS));
    const segments = hearAudio(piece, voiceActivity).segments.map(({ startMs, endMs }) => ({
      startMs: startMs + fromMs,
      endMs: endMs + fromMs,
    }));
    return { ...turn, startMs: fromMs, endMs: fromMs + samplesToMs(piece.length), segments, samples: piece };
  });
  return { turns: heard, audio, refusal, withoutTimes: heard.filter((turn) => turn.samples === null).length };
}

function otherAudio(lastMs: number, lengthMs: number): AppError {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`;
  return new AppError({
    code: 'transcript.times',
    message: `Its words go on until ${seconds(lastMs)}, its audio ends at ${seconds(lengthMs)}.`,
    remedy: 'Give the audio of the same test; times count from its beginning, in milliseconds.',
    exitCode: 2,
  });
}
