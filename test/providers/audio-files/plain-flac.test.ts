import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinSamples } from '../../../src/engine/speech/frame.js';
import { openCompressed } from '../../../src/providers/audio-files/compressed-decoders.js';
import { openPlainFlac } from '../../../src/providers/audio-files/plain-flac.js';
import { WholeFile } from '../../../src/providers/audio-files/read-ahead.js';
import { sox, speechToolsMissing } from '../../support/speech-files.js';

const recordings = fileURLToPath(new URL('../../../fixtures/part-1/audio/', import.meta.url));
const missing = speechToolsMissing();

function samplesOf(file: Buffer): Int16Array | null {
  const blocks = openPlainFlac(file)?.blocks as Iterable<Int16Array> | undefined;
  return blocks === undefined ? null : ([...blocks][0] ?? null);
}

async function byLibFlac(file: Buffer): Promise<Int16Array> {
  const opened = await openCompressed('flac', new WholeFile(file), file.length);
  const blocks: Int16Array[] = [];
  for await (const block of opened!.blocks) blocks.push(block);
  return joinSamples(blocks);
}

/** Compared as bytes: a matcher would look at a million samples one by one. */
const bytesOf = (samples: Int16Array | null): Buffer =>
  Buffer.from(samples!.buffer, samples!.byteOffset, samples!.byteLength);

async function oneRecording(): Promise<Buffer> {
  const [name = ''] = (await readdir(recordings)).sort();
  return readFile(join(recordings, name));
}

describe('FLAC of one channel and 16 bits', () => {
  it('is decoded to the samples that libFLAC gives, in all recordings of a fixture', async () => {
    for (const name of await readdir(recordings)) {
      const file = await readFile(join(recordings, name));
      expect(bytesOf(samplesOf(file)).equals(bytesOf(await byLibFlac(file)))).toBe(true);
    }
  });

  it('is left to libFLAC when a bit is wrong, wherever it is', async () => {
    const bytes = await oneRecording();
    const start = bytes.indexOf(Buffer.from([0xff, 0xf8]));
    for (let at = start; at < bytes.length; at += 997) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      expect(samplesOf(damaged)).toBeNull();
    }
  });

  it('is left to libFLAC when its end is missing, or when something follows', async () => {
    const bytes = await oneRecording();
    expect(samplesOf(bytes.subarray(0, bytes.length - 1))).toBeNull();
    expect(samplesOf(bytes.subarray(0, bytes.length >> 1))).toBeNull();
    expect(samplesOf(Buffer.concat([bytes, Buffer.from('ID3')]))).toBeNull();
    expect(samplesOf(bytes.subarray(0, 42))).toBeNull();
    expect(samplesOf(Buffer.alloc(0))).toBeNull();
  });

  it('is left to libFLAC when its head promises more than is there, without taking the memory for it', async () => {
    const bytes = await oneRecording();
    const promising = Buffer.from(bytes);
    promising.fill(0xff, 22, 26);
    expect(samplesOf(promising)).toBeNull();
  });
});

describe.skipIf(missing !== null)(`FLAC of other kinds${missing === null ? '' : ` (${missing})`}`, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plain-flac-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const made = async (name: string, ...how: readonly string[]): Promise<string> => {
    const path = join(folder, `${name}.flac`);
    sox('-R', '-n', '-r', '16000', '-b', '16', ...how.slice(0, 2), path, 'synth', '1', ...how.slice(2));
    return path;
  };

  it.each([
    ['noise as loud as can be', '-C', '8', 'whitenoise', 'gain', '20'],
    ['noise without a prediction', '-C', '0', 'whitenoise'],
    ['a tone', '-C', '8', 'sine', '440'],
    ['a tone with a fixed prediction', '-C', '0', 'sine', '100'],
    ['a square', '-C', '5', 'square', '50'],
    ['silence', '-C', '8', 'sine', '100', 'vol', '0'],
    ['a click in silence', '-C', '8', 'sine', '100', 'trim', '0', '0.01', 'pad', '0.3', '0.7'],
  ])('decodes %s as libFLAC does', async (name, ...how) => {
    const path = await made(name, ...how);
    const file = await readFile(path);
    expect(bytesOf(samplesOf(file)).equals(bytesOf(await byLibFlac(file)))).toBe(true);
  });

  it('leaves two channels and 24 bits to libFLAC', async () => {
    await writeFile(join(folder, 'silence.raw'), Buffer.alloc(32_000));
    const raw = ['-t', 'raw', '-r', '16000', '-e', 'signed', '-b', '16', '-c', '1', join(folder, 'silence.raw')];
    sox(...raw, '-c', '2', join(folder, 'two.flac'));
    sox(...raw, '-b', '24', join(folder, 'deep.flac'));
    expect(samplesOf(await readFile(join(folder, 'two.flac')))).toBeNull();
    expect(samplesOf(await readFile(join(folder, 'deep.flac')))).toBeNull();
  });
});
