/** Decodes WAV: 8 to 32-bit integers, floats, any rate and number of channels, cut short or not. */
import type { OpenedAudio } from './audio-file.js';
import type { ReadableFile } from './read-ahead.js';
import { samplesToInt16 } from './sample-formats.js';
import { readAt, readWavHeader } from './wav-header.js';
import type { WavHeader } from './wav-header.js';

const BLOCK_BYTES = 1 << 20;

/** @returns with the length of the audio that is there; `declaredMs` is what it says of itself */
export async function openWav(
  file: ReadableFile,
  fileBytes: number,
): Promise<OpenedAudio & { readonly heldMs: number }> {
  const header = await readWavHeader(file, fileBytes);
  const { channels, sampleRate, bitDepth, software, blockBytes, dataBytes, declaredBytes } = header;
  return {
    source: { format: 'wav', sampleRate, channels, bitDepth, software },
    declaredMs: (Math.max(dataBytes, declaredBytes ?? 0) / blockBytes / sampleRate) * 1000,
    heldMs: (dataBytes / blockBytes / sampleRate) * 1000,
    blocks: blocksOf(file, header),
    damage: () => {
      if (declaredBytes === null || dataBytes >= declaredBytes - blockBytes) return null;
      const seconds = (bytes: number): string => (bytes / blockBytes / sampleRate).toFixed(1);
      return `it promises ${seconds(declaredBytes)} s of audio but holds ${seconds(dataBytes)} s`;
    },
  };
}

async function* blocksOf(file: ReadableFile, header: WavHeader): AsyncGenerator<Int16Array> {
  const { blockBytes, dataOffset, dataBytes } = header;
  const step = BLOCK_BYTES - (BLOCK_BYTES % blockBytes);
  for (let at = 0; at < dataBytes; at += step) {
    const bytes = await readAt(file, dataOffset + at, Math.min(step, dataBytes - at));
    yield samplesToInt16(bytes.subarray(0, bytes.length - (bytes.length % blockBytes)), header);
  }
}
