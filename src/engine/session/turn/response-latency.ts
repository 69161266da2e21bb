/** Measures what a candidate waits for after an answer, from audio: end of their speech to the examiner's first sound. */
import type { Clock } from '../../ports/clock.js';
import type { TurnLatency } from '../log/events.js';
import type { EndedTurn } from './open-turn.js';

/** From the candidate's last sound to the examiner's first, whatever fails. */
export const HEARD_WITHIN_MS = 4000;
/** Silence that belongs to the answer: thinking in the long turn, or no answer at all. The rest counts from the decision. */
const USUAL_ENDPOINTING_MS = 1400;

/** How long the candidate has waited when the turn is decided. Milliseconds. */
export function waitedAlready({ listen, reason, decidedAtMs, lastSpeechEndMs }: EndedTurn): number {
  if (reason === 'typed' || reason === 'finishedKey') return 0;
  if (lastSpeechEndMs === null || listen.moment === 'longTurn') return USUAL_ENDPOINTING_MS;
  return decidedAtMs - lastSpeechEndMs;
}

/** The first frame of a line that began before the final transcript was there. */
export interface EarlyFrame {
  readonly dispatchedAt: number;
  readonly at: number;
  /** In it, before its first sound. */
  readonly silentSamples: number;
  /** It was dispatched late for want of any word. */
  readonly awaited: boolean;
}

interface Waiting {
  readonly turnId: string;
  readonly endpointingMs: number;
  readonly decidedAt: number;
  transcribedAt: number;
  suggestedAt: number | null;
  dispatchedAt: number | null;
}

export class ResponseLatency {
  readonly #clock: Clock;
  #waiting: Waiting | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param endpointingMs media time from the last speech to the decision */
  turnDecided(turnId: string, endpointingMs: number): void {
    const now = this.#clock.nowMs();
    this.#waiting = {
      turnId,
      endpointingMs,
      decidedAt: now,
      transcribedAt: now,
      suggestedAt: null,
      dispatchedAt: null,
    };
  }

  transcribed(): void {
    if (this.#waiting !== null) this.#waiting.transcribedAt = this.#clock.nowMs();
  }

  /** A language model was waited for, until now. */
  suggested(): void {
    if (this.#waiting !== null) this.#waiting.suggestedAt = this.#clock.nowMs();
  }

  /** The examiner's line was handed to the voice. */
  dispatched(): void {
    if (this.#waiting !== null) this.#waiting.dispatchedAt ??= this.#clock.nowMs();
  }

  /** @param silenceMs silence at the beginning of the first frame */
  firstFrame(
    silenceMs: number,
    now = this.#clock.nowMs(),
  ): { readonly turnId: string; readonly latency: TurnLatency } | null {
    const waiting = this.#waiting;
    if (waiting === null) return null;
    this.#waiting = null;
    const dispatchedAt = waiting.dispatchedAt ?? now;
    const parts = {
      endpointingMs: waiting.endpointingMs,
      transcriptMs: rounded(waiting.transcribedAt - waiting.decidedAt),
      modelMs: waiting.suggestedAt === null ? 0 : rounded(waiting.suggestedAt - waiting.transcribedAt),
      examinerMs: rounded(dispatchedAt - (waiting.suggestedAt ?? waiting.transcribedAt)),
      speechMs: rounded(now - dispatchedAt),
      firstSoundMs: rounded(silenceMs),
    };
    const totalMs = rounded(Object.values(parts).reduce((sum, part) => sum + part, 0));
    return { turnId: waiting.turnId, latency: { ...parts, totalMs } };
  }

  /** The same for a frame that was handed over before the transcript came: nobody waited for that, or not for all of it. */
  earlyFrame({ dispatchedAt, at, awaited }: EarlyFrame, silenceMs: number): ReturnType<ResponseLatency['firstFrame']> {
    const waiting = this.#waiting;
    if (waiting === null) return null;
    const transcribedAt = awaited ? dispatchedAt : waiting.decidedAt;
    this.#waiting = { ...waiting, transcribedAt, suggestedAt: null, dispatchedAt };
    return this.firstFrame(silenceMs, at);
  }

  /** The turn will not be answered (repeat key, quit). */
  forget(): void {
    this.#waiting = null;
  }
}

/** Microseconds are enough, and keep logs short. */
function rounded(ms: number): number {
  return Math.max(0, Math.round(ms * 1000) / 1000);
}
