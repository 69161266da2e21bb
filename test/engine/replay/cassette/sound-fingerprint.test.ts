import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SoundFingerprint,
  STREAM_INFO_BYTES,
  stretchesOf,
} from '../../../../src/engine/replay/cassette/sound-fingerprint.js';

/** As RFC 9639 has it: the mark, a block of type 0 and 34 bytes, sizes and rate, the MD5. */
function flacStart({ md5 = 7, type = 0 } = {}): Uint8Array {
  const start = new Uint8Array(STREAM_INFO_BYTES);
  start.set(Buffer.from('fLaC'));
  start.set([type, 0, 0, 34, 16, 0, 16, 0], 4);
  start.fill(md5, STREAM_INFO_BYTES - 16);
  return start;
}

function fingerprint(files: readonly { readonly size: number; readonly gain: number; readonly start: Uint8Array }[]) {
  const made = new SoundFingerprint();
  for (const { size, gain, start } of files) {
    made.begin(size, gain);
    made.add(start);
  }
  return made.digest({});
}

describe('the fingerprint of sound files', () => {
  it.each([
    ['FLAC with the MD5 of its sound', flacStart(), 0],
    ['the same where STREAMINFO is the last block before the sound', flacStart({ type: 0x80 }), 0],
    ['FLAC of an encoder that left the MD5 out', flacStart({ md5: 0 }), 16],
    ['FLAC that begins with another block', flacStart({ type: 4 }), 16],
    ['a WAV file', Buffer.from('RIFF'.padEnd(STREAM_INFO_BYTES)), 16],
    ['less than a header', flacStart().subarray(0, 20), 16],
  ])('%s: the beginning tells all, or stretches are read besides', (_, start, stretches) => {
    expect(stretchesOf(start, 1_000_000)).toHaveLength(stretches);
  });

  it('reads from the first byte to the last, in order, nothing twice and nothing outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000_000 }), (size) => {
        const stretches = stretchesOf(Buffer.from('RIFF'), size);
        const ends = stretches.map(([from, length]) => from + length);
        expect(stretches[0]?.[0]).toBe(0);
        expect(ends.at(-1)).toBe(size);
        expect(stretches.slice(1).every(([from], index) => from >= (ends[index] ?? 0))).toBe(true);
      }),
      { seed: 21 },
    );
  });

  it('differs by size, loudness, order and beginning', () => {
    const [a, b] = [
      { size: 1000, gain: 0, start: flacStart() },
      { size: 1000, gain: 0, start: flacStart({ md5: 8 }) },
    ] as const;
    const all = [[a, b], [b, a], [a], [{ ...a, size: 1001 }, b], [{ ...a, gain: -6 }, b]].map(fingerprint);
    expect(new Set(all).size).toBe(all.length);
    expect(fingerprint([a, b])).toBe(all[0]);
  });
});
