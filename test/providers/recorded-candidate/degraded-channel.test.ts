import { expect, it } from 'vitest';
import { degradeSchema } from '../../../src/engine/replay/fixture/sound-schema.js';
import { FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';
import { Arrivals } from '../../../src/providers/recorded-candidate/degrade/arrivals.js';
import { DegradedChannel } from '../../../src/providers/recorded-candidate/degrade/degraded-channel.js';
import { NoiseBed } from '../../../src/providers/recorded-candidate/noise-bed.js';
import { tone } from '../../support/tones.js';

async function through(samples: Int16Array, options: object): Promise<Int16Array> {
  const channel = await DegradedChannel.open(degradeSchema.parse(options));
  const out = new Int16Array(samples.length);
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
    out.set(channel.through(samples.subarray(at, at + FRAME_SAMPLES)), at);
  }
  return out;
}

function rms(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

function silentFrames(samples: Int16Array): readonly number[] {
  const silent: number[] = [];
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
    if (samples.subarray(at, at + FRAME_SAMPLES).every((sample) => sample === 0)) silent.push(at / FRAME_SAMPLES);
  }
  return silent;
}

it('gain and clipping change the level, not the given audio', async () => {
  const samples = tone(400);
  const before = samples.slice();
  expect(rms(await through(samples, { gain: '-6dB' })) / rms(samples)).toBeCloseTo(0.501, 2);
  const clipped = await through(samples, { gain: '20dB', clip: '-12dB' });
  expect(Math.max(...clipped)).toBe(Math.round(32_767 * 10 ** (-12 / 20)));
  expect(samples).toEqual(before);
});

it('a narrowband channel lets low tones through and high ones not', async () => {
  const [low, high] = [tone(1000, 500), tone(1000, 6000)];
  const end = (samples: Int16Array): Int16Array => samples.subarray(samples.length / 2);
  expect(rms(end(await through(low, { sampleRate: 8000 }))) / rms(low)).toBeGreaterThan(0.9);
  expect(rms(end(await through(high, { sampleRate: 8000 }))) / rms(high)).toBeLessThan(0.1);
});

it('loses the wanted share of packets, in bursts, the same ones every time', async () => {
  const samples = tone(60_000);
  const single = silentFrames(await through(samples, { loss: 0.1, seed: 5 }));
  expect(single.length / 3000).toBeGreaterThan(0.07);
  expect(single.length / 3000).toBeLessThan(0.13);
  expect(silentFrames(await through(samples, { loss: 0.1, seed: 5 }))).toEqual(single);
  expect(silentFrames(await through(samples, { loss: 0.1, seed: 6 }))).not.toEqual(single);
  const runs = (frames: readonly number[]): number =>
    frames.filter((frame, index) => frame !== (frames[index - 1] ?? -2) + 1).length;
  const bursts = silentFrames(await through(samples, { loss: 0.1, burst: 5, seed: 5 }));
  expect(bursts.length / runs(bursts)).toBeGreaterThan(3);
  expect(single.length / runs(single)).toBeLessThan(1.5);
});

it('jitter beyond the buffer leaves gaps and loses nothing for long', async () => {
  const samples = tone(20_000);
  expect(silentFrames(await through(samples, { jitter: '1ms' }))).toEqual([]);
  const gaps = silentFrames(await through(samples, { jitter: '40ms', buffer: '60ms' }));
  expect(gaps.length).toBeGreaterThan(5);
  expect(gaps.length).toBeLessThan(300);
});

it('babble is steady, seeded, and as far below the speech as it was asked for', () => {
  const speech = tone(1000);
  const bed = (seed: number): Int16Array => {
    const noise = new NoiseBed({ kind: 'babble', snrDb: 10, seed }, [speech]);
    const out = new Int16Array(FRAME_SAMPLES * 500);
    for (let frame = 0; frame < 500; frame++) out.set(noise.over(new Int16Array(FRAME_SAMPLES)), frame * FRAME_SAMPLES);
    return out;
  };
  expect(20 * Math.log10(rms(speech) / rms(bed(1)))).toBeCloseTo(10, 0);
  expect(bed(1)).toEqual(bed(1));
  expect(bed(2)).not.toEqual(bed(1));
});

it('says how late a frame comes, so that speech is placed where it arrives', async () => {
  const channel = await DegradedChannel.open(degradeSchema.parse({ jitter: '40ms', seed: 1 }));
  const arrivals = new Arrivals();
  const speech = tone(6000);
  const quiet = new Int16Array(FRAME_SAMPLES);
  let lastLoudMs = 0;
  for (let frame = 0; frame < 500; frame++) {
    const sent = frame < 300 ? speech.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES) : quiet;
    if (rms(channel.through(sent)) > 100) lastLoudMs = (frame + 1) * 20;
    arrivals.came(frame, channel.delayMs);
  }
  const [placed] = arrivals.placed([
    { answer: 1, turnId: 't1', audio: { startMs: 0, speechStartMs: 0, speechEndMs: 6000 } },
  ]);
  expect(lastLoudMs).toBeGreaterThan(6100);
  expect(Math.abs((placed?.audio?.speechEndMs ?? 0) - lastLoudMs)).toBeLessThanOrEqual(20);
});

it('places speech at the first of its packets that was not lost', async () => {
  const channel = await DegradedChannel.open(degradeSchema.parse({ jitter: '40ms', loss: 0.5, burst: 3, seed: 1 }));
  const arrivals = new Arrivals();
  const speech = tone(400);
  // A second of silence, then 400 ms of speech, again and again.
  const heardMs: (number | null)[] = [];
  for (let frame = 0; frame < 20 * 70; frame++) {
    const [round, at] = [Math.floor(frame / 70), (frame % 70) - 50];
    if (at === 0) heardMs.push(null);
    const sent = at < 0 ? new Int16Array(FRAME_SAMPLES) : speech.subarray(at * FRAME_SAMPLES, (at + 1) * FRAME_SAMPLES);
    if (rms(channel.through(sent)) > 100 && at >= 0) heardMs[round] ??= frame * 20;
    arrivals.came(frame, channel.delayMs);
  }
  const said = heardMs.map((_, round) => {
    const startMs = (round * 70 + 50) * 20;
    return { answer: 1, turnId: 't1', audio: { startMs, speechStartMs: startMs, speechEndMs: startMs + 400 } };
  });
  expect(arrivals.placed(said).map(({ audio }) => audio?.speechStartMs)).toEqual(heardMs);
});

it('places an end that was lost on the way behind what came before it', () => {
  const arrivals = new Arrivals();
  // The frame before the last came 400 ms late; the last one never did.
  arrivals.came(48 + 20, 400);
  const audio = { startMs: 0, speechStartMs: 0, speechEndMs: 1000 };
  expect(arrivals.placed([{ answer: 1, turnId: 't1', audio }])[0]?.audio?.speechEndMs).toBe(1380);
});

it('places a beginning that was lost on the way where the first of what is left of it is heard', () => {
  const arrivals = new Arrivals();
  const audio = { startMs: 0, speechStartMs: 0, speechEndMs: 1000 };
  const startMs = () => arrivals.placed([{ answer: 1, turnId: 't1', audio }])[0]?.audio?.speechStartMs;
  arrivals.came(2 + 20, 400);
  arrivals.came(1 + 3, null);
  expect(startMs()).toBe(440);
  // One that came on time was heard at once.
  arrivals.came(0, 0);
  expect(startMs()).toBe(0);
});
