/**
 * FLAC by libFLAC's WebAssembly build, frame by frame. The library's own parser keeps a short last frame to itself, and
 * making a decoder anew for every file costs more than decoding some seconds: hence our frames, and one decoder kept.
 */
import type { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { Decoded, Decoder } from './decoder.js';
import { FlacFrames } from './flac-frames.js';
import { FLAC_MARKER, readStreamInfo } from './flac-stream-info.js';
import { withoutConsole } from './without-console.js';

export async function openFlacDecoder(): Promise<Decoder> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  return new FrameDecoder(() => new FLACDecoder());
}

class FrameDecoder implements Decoder {
  readonly ready = Promise.resolve();
  readonly #create: () => FLACDecoder;
  #frames = new FlacFrames();
  /** Kept for the next file of the same kind, when it has given back exactly what went in. */
  #decoder: FLACDecoder | null = null;
  #decoderKind = '';
  #kind = '';
  /** Null once the metadata is behind us. */
  #head: Buffer | null = Buffer.alloc(0);
  #promised = 0;
  #decoded = 0;
  #failed = false;

  constructor(create: () => FLACDecoder) {
    this.#create = create;
  }

  async decode(bytes: Uint8Array): Promise<Decoded> {
    const audio = this.#behindMetadata(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return await this.#decodeFrames(audio === null ? [] : this.#frames.push(audio));
  }

  async flush(): Promise<Decoded> {
    const last = await this.#decodeFrames(this.#frames.end());
    if (this.#failed || this.#decoded !== this.#promised) this.free();
    this.#frames = new FlacFrames();
    this.#head = Buffer.alloc(0);
    this.#kind = '';
    this.#promised = 0;
    this.#decoded = 0;
    this.#failed = false;
    return last;
  }

  free(): void {
    this.#decoder?.free();
    this.#decoder = null;
  }

  async #decodeFrames(frames: readonly Uint8Array[]): Promise<Decoded> {
    if (frames.length === 0) return { channelData: [], samplesDecoded: 0, sampleRate: 0, errors: [] };
    const decoder = this.#decoderFor(this.#kind);
    await decoder.ready;
    const decoded = await withoutConsole(() => decoder.decodeFrames([...frames]));
    this.#decoded += decoded.samplesDecoded;
    this.#failed ||= decoded.errors.length > 0;
    return decoded;
  }

  #decoderFor(kind: string): FLACDecoder {
    if (this.#decoder !== null && this.#decoderKind === kind) return this.#decoder;
    this.free();
    this.#decoderKind = kind;
    return (this.#decoder = this.#create());
  }

  /** @returns what follows the metadata, or null while it has not ended */
  #behindMetadata(bytes: Buffer): Buffer | null {
    if (this.#head === null) return bytes;
    const head = Buffer.concat([this.#head, bytes]);
    const end = metadataEnd(head);
    if (end === null) {
      this.#head = head;
      return null;
    }
    this.#head = null;
    const info = readStreamInfo(head);
    if (info !== null) {
      this.#kind = [info.sampleRate, info.channels, info.bitDepth].join();
      this.#promised = info.samples ?? 0;
    }
    return head.subarray(end);
  }
}

/** Where the first frame begins; null while that is not known. Bytes that are no FLAC begin with their first. */
function metadataEnd(head: Buffer): number | null {
  if (head.length < FLAC_MARKER.length) return null;
  if (head.toString('latin1', 0, FLAC_MARKER.length) !== FLAC_MARKER) return 0;
  let at = FLAC_MARKER.length;
  for (;;) {
    if (at + 4 > head.length) return null;
    const isLast = ((head[at] ?? 0) & 0x80) !== 0;
    at += 4 + head.readUIntBE(at + 1, 3);
    if (at > head.length) return null;
    if (isLast) return at;
  }
}
