import { describe, expect, it } from 'vitest';
import { BandMeter } from '../../../src/engine/speech/band-levels.js';
import { EchoGate } from '../../../src/engine/speech/echo-gate.js';
import { levelDb } from '../../../src/engine/speech/levels.js';
import { echoOf, mixed, type RoomOptions } from '../../support/echo-room.js';
import { framesOf } from '../../support/speech-frames.js';
import { activeLevelDb, amplified, speechLike } from '../../support/speech-like.js';
import { joined, silence, tone } from '../../support/tones.js';

const LINE_MS = 5000;
const GAP_MS = 1500;
/** Three lines of the examiner with silence after each. */
const LINES = joined(...[1, 2, 3].flatMap((seed) => [speechLike(LINE_MS, seed), silence(GAP_MS)]));
const SECOND_LINE_MS = LINE_MS + GAP_MS;
const THIRD_LINE_MS = 2 * SECOND_LINE_MS;

interface Heard {
  readonly atMs: number;
  readonly passes: boolean;
  readonly echoDb: number;
  readonly candidateDb: number;
}

function listen(room: RoomOptions, candidate: Int16Array = silence(0), played = LINES): readonly Heard[] {
  const gate = new EchoGate();
  const playedMeter = new BandMeter();
  const heardMeter = new BandMeter();
  const echo = echoOf(played, room);
  const said = joined(candidate, silence(Math.max(0, (played.length - candidate.length) / 16)));
  const heard = framesOf(mixed(echo, said));
  const echoes = framesOf(echo);
  const words = framesOf(said);
  return framesOf(played).map((frame, index) => ({
    atMs: index * 20,
    passes: gate.passes(playedMeter.levels(frame), heardMeter.levels(heard[index] ?? frame)),
    echoDb: levelDb(echoes[index] ?? frame),
    candidateDb: levelDb(words[index] ?? frame),
  }));
}

/** Frames in which our own voice was taken for the candidate's. */
const ownVoice = (heard: readonly Heard[]): readonly number[] =>
  heard
    .filter(({ passes, echoDb, candidateDb }) => passes && echoDb > -62 && candidateDb < -85)
    .map(({ atMs }) => atMs);

const PLAYED_DB = activeLevelDb(speechLike(LINE_MS, 1));
const echoLevel = (echoDb: number): number => PLAYED_DB + echoDb;
const CANDIDATE = speechLike(4000, 9);

/** A candidate who starts to speak at a time, so much louder than the echo on average. */
function candidateAt(atMs: number, ms: number, levelWantedDb: number): Int16Array {
  const words = CANDIDATE.slice(0, ms * 16);
  return joined(silence(atMs), amplified(words, levelWantedDb - activeLevelDb(words)));
}

/** Time from the candidate's first frame that stands out of the echo to the first that passes. */
function latencyMs(heard: readonly Heard[], fromMs: number, echoDb: number): number {
  const said = heard.filter(({ atMs }) => atMs >= fromMs);
  const standsOut = said.find(({ candidateDb }) => candidateDb > echoLevel(echoDb) + 6);
  const passes = said.find((frame) => frame.passes && frame.candidateDb > -60);
  return (passes?.atMs ?? Infinity) - (standsOut?.atMs ?? Infinity);
}

const rooms = [-3, -12, -25].flatMap((echoDb) =>
  [40, 90, 133, 250, 333, 400].map((delayMs): RoomOptions & { echoDb: number } => ({ echoDb, delayMs })),
);

describe('our own voice, coming back through the microphone', () => {
  it.each(rooms)(
    'never passes at $echoDb dB after $delayMs ms: first, second and third line, and their ends',
    (room) => {
      expect(ownVoice(listen(room))).toEqual([]);
    },
  );

  it('never passes when the microphone is so sensitive that the echo is louder than what is played', () => {
    expect(ownVoice(listen({ echoDb: 6, delayMs: 120 }))).toEqual([]);
  });

  it('never passes in a noisy room', () => {
    const heard = listen({ echoDb: -12, delayMs: 120, noiseDb: -50 });
    expect(heard.filter(({ passes, echoDb }) => passes && echoDb > -42)).toEqual([]);
  });

  it('would pass if only the delay were wrong: the level alone does not decide', () => {
    const late = listen({ echoDb: -3, delayMs: 900 });
    expect(ownVoice(late).length).toBeGreaterThan(20);
  });

  it('still does not pass when the candidate talked through the whole first line', () => {
    const candidate = candidateAt(0, 4000, echoLevel(-12));
    expect(ownVoice(listen({ echoDb: -12, delayMs: 147 }, candidate))).toEqual([]);
  });

  it('a microphone that loses frames does not make it pass', () => {
    const gate = new EchoGate();
    const playedMeter = new BandMeter();
    const heardMeter = new BandMeter();
    const heard = framesOf(echoOf(LINES, { echoDb: -6, delayMs: 100 }));
    const lost = (index: number): boolean => index % 100 < 2;
    const passed = framesOf(LINES).filter((frame, index) => {
      const microphone = lost(index) ? new Int16Array(320) : (heard[index] ?? frame);
      return gate.passes(playedMeter.levels(frame), heardMeter.levels(microphone)) && levelDb(microphone) > -62;
    });
    expect(passed).toHaveLength(0);
  });

  it('headphones taken off: louder echo is learnt within two lines', () => {
    const gate = new EchoGate();
    const playedMeter = new BandMeter();
    const heardMeter = new BandMeter();
    const both = joined(LINES, LINES);
    const heard = joined(echoOf(LINES, { echoDb: null, delayMs: 0 }), echoOf(LINES, { echoDb: -12, delayMs: 100 }));
    const microphone = framesOf(heard);
    const passed = framesOf(both).flatMap((frame, index) => {
      const from = microphone[index] ?? frame;
      const passes = gate.passes(playedMeter.levels(frame), heardMeter.levels(from));
      return passes && levelDb(from) > -55 ? [index * 20] : [];
    });
    expect(passed.length).toBeGreaterThan(0);
    expect(passed.filter((atMs) => atMs > 3 * SECOND_LINE_MS + 2 * SECOND_LINE_MS)).toEqual([]);
  });
});

describe('the candidate', () => {
  it.each(rooms)('10 dB louder than the echo ($echoDb dB, $delayMs ms) passes within 100 ms', (room) => {
    for (const offsetMs of [900, 1700, 2500]) {
      const startMs = SECOND_LINE_MS + offsetMs;
      const heard = listen(room, candidateAt(startMs, 2000, echoLevel(room.echoDb) + 10));
      expect(latencyMs(heard, startMs, room.echoDb)).toBeLessThanOrEqual(100);
    }
  });

  it('10 dB louder than any echo passes at once and throughout', () => {
    const startMs = SECOND_LINE_MS + 1000;
    const loud = joined(silence(startMs), amplified(tone(1000, 600), 4));
    const heard = listen({ echoDb: -12, delayMs: 147 }, loud).filter(({ candidateDb }) => candidateDb > -25);
    const passed = heard.filter(({ passes }) => passes).length;
    expect(passed / heard.length).toBeGreaterThan(0.9);
  });

  it('passes through headphones after learning, however quietly', () => {
    const startMs = SECOND_LINE_MS + 1000;
    const heard = listen({ echoDb: null, delayMs: 0 }, candidateAt(startMs, 2000, -42));
    const spoken = heard.filter(({ candidateDb }) => candidateDb > -45);
    expect(spoken.filter(({ passes }) => passes).length / spoken.length).toBeGreaterThan(0.9);
  });

  it('passes in silence, before anything was played and a moment after a line has ended', () => {
    const first = new EchoGate();
    const meter = new BandMeter();
    const word = framesOf(tone(100))[2] ?? new Int16Array(320);
    expect(first.passes(meter.levels(new Int16Array(320)), meter.levels(word))).toBe(true);
    const startMs = SECOND_LINE_MS + LINE_MS + 700;
    const heard = listen({ echoDb: -12, delayMs: 147 }, candidateAt(startMs, 700, -40));
    const spoken = heard.filter(({ candidateDb }) => candidateDb > -45);
    expect(spoken.length).toBeGreaterThan(10);
    expect(spoken.every(({ passes }) => passes)).toBe(true);
  });

  it('passes although they talked at the same time before: that spoils nothing', () => {
    const room = { echoDb: -12, delayMs: 147 };
    const level = echoLevel(room.echoDb) + 10;
    const startMs = THIRD_LINE_MS + 1500;
    const talks = mixed(candidateAt(500, 4000, level), candidateAt(startMs, 2000, level));
    const heard = listen(room, talks);
    expect(latencyMs(heard, startMs, room.echoDb)).toBeLessThanOrEqual(160);
  });

  it('does not pass over the first second of playback: nothing is known yet', () => {
    const heard = listen({ echoDb: -12, delayMs: 147 }, candidateAt(200, 700, -15));
    expect(heard.filter(({ passes, atMs }) => passes && atMs > 100 && atMs < 1000)).toEqual([]);
  });
});

it('gives the same answers for the same frames', () => {
  const room = { echoDb: -12, delayMs: 147 };
  expect(listen(room)).toEqual(listen(room));
});
