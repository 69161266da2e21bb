/**
 * A candidate on one long recording, cut into answers by the session's own endpointing: the tape runs while the examiner
 * listens, stops when the examiner speaks again, and goes on with the next words when the examiner listens the next time.
 * What the examiner of the recording said is silence on it, and is passed over.
 */
import type { AudioInput } from '../../engine/ports/audio-input.js';
import { inTurn, stoppedAt, type SaidAnswer } from '../../engine/replay/said-answers.js';
import { Arrivals, type AudioChannel } from './degrade/arrivals.js';
import type { CandidateControls } from '../../engine/ports/audio-input.js';
import type { SessionEvent } from '../../engine/session/log/events.js';
import { FRAME_MS, FRAME_SAMPLES, msToFrames, SILENT_FRAME, type Frame } from '../../engine/speech/frame.js';
import type { VoicedStretch } from '../../engine/speech/voice-tracker.js';
import { NoiseBed, type NoiseOptions } from './noise-bed.js';

export interface TapeCandidateOptions {
  /** 16 kHz mono. */
  readonly samples: Int16Array;
  /** Where somebody speaks on the tape, in milliseconds. */
  readonly voice: readonly VoicedStretch[];
  readonly description: string;
  /** Between the end of a question and the first word. */
  readonly delayMs: number;
  readonly noise?: NoiseOptions;
  readonly channel?: AudioChannel;
  /** Presses "finished" this long into the preparation minute. */
  readonly skipPreparationMs?: number;
}

/** Kept before the first word, so that a soft sound is not lost. */
const BEFORE_MS = 200;
/** A pause this long on the tape may be the examiner's; a shorter one is the candidate's, and an examiner who speaks in it cuts in. */
const PAUSE_MS = 2000;

export class TapeCandidate implements AudioInput {
  readonly description: string;
  readonly hearsPlayback = false;
  readonly #said: SaidAnswer[] = [];
  readonly #arrivals = new Arrivals();
  readonly #options: TapeCandidateOptions;
  readonly #noise: NoiseBed | null;
  #controls: CandidateControls | null = null;
  #closed = false;
  /** Frames given so far. */
  #frame = 0;
  /** Next frame of the tape. */
  #tape = 0;
  /** From this frame on the tape runs; null while it stands. */
  #runsFrom: number | null = null;
  #pressesAt: number | null = null;

  constructor(options: TapeCandidateOptions) {
    this.#options = options;
    this.description = options.description;
    this.#noise = options.noise === undefined ? null : new NoiseBed(options.noise, [options.samples]);
  }

  /** What was said so far, in order. */
  get said(): readonly SaidAnswer[] {
    return this.#arrivals.placed(this.#said);
  }

  async open(controls: CandidateControls): Promise<void> {
    this.#controls = controls;
  }

  read(): Frame | null {
    if (this.#closed) return null;
    if (this.#pressesAt !== null && this.#frame >= this.#pressesAt) {
      this.#pressesAt = null;
      this.#controls?.act({ type: 'finished' });
    }
    const spoken = this.#runsFrom !== null && this.#frame >= this.#runsFrom ? this.#next() : SILENT_FRAME;
    this.#frame++;
    const frame = this.#noise === null ? spoken : this.#noise.over(spoken);
    return this.#arrivals.through(this.#options.channel, frame, this.#frame - 1);
  }

  onEvent(event: SessionEvent): void {
    switch (event.type) {
      case 'turn.started':
        this.#goOn(event.turnId);
        break;
      case 'speech.started':
        this.#stop();
        break;
      case 'preparation.started':
        if (this.#options.skipPreparationMs !== undefined)
          this.#pressesAt = this.#frame + msToFrames(this.#options.skipPreparationMs);
        break;
      case 'preparation.ended':
        this.#pressesAt = null;
        break;
      default:
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #goOn(turnId: string): void {
    const last = this.#said.at(-1);
    // Listened to again without a word from the examiner, as after a cough: the tape still runs in the same answer.
    if (last !== undefined && this.#runsFrom !== null && this.#frame * FRAME_MS < (last.audio?.speechEndMs ?? 0)) {
      this.#said[this.#said.length - 1] = inTurn(last, turnId);
      return;
    }
    const atMs = this.#tape * FRAME_MS;
    const next = this.#options.voice.find(({ startMs, endMs }) => endMs > atMs && startMs >= atMs - BEFORE_MS);
    if (next === undefined) return;
    const { delayMs } = this.#options;
    this.#tape = Math.max(this.#tape, msToFrames(next.startMs - BEFORE_MS));
    const leadMs = Math.max(0, next.startMs - this.#tape * FRAME_MS);
    this.#runsFrom = this.#frame + msToFrames(delayMs);
    const startMs = this.#runsFrom * FRAME_MS;
    const speechStartMs = startMs + leadMs;
    const speechEndMs = speechStartMs + this.#answerEndMs(next) - next.startMs;
    const audio = { startMs, speechStartMs, speechEndMs, fromMs: this.#tape * FRAME_MS };
    this.#said.push({ answer: this.#said.length + 1, turnId, audio });
  }

  /** Where the answer that begins with a stretch ends on the tape, as far as pauses tell. */
  #answerEndMs(first: VoicedStretch): number {
    let { endMs } = first;
    for (const { startMs, endMs: until } of this.#options.voice) {
      if (startMs <= first.startMs) continue;
      if (startMs - endMs >= PAUSE_MS) break;
      endMs = until;
    }
    return endMs;
  }

  /** Who is spoken to in the middle of a word stops: the rest of that stretch is never said. */
  #stop(): void {
    if (this.#runsFrom === null) return;
    this.#runsFrom = null;
    const last = this.#said.at(-1);
    if (last !== undefined) this.#said[this.#said.length - 1] = stoppedAt(last, this.#frame * FRAME_MS);
    const atMs = this.#tape * FRAME_MS;
    const cut = this.#options.voice.find(({ startMs, endMs }) => startMs < atMs && endMs > atMs);
    if (cut !== undefined) this.#tape = Math.ceil(cut.endMs / FRAME_MS);
  }

  #next(): Frame {
    const at = this.#tape * FRAME_SAMPLES;
    if (at + FRAME_SAMPLES > this.#options.samples.length) return SILENT_FRAME;
    this.#tape++;
    return this.#options.samples.subarray(at, at + FRAME_SAMPLES);
  }
}
