import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { isNoise } from '../../../src/providers/cloud-speech/plausible-sound.js';
import { PcmReader } from '../../../src/providers/cloud-speech/pcm-reader.js';
import { sayInTones } from '../../support/servers/tone-speech.js';

describe('raw PCM', () => {
  it('gives the same samples however the network cuts the bytes', () => {
    fc.assert(
      fc.property(fc.int16Array(), fc.array(fc.nat({ max: 9 })), (samples, cuts) => {
        const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
        const reader = new PcmReader();
        const read: number[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          read.push(...reader.read(bytes.subarray(at, at + cut)));
          at += cut;
        }
        expect(read).toEqual([...samples]);
      }),
      { seed: 1 },
    );
  });

  it('is told from text and from samples out of step', () => {
    const speech = sayInTones('some words to say', 16_000).samples;
    expect(isNoise(speech)).toBe(false);
    const text = Buffer.from('<html>please sign in</html>'.repeat(40));
    expect(isNoise(new PcmReader().read(text))).toBe(true);
    const bytes = Buffer.from(speech.buffer).subarray(1);
    expect(isNoise(new PcmReader().read(bytes))).toBe(true);
  });

  it('may be as loud as it likes, at any pitch, however the network cuts it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 70, max: 400 }),
        fc.integer({ min: 400, max: 4_096 }),
        fc.constantFrom(16_000, 24_000),
        (pitch, length, sampleRate) => {
          // A vowel driven into its limits: an RMS of some 25,000.
          const vowel = Int16Array.from({ length: 8_000 }, (_, index) => {
            const phase = (2 * Math.PI * pitch * index) / sampleRate;
            return Math.max(-1, Math.min(1, 2 * Math.sin(phase) + Math.sin(3 * phase))) * 32_000;
          });
          for (let at = 0; at < vowel.length; at += length)
            expect(isNoise(vowel.subarray(at, at + length))).toBe(false);
        },
      ),
      { seed: 2, numRuns: 60 },
    );
  });

  it('is told from bytes that mean nothing, in every piece', () => {
    const random = seededRandom(3);
    const bytes = Int16Array.from({ length: 16_000 }, () => random.below(65_536) - 32_768);
    for (let at = 0; at + 400 <= bytes.length; at += 400) expect(isNoise(bytes.subarray(at, at + 400))).toBe(true);
  });
});
