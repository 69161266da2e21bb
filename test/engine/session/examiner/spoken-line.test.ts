import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpokenLine } from '../../../../src/engine/session/examiner/spoken-line.js';
import { SILENT_FRAME } from '../../../../src/engine/speech/frame.js';
import { joined, silence, tone } from '../../../support/tones.js';

const lineOf = (...chunks: readonly Int16Array[]): SpokenLine => {
  const line = new SpokenLine();
  for (const chunk of chunks) line.add(chunk, 'voice');
  line.finish();
  return line;
};
const play = (line: SpokenLine): Int16Array => {
  const frames: Int16Array[] = [];
  for (let frame = line.nextFrame(); frame !== null; frame = line.nextFrame()) frames.push(frame);
  return joined(...frames);
};

describe('a spoken line', () => {
  it('loses silence at both ends but 20 ms before and 120 ms after', () => {
    const ms = lineOf(joined(silence(400), tone(1000), silence(600))).samples().length / 16;
    expect(Math.abs(ms - 1140)).toBeLessThan(2);
  });

  it('is the same however it was cut into chunks', () => {
    const whole = joined(silence(300), tone(500), silence(300));
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 12 }), (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), whole.length];
        const chunks = ends.map((end, index) => whole.slice(index === 0 ? 0 : ends[index - 1], end));
        expect(lineOf(...chunks).samples()).toEqual(lineOf(whole).samples());
      }),
      { seed: 20_240_601, numRuns: 15 },
    );
  });

  it('keeps pauses inside', () => {
    const ms = lineOf(joined(tone(500), silence(700), tone(500))).samples().length / 16;
    expect(Math.abs(ms - 1700)).toBeLessThan(2);
  });

  it('plays while it is filled: silence while synthesis is behind, null only at the end', () => {
    const line = new SpokenLine();
    expect([line.ready, line.nextFrame()]).toEqual([false, SILENT_FRAME]);
    line.add(tone(30), 'voice');
    expect(line.nextFrame()).toEqual(tone(20));
    expect(line.nextFrame()).toBe(SILENT_FRAME);
    line.finish();
    expect(line.nextFrame()).toHaveLength(320);
    expect(line.nextFrame()).toBeNull();
    expect(line.playedMs).toBe(30);
  });

  it('can be said again from its beginning, also while the rest is still to come', () => {
    const line = new SpokenLine();
    line.add(tone(100), 'voice');
    line.nextFrame();
    const again = line.rewound();
    line.add(tone(100, 300), 'voice');
    line.finish();
    expect(again.playedMs).toBe(0);
    expect(play(again)).toEqual(joined(tone(100), tone(100, 300)));
  });

  it('tells all who wait as soon as there is sound, or that there is none', async () => {
    const line = new SpokenLine();
    const both = Promise.all([line.whenReady(), line.rewound().whenReady()]);
    line.add(silence(100), 'voice');
    expect(line.ready).toBe(false);
    line.finish();
    await both;
    expect(line.nextFrame()).toBeNull();
  });

  it('keeps silence that is meant', () => {
    const line = new SpokenLine();
    line.addSilence(3200);
    line.finish();
    expect(play(line.rewound())).toHaveLength(3200);
  });
});
