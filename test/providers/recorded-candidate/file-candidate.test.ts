import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import type { CandidateAction } from '../../../src/engine/session/actions.js';
import { parseEvent } from '../../../src/engine/session/log/events.js';
import { FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';
import type { Frame } from '../../../src/engine/speech/frame.js';
import { createFileCandidate } from '../../../src/providers/recorded-candidate/file-candidate.js';
import { joined, silence } from '../../support/tones.js';
import type { FileCandidateOptions } from '../../../src/providers/recorded-candidate/file-candidate.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { describeAudioInput } from '../../support/contracts/audio-input.contract.js';
import { ManualClock } from '../../support/manual-clock.js';
import { rms } from '../../support/signals.js';

/** Speech that tells where it is: sample n of answer k. */
const speech = (ms: number, seed = 1): Int16Array =>
  Int16Array.from(
    { length: ms * 16 },
    (_, index) => (((index * 31 + seed * 977) % 2000) + 1) * (index % 2 === 0 ? 1 : -1),
  );

const answer = (samples: Int16Array, delayMs = 0): CandidateAnswer => ({ kind: 'audio', samples, delayMs });

async function conversation(answers: readonly CandidateAnswer[], options: Partial<FileCandidateOptions> = {}) {
  const candidate = createFileCandidate({ answers, clock: new ManualClock(), pace: 'virtual', ...options });
  const acted: CandidateAction[] = [];
  await candidate.open({ act: (action) => acted.push(action) });
  let sequence = 0;
  let frames = 0;
  const emit = (type: string, fields: object): void => {
    const head = { version: 1, sequence: ++sequence, atMs: frames * 20, wallTime: '2026-01-01T00:00:00.000Z' };
    candidate.onEvent?.(parseEvent({ type, ...head, ...fields }));
  };
  return {
    acted,
    /** The audio of the next milliseconds. */
    hear(ms: number): Int16Array {
      const heard = new Int16Array((ms / 20) * FRAME_SAMPLES);
      for (let at = 0; at < heard.length; at += FRAME_SAMPLES) {
        heard.set(candidate.read() as Frame, at);
        frames++;
      }
      return heard;
    },
    asks: (purpose = 'question') => {
      emit('speech.started', { lineId: 'l', purpose, text: 'Why?', provider: 'none', prepared: true });
    },
    listens: () => {
      emit('turn.started', { turnId: 't', questionId: 'q', part: 'part1', moment: 'interview' });
    },
    ends: (reason = 'endpoint') => {
      emit('turn.ended', {
        turnId: 't',
        questionId: 'q',
        part: 'part1',
        question: 'Why?',
        reason,
        startMs: 0,
        endMs: 0,
        speechMs: 0,
        segments: [],
        typed: false,
      });
    },
    begins: (part: string) => {
      emit('part.started', { part });
    },
    prepares: () => {
      emit('preparation.started', { durationMs: 60_000 });
    },
  };
}

const silent = (samples: Int16Array): boolean => samples.every((sample) => sample === 0);

describeAudioInput('a recorded candidate in virtual time', () =>
  createFileCandidate({ answers: [answer(speech(500))], clock: new ManualClock(), pace: 'virtual' }),
);
describeAudioInput('a recorded candidate in real time', () =>
  createFileCandidate({ answers: [answer(speech(500))], clock: new SystemClock(), pace: 'real' }),
);

describe('a recorded candidate', () => {
  it('is silent until the examiner listens, waits, and then says the answer exactly as recorded', async () => {
    const said = speech(1010);
    const { hear, asks, listens } = await conversation([answer(said, 600)]);
    expect(silent(hear(500))).toBe(true);
    asks();
    expect(silent(hear(2000))).toBe(true);
    listens();
    expect(silent(hear(600))).toBe(true);
    expect(hear(1020).subarray(0, said.length)).toEqual(said);
    expect(silent(hear(1000))).toBe(true);
  });

  it('gives one answer for each turn, also when a question is repeated, and is silent when there are no more', async () => {
    const { hear, listens, ends } = await conversation([
      { kind: 'silence', silenceMs: 5000 },
      answer(speech(200, 2)),
      answer(speech(200, 3)),
    ]);
    listens();
    expect(silent(hear(6000))).toBe(true);
    ends();
    listens();
    expect(hear(200)).toEqual(speech(200, 2));
    ends();
    listens();
    expect(hear(200)).toEqual(speech(200, 3));
    ends();
    listens();
    expect(silent(hear(2000))).toBe(true);
  });

  it('interrupts while the examiner speaks, once, and the interruption is the answer to that question', async () => {
    const { hear, asks, listens, ends } = await conversation([
      { kind: 'interruption', samples: speech(400, 2), interruptMs: 1200 },
      answer(speech(200, 3)),
    ]);
    asks('topicAnnouncement');
    expect(silent(hear(2000))).toBe(true);
    asks('question');
    expect(silent(hear(1200))).toBe(true);
    expect(hear(200)).toEqual(speech(400, 2).subarray(0, 3200));
    listens();
    expect(hear(200)).toEqual(speech(400, 2).subarray(3200));
    ends();
    asks();
    listens();
    expect(hear(200)).toEqual(speech(200, 3));
  });

  it('stops, without a click, when the examiner stops them', async () => {
    const { hear, asks, listens, ends } = await conversation([answer(speech(2000)), answer(speech(200, 3))]);
    listens();
    hear(1000);
    ends('timeLimit');
    asks();
    const fading = hear(20);
    expect(fading[0]).not.toBe(0);
    expect(Math.abs(fading[FRAME_SAMPLES - 1] ?? 1)).toBeLessThan(10);
    expect(silent(hear(500))).toBe(true);
    listens();
    expect(hear(200)).toEqual(speech(200, 3));
  });

  it('leaves the rest unsaid when the examiner speaks in a pause and 200 ms later still nothing was said', async () => {
    const pausing = joined(speech(400), silence(600), speech(400, 2));
    const { hear, asks, listens, ends } = await conversation([answer(pausing), answer(speech(200, 3))]);
    listens();
    hear(600);
    ends();
    asks();
    expect(silent(hear(2000))).toBe(true);
    listens();
    expect(hear(200)).toEqual(speech(200, 3));
  });

  it('says the rest all the same where the answer goes on, unless the examiner does not stop', async () => {
    const pausing = joined(speech(400), silence(600), speech(2000, 2));
    const { hear, asks, listens, ends } = await conversation([
      { kind: 'audio', samples: pausing, delayMs: 0, goesOn: true },
    ]);
    listens();
    hear(600);
    ends();
    asks();
    expect(silent(hear(380))).toBe(true);
    hear(40);
    expect(silent(hear(200))).toBe(false);
    hear(300);
    expect(silent(hear(500))).toBe(true);
  });

  it('goes on when the examiner has only just begun, until the examiner does not stop', async () => {
    const pausing = joined(speech(400), silence(400), speech(2000, 2));
    const { hear, asks, listens, ends } = await conversation([answer(pausing), answer(speech(200, 3))]);
    listens();
    hear(680);
    ends();
    asks();
    hear(120);
    expect(hear(600)).toEqual(speech(2000, 2).subarray(0, 9600));
    hear(100);
    expect(silent(hear(500))).toBe(true);
  });

  it('drops an answer that had not begun when its turn ended', async () => {
    const { hear, listens, ends } = await conversation([answer(speech(500), 9000), answer(speech(200, 3))]);
    listens();
    hear(5000);
    ends();
    expect(silent(hear(5000))).toBe(true);
    listens();
    expect(hear(200)).toEqual(speech(200, 3));
  });

  it('hands a typed answer over when saying it would have ended, unless the turn is over', async () => {
    const { hear, listens, ends, acted } = await conversation([
      { kind: 'text', text: 'I like it very much', delayMs: 500 },
      { kind: 'text', text: 'Too late', delayMs: 500 },
    ]);
    listens();
    hear(2500);
    // Begun after the delay, so that the examiner's patience does not run out meanwhile.
    expect(acted).toEqual([{ type: 'typing', typing: true }]);
    hear(20);
    expect(acted[1]).toEqual({ type: 'answer', text: 'I like it very much', spokenMs: 2000 });
    ends();
    listens();
    ends();
    hear(5000);
    expect(acted).toHaveLength(2);
  });

  it('keeps the answers of a part for that part, whatever number of questions came before', async () => {
    const answers: readonly CandidateAnswer[] = [
      { kind: 'action', action: { type: 'repeat' }, delayMs: 0 },
      { kind: 'action', action: { type: 'repeat' }, delayMs: 0 },
      { kind: 'action', action: { type: 'finished' }, delayMs: 0 },
    ];
    const turns = async (before: number) => {
      const { hear, listens, ends, begins, acted } = await conversation(answers, { partStarts: { part2: 2 } });
      const turn = () => {
        listens();
        hear(40);
        ends();
      };
      for (let index = 0; index < before; index++) turn();
      begins('part2');
      turn();
      return acted.map(({ type }) => type);
    };
    expect(await turns(1)).toEqual(['repeat', 'finished']);
    expect(await turns(4)).toEqual(['repeat', 'repeat', 'finished']);
  });

  it('presses keys', async () => {
    const { hear, listens, acted } = await conversation([{ kind: 'action', action: { type: 'repeat' }, delayMs: 100 }]);
    listens();
    hear(120);
    expect(acted).toEqual([{ type: 'repeat' }]);
  });

  it('uses the whole preparation minute, or skips the rest of it when told to', async () => {
    const patient = await conversation([]);
    patient.prepares();
    patient.hear(60_000);
    expect(patient.acted).toEqual([]);
    const quick = await conversation([], { skipPreparationMs: 2000 });
    quick.prepares();
    quick.hear(2020);
    expect(quick.acted).toEqual([{ type: 'finished' }]);
  });

  it('lies over the same noise for the same seed, at the level asked for', async () => {
    const said = speech(2000);
    const noisy = async (seed: number, kind: 'white' | 'pink' = 'white') => {
      const { hear, listens } = await conversation([answer(said)], { noise: { kind, snrDb: 20, seed } });
      const bed = hear(2000);
      listens();
      return { bed, mixed: hear(2000) };
    };
    const { bed, mixed } = await noisy(7);
    expect(20 * Math.log10(rms(said) / rms(bed))).toBeCloseTo(20, 0);
    expect(rms(mixed.map((sample, index) => sample - (said[index] ?? 0))) / rms(bed)).toBeCloseTo(1, 1);
    expect((await noisy(7)).mixed).toEqual(mixed);
    expect((await noisy(8)).mixed).not.toEqual(mixed);
    const pink = (await noisy(7, 'pink')).bed;
    expect(20 * Math.log10(rms(said) / rms(pink))).toBeCloseTo(20, 0);
    // Pink noise changes slowly: neighbours are alike.
    const alike = (noise: Int16Array): number =>
      noise.reduce((sum, value, at) => sum + value * (noise[at + 1] ?? 0), 0);
    expect(alike(pink) / rms(pink) ** 2).toBeGreaterThan(5 * Math.abs(alike(bed) / rms(bed) ** 2));
  });

  it('survives any order of events, delivering whole frames only', async () => {
    const step = fc.constantFrom('asks', 'listens', 'ends', 'prepares', 'hear');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const talk = await conversation([
          answer(speech(333), 50),
          { kind: 'interruption', samples: speech(90), interruptMs: 30 },
          { kind: 'text', text: 'yes', delayMs: 0 },
          answer(speech(10)),
          { kind: 'interruption', samples: speech(900), interruptMs: 3000 },
          { kind: 'silence', silenceMs: 1 },
        ]);
        for (const name of steps) {
          if (name === 'hear') talk.hear(100);
          else talk[name]();
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('delivers in real time, without drifting behind the clock', async () => {
    const clock = new SystemClock();
    const candidate = createFileCandidate({ answers: [], clock, pace: 'real' });
    await candidate.open({ act: () => {} });
    const start = clock.nowMs();
    for (let index = 0; index < 25; index++) await candidate.read();
    expect(clock.nowMs() - start).toBeGreaterThan(24 * 20);
    await candidate.close();
  });
});

it('says a long answer that is loaded when it is said to its last sample, though it forgets what it has said', async () => {
  const samples = speech(70_010);
  const candidate = createFileCandidate({
    answers: [{ kind: 'audio', samples: async () => samples, delayMs: 0 }],
    clock: new ManualClock(),
    pace: 'virtual',
  });
  await candidate.open({ act: () => undefined });
  const head = { version: 1, sequence: 1, atMs: 0, wallTime: '2026-01-01T00:00:00.000Z' };
  const turn = { turnId: 't', questionId: 'q', part: 'part2', moment: 'longTurn' };
  candidate.onEvent?.(parseEvent({ type: 'turn.started', ...head, ...turn }));
  const heard: Frame[] = [];
  for (let frame = 0; frame < 3502; frame++) heard.push((await candidate.read()) as Frame);
  const all = joined(...heard);
  // Sample by sample; a matcher would take seconds for a million.
  expect(samples.findIndex((sample, index) => sample !== all[index])).toBe(-1);
  expect(silent(all.subarray(samples.length))).toBe(true);
});
