/** FLAC to 16 kHz mono samples, for the development recordings (which are all 16 kHz). */
import { readFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';

export async function readAudioFile(path: string): Promise<Int16Array> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  const { channelData, sampleRate } = await decoder.decodeFile(new Uint8Array(await readFile(path)));
  decoder.free();
  if (sampleRate !== 16_000) throw new Error(`${path}: ${String(sampleRate)} Hz`);
  return Int16Array.from(channelData[0]!, (sample) => Math.round(sample * 32_768));
}
