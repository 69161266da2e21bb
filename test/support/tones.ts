/** Sounds for tests that need "speech" and nothing more: bursts that voice activity by level takes for syllables. */
import { joinSamples, msToSamples } from '../../src/engine/speech/frame.js';

/** A steady tone of the given length at about -20 dB. */
export function tone(ms: number, hz = 220, amplitude = 4500): Int16Array {
  return Int16Array.from({ length: msToSamples(ms) }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hz * i) / 16_000)),
  );
}

export function silence(ms: number): Int16Array {
  return new Int16Array(msToSamples(ms));
}

export function joined(...parts: readonly Int16Array[]): Int16Array {
  return joinSamples(parts);
}

/** Speech with thinking pauses: voiced and silent lengths in turn. */
export function hesitant(...lengthsMs: readonly number[]): Int16Array {
  return joined(...lengthsMs.map((ms, index) => (index % 2 === 0 ? tone(ms) : silence(ms))));
}
