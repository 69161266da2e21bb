/**
 * A room without headphones: the microphone hears the candidate and, later and softer, what the loudspeaker plays. An
 * output and an input for a session, around the input of whoever speaks.
 */
import type { AudioInput } from '../../src/engine/ports/audio-input.js';
import type { AudioOutput } from '../../src/engine/ports/audio-output.js';
import { FRAME_SAMPLES, msToSamples, type Frame } from '../../src/engine/speech/frame.js';
import { levelDb } from '../../src/engine/speech/levels.js';

export interface RoomOptions {
  /** Way from the loudspeaker back into the recording, at least 40 ms: a device always has a frame in hand. */
  readonly delayMs: number;
  /** Level of the echo relative to what is played; null with headphones. */
  readonly echoDb: number | null;
  /** Level of the room's own noise. */
  readonly noiseDb?: number;
}

/** The same echo for tests that need no session. */
export function echoOf(played: Int16Array, { delayMs, echoDb, noiseDb = -70 }: RoomOptions): Int16Array {
  const gain = echoDb === null ? 0 : 10 ** (echoDb / 20);
  const delay = msToSamples(delayMs);
  const noise = noiseOf(noiseDb);
  return played.map((_, i) => clipped((i < delay ? 0 : (played[i - delay] as number) * gain) + noise()));
}

export function mixed(...signals: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(Math.max(...signals.map(({ length }) => length)));
  for (const signal of signals) for (let i = 0; i < signal.length; i++) all[i] = clipped(at(all, i) + at(signal, i));
  return all;
}

function at(samples: Int16Array, index: number): number {
  return samples[index] ?? 0;
}

export interface EchoRoom {
  readonly input: AudioInput;
  readonly output: AudioOutput;
  /** Loudest level of echo so far. */
  readonly loudestEchoDb: () => number;
}

export function createEchoRoom(candidate: AudioInput, options: RoomOptions): EchoRoom {
  const noise = noiseOf(options.noiseDb ?? -70);
  const gain = options.echoDb === null ? 0 : 10 ** (options.echoDb / 20);
  /** Frames handed over and not yet played; one is played each time the microphone is read. */
  let queue: Frame[] = [];
  const air = new Int16Array(msToSamples(options.delayMs) + FRAME_SAMPLES);
  let loudest = -90;
  const playOne = (): Int16Array => {
    air.copyWithin(0, FRAME_SAMPLES);
    air.set(queue.shift() ?? new Int16Array(FRAME_SAMPLES), air.length - FRAME_SAMPLES);
    const echo = air.slice(0, FRAME_SAMPLES).map((sample) => clipped(sample * gain));
    loudest = Math.max(loudest, levelDb(echo));
    return echo;
  };
  return {
    input: {
      description: 'an open microphone',
      hearsPlayback: true,
      open: (controls) => candidate.open(controls),
      read() {
        const spoken = candidate.read();
        if (spoken instanceof Promise) throw new TypeError('The candidate in an echo room is paced by the session.');
        if (spoken === null) return null;
        return mixed(
          playOne(),
          spoken,
          spoken.map(() => Math.round(noise())),
        );
      },
      onEvent: (event) => candidate.onEvent?.(event),
      close: () => candidate.close(),
    },
    output: {
      description: 'a loudspeaker',
      open: async () => undefined,
      write: (frame) => {
        queue.push(frame);
      },
      flush: () => {
        queue = [];
      },
      queuedMs: () => queue.length * 20,
      close: async () => undefined,
    },
    loudestEchoDb: () => loudest,
  };
}

/** Seeded white noise of a level in dB below full scale. */
export function noiseOf(db: number, seed = 1): () => number {
  const amplitude = 32768 * 10 ** (db / 20) * Math.sqrt(12);
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32 - 0.5) * amplitude;
  };
}

function clipped(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}
