/** Plays the examiner's voice. Losing the device does not disturb the session: the questions are on the screen. */
import { messageOf } from '../../engine/errors.js';
import type { AudioOutput } from '../../engine/ports/audio-output.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import type { Resampler } from '../../engine/ports/resampler.js';
import { FRAME_MS, SAMPLE_RATE, samplesToMs } from '../../engine/speech/frame.js';
import type { Frame } from '../../engine/speech/frame.js';
import { createResampler } from '../resampler/resampler.js';
import { AudioChild } from './audio-child.js';
import { audioProblem } from './audio-problem.js';
import type { AudioNews } from './protocol.js';
import { SPEAKER_AUDIO, SPEAKER_FLUSH, SPEAKER_HEADER_BYTES } from './wire.mjs';

export interface SpeakerOptions {
  /** A device's number or part of its name; left out, the system's default. */
  readonly device?: string;
  /** The environment of the audio process; tests point it at their own sound server. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Speaker extends AudioOutput {
  /** Why playback has stopped, or null. */
  readonly failure: ProviderError | null;
  /** For tests. */
  readonly processId: number | undefined;
}

const OPEN_MS = 10_000;
/** A device that takes nothing for this long, while there is something to take, has vanished. A Bluetooth headset may need half of it to begin. */
const STUCK_MS = 4000;
/** How often that is looked at. Looks are counted instead of time, so that a program that stood still has missed only one. */
const LOOK_MS = 500;
/**
 * Silence is left out while more than this is on its way: what gathered while a device or the recogniser opened, or while the machine
 * was busy, would else be heard late for the rest of the test. A line in progress is never more than a frame ahead of its time.
 */
const MOST_FRAMES_AHEAD = 5;

/**
 * `open` rejects with a ProviderError; after that nothing throws. A lost speaker behaves like one that nobody hears, and so does the
 * usual one that cannot be opened: its `failure` says why, and the session may go on without it.
 */
export function createSpeaker(options: SpeakerOptions = {}): Speaker {
  return new PortAudioSpeaker(options);
}

class PortAudioSpeaker implements Speaker {
  failure: ProviderError | null = null;
  readonly #options: SpeakerOptions;
  #deviceName: string;
  #child: AudioChild | null = null;
  #resampler: Resampler | null = null;
  #latencyMs = 0;
  #sent = 0;
  #finished = 0;
  #lastFinishedAtMs = 0;
  #lastLookAtMs = 0;
  #looksWithoutCount = 0;
  #counts: Buffer = Buffer.alloc(0);
  /** Without a device the audio is over when it would have been heard. */
  #silentUntilMs = 0;
  #opened: { resolve: () => void; reject: (error: Error) => void } | null = null;
  #closed = false;

  constructor(options: SpeakerOptions) {
    this.#options = options;
    this.#deviceName = options.device ?? 'default';
  }

  get description(): string {
    return `speaker: ${this.#deviceName}`;
  }

  get processId(): number | undefined {
    return this.#child?.pid;
  }

  async open(): Promise<void> {
    const opened = new Promise<void>((resolve, reject) => {
      this.#opened = { resolve, reject };
    });
    const child = new AudioChild(
      { mode: 'speaker', device: this.#options.device ?? null, sampleRate: SAMPLE_RATE, frameMs: FRAME_MS },
      {
        news: (news) => {
          if (news.type === 'opened') void this.#start(news);
        },
        gone: (error) => {
          this.#fail(error);
        },
      },
      this.#options.env,
    );
    this.#child = child;
    child.audio.on('data', (bytes: Buffer) => {
      this.#count(bytes);
    });
    const timer = setTimeout(() => {
      child.giveUp(audioProblem('speaker', 'slow', `it did not open within ${String(OPEN_MS / 1000)} s`));
    }, OPEN_MS);
    try {
      await opened;
    } catch (error) {
      await child.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  write(frame: Frame): void {
    const now = performance.now();
    if (this.#closed) return;
    if (this.failure !== null || this.#child === null) {
      this.#silentUntilMs = Math.max(this.#silentUntilMs, now) + samplesToMs(frame.length);
      return;
    }
    if (this.#sent === this.#finished) this.#takesSound(now);
    if (this.#sent - this.#finished <= MOST_FRAMES_AHEAD || !isSilent(frame)) {
      this.#send(SPEAKER_AUDIO, this.#resampler?.process(frame) ?? frame);
    }
    if (now - this.#lastLookAtMs < LOOK_MS) return;
    this.#lastLookAtMs = now;
    this.#looksWithoutCount += 1;
    if (this.#looksWithoutCount * LOOK_MS > STUCK_MS) {
      this.#child.giveUp(audioProblem('speaker', 'slow', `nothing was played for ${String(STUCK_MS / 1000)} s`));
    }
  }

  flush(): void {
    this.#silentUntilMs = 0;
    if (this.failure === null && !this.#closed && this.#child !== null) this.#send(SPEAKER_FLUSH, new Int16Array(0));
  }

  queuedMs(): number {
    const now = performance.now();
    if (this.failure !== null || this.#child === null) return Math.max(0, this.#silentUntilMs - now);
    if (this.#sent === this.#finished) return Math.max(0, this.#lastFinishedAtMs + this.#latencyMs - now);
    return (this.#sent - this.#finished) * FRAME_MS + this.#latencyMs;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#opened?.reject(new Error('closed while it was opening'));
    await this.#child?.kill();
  }

  #send(kind: number, samples: Int16Array): void {
    const message = Buffer.allocUnsafe(SPEAKER_HEADER_BYTES + samples.byteLength);
    message.writeUInt32LE(kind, 0);
    message.writeUInt32LE(samples.byteLength, 4);
    message.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), SPEAKER_HEADER_BYTES);
    this.#sent++;
    this.#child?.audio.write(message);
  }

  async #start(news: Extract<AudioNews, { type: 'opened' }>): Promise<void> {
    this.#deviceName = news.deviceName;
    this.#latencyMs = news.latencyMs;
    try {
      this.#resampler = await createResampler(SAMPLE_RATE, news.sampleRate);
      this.#opened?.resolve();
      this.#opened = null;
    } catch (error) {
      this.#child?.giveUp(audioProblem('speaker', 'refused', messageOf(error)));
    }
  }

  #count(bytes: Buffer): void {
    const all = this.#counts.length === 0 ? bytes : Buffer.concat([this.#counts, bytes]);
    const whole = all.length - (all.length % 4);
    if (whole > 0) {
      this.#finished = all.readUInt32LE(whole - 4);
      this.#takesSound(performance.now());
    }
    this.#counts = all.subarray(whole);
  }

  #takesSound(now: number): void {
    this.#lastFinishedAtMs = now;
    this.#looksWithoutCount = 0;
  }

  /** A speaker that somebody named is to be used or nothing; without the usual one the questions can be read. */
  #fail(error: ProviderError): void {
    const opened = this.#opened;
    this.#opened = null;
    if (opened === null || this.#options.device === undefined) this.failure = error;
    this.#silentUntilMs = performance.now() + (this.#sent - this.#finished) * FRAME_MS;
    opened?.reject(error);
  }
}

function isSilent(frame: Frame): boolean {
  return frame.every((sample) => sample === 0);
}
