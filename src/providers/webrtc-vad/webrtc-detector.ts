/**
 * Voice activity by WebRTC's detector (WebAssembly) behind a gate that adapts to the background: the detector alone takes
 * steady noise for speech. Needs no model and 0.4 ms of work per second of audio.
 */
import type { FvadModule } from '@echogarden/fvad-wasm';
import type { Availability } from '../../engine/ports/availability.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import { FRAME_SAMPLES, SAMPLE_RATE, SILENT_FRAME } from '../../engine/speech/frame.js';
import type { Frame } from '../../engine/speech/frame.js';
import { frameLevelDb, NoiseFloor, SILENCE_DB } from './noise-floor.js';

/** 0 takes much for speech, 3 little. */
const MODE = 2;
/** Above the background by this much, a frame that WebRTC calls voice is as likely speech as not. */
const EVEN_DB = 7;
/** Decibels from "even" to about 73 %. */
const SLOPE_DB = 2;
/** What a frame that WebRTC calls no voice can reach at most. */
const UNVOICED = 0.1;

let loading: Promise<FvadModule> | null = null;

export async function detectWebrtc(): Promise<Availability> {
  return { available: true, detail: 'WebRTC voice activity detector' };
}

export async function createWebrtcDetector(): Promise<VoiceActivityDetector> {
  loading ??= import('@echogarden/fvad-wasm').then(async (fvad) => fvad.default());
  return new WebrtcDetector(await loading);
}

class WebrtcDetector implements VoiceActivityDetector {
  readonly id = 'webrtc';
  readonly #fvad: FvadModule;
  readonly #detector: number;
  readonly #input: number;
  readonly #floor = new NoiseFloor();
  #closed = false;

  constructor(fvad: FvadModule) {
    this.#fvad = fvad;
    this.#detector = fvad._fvad_new();
    this.#input = fvad._malloc(FRAME_SAMPLES * 2);
    this.#configure();
  }

  process(frame: Frame): number {
    if (this.#closed) return 0;
    const levelDb = frame === SILENT_FRAME ? SILENCE_DB : frameLevelDb(frame);
    const aboveDb = levelDb - this.#floor.process(levelDb);
    this.#fvad.HEAP16.set(frame, this.#input / 2);
    const voiced = this.#fvad._fvad_process(this.#detector, this.#input, frame.length) === 1;
    const loud = 1 / (1 + Math.exp((EVEN_DB - aboveDb) / SLOPE_DB));
    return voiced ? loud : loud * UNVOICED;
  }

  reset(): void {
    if (this.#closed) return;
    this.#fvad._fvad_reset(this.#detector);
    this.#configure();
    this.#floor.reset();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#fvad._fvad_free(this.#detector);
    this.#fvad._free(this.#input);
  }

  /** A reset also forgets the mode and the rate. */
  #configure(): void {
    this.#fvad._fvad_set_mode(this.#detector, MODE);
    this.#fvad._fvad_set_sample_rate(this.#detector, SAMPLE_RATE);
  }
}
