/** Turns frame-by-frame speech probabilities into voiced stretches, so that a click is not speech and a stop consonant is not a pause. */
import { FRAME_MS } from './frame.js';

export interface VoicedStretch {
  readonly startMs: number;
  readonly endMs: number;
}

export interface VoiceTrackerOptions {
  /** Probability from which a frame counts as voiced. */
  readonly threshold: number;
  /** Voiced time within the window below that starts a stretch. */
  readonly onsetMs: number;
  readonly onsetWindowMs: number;
  /** Unvoiced time that ends a stretch. Below the 250 ms that make a pause, above the longest stop closure (about 150 ms). */
  readonly hangoverMs: number;
}

export const DEFAULT_VOICE_TRACKER: VoiceTrackerOptions = {
  threshold: 0.5,
  onsetMs: 80,
  onsetWindowMs: 140,
  hangoverMs: 200,
};

export type VoiceChange = 'started' | 'stopped' | null;

export class VoiceTracker {
  readonly #options: VoiceTrackerOptions;
  /** Whether each frame of the onset window was voiced, newest last. */
  #recent: boolean[] = [];
  #speaking = false;
  #startMs = 0;
  #lastVoicedEndMs = 0;
  #stretches: VoicedStretch[] = [];
  #finishedMs = 0;

  constructor(options: VoiceTrackerOptions = DEFAULT_VOICE_TRACKER) {
    this.#options = options;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** Media time at which the newest voiced frame ended. */
  get lastVoicedEndMs(): number {
    return this.#lastVoicedEndMs;
  }

  /** Media time at which the newest stretch began; null where there is none. */
  get newestStartMs(): number | null {
    return this.#speaking ? this.#startMs : (this.#stretches.at(-1)?.startMs ?? null);
  }

  /** Length of the running stretch up to its newest voiced frame; 0 in silence. */
  get ongoingMs(): number {
    return this.#speaking ? this.#lastVoicedEndMs - this.#startMs : 0;
  }

  /** Length of all {@link stretches} together: asked for with every frame, so it is kept. */
  get voicedMs(): number {
    return this.#finishedMs + this.ongoingMs;
  }

  /** Finished stretches, and the running one up to its newest voiced frame. */
  stretches(): readonly VoicedStretch[] {
    return this.#speaking
      ? [...this.#stretches, { startMs: this.#startMs, endMs: this.#lastVoicedEndMs }]
      : this.#stretches;
  }

  /** @param startMs media time at which the frame began */
  process(probability: number, startMs: number): VoiceChange {
    const voiced = probability >= this.#options.threshold;
    const windowFrames = Math.round(this.#options.onsetWindowMs / FRAME_MS);
    this.#recent.push(voiced);
    if (this.#recent.length > windowFrames) this.#recent.shift();
    if (voiced) this.#lastVoicedEndMs = startMs + FRAME_MS;
    if (!this.#speaking) {
      if (!voiced) return null;
      const voicedMs = this.#recent.reduce((sum, frame) => sum + (frame ? FRAME_MS : 0), 0);
      if (voicedMs < this.#options.onsetMs) return null;
      this.#speaking = true;
      this.#startMs = startMs + FRAME_MS - (this.#recent.length - this.#recent.indexOf(true)) * FRAME_MS;
      return 'started';
    }
    if (voiced || startMs + FRAME_MS - this.#lastVoicedEndMs < this.#options.hangoverMs) return null;
    this.#speaking = false;
    this.#stretches.push({ startMs: this.#startMs, endMs: this.#lastVoicedEndMs });
    this.#finishedMs += this.#lastVoicedEndMs - this.#startMs;
    this.#recent = [];
    return 'stopped';
  }

  /**
   * Drops what was said before; a running stretch goes on.
   * @param atMs media time from which the running stretch counts
   */
  forgetBefore(atMs: number): void {
    this.#stretches = [];
    this.#finishedMs = 0;
    if (this.#speaking) this.#startMs = Math.min(Math.max(this.#startMs, atMs), this.#lastVoicedEndMs);
    else this.#recent = [];
  }

  /** Starts anew. */
  reset(): void {
    this.#recent = [];
    this.#speaking = false;
    this.#stretches = [];
    this.#finishedMs = 0;
  }
}

export function lengthMs(stretches: readonly VoicedStretch[]): number {
  return stretches.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}
