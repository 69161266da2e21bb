/**
 * Voice activity on a cassette, by the place in the session. It belongs to that very sound: each stretch carries a check
 * sum of what was heard, and other sound at the same place makes the cassette stale.
 */
import type { CassetteMessageOf } from '../../engine/replay/cassette/format.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import { FRAME_MS, type Frame } from '../../engine/speech/frame.js';

type VoiceMessage = CassetteMessageOf<'voice'>;

/** Ten seconds. */
const STRETCH_FRAMES = 500;
/** Downwards, so that what was no speech (below one half) stays none. */
const STEPS = 10;

export function recordedDetector(
  inner: VoiceActivityDetector,
  write: (message: VoiceMessage) => void,
): VoiceActivityDetector {
  let stretch = new Stretch(0);
  let closed = false;
  const finish = (): void => {
    if (stretch.frames > 0) write(stretch.message());
    stretch = new Stretch(stretch.atFrame + stretch.frames);
  };
  return {
    id: inner.id,
    process: (frame) => {
      if (closed) return 0;
      const probability = Math.floor(inner.process(frame) * STEPS) / STEPS;
      stretch.add(frame, probability);
      if (stretch.frames === STRETCH_FRAMES) finish();
      // What the replay will hear is what this session hears.
      return probability;
    },
    reset: () => {
      inner.reset();
    },
    close: () => {
      if (closed) return;
      closed = true;
      finish();
      inner.close();
    },
  };
}

class Stretch {
  readonly atFrame: number;
  readonly #runs: [number, number][] = [];
  readonly #sound = new CheckSum();
  frames = 0;

  constructor(atFrame: number) {
    this.atFrame = atFrame;
  }

  add(frame: Frame, probability: number): void {
    this.frames++;
    this.#sound.add(frame);
    const last = this.#runs.at(-1);
    if (last !== undefined && last[1] === probability) last[0]++;
    else this.#runs.push([1, probability]);
  }

  message(): VoiceMessage {
    return { type: 'voice', atMs: this.atFrame * FRAME_MS, runs: this.#runs, sound: this.#sound.text() };
  }
}

export interface PlayedDetectorOptions {
  readonly id: string;
  readonly messages: readonly VoiceMessage[];
  /** Notes that the cassette does not know something. */
  readonly missing: (what: string) => unknown;
}

export function playedDetector({ id, messages, missing }: PlayedDetectorOptions): VoiceActivityDetector {
  const stretches = new Map(messages.map((message) => [message.atMs, message]));
  let atFrame = 0;
  let sound = new CheckSum();
  let probabilities: readonly number[] = [];
  let expected: string | null = null;
  let stale = false;
  let closed = false;
  const begin = (): void => {
    const message = stretches.get(atFrame * FRAME_MS);
    if (message === undefined) other();
    probabilities = (message?.runs ?? []).flatMap(([frames, probability]) =>
      Array.from({ length: frames }, () => probability),
    );
    expected = message?.sound ?? null;
    sound = new CheckSum();
  };
  /** Told once: after the first difference nothing is at its place any more. */
  const other = (): void => {
    if (!stale) missing(`the sound at ${String(Math.round((atFrame * FRAME_MS) / 1000))} s`);
    stale = true;
  };
  return {
    id,
    process: (frame) => {
      if (closed) return 0;
      const at = atFrame % STRETCH_FRAMES;
      if (at === 0) begin();
      sound.add(frame);
      atFrame++;
      const probability = probabilities[at];
      if (probability === undefined) other();
      if (at + 1 === probabilities.length && sound.text() !== expected) other();
      return probability ?? 0;
    },
    reset: () => undefined,
    close: () => {
      closed = true;
    },
  };
}

/** FNV-1a over the samples. */
class CheckSum {
  #value = 0x811c9dc5;

  add(frame: Frame): void {
    let value = this.#value;
    for (const sample of frame) value = Math.imul(value ^ (sample & 0xffff), 0x01000193);
    this.#value = value;
  }

  text(): string {
    return (this.#value >>> 0).toString(16).padStart(8, '0');
  }
}
