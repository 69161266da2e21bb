import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { isNoise } from '../../../src/providers/cloud-speech/plausible-sound.js';
import { PcmReader } from '../../../src/providers/cloud-speech/pcm-reader.js';
import { Seam } from '../../../src/providers/cloud-speech/seam.js';
import { SpokenProgress, VoicePace } from '../../../src/providers/cloud-speech/spoken-progress.js';
import { Turnstile } from '../../../src/providers/cloud-speech/turnstile.js';
import { untilDone } from '../../support/pass-time.js';
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

describe('a seam between two voices', () => {
  it('changes nothing while one voice speaks', () => {
    const samples = sayInTones('some words', 16_000).samples;
    const seam = new Seam();
    const out = [0, 3_000, 3_010, samples.length].flatMap((from, index, all) =>
      index + 1 < all.length ? seam.add({ samples: samples.subarray(from, all[index + 1]), sampleRate: 16_000 }) : [],
    );
    expect([...out, ...seam.end()].flatMap((chunk) => [...chunk.samples])).toEqual([...samples]);
  });

  it('fades out what broke off and fades in what follows: no step of more than a tenth of the level', () => {
    const seam = new Seam();
    const loud = { samples: new Int16Array(800).fill(10_000), sampleRate: 16_000 };
    const all = [...seam.add(loud), ...seam.broken(), ...seam.add(loud), ...seam.end()].flatMap((each) => [
      ...each.samples,
    ]);
    const steps = all.slice(1).map((sample, index) => Math.abs(sample - all[index]!));
    expect(Math.max(...steps)).toBeLessThan(1_000);
    expect(all).toHaveLength(1_600);
  });
});

describe('what is left of a line', () => {
  const chunk = (ms: number, spokenCharacters?: number) => ({
    samples: new Int16Array(ms * 16).fill(1_000),
    sampleRate: 16_000,
    ...(spokenCharacters === undefined ? {} : { spokenCharacters }),
  });
  const text = 'Where did you grow up, and what was it like?';

  it('begins at the word after the last one heard, where the voice tells', () => {
    const progress = new SpokenProgress(text, new VoicePace());
    progress.heard('one', chunk(700, 13));
    expect(progress.rest()).toBe('grow up, and what was it like?');
    progress.heard('two', chunk(300, 7));
    expect(progress.rest()).toBe('and what was it like?');
  });

  it('begins with the word that was probably cut, where the voice does not tell', () => {
    const progress = new SpokenProgress(text, new VoicePace());
    progress.heard('one', chunk(62 * 16));
    expect(progress.rest()).toBe('grow up, and what was it like?');
  });

  it('is judged by the pace that the voice had in lines before', () => {
    const pace = new VoicePace();
    const before = new SpokenProgress('0123456789', pace);
    before.heard('slow', chunk(1_240));
    before.finished();
    const progress = new SpokenProgress(text, pace);
    progress.heard('slow', chunk(62 * 16));
    expect(progress.rest()).toBe('did you grow up, and what was it like?');
  });

  it('is nothing when only a full stop is left', () => {
    const progress = new SpokenProgress('Thank you.', new VoicePace());
    progress.heard('one', chunk(500, 9));
    expect(progress.rest()).toBe('');
  });
});

describe('a turnstile', () => {
  it('lets two in at a time, in order, and one more that has waited long enough', async () => {
    const clock = new VirtualClock();
    const turnstile = new Turnstile(clock, 2, 500);
    const never = new AbortController().signal;
    const entered: number[] = [];
    const leave = await Promise.all([turnstile.enter(never), turnstile.enter(never)]);
    const waiting = [1, 2].map((number) => turnstile.enter(never).then(() => entered.push(number)));
    await clock.elapse(100);
    expect(entered).toEqual([]);
    leave[0]!();
    await clock.settle();
    expect(entered).toEqual([1]);
    await clock.elapse(450);
    expect(entered).toEqual([1, 2]);
    const last = turnstile.enter(never).then(() => entered.push(3));
    await clock.elapse(1200);
    expect(entered).toEqual([1, 2]);
    leave[1]!();
    await clock.elapse(600);
    expect(entered).toEqual([1, 2, 3]);
    await untilDone(clock, Promise.all([...waiting, last]));
  });
});
