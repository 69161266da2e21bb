/** Sound that a speech program wrote as WAV: 16-bit mono PCM. Sizes in the header are not trusted (pipes leave them open). */
import type { SpeechChunk } from '../../engine/ports/text-to-speech.js';

/** Null when it is not 16-bit mono PCM in a WAV file. */
export function parseWavOutput(bytes: Uint8Array): SpeechChunk | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') return null;
  let sampleRate = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = tag(bytes, at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (name === 'fmt ' && body + 16 <= bytes.length) {
      const [format, channels, bits] = [
        view.getUint16(body, true),
        view.getUint16(body + 2, true),
        view.getUint16(body + 14, true),
      ];
      // 0xfffe is the extended header, which macOS writes.
      if ((format !== 1 && format !== 0xfffe) || channels !== 1 || bits !== 16) return null;
      sampleRate = view.getUint32(body + 4, true);
    }
    if (name === 'data') {
      if (sampleRate === 0) return null;
      const end = Math.min(bytes.length, body + size);
      const samples = new Int16Array((end - body) >> 1);
      for (let i = 0; i < samples.length; i += 1) samples[i] = view.getInt16(body + i * 2, true);
      return { samples, sampleRate };
    }
    at = body + size + (size % 2);
  }
  return null;
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
