/** Brings samples of any width and number of channels to one channel of 16 bits. */
import { roundedSample } from '../../engine/speech/frame.js';

export interface SampleLayout {
  readonly encoding: 'integer' | 'float';
  readonly bitDepth: number;
  readonly channels: number;
}

/** Little-endian interleaved bytes (whole blocks) to mono; channels are averaged. */
export function samplesToInt16(bytes: Uint8Array, layout: SampleLayout): Int16Array {
  const { channels } = layout;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = layout.bitDepth / 8;
  const count = Math.floor(bytes.length / (width * channels));
  if (layout.encoding === 'integer' && layout.bitDepth === 16 && channels === 1) return copyInt16(bytes, count);
  const read = readerOf(layout, view);
  const mono = new Int16Array(count);
  for (let index = 0, at = 0; index < count; index++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += width) sum += read(at);
    mono[index] = clamp16(sum / channels);
  }
  return mono;
}

/**
 * Planar floats from -1 to 1, as decoders give them, to mono.
 * @param one the sample of 16 bits that the decoder calls 1
 */
export function floatsToInt16(channels: readonly Float32Array[], count: number, one = 32_768): Int16Array {
  const mono = new Int16Array(count);
  const scale = one / Math.max(1, channels.length);
  const [first, second] = channels;
  if (first === undefined) return mono;
  if (second === undefined) return oneChannel(first, mono, one);
  for (let index = 0; index < count; index++) {
    let sum = first[index] ?? 0;
    for (let c = 1; c < channels.length; c++) sum += channels[c]?.[index] ?? 0;
    mono[index] = clamp16(sum * scale);
  }
  return mono;
}

/** Nearly every recording, so without a call per sample. What is not a number becomes silence. */
function oneChannel(samples: Float32Array, mono: Int16Array, one: number): Int16Array {
  const count = Math.min(samples.length, mono.length);
  for (let index = 0; index < count; index++) {
    const value = (samples[index] as number) * one;
    if (value > -32_768 && value < 32_767) mono[index] = roundedSample(value);
    else mono[index] = value >= 32_767 ? 32_767 : value <= -32_768 ? -32_768 : 0;
  }
  return mono;
}

/** A copy, since the bytes may start at an odd address. */
function copyInt16(bytes: Uint8Array, count: number): Int16Array {
  const copy = new Uint8Array(count * 2);
  copy.set(bytes.subarray(0, count * 2));
  return new Int16Array(copy.buffer);
}

/** Reads one sample in units of 16 bits. */
function readerOf(layout: SampleLayout, view: DataView): (at: number) => number {
  switch (`${layout.encoding}${String(layout.bitDepth)}`) {
    case 'integer8':
      return (at) => (view.getUint8(at) - 128) * 256;
    case 'integer16':
      return (at) => view.getInt16(at, true);
    case 'integer24':
      return (at) => (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 256;
    case 'integer32':
      return (at) => view.getInt32(at, true) / 65_536;
    case 'float64':
      return (at) => view.getFloat64(at, true) * 32_768;
    default:
      return (at) => view.getFloat32(at, true) * 32_768;
  }
}

/** Not a number becomes silence. */
function clamp16(value: number): number {
  if (value >= 32_767) return 32_767;
  if (value <= -32_768) return -32_768;
  return Math.round(value) || 0;
}
