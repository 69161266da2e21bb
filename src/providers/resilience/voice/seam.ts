/** Joins the audio of two voices without a click: the first fades out where it broke off, the second fades in. */
import type { SpeechChunk } from '../../../engine/ports/text-to-speech.js';

/** Long enough that nobody hears a click, short enough that nobody waits for it. */
const FADE_MS = 8;

/** Holds back the last milliseconds of a voice until it is known whether the voice goes on. */
export class Seam {
  #tail: SpeechChunk | null = null;
  #fadeIn = false;

  /** @returns the chunks that can be passed on now */
  add(chunk: SpeechChunk): readonly SpeechChunk[] {
    const faded = this.#fadeIn ? { ...chunk, samples: fade(chunk.samples, chunk.sampleRate, 'in') } : chunk;
    this.#fadeIn = false;
    const held = Math.min(faded.samples.length, fadeSamples(faded.sampleRate));
    const cut = faded.samples.length - held;
    const ahead = this.end();
    this.#tail = { ...faded, samples: faded.samples.subarray(cut) };
    return cut === 0 ? ahead : [...ahead, { ...faded, samples: faded.samples.subarray(0, cut) }];
  }

  /** The voice broke off: its end fades out, and the next voice will fade in. @returns the held chunks */
  broken(): readonly SpeechChunk[] {
    this.#fadeIn = true;
    return this.end().map((tail) => ({ ...tail, samples: fade(tail.samples, tail.sampleRate, 'out') }));
  }

  /** The line is complete. @returns the held chunks */
  end(): readonly SpeechChunk[] {
    const tail = this.#tail;
    this.#tail = null;
    return tail === null ? [] : [tail];
  }
}

function fadeSamples(sampleRate: number): number {
  return Math.round((FADE_MS * sampleRate) / 1000);
}

function fade(samples: Int16Array, sampleRate: number, direction: 'in' | 'out'): Int16Array {
  const faded = samples.slice();
  const length = Math.min(faded.length, fadeSamples(sampleRate));
  for (let step = 0; step < length; step++) {
    const at = direction === 'in' ? step : faded.length - 1 - step;
    faded[at] = Math.round(((faded[at] ?? 0) * step) / length);
  }
  return faded;
}
