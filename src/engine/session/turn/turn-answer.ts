/** What the candidate answered in a turn, spoken or typed. Whoever tells of it need not know which. */
import type { TurnTranscript } from '../../ports/speech-to-text.js';
import type { Word } from '../../ports/word.js';
import { spokenMs } from '../../speech/spoken-ms.js';
import type { VoicedStretch } from '../../speech/voice-tracker.js';
import type { CandidateAction } from '../actions.js';
import type { EndedTurn } from './open-turn.js';

export type TypedAnswer = Extract<CandidateAction, { type: 'answer' }>;

/** Times in media time. */
export interface TurnAnswer {
  readonly typed: boolean;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly speechMs: number;
  /** Null when nothing was said. */
  readonly firstSpeechAtMs: number | null;
  readonly confidence: number | null;
  readonly words: readonly Word[];
  readonly segments: readonly VoicedStretch[];
  /** From first to last speech, put together when asked for; null where nothing was recorded. */
  readonly samples: () => Int16Array | null;
}

/** @param transcript of the whole turn */
export function spokenAnswer(turn: EndedTurn, { text, words, confidence }: TurnTranscript): TurnAnswer {
  const { firstSpeechAtMs, speechMs, segments } = turn;
  const startMs = firstSpeechAtMs ?? turn.decidedAtMs;
  const endMs = turn.lastSpeechEndMs ?? turn.decidedAtMs;
  return {
    typed: false,
    text,
    startMs,
    endMs,
    speechMs,
    firstSpeechAtMs,
    confidence,
    words,
    segments,
    samples: () => cut(turn, startMs, endMs),
  };
}

/** As if it had been said up to the moment at which it was sent. */
export function typedAnswer(
  answer: TypedAnswer,
  { sentAtMs, questionEndedAtMs }: { readonly sentAtMs: number; readonly questionEndedAtMs: number | null },
): TurnAnswer {
  const { text } = answer;
  const speechMs = answer.spokenMs ?? spokenMs(text);
  const wouldHaveBegunMs = Math.max(0, sentAtMs - speechMs);
  return {
    typed: true,
    text,
    // Nobody answers before the question has been asked, however long saying so much would have taken.
    startMs: Math.min(sentAtMs, Math.max(wouldHaveBegunMs, questionEndedAtMs ?? 0)),
    endMs: sentAtMs,
    speechMs,
    firstSpeechAtMs: wouldHaveBegunMs,
    confidence: null,
    words: [],
    segments: [],
    samples: () => null,
  };
}

function cut({ samples, samplesStartMs }: EndedTurn, startMs: number, endMs: number): Int16Array | null {
  return samples()?.subarray(Math.max(0, (startMs - samplesStartMs) * 16), (endMs - samplesStartMs) * 16) ?? null;
}
