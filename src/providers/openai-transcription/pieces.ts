/**
 * Cuts a turn into pieces for recognisers that listen to whole files: a long answer is sent while it is spoken, at its
 * pauses, so that little is left to wait for when it ends. A short one is sent at its first pause: it may be a request, and
 * its words are wanted while the silence after it is still being waited in. Pure.
 */
import { FRAME_MS, FRAME_SAMPLES, type Frame } from '../../engine/speech/frame.js';
import { HeldLevel } from '../../engine/speech/held-level.js';

/** Sentences of this length have enough context to be understood. */
const PIECE_MS = 12_000;
/** A pause that no word goes across. */
const PAUSE_MS = 500;
/** Milliseconds of sound in a short turn. A longer turn is an answer, not a request. */
const SHORT_MS = 3_500;
/** Of sound in a short piece; "yes" has more, a click or a breath less. */
const WORD_MS = 200;
/** Of the level that the speech has held: 26 dB below. */
const SOFT_SHARE = 0.05;
/** Sound softer than this is none: recognisers make words up in silence. */
const AUDIBLE = 200;

export interface Piece {
  /** From the turn's first frame. */
  readonly startMs: number;
  readonly samples: Int16Array;
  /** Stretches of sound from the piece's beginning, in milliseconds. */
  readonly audible: readonly (readonly [number, number])[];
}

export class TurnPieces {
  #frames: Frame[] = [];
  #peaks: number[] = [];
  #startMs = 0;
  readonly #level = new HeldLevel(FRAME_MS);
  #quietMs = 0;
  /** Of sound: in the whole turn, and before the piece that is being collected. */
  #soundMs = 0;
  #earlierSoundMs = 0;

  /** @returns a piece that is complete, or null */
  add(frame: Frame): Piece | null {
    const peak = frame.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    this.#level.add(peak);
    this.#frames.push(frame);
    this.#peaks.push(peak);
    if (this.#isLoud(peak)) {
      this.#quietMs = 0;
      this.#soundMs += FRAME_MS;
    } else this.#quietMs += FRAME_MS;
    const long = this.#frames.length * FRAME_MS >= PIECE_MS;
    const short = this.#soundMs < SHORT_MS && this.#soundMs - this.#earlierSoundMs >= WORD_MS;
    return (long || short) && this.#quietMs >= PAUSE_MS ? this.rest() : null;
  }

  /** What has not been given out yet. */
  rest(): Piece {
    const samples = new Int16Array(this.#frames.length * FRAME_SAMPLES);
    this.#frames.forEach((frame, index) => {
      samples.set(frame, index * FRAME_SAMPLES);
    });
    const piece = { startMs: this.#startMs, samples, audible: this.#audible() };
    this.#startMs += this.#frames.length * FRAME_MS;
    this.#frames = [];
    this.#peaks = [];
    this.#quietMs = 0;
    this.#earlierSoundMs = this.#soundMs;
    return piece;
  }

  #audible(): (readonly [number, number])[] {
    const stretches: [number, number][] = [];
    this.#peaks.forEach((peak, index) => {
      if (!this.#isLoud(peak)) return;
      const last = stretches.at(-1);
      if (last?.[1] === index * FRAME_MS) last[1] += FRAME_MS;
      else stretches.push([index * FRAME_MS, (index + 1) * FRAME_MS]);
    });
    return stretches;
  }

  #isLoud(peak: number): boolean {
    return peak >= Math.max(AUDIBLE, this.#level.peak * SOFT_SHARE);
  }
}
