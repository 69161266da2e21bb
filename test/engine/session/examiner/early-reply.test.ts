/** The examiner answers in Parts 1 and 2 while the final transcript is on its way. */
import { describe, expect, it } from 'vitest';
import type { SpeechToText, TurnTranscript } from '../../../../src/engine/ports/speech-to-text.js';
import { VirtualClock } from '../../../../src/engine/time/virtual-clock.js';
import { scriptedSpeechToText } from '../../../support/scripted-speech-to-text.js';
import { runVirtualSession } from '../../../support/virtual-session.js';
import { tone } from '../../../support/tones.js';

const ANSWER = 'well i come from a small town near the sea and i like it';

/** Its final words come so much later, and may be others than the partial ones. */
function late(
  texts: readonly string[],
  clock: VirtualClock,
  ms: number,
  { finals, partials }: { finals: Readonly<Record<string, string>>; partials: boolean },
) {
  const recogniser = scriptedSpeechToText(texts.map((text) => ({ text })));
  const delayed = async (final: Promise<TurnTranscript>): Promise<TurnTranscript> => {
    const transcript = await final;
    await new Promise<void>((resolve) => void clock.setTimer(ms, resolve));
    return { ...transcript, text: finals[transcript.text] ?? transcript.text };
  };
  const slow: SpeechToText = {
    ...recogniser,
    open: async () => {
      const stream = await recogniser.open();
      return {
        ...stream,
        beginTurn: (options, listener) => {
          stream.beginTurn(options, partials ? listener : { ...listener, partial: () => undefined });
        },
        endTurn: () => delayed(stream.endTurn()),
      };
    },
  };
  return slow;
}

async function take(
  texts: readonly string[],
  {
    parts = ['part1'],
    ms = 240,
    finals = {},
    partials = true,
    speechMs = 2_000,
  }: {
    parts?: readonly ('part1' | 'part2' | 'part3')[];
    ms?: number;
    finals?: Record<string, string>;
    partials?: boolean;
    speechMs?: number;
  } = {},
) {
  const clock = new VirtualClock();
  return await runVirtualSession({
    parts,
    answers: texts.map(() => ({ kind: 'audio', samples: tone(speechMs), delayMs: 400 }) as const),
    options: { clock, speechToText: late(texts, clock, ms, { finals, partials }) },
  });
}

it.each(['part1', 'part2'] as const)('in %s nobody waits for the final transcript', async (part) => {
  const { of, events } = await take(
    Array.from({ length: 24 }, () => ANSWER),
    { parts: [part] },
  );
  const answered = of('turn.responded').filter(({ turnId }) =>
    of('turn.ended').some((turn) => turn.turnId === turnId && turn.part === part),
  );
  expect(answered.length).toBeGreaterThan(0);
  for (const { latency } of answered) expect(latency).toMatchObject({ transcriptMs: 0, examinerMs: 0, speechMs: 0 });
  // The log keeps its order all the same: the words, the turn, and only then what the examiner says.
  const order = events.flatMap(({ type }) => (/transcript.final|turn.ended|speech.started/.test(type) ? [type] : []));
  expect(order.join(' ')).not.toMatch(/turn.ended transcript.final/);
  expect(of('speech.interrupted')).toEqual([]);
});

it('hears a request in the partial words at once, and repeats the question', async () => {
  const { of } = await take([
    ANSWER,
    ANSWER,
    ANSWER,
    'sorry could you repeat that please',
    ...Array.from({ length: 20 }, () => ANSWER),
  ]);
  const request = of('candidate.requested')[0]!;
  expect(request.request).toBe('repeat');
  expect(of('question.repeated')[0]!.sequence).toBeGreaterThan(request.sequence);
  expect(of('turn.responded').find(({ turnId }) => turnId === request.turnId)!.latency.transcriptMs).toBe(0);
  expect(of('speech.interrupted')).toEqual([]);
});

it('breaks off what it has begun when the last words were a request after all', async () => {
  const said = 'could you with feet that peas';
  const { of, result } = await take([ANSWER, ANSWER, ANSWER, said, ...Array.from({ length: 20 }, () => ANSWER)], {
    finals: { [said]: 'sorry could you repeat that please' },
  });
  expect(result.status).toBe('completed');
  const [broken, ...more] = of('speech.interrupted');
  expect(more).toEqual([]);
  expect(broken).toMatchObject({ by: 'correction' });
  expect(broken!.spokenMs).toBeLessThanOrEqual(300);
  // The question comes once more, and nothing of what was begun counts as asked.
  const request = of('candidate.requested')[0]!;
  expect(of('question.repeated')[0]!.questionId).toBe(
    of('turn.ended').find(({ turnId }) => turnId === request.turnId)!.questionId,
  );
  const asked = of('question.asked').map(({ questionId, text }) => `${questionId} ${text}`);
  expect(new Set(asked).size).toBe(asked.length);
});

it('goes on speaking while a recogniser takes seconds, and listens when its words are there', async () => {
  const { of, result } = await take(
    Array.from({ length: 24 }, () => ANSWER),
    { ms: 3_000 },
  );
  expect(result.status).toBe('completed');
  const { latency } = of('turn.responded').at(-1)!;
  expect(latency.totalMs).toBeLessThan(1_300);
  expect(of('transcript.final').every(({ text }) => text === ANSWER)).toBe(true);
});

it('tells when the examiner was heard, not when slow words allowed to log it', async () => {
  const { of, events } = await take(
    Array.from({ length: 24 }, () => ANSWER),
    { ms: 3_000 },
  );
  const responses = events.flatMap((event, index) => {
    const line = events[index - 1];
    if (event.type !== 'turn.responded' || line?.type !== 'speech.started') return [];
    const answer = of('turn.ended').find(({ turnId }) => turnId === event.turnId)!;
    const heardMs = answer.endMs + event.latency.totalMs - event.latency.firstSoundMs;
    const end = of('speech.ended').find(({ lineId }) => lineId === line.lineId);
    return [{ line, end, heardMs }];
  });
  expect(responses.length).toBeGreaterThan(5);
  for (const { line, end, heardMs } of responses) {
    expect(line.heardFromMs).toBe(heardMs);
    expect(line.atMs - heardMs).toBeGreaterThan(2_000);
    expect(end!.heardUntilMs ?? end!.atMs).toBeGreaterThan(heardMs);
  }
  // A line that is shorter than the wait was over before.
  expect(responses.some(({ line, end }) => (end!.heardUntilMs ?? end!.atMs) < line.atMs)).toBe(true);
  // What nobody waited for, such as the greeting, was logged when it was heard.
  expect(of('speech.started')[0]).not.toHaveProperty('heardFromMs');
});

it('waits for the words in the discussion, where they decide what is asked next', async () => {
  const { of } = await take(
    Array.from({ length: 24 }, () => ANSWER),
    { parts: ['part3'] },
  );
  const waits = of('turn.responded').filter(({ turnId }) =>
    of('turn.ended').some((turn) => turn.turnId === turnId && turn.part === 'part3'),
  );
  expect(waits.every(({ latency }) => latency.transcriptMs >= 240)).toBe(true);
});

describe('a recogniser without partial texts', () => {
  const answers = Array.from({ length: 24 }, () => ANSWER);
  const responsesIn = ({ of }: Awaited<ReturnType<typeof take>>, part: string) =>
    of('turn.responded').filter(({ turnId }) =>
      of('turn.ended').some((turn) => turn.turnId === turnId && turn.part === part),
    );

  it.each(['part1', 'part2'] as const)('is not waited for in %s after speech too long for a request', async (part) => {
    const session = await take(answers, { parts: [part], ms: 1_500, partials: false, speechMs: 5_000 });
    const answered = responsesIn(session, part);
    expect(answered.length).toBeGreaterThan(0);
    for (const { latency } of answered) expect(latency).toMatchObject({ transcriptMs: 0, examinerMs: 0, speechMs: 0 });
    expect(session.of('speech.interrupted')).toEqual([]);
    expect(session.of('transcript.final').every(({ text }) => text === ANSWER)).toBe(true);
  });

  it('is waited for after a short answer, which could be a request', async () => {
    const session = await take(answers, { ms: 100, partials: false, speechMs: 2_000 });
    const answered = responsesIn(session, 'part1');
    expect(answered.length).toBeGreaterThan(0);
    for (const { latency } of answered) expect(latency.transcriptMs).toBeGreaterThanOrEqual(100);
  });

  it('is waited for no longer than the candidate should wait, and its words are kept when they come', async () => {
    const session = await take(answers, { ms: 7_000, partials: false, speechMs: 2_000 });
    expect(session.result.status).toBe('completed');
    const answered = responsesIn(session, 'part1');
    expect(answered.length).toBeGreaterThan(0);
    for (const { latency } of answered) {
      expect(latency.totalMs).toBeLessThan(4_000);
      // That wait is the recogniser's, not the program's own.
      expect(latency.transcriptMs).toBeGreaterThan(0);
      expect(latency.examinerMs).toBe(0);
    }
    expect(session.of('transcript.final').every(({ text }) => text === ANSWER)).toBe(true);
  });
});
