import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMs, VoiceTracker } from '../../../src/engine/speech/voice-tracker.js';

/** Voiced and unvoiced lengths in turn, in milliseconds, from time 0. */
function track(...lengthsMs: readonly number[]): { tracker: VoiceTracker; changes: string[] } {
  const tracker = new VoiceTracker();
  const changes: string[] = [];
  let atMs = 0;
  lengthsMs.forEach((length, index) => {
    for (let end = atMs + length; atMs < end; atMs += 20) {
      const change = tracker.process(index % 2 === 0 ? 0.9 : 0.1, atMs);
      if (change !== null) changes.push(`${change} ${String(atMs + 20)}`);
    }
  });
  return { tracker, changes };
}

describe('voiced stretches', () => {
  it('begin where the first voiced frame began, known after 80 ms', () => {
    const { tracker, changes } = track(0, 200, 300, 400);
    expect(changes).toEqual(['started 280', 'stopped 700']);
    expect(tracker.stretches()).toEqual([{ startMs: 200, endMs: 500 }]);
  });

  it('a click of 40 ms is no speech', () => {
    expect(track(40, 1000).changes).toEqual([]);
  });

  it('clicks 200 ms apart are no speech', () => {
    expect(track(40, 200, 40, 200, 40, 200, 40, 500).changes).toEqual([]);
  });

  it('an onset with a gap of one frame is speech', () => {
    expect(track(40, 20, 60).changes).toEqual(['started 100']);
  });

  it('a closure of 150 ms inside a word is no pause', () => {
    const { tracker } = track(300, 160, 300, 500);
    expect(tracker.stretches()).toEqual([{ startMs: 0, endMs: 760 }]);
  });

  it('a pause of 240 ms is one', () => {
    const { tracker } = track(300, 240, 300, 500);
    expect(tracker.stretches()).toEqual([
      { startMs: 0, endMs: 300 },
      { startMs: 540, endMs: 840 },
    ]);
  });

  it('tells the length of the running stretch up to its newest voiced frame', () => {
    expect(track(300).tracker.ongoingMs).toBe(300);
    expect(track(300, 100).tracker.ongoingMs).toBe(300);
    expect(track(300, 300).tracker.ongoingMs).toBe(0);
  });

  it('forgets finished stretches and keeps the running one', () => {
    const { tracker } = track(300, 300, 200);
    tracker.forgetBefore(0);
    expect(tracker.stretches()).toEqual([{ startMs: 600, endMs: 800 }]);
    expect(tracker.voicedMs).toBe(200);
    tracker.reset();
    expect(tracker.stretches()).toEqual([]);
    expect(tracker.voicedMs).toBe(0);
    expect(tracker.speaking).toBe(false);
  });

  it('are ordered, apart by the hangover, and hold every second half of which is voiced', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (frames) => {
        const tracker = new VoiceTracker();
        const changes = frames.map((voiced, index) => tracker.process(voiced ? 1 : 0, index * 20));
        const stretches = tracker.stretches();
        const heard = changes.filter((change) => change !== null);
        expect(heard).toEqual(heard.map((_, index) => (index % 2 === 0 ? 'started' : 'stopped')));
        expect(stretches).toHaveLength(Math.ceil(heard.length / 2));
        expect(tracker.voicedMs).toBe(lengthMs(stretches));
        stretches.forEach(({ startMs, endMs }, index) => {
          expect(endMs - startMs).toBeGreaterThanOrEqual(80);
          expect(frames[startMs / 20]).toBe(true);
          expect(frames[endMs / 20 - 1]).toBe(true);
          const next = stretches[index + 1];
          if (next !== undefined) expect(next.startMs - endMs).toBeGreaterThanOrEqual(120);
        });
      }),
      { seed: 20_240_601, numRuns: 300 },
    );
  });
});
