/** Holds for any candidate: whatever is said, typed, pressed or lost, the exam stays an exam and ends. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advanceExam, resumeExam, startExam, understoodTurn } from '../../../src/engine/exam/examiner.js';
import { LINES } from '../../../src/engine/exam/lines.js';
import { speakingMs } from '../../../src/engine/exam/times.js';
import type {
  ExamCommand,
  ExamInput,
  ExamPlan,
  ExamState,
  ExamStep,
  RatedPart,
  Timing,
  TurnEndReason,
} from '../../../src/engine/exam/types.js';
import { allSaid, runExam, testPlan, type FakeAnswer } from './driver.js';

const RUNS = { seed: 20_240_601, numRuns: 60 };
/** Part of everything the fake candidate says: must never come back out of the examiner's mouth. */
const MARK = 'zxqv';

const said = fc.oneof(
  fc.constantFrom(
    'yes',
    'no',
    'sorry?',
    'could you repeat that please',
    'i do not understand',
    'what does memorable mean',
    'what is my score',
    'what do you think',
    'was that correct',
    'how long do i have',
    'wait a moment please',
    'next question please',
    "that's all",
    "i don't know",
    'stop the test',
    '',
    'me gusta mucho la música porque es muy importante para mi familia y los amigos',
  ),
  fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `${text} ${MARK}`),
  fc.integer({ min: 1, max: 90 }).map((words) => `${MARK} because it would be so nice `.repeat(words)),
  fc.constantFrom('$& {examiner} {theme} $1', '\u0000\u001b[2J', 'constructor __proto__'),
);

const reasons = fc.constantFrom<TurnEndReason>(
  'endpoint',
  'silence',
  'timeLimit',
  'saidFinished',
  'finishedKey',
  'typed',
);

type Move =
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly speechMs: number;
      readonly reason: TurnEndReason;
      readonly confidence: number | null;
    }
  | { readonly kind: 'silence' | 'key' | 'quit' | 'stale' | 'wrongMoment' | 'resume' };

/** `[move, time until it]`; times may even go backwards. */
const moves = fc.array(
  fc.tuple(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({
          kind: fc.constant('answer' as const),
          text: said,
          speechMs: fc.integer({ min: 0, max: 200_000 }),
          reason: reasons,
          confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        }),
      },
      { weight: 3, arbitrary: fc.constant({ kind: 'silence' as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'key' as const }) },
      { weight: 2, arbitrary: fc.constantFrom({ kind: 'stale' as const }, { kind: 'wrongMoment' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'resume' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'quit' as const }) },
    ),
    fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -60_000, max: 600_000 }), fc.constant(0)),
  ),
  { minLength: 1, maxLength: 60 },
) as fc.Arbitrary<[Move, number][]>;

const plans = fc
  .record({
    seed: fc.integer(),
    parts: fc.subarray<RatedPart>(['part1', 'part2', 'part3'], { minLength: 1 }),
    timing: fc.constantFrom<Timing>('standard', 'strict', 'untimed'),
  })
  .map((request) => testPlan(request));

function inputOf(move: Move, state: ExamState, turnId: string, atMs: number): ExamInput {
  const turn = { type: 'turnEnded', atMs, turnId } as const;
  switch (move.kind) {
    case 'answer':
      return { ...turn, ...pick(move), firstSpeechAtMs: Math.max(0, atMs - move.speechMs) };
    case 'key':
      return { type: 'repeatRequested', atMs };
    case 'quit':
      return { type: 'quit', atMs };
    case 'stale':
      return {
        ...turn,
        turnId: 't0',
        text: MARK,
        speechMs: 900,
        firstSpeechAtMs: 0,
        reason: 'endpoint',
        confidence: null,
      };
    case 'wrongMoment':
      return state.phase === 'preparation'
        ? { type: 'begin', atMs }
        : { type: 'preparationEnded', atMs, reason: 'timeUp' };
    default:
      return { ...turn, text: '', speechMs: 0, firstSpeechAtMs: null, reason: 'silence', confidence: null };
  }
}

function pick({ text, speechMs, reason, confidence }: Extract<Move, { kind: 'answer' }>) {
  return { text, speechMs, reason, confidence };
}

interface Trace {
  readonly plan: ExamPlan;
  readonly steps: readonly ExamStep[];
  readonly commands: readonly ExamCommand[];
  readonly resumed: boolean;
  readonly asked: readonly string[];
}

const played = new Map<string, Trace>();

/** The properties below are given the same plans and moves, one after the other: each test is played once. */
function playOnce(plan: ExamPlan, list: readonly [Move, number][]): Trace {
  const key = JSON.stringify([plan, list]);
  const trace = played.get(key) ?? play(plan, list);
  played.set(key, trace);
  return trace;
}

/** Plays the moves over and over until the exam ends, and checks what must hold after every single step. */
function play(plan: ExamPlan, list: readonly [Move, number][], allowQuit = true): Trace {
  const steps: ExamStep[] = [];
  let atMs = 0;
  let step = advanceExam(startExam(plan), { type: 'begin', atMs });
  let resumed = false;
  steps.push(step);
  for (let index = 0; step.state.phase !== 'ended'; index += 1) {
    if (index > 3000) throw new Error(`still in ${step.state.phase} after ${index} inputs`);
    const [move, afterMs] = list[index % list.length] as [Move, number];
    atMs = Math.max(0, atMs + afterMs);
    // Going round again, a list of nothing but ignored inputs would wait for ever, which a session does not do.
    const round = Math.floor(index / list.length);
    const kind = (move.kind === 'quit' && !allowQuit) || (round > 0 && move.kind !== 'answer') ? 'silence' : move.kind;
    const memory = step.state.memory as { open: { turnId: string } | null; longTurn: { turnId: string } | null };
    const turnId = (step.state.phase === 'longTurn' ? memory.longTurn : memory.open)?.turnId ?? 't0';
    const before = JSON.stringify(step.state);
    const revived = JSON.parse(before) as ExamState;
    let next: ExamStep;
    if (kind === 'resume') {
      resumed = true;
      const said = allSaid(step.state);
      next = resumeExam(step.state, atMs, said);
      expect(resumeExam(revived, atMs, said)).toEqual(next);
    } else {
      const input: ExamInput =
        step.state.phase === 'preparation' && kind !== 'quit' && kind !== 'wrongMoment'
          ? { type: 'preparationEnded', atMs, reason: 'skipped' }
          : inputOf(kind === move.kind ? move : { kind: 'silence' }, step.state, turnId, atMs);
      next = advanceExam(step.state, input);
      // Whoever has understood the words before makes no difference.
      const understood = input.type === 'turnEnded' ? understoodTurn(revived, input) : input;
      expect(advanceExam(revived, understood)).toEqual(next);
    }
    expect(JSON.stringify(step.state)).toBe(before);
    step = next;
    steps.push(step);
  }
  return { plan, steps, resumed, commands: steps.flatMap((each) => each.commands), asked: step.state.asked };
}

function linesOf(trace: Trace) {
  return trace.commands.flatMap((command) => (command.type === 'say' ? [command.line] : []));
}

describe('for any sequence of inputs', () => {
  test('the exam ends, and every step ends in exactly one thing to wait for', () => {
    fc.assert(
      fc.property(plans, moves, (plan, list) => {
        const trace = playOnce(plan, list);
        expect(trace.commands.at(-1)?.type).toBe('end');
        expect(trace.commands.filter((command) => command.type === 'end')).toHaveLength(1);
        for (const { commands } of trace.steps) {
          const waits = commands.filter((each) => ['listen', 'prepare', 'end'].includes(each.type));
          expect(waits).toEqual(commands.slice(-1));
          const last = commands.at(-1);
          if (last?.type === 'listen' || last?.type === 'prepare') expect(commands.at(-2)?.type).toBe('expect');
          if (last?.type === 'listen') expect(last.patienceMs).toBeGreaterThan(0);
        }
      }),
      RUNS,
    );
  });

  test('parts start and end in order, once each, and the card is hidden as often as needed', () => {
    fc.assert(
      fc.property(plans, moves, (plan, list) => {
        const { commands } = playOnce(plan, list);
        const starts = commands.flatMap((each) => (each.type === 'startPart' ? [each.part] : []));
        const ends = commands.flatMap((each) => (each.type === 'endPart' ? [each.part] : []));
        expect(ends).toEqual(starts);
        const order = ['introduction', ...plan.parts, 'closing'];
        expect(starts).toEqual(order.filter((part) => starts.includes(part as RatedPart)));
        const cards = commands.filter((each) => each.type === 'showCard' || each.type === 'hideCard');
        if (cards.length > 0) expect(cards.at(-1)?.type).toBe('hideCard');
      }),
      RUNS,
    );
  });

  test('no question is asked twice, except as a repeat, a rephrasing or a prompt', () => {
    fc.assert(
      fc.property(plans, moves, (plan, list) => {
        const trace = playOnce(plan, list);
        const asking = ['identity', 'question', 'followUp', 'roundingOff', ...(trace.resumed ? [] : ['card'])];
        const ids = linesOf(trace).flatMap((line) => (asking.includes(line.purpose) ? [line.questionId] : []));
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(trace.asked).size).toBe(trace.asked.length);
      }),
      RUNS,
    );
  });

  test('no question is repeated more than twice', () => {
    fc.assert(
      fc.property(plans, moves, (plan, list) => {
        const trace = play(plan, list.filter(([move]) => move.kind !== 'resume').concat([[{ kind: 'silence' }, 100]]));
        const repeats = new Map<string | null, number>();
        for (const line of linesOf(trace)) {
          if (line.purpose === 'repeat') repeats.set(line.questionId, (repeats.get(line.questionId) ?? 0) + 1);
        }
        expect(Math.max(0, ...repeats.values())).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  });

  test('the examiner says only its own lines and the bank: no candidate words, no praise, no scores', () => {
    fc.assert(
      fc.property(plans, moves, (plan, list) => {
        const inRole = linesInRole(plan);
        for (const { text } of linesOf(playOnce(plan, list))) {
          expect(inRole.has(text) || isCard(text, plan), text).toBe(true);
          expect(text).not.toContain(MARK);
          expect(text).not.toMatch(OUT_OF_ROLE);
        }
      }),
      RUNS,
    );
  });

  test('line and turn ids are unique', () => {
    fc.assert(
      fc.property(plans, moves, (plan, list) => {
        const trace = playOnce(plan, list);
        const lines = linesOf(trace).map((line) => line.lineId);
        const turns = trace.commands.flatMap((each) => (each.type === 'listen' ? [each.turnId] : []));
        expect(new Set(lines).size).toBe(lines.length);
        expect(new Set(turns).size).toBe(turns.length);
      }),
      RUNS,
    );
  });
});

const OUT_OF_ROLE =
  /\b(?:band|scores?|good|great|excellent|perfect|nice|well done|correct|interesting|wonderful|impressive|fantastic|brilliant|lovely|wrong|bad)\b/i;

/** Each template with anything of the plan in its gaps, and the texts of the plan as they are. */
function linesInRole(plan: ExamPlan): ReadonlySet<string> {
  const times = ['one minute', 'two minutes', 'five minutes', 'one to two minutes', 'four to five minutes'];
  const fills = [plan.examinerName, plan.card?.theme, ...times].filter((each) => each !== undefined);
  const own: readonly string[] = Object.values(LINES).flat();
  return new Set([
    ...own.flatMap((line) =>
      fills.flatMap((fill) => times.map((time) => line.replace(/\{\w+\}/, fill).replace(/\{\w+\}/, time))),
    ),
    ...plan.topics.flatMap((topic) => [topic.announcement, ...topic.questions.map((question) => question.text)]),
    ...plan.discussion.flatMap((question) => [question.text, question.simpler, question.followUp]),
    ...(plan.card?.roundingOff.map((question) => question.text) ?? []),
    ...Object.values(plan.card?.explain ?? {}),
  ]);
}

function isCard(text: string, { card }: ExamPlan): boolean {
  return card !== null && text.startsWith(`Here is your card. ${card.topic}.`);
}

describe('for any candidate in a session that keeps the limits', () => {
  const answers = fc.array(
    fc.record<FakeAnswer>({
      text: fc.oneof(said, fc.constant(null)),
      speechMs: fc.integer({ min: 200, max: 240_000 }),
      reason: fc.constantFrom<TurnEndReason>('endpoint', 'silence', 'saidFinished', 'finishedKey'),
    }),
    { minLength: 1, maxLength: 40 },
  );

  test('each part keeps its time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom<Timing>('standard', 'strict'), answers, (seed, timing, list) => {
        const plan = testPlan({ seed, timing });
        let next = 0;
        const record = runExam(plan, () => {
          const answer = list[next % list.length] as FakeAnswer;
          next += 1;
          return answer;
        });
        const { times } = plan;
        const courtesy = 2000;
        const part = (name: string): number => record.partMs[name] ?? 0;
        expect(part('introduction')).toBeLessThanOrEqual(times.introductionMaxMs + 5000);
        expect(part('part1')).toBeLessThanOrEqual(times.part1HardMs + courtesy);
        expect(part('part3')).toBeLessThanOrEqual(times.part3HardMs + courtesy);
        // Six turns before the talk may be requests; each repeats the card at most twice in all.
        expect(part('part2')).toBeLessThanOrEqual(7.5 * 60_000);
      }),
      RUNS,
    );
  });

  test('the long turn is never cut before two minutes of the first speech', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 121_000, max: 400_000 }), (seed, speechMs) => {
        const plan = testPlan({ seed, parts: ['part2'] });
        const record = runExam(plan, (listen) => ({
          text: 'well i went there and it was a day that i remember',
          speechMs: listen.moment === 'longTurn' ? speechMs : 3000,
        }));
        const listens = record.commands.flatMap((each) =>
          each.type === 'listen' && each.moment === 'longTurn' ? [each] : [],
        );
        expect(listens).toHaveLength(1);
        expect(listens[0]).toMatchObject({ limitFromFirstSpeechMs: 120_000, hardStopAtMs: null, softLimitMs: null });
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});

describe('after a crash at any moment', () => {
  test('the exam says so in one line, goes on with what was open, and ends', () => {
    fc.assert(
      fc.property(plans, moves, fc.nat(), (plan, list, at) => {
        const trace = play(plan, list, false);
        const { state } = trace.steps[at % trace.steps.length] as ExamStep;
        const atMs = (state.memory as { lastAtMs: number }).lastAtMs + 1000;
        const resumed = resumeExam(state, atMs, allSaid(state));
        if (state.phase === 'ended') {
          expect(resumed.commands).toEqual([{ type: 'end', status: expect.any(String) }]);
          return;
        }
        const first = resumed.commands.find((command) => command.type === 'say');
        expect(first?.type === 'say' ? first.line.text : '').toBe('Let us carry on.');
        if (state.phase === 'preparation') {
          expect(resumed.commands.at(-1)).toEqual({ type: 'prepare', durationMs: plan.times.preparationMs });
          expect(resumed.commands.some((command) => command.type === 'showCard')).toBe(true);
        }
        expect(speakingMs('Let us carry on.')).toBeLessThan(2000);
        let step = resumed;
        for (let index = 0; step.state.phase !== 'ended'; index += 1) {
          expect(index).toBeLessThan(500);
          const last = step.commands.at(-1);
          const turnId = last?.type === 'listen' ? last.turnId : '';
          step = advanceExam(
            step.state,
            last?.type === 'prepare'
              ? { type: 'preparationEnded', atMs: atMs + index * 9000, reason: 'timeUp' }
              : inputOf({ kind: 'silence' }, step.state, turnId, atMs + index * 9000),
          );
        }
      }),
      RUNS,
    );
  });
});
