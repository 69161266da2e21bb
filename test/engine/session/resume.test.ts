/** Going on with a session from its log, wherever the process was killed. */
import { setImmediate as breathe } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { answersGiven, interruptedSession } from '../../../src/commands/practice/resume-point.js';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';
import { settledEvents } from '../../../src/engine/session/log/settled-events.js';
import type { SessionOptions } from '../../../src/engine/session/session-options.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { createFileCandidate } from '../../../src/providers/recorded-candidate/file-candidate.js';
import { NO_SCORER, runVirtualSession, type VirtualSession } from '../../support/virtual-session.js';

const WORDS = 'i think it is a lovely place because there are many parks and friendly people who like to talk';
const ANSWERS = Array.from({ length: 80 }, (): CandidateAnswer => ({ kind: 'text', text: WORDS, delayMs: 500 }));

const whole = await runVirtualSession({ answers: ANSWERS });
const partsOf = (events: readonly SessionEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'part.started' || event.type === 'part.ended' ? [`${event.part} ${event.type.slice(5)}`] : [],
  );
/** Before a part was said to begin or to end, and in the middle of one question of each moment. */
const moments = whole.events.flatMap(({ type }, index) => (type.startsWith('part.') ? [index] : []));
const turns = ['identity', 'interview', 'longTurn', 'roundingOff', 'discussion'].map(
  (moment) => 1 + whole.events.findIndex((event) => event.type === 'turn.started' && event.moment === moment),
);

it.each([...moments.slice(1), ...turns].map((cut) => [whole.events[cut - 1]?.type, cut] as const))(
  'after %s (%i): every answer has its question, each part is told once and has its own length',
  async (_type, cut) => {
    const log = whole.events.slice(0, cut);
    const { plan, point } = interruptedSession('test-session', log);
    const { of, events, result } = await runVirtualSession({ answers: ANSWERS, plan, options: { resume: point } });
    expect(result.status).toBe('completed');
    expect(partsOf([...log, ...events])).toEqual(partsOf(whole.events));
    const asked = new Map(
      [...log, ...events].flatMap((event) =>
        event.type === 'question.asked' || event.type === 'question.repeated'
          ? [[event.questionId, event.text] as const]
          : [],
      ),
    );
    for (const { questionId, question } of of('turn.ended')) expect(question).toBe(asked.get(questionId));
    for (const { part, durationMs } of of('part.ended')) {
      const usual = whole.of('part.ended').find((event) => event.part === part)?.durationMs ?? 0;
      expect(Math.abs(durationMs - usual)).toBeLessThan(60_000);
    }
  },
);

/** The end of the log right after each kind of step was decided on, before any of it was carried out. */
const decided = new Map(
  whole.events.flatMap((event, index) => {
    if (event.type !== 'session.checkpointed') return [];
    const next = whole.events.findIndex(({ type }, later) => later > index && type === 'session.checkpointed');
    const said = whole.events
      .slice(index, next)
      .flatMap((later) => (later.type === 'speech.started' ? [later.purpose] : []));
    // Instead of a prompt, the question that was answered too shortly comes again.
    return said.length === 0 || said.includes('prompt') ? [] : [[said.join(', '), index + 1] as const];
  }),
);

it.each([...decided])('before %s was said: it is said for the first time, and nothing twice', async (purposes, cut) => {
  const heard = (events: readonly SessionEvent[]) =>
    events.flatMap((event) => {
      if (event.type === 'question.asked' && event.purpose !== 'card') return [event.questionId];
      if (event.type === 'topic.announced') return [event.topicId];
      if (event.type !== 'speech.started') return [];
      return ['partIntroduction', 'topicAnnouncement'].includes(event.purpose) ? [event.text] : [];
    });
  const log = whole.events.slice(0, cut);
  const { plan, point } = interruptedSession('test-session', log);
  const { events, of } = await runVirtualSession({
    answers: [],
    plan,
    options: { resume: point },
    onEvent: (event, live) => {
      if (event.type === 'turn.started' || event.type === 'preparation.started') live.abort('enough');
    },
  });
  const now = heard(events);
  expect(of('question.repeated')).toEqual([]);
  expect(now).toEqual(heard(whole.events).slice(heard(log).length, heard(log).length + now.length));
  expect(
    of('speech.started')
      .map(({ purpose }) => purpose)
      .join(', '),
  ).toContain(
    purposes
      .split(', ')
      .filter((purpose) => purpose !== 'transition')
      .join(', '),
  );
});

it('whose bands nobody waited for: they are worked out, and nothing is said again', async () => {
  const left = await runVirtualSession({
    answers: ANSWERS.slice(0, 4),
    options: { scorer: { ...NO_SCORER, score: () => new Promise(() => undefined) } },
    onEvent: (event, live) => {
      if (event.type === 'turn.started' && event.turnId === 't5') live.act({ type: 'quit' });
      if (event.type === 'part.ended' && event.part === 'closing') setTimeout(() => live.abort('no patience'), 0);
    },
  });
  expect(left.result.status).toBe('aborted');
  const { plan, point } = interruptedSession('test-session', left.events);
  const { of, result } = await runVirtualSession({ answers: [], plan, options: { resume: point } });
  expect(result.status).toBe('ended');
  expect([of('session.scored').length, of('speech.started').length]).toEqual([1, 0]);
});

it('that was stopped while the examiner took leave: it goes on as if it had not been ended', async () => {
  const left = await runVirtualSession({
    answers: ANSWERS.slice(0, 4),
    onEvent: (event, live) => {
      if (event.type === 'turn.started' && event.turnId === 't5') live.act({ type: 'quit' });
      if (event.type === 'speech.started' && event.purpose === 'closing') queueMicrotask(() => live.abort('twice'));
    },
  });
  expect(left.result.status).toBe('aborted');
  const { plan, point } = interruptedSession('test-session', left.events);
  const { events, result } = await runVirtualSession({ answers: ANSWERS, plan, options: { resume: point } });
  expect(result.status).toBe('completed');
  const log = settledEvents([...left.events, ...events]);
  expect(partsOf(log)).toEqual(partsOf(whole.events));
  const [again] = events.flatMap((event) => (event.type === 'question.repeated' ? [event.questionId] : []));
  expect(again).toBe(left.of('question.asked').at(-1)?.questionId);
});

it('by a candidate whose answers are recorded: those that were heard are not given again', async () => {
  const description = 'files: answers (80)';
  const withAnswers = async (
    given: number,
    more: Partial<VirtualSession> = {},
    options: Partial<SessionOptions> = {},
  ) => {
    const clock = new VirtualClock({ breathe });
    const answers = ANSWERS.map((_, index): CandidateAnswer => ({
      kind: 'text',
      text: `${WORDS} number${String(index)}`,
      delayMs: 500,
    }));
    const input = createFileCandidate({ answers: answers.slice(given), clock, pace: 'virtual', description });
    return await runVirtualSession({ answers: [], parts: ['part1'], ...more, options: { ...options, clock, input } });
  };
  const test = await withAnswers(0);
  const indexesOf = (events: readonly SessionEvent[], wanted: SessionEvent['type']) =>
    events.flatMap(({ type }, index) => (type === wanted ? [index] : []));
  const sixth = indexesOf(test.events, 'turn.started')[5] ?? 0;
  const sixthEnd = indexesOf(test.events, 'turn.ended')[5] ?? 0;
  // In the middle of an answer, before it, and when it is over but the examiner has not taken it in.
  const given = [sixth + 1, sixth, sixthEnd + 1].map((cut) => answersGiven(test.events.slice(0, cut), description));
  expect(given).toEqual([5, 5, 5]);
  // Ended before the examiner has taken it in, and stopped at once: the question is asked again.
  const hasty = await withAnswers(0, {
    onEvent: (event, live) => {
      if (event.type === 'turn.ended' && event.turnId === 't6') live.act({ type: 'quit' });
      if (event.type === 'speech.started' && event.purpose === 'closing') queueMicrotask(() => live.abort('twice'));
    },
  });
  expect(hasty.of('part.ended').at(-1)?.reason).toBe('quit');
  expect(answersGiven(hasty.events, description)).toBe(5);
  expect(answersGiven(test.events, 'files: others (3)')).toBe(0);

  const log = test.events.slice(0, sixth + 1);
  const { plan, point } = interruptedSession('test-session', log);
  const again = await withAnswers(5, { plan }, { resume: point });
  expect(again.of('transcript.final')[0]?.text).toBe(`${WORDS} number5`);
  // Interrupted once more, in the next answer.
  const second = indexesOf(again.events, 'turn.started')[1] ?? 0;
  expect(answersGiven([...log, ...again.events.slice(0, second + 1)], description)).toBe(6);
});
