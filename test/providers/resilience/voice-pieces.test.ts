import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { Seam } from '../../../src/providers/resilience/voice/seam.js';
import { SpokenProgress, VoicePace } from '../../../src/providers/resilience/voice/spoken-progress.js';
import { Turnstile } from '../../../src/providers/resilience/voice/turnstile.js';
import { untilDone } from '../../support/pass-time.js';
import { sayInTones } from '../../support/servers/tone-speech.js';

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
