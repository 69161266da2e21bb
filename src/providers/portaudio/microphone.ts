/** The candidate's microphone: reads frames from the audio process one by one. */
import { messageOf } from '../../engine/errors.js';
import type { AudioInput } from '../../engine/ports/audio-input.js';
import type { CancelTimer, Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import { FRAME_MS, SAMPLE_RATE } from '../../engine/speech/frame.js';
import type { Frame, MaybePromise } from '../../engine/speech/frame.js';
import { createResampler } from '../resampler/resampler.js';
import { AudioChild } from './audio-child.js';
import { audioProblem } from './audio-problem.js';
import { FrameCutter } from './frame-cutter.js';
import type { AudioNews } from './protocol.js';

export interface MicrophoneOptions {
  /** A device's number or part of its name; left out, the system's default. */
  readonly device?: string;
  readonly clock: Clock;
  /** The environment of the audio process; tests point it at their own sound server. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Microphone extends AudioInput {
  /** For tests. */
  readonly processId: number | undefined;
}

/** Opening takes up to 2.5 s on slow hosts, and a sound server may take two more until the first frame. */
const OPEN_MS = 10_000;
/** A device that delivers nothing for this long has vanished. */
const SILENT_MS = 2000;
/** How often that is checked. Checks are counted instead of time, so that a laptop that slept has missed only one. */
const LOOK_MS = 500;
/** Of what came before the first `read`: the test begins now, not when the device did. */
const FRAMES_BEFORE_FIRST_READ = 2;
/** Frames kept while the session does not read: half a minute. Older ones are dropped. */
const MAX_WAITING_FRAMES = 1500;

/**
 * `open` resolves when the first frame is there, and rejects with a ProviderError. `read` rejects with a ProviderError
 * `unavailable` once the device is lost, then and ever after; it resolves with null after `close`.
 */
export function createMicrophone(options: MicrophoneOptions): Microphone {
  return new PortAudioMicrophone(options);
}

interface Waiter {
  readonly resolve: (frame: Frame | null) => void;
  readonly reject: (error: Error) => void;
}

class PortAudioMicrophone implements Microphone {
  readonly hearsPlayback = true;
  readonly #options: MicrophoneOptions;
  #deviceName: string;
  #child: AudioChild | null = null;
  #frames: Frame[] = [];
  #waiter: Waiter | null = null;
  #failure: ProviderError | null = null;
  #closed = false;
  #begun = false;
  #looksWithoutFrames = 0;
  #cancelLook: CancelTimer | null = null;

  constructor(options: MicrophoneOptions) {
    this.#options = options;
    this.#deviceName = options.device ?? 'default';
  }

  get description(): string {
    return `microphone: ${this.#deviceName}`;
  }

  get processId(): number | undefined {
    return this.#child?.pid;
  }

  async open(): Promise<void> {
    const { device, env, clock } = this.#options;
    this.#child = new AudioChild(
      { mode: 'microphone', device: device ?? null, sampleRate: SAMPLE_RATE, frameMs: FRAME_MS },
      {
        news: (news) => {
          if (news.type === 'opened') void this.#listen(news);
        },
        gone: (error) => {
          this.#fail(error);
        },
      },
      env,
    );
    const cancel = clock.setTimer(OPEN_MS, () => {
      this.#child?.giveUp(audioProblem('microphone', 'silent', `nothing came within ${String(OPEN_MS / 1000)} s`));
    });
    try {
      await this.#next();
    } catch (error) {
      await this.#child.kill();
      throw error;
    } finally {
      cancel();
    }
    this.#look();
  }

  read(): MaybePromise<Frame | null> {
    if (!this.#begun) this.#frames = this.#frames.slice(-FRAMES_BEFORE_FIRST_READ);
    this.#begun = true;
    return this.#next();
  }

  #next(): MaybePromise<Frame | null> {
    const frame = this.#frames.shift();
    if (frame !== undefined) return frame;
    if (this.#closed) return null;
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelLook?.();
    this.#frames = [];
    this.#waiter?.resolve(null);
    this.#waiter = null;
    await this.#child?.kill();
  }

  async #listen(news: Extract<AudioNews, { type: 'opened' }>): Promise<void> {
    this.#deviceName = news.deviceName;
    const cutter = new FrameCutter((frame) => {
      this.#deliver(frame);
    });
    try {
      const resampler = await createResampler(news.sampleRate, SAMPLE_RATE);
      this.#child?.audio.on('data', (bytes: Buffer) => {
        cutter.bytes(bytes, resampler);
      });
    } catch (error) {
      this.#child?.giveUp(audioProblem('microphone', 'refused', messageOf(error)));
    }
  }

  #deliver(frame: Frame): void {
    this.#looksWithoutFrames = 0;
    const waiter = this.#waiter;
    if (waiter !== null) {
      this.#waiter = null;
      waiter.resolve(frame);
      return;
    }
    if (this.#closed) return;
    this.#frames.push(frame);
    if (this.#frames.length > MAX_WAITING_FRAMES) this.#frames.shift();
  }

  #look(): void {
    if (this.#closed || this.#failure !== null) return;
    this.#cancelLook = this.#options.clock.setTimer(LOOK_MS, () => {
      this.#looksWithoutFrames++;
      if (this.#looksWithoutFrames * LOOK_MS > SILENT_MS) {
        this.#child?.giveUp(audioProblem('microphone', 'silent', `no sound for ${String(SILENT_MS / 1000)} s`));
      }
      this.#look();
    });
  }

  #fail(error: ProviderError): void {
    this.#failure = error;
    this.#waiter?.reject(error);
    this.#waiter = null;
  }
}
