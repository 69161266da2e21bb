/** A turn that is listened to: what was heard of it so far, and what is known when it ends. */
import type { ListenCommand, TurnEndReason } from '../../exam/types.js';
import type { TurnTranscript } from '../../ports/speech-to-text.js';
import type { EarlierAnswers } from '../../speech/earlier-answers.js';
import type { TurnObservation } from '../../speech/endpointing.js';
import { FRAME_MS, joinSamples, type Frame } from '../../speech/frame.js';
import { TurnQualityMeter, type TurnAudioQuality } from '../../speech/levels.js';
import { lengthMs, type VoicedStretch } from '../../speech/voice-tracker.js';

/** What is known when a turn ends, before its final transcript. Times in media time. */
export interface EndedTurn {
  readonly listen: ListenCommand;
  readonly reason: TurnEndReason;
  readonly decidedAtMs: number;
  readonly firstSpeechAtMs: number | null;
  readonly lastSpeechEndMs: number | null;
  readonly segments: readonly VoicedStretch[];
  readonly speechMs: number;
  /** Words of the stretches before the turn was taken up again; null for a turn that was never thought over. Media time. */
  readonly earlier: TurnTranscript | null;
  /** Asked for after the examiner has answered: nobody waits for it. */
  readonly quality: () => TurnAudioQuality | null;
  /** Audio from `samplesStartMs` on, put together when asked for; null when nothing was said. */
  readonly samples: () => Int16Array | null;
  readonly samplesStartMs: number;
  /** Of the newest stretch; its times count from `transcriptStartMs`. */
  readonly transcript: Promise<TurnTranscript>;
  readonly transcriptStartMs: number;
}

export interface OpenTurn {
  readonly listen: ListenCommand;
  readonly sinceMs: number;
  readonly keyterms: readonly string[];
  readonly quality: TurnQualityMeter;
  readonly frames: Frame[];
  framesStartMs: number;
  /** First frame of the newest stretch, and where its recognition began. */
  stretchFrom: number;
  /** Which stretch it is, from 1: one more each time that the turn is taken up again. */
  stretch: number;
  /** What was said before the turn was taken up again. */
  earlier: TurnTranscript | null;
  earlierSegments: readonly VoicedStretch[];
  firstSpeechAtMs: number | null;
  text: string;
  pausedBefore: TurnObservation['pausedBefore'];
  readonly earlierAnswers: EarlierAnswers;
  saidFinished: boolean;
  /** Said of the present silence. */
  endOfTurn: TurnObservation['endOfTurn'];
  /** The text with which its likely end was told, until more is said. */
  likelyText: string | null;
}

/** A turn that was taken to be over, as long as the candidate may still go on with it. */
export interface RestingTurn {
  readonly turn: OpenTurn;
  readonly segments: readonly VoicedStretch[];
  /** Frames of the turn up to its end, and up to the onset of further speech. */
  readonly endFrame: number;
  onsetFrame: number | null;
}

interface NewTurn extends Pick<OpenTurn, 'listen' | 'keyterms' | 'earlierAnswers'> {
  readonly atMs: number;
}

export function openTurn({ atMs, ...given }: NewTurn): OpenTurn {
  return {
    ...given,
    sinceMs: atMs,
    quality: new TurnQualityMeter(),
    frames: [],
    framesStartMs: atMs,
    stretchFrom: 0,
    stretch: 1,
    earlier: null,
    earlierSegments: [],
    firstSpeechAtMs: null,
    text: '',
    pausedBefore: [],
    saidFinished: false,
    endOfTurn: null,
    likelyText: null,
  };
}

/**
 * Goes on with a turn that was taken to be over.
 * @param earlier words of the turn so far, in media time
 * @param preRollFrames before the onset of what is said now that still belong to it
 */
export function takeUp(
  { turn, segments, endFrame, onsetFrame }: RestingTurn,
  earlier: TurnTranscript,
  preRollFrames: number,
): void {
  turn.earlier = earlier;
  turn.earlierSegments = segments;
  turn.text = earlier.text;
  turn.saidFinished = false;
  turn.endOfTurn = null;
  turn.likelyText = null;
  turn.stretch += 1;
  turn.stretchFrom = Math.max(endFrame, (onsetFrame ?? turn.frames.length) - preRollFrames);
}

interface TurnEnd {
  readonly reason: TurnEndReason;
  readonly atMs: number;
  readonly segments: readonly VoicedStretch[];
  readonly transcript: Promise<TurnTranscript>;
}

export function endedTurn(turn: OpenTurn, { reason, atMs, segments, transcript }: TurnEnd): EndedTurn {
  return {
    listen: turn.listen,
    reason,
    decidedAtMs: atMs,
    firstSpeechAtMs: turn.firstSpeechAtMs,
    lastSpeechEndMs: segments.at(-1)?.endMs ?? null,
    segments,
    speechMs: lengthMs(segments),
    earlier: turn.earlier,
    quality: () => turn.quality.quality(),
    samples: () => (turn.firstSpeechAtMs === null ? null : joinSamples(turn.frames)),
    samplesStartMs: turn.framesStartMs,
    transcript,
    transcriptStartMs: stretchStartMs(turn),
  };
}

/** Each stretch is a turn to the recogniser: the same id would be the same audio from its beginning once more. */
export function stretchId({ listen: { turnId }, stretch }: OpenTurn): string {
  return stretch === 1 ? turnId : `${turnId}/${String(stretch)}`;
}

export function stretchStartMs({ framesStartMs, stretchFrom }: OpenTurn): number {
  return framesStartMs + stretchFrom * FRAME_MS;
}
