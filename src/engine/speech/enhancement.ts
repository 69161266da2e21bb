/**
 * What a frame goes through before voice activity and recognition: removal of DC and rumble, then slow level
 * normalisation. The recording keeps the untouched frame. No noise suppression: it costs recognisers more than it gives.
 */
import { FRAME_SAMPLES, roundedSample, SAMPLE_RATE, SILENT_FRAME, type Frame } from './frame.js';
import { powerDb, SILENCE_DB } from './levels.js';

/** Below the lowest voice (about 80 Hz); mains hum and handling noise are mostly under it. */
const CUTOFF_HZ = 70;

/** Speech is brought towards this; recognisers are trained on about -26 to -20 dB. */
const TARGET_DB = -23;
const MAX_GAIN_DB = 18;
const MIN_GAIN_DB = -12;
/** Per voiced frame: 0.2 dB each 20 ms moves 10 dB in one second, slower than a syllable, faster than a sentence. */
const GAIN_STEP_DB = 0.2;
/** Frames this far below the newest peaks are closures and pauses inside a stretch of speech: they would lift the gain. */
const SPEECH_RANGE_DB = 15;
/** 5 dB a second: peaks of a loud word are forgotten within a sentence. */
const PEAK_DECAY_DB = 0.1;
/** Beyond this a soft limiter bends peaks, so that a raised voice never wraps round. */
const LIMIT = 30_000;

/** Second-order Butterworth high-pass (bilinear transform) with a gain behind it, state kept over frames. */
class HighPass {
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;
  readonly #b0: number;
  readonly #b1: number;
  readonly #a1: number;
  readonly #a2: number;

  constructor() {
    const w = Math.tan((Math.PI * CUTOFF_HZ) / SAMPLE_RATE);
    const norm = 1 / (1 + Math.SQRT2 * w + w * w);
    this.#b0 = norm;
    this.#b1 = -2 * norm;
    this.#a1 = 2 * (w * w - 1) * norm;
    this.#a2 = (1 - Math.SQRT2 * w + w * w) * norm;
  }

  /** Nothing of what came before is left: silence comes out as silence. */
  get atRest(): boolean {
    return this.#x1 === 0 && this.#x2 === 0 && this.#y1 === 0 && this.#y2 === 0;
  }

  /**
   * @param input an even number of samples, as every frame has
   * @returns the power of `output`: the sum of its samples' squares
   */
  process(input: Frame, gain: number, output: Frame): number {
    const b0 = this.#b0;
    const b1 = this.#b1;
    const a1 = this.#a1;
    const a2 = this.#a2;
    let x1 = this.#x1;
    let x2 = this.#x2;
    let y1 = this.#y1;
    let y2 = this.#y2;
    let even = 0;
    let odd = 0;
    // One pass for all, two samples at a time: a minute of sound is a million samples, and each waits for the one before it.
    for (let i = 0; i < input.length; i += 2) {
      const x = input[i] as number;
      const next = input[i + 1] as number;
      // What needs the last result comes last.
      y2 = b0 * (x + x2) + b1 * x1 - a2 * y2 - a1 * y1;
      y1 = b0 * (next + x1) + b1 * x - a2 * y1 - a1 * y2;
      x2 = x;
      x1 = next;
      const first = outputSample(y2, gain);
      const second = outputSample(y1, gain);
      output[i] = first;
      output[i + 1] = second;
      even += first * first;
      odd += second * second;
    }
    // Denormal numbers in a long silence would slow every following frame down.
    const tiny = Math.abs(y1) < 1e-20;
    this.#x1 = x1;
    this.#x2 = x2;
    this.#y1 = tiny ? 0 : y1;
    this.#y2 = tiny ? 0 : y2;
    return even + odd;
  }
}

/** Frames of one piece of memory (a second of sound): a typed array of its own for each would keep the collector busy. */
const BLOCK_SAMPLES = 50 * FRAME_SAMPLES;

export class Enhancer {
  #block = new Int16Array(BLOCK_SAMPLES);
  #used = 0;
  readonly #highPass = new HighPass();
  #gainDb = 0;
  #gain = 1;
  #peakDb = SILENCE_DB;
  /** Level of the newest frame as it came out, in dB. */
  levelDb = SILENCE_DB;

  /** Gain applied now, in dB. */
  get gainDb(): number {
    return this.#gainDb;
  }

  /** Returns a new frame, or the silent one; the input is left alone. */
  process(frame: Frame): Frame {
    if (frame === SILENT_FRAME && this.#highPass.atRest) {
      this.levelDb = SILENCE_DB;
      return SILENT_FRAME;
    }
    const output = this.#newFrame(frame.length);
    this.levelDb = powerDb(this.#highPass.process(frame, this.#gain, output), frame.length);
    return output;
  }

  #newFrame(samples: number): Frame {
    if (this.#used + samples > this.#block.length) {
      this.#block = new Int16Array(Math.max(BLOCK_SAMPLES, samples));
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += samples;
    return this.#block.subarray(start, this.#used);
  }

  /** Tells the level of a frame that held speech, before enhancement: only speech steers the gain, never the room. */
  adapt(voicedLevelDb: number): void {
    this.#peakDb = Math.max(voicedLevelDb, this.#peakDb - PEAK_DECAY_DB);
    if (voicedLevelDb < this.#peakDb - SPEECH_RANGE_DB) return;
    const wanted = Math.min(MAX_GAIN_DB, Math.max(MIN_GAIN_DB, TARGET_DB - voicedLevelDb));
    const step = Math.max(-GAIN_STEP_DB, Math.min(GAIN_STEP_DB, wanted - this.#gainDb));
    if (step === 0) return;
    this.#gainDb += step;
    this.#gain = 10 ** (this.#gainDb / 20);
  }
}

function outputSample(y: number, gain: number): number {
  const value = Math.fround(y) * gain;
  return value <= LIMIT && value >= -LIMIT ? roundedSample(value) : limited(value);
}

function limited(value: number): number {
  const magnitude = Math.abs(value);
  const over = magnitude - LIMIT;
  const room = 32_767 - LIMIT;
  return Math.round(Math.sign(value) * (LIMIT + (room * over) / (over + room)));
}
