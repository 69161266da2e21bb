import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AudioOutput } from '../../../src/engine/ports/audio-output.js';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { runVirtualSession } from '../../support/virtual-session.js';
import { scriptedSpeechToText, type ScriptedTurn } from '../../support/scripted-speech-to-text.js';
import { hesitant, tone } from '../../support/tones.js';

const WORDS = 'i think it is a lovely place because there are many parks and friendly people who like to talk';
const typed = (text = WORDS): CandidateAnswer => ({ kind: 'text', text, delayMs: 500 });
const spoken = (samples = tone(4000)): CandidateAnswer => ({ kind: 'audio', samples, delayMs: 500 });
const many = <T>(item: T): T[] => Array.from({ length: 80 }, () => item);
/** A filter rings after a tone that stops dead, at most a frame for each stretch. */
const RINGING_MS = 40;
const hears = (...script: ScriptedTurn[]) => ({ speechToText: scriptedSpeechToText([...script, { text: WORDS }]) });

describe('a session of typed answers', () => {
  it('runs all parts in order and completes', async () => {
    const { result, of, events } = await runVirtualSession({ answers: many(typed()) });
    expect(result.status).toBe('completed');
    expect(of('part.started').map(({ part }) => part)).toEqual(['introduction', 'part1', 'part2', 'part3', 'closing']);
    expect(of('part.ended').map(({ reason }) => reason)).not.toContain('noAnswer');
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)?.type).toBe('session.ended');
  });

  it('has each answer begin after its question, however many words it has', async () => {
    const { events, of } = await runVirtualSession({ answers: many(typed(`${WORDS} ${WORDS} ${WORDS}`)) });
    const askedAt = new Map<string, number>();
    for (const event of events) if (event.type === 'turn.started') askedAt.set(event.turnId, event.atMs);
    const answers = of('turn.ended').filter(({ typed: byHand }) => byHand);
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter(({ turnId, startMs }) => startMs < (askedAt.get(turnId) ?? Infinity))).toEqual([]);
    expect(answers.filter(({ startMs, endMs }) => startMs > endMs)).toEqual([]);
  });

  it('gives the same log twice, event for event', async () => {
    const run = async () => (await runVirtualSession({ answers: many(typed()) })).events;
    expect(JSON.stringify(await run())).toBe(JSON.stringify(await run()));
  });

  it('waits for somebody who types longer than the patience for silence', async () => {
    const { of } = await runVirtualSession({ answers: many(typed(`${WORDS} ${WORDS}`)), parts: ['part1'] });
    expect(of('turn.ended').filter(({ reason }) => reason === 'silence')).toEqual([]);
  });
  it('takes what is typed while a line is said that cannot be interrupted for the answer that comes next', async () => {
    let early = ['', 'it was early', ' ', 'and then this'];
    const { of } = await runVirtualSession({
      answers: many(typed()),
      parts: ['part1'],
      onEvent: (event, live) => {
        if (event.type !== 'topic.announced') return;
        for (const text of early) live.act({ type: 'answer', text });
        early = [];
      },
    });
    const inPart1 = of('turn.started').filter(({ part }) => part === 'part1');
    const [first, second] = inPart1.map(({ turnId }) => of('transcript.final').find((each) => each.turnId === turnId));
    expect([first?.text, second?.text]).toEqual(['it was early and then this', WORDS]);
  });

  it('takes a line typed before a question and one typed over it for one answer, as long as both took', async () => {
    const early = [
      { type: 'answer', text: 'it was early', spokenMs: 3000 },
      { type: 'answer', text: 'and over it', spokenMs: 4000 },
    ] as const;
    let typedSoFar = 0;
    const { of } = await runVirtualSession({
      answers: many(typed()),
      parts: ['part1'],
      onEvent: (event, live) => {
        const isTold = event.type === 'topic.announced' && typedSoFar === 0;
        const isAsked = event.type === 'speech.started' && event.purpose === 'question' && typedSoFar === 1;
        const line = isTold || isAsked ? early[typedSoFar++] : undefined;
        if (line !== undefined) live.act(line);
      },
    });
    const answers = of('turn.ended').filter(({ part }) => part === 'part1');
    const texts = answers.map(({ turnId }) => of('transcript.final').find((each) => each.turnId === turnId)?.text);
    expect(texts.slice(0, 2)).toEqual(['it was early and over it', WORDS]);
    expect(answers[0]?.speechMs).toBe(7000);
  });

  it('gives somebody who types longer to begin than somebody who speaks', async () => {
    const waits = async (options: Parameters<typeof runVirtualSession>[0]['options']) => {
      const { of } = await runVirtualSession({ answers: [], parts: ['part1'], options: options ?? {} });
      const [turn] = of('turn.ended');
      return (turn?.atMs ?? 0) - (of('turn.started')[0]?.atMs ?? 0);
    };
    expect(await waits({})).toBe(3 * (await waits(hears())));
  });
});

describe('a session of spoken answers', () => {
  it('answers after endpointing alone, from lines prepared while the candidate spoke', async () => {
    const { of } = await runVirtualSession({ answers: many(spoken()), parts: ['part1'], options: hears() });
    const latencies = of('turn.responded').map(({ latency }) => latency);
    expect(latencies.length).toBeGreaterThan(8);
    for (const { endpointingMs, totalMs, speechMs, examinerMs } of latencies) {
      expect([speechMs, examinerMs]).toEqual([0, 0]);
      expect(totalMs - endpointingMs).toBeLessThanOrEqual(20);
    }
    expect(
      of('speech.started')
        .slice(1)
        .every(({ prepared }) => prepared),
    ).toBe(true);
  });

  it('says where the waiting time went, and the parts add up', async () => {
    const { of } = await runVirtualSession({ answers: many(spoken()), parts: ['part3'], options: hears() });
    for (const { latency } of of('turn.responded')) {
      const { totalMs, ...parts } = latency;
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(totalMs, 3);
    }
  });

  it('bounds a turn by its first and last speech, pauses left out', async () => {
    const answers = [spoken(tone(1500)), spoken(tone(1500)), spoken(tone(1500)), spoken(hesitant(1000, 500, 1000))];
    const { of } = await runVirtualSession({ answers, parts: ['part1'], options: hears() });
    const turn = of('turn.ended').find(({ part, reason }) => part === 'part1' && reason === 'endpoint');
    expect(Math.abs((turn?.speechMs ?? 0) - 2000)).toBeLessThanOrEqual(RINGING_MS);
    expect(turn?.segments).toHaveLength(2);
    expect(Math.abs((turn?.endMs ?? 0) - (turn?.startMs ?? 0) - 2500)).toBeLessThanOrEqual(RINGING_MS);
  });

  it('stops a long turn two minutes after its first speech, not before', async () => {
    const { of } = await runVirtualSession({
      answers: [...many(spoken(tone(170_000)))],
      parts: ['part2'],
      options: hears(),
    });
    const longTurn = of('turn.ended').find(({ reason, part }) => part === 'part2' && reason === 'timeLimit');
    expect((longTurn?.endMs ?? 0) - (longTurn?.startMs ?? 0)).toBe(120_000);
  });

  it('does not end a long turn at a thinking pause', async () => {
    const talk = hesitant(30_000, 4000, 40_000);
    const { of } = await runVirtualSession({
      answers: [...Array.from({ length: 3 }, () => spoken()), ...many(spoken(talk))],
      parts: ['part2'],
      options: hears(),
    });
    const longTurn = of('turn.ended').find(({ part }) => part === 'part2');
    expect(longTurn?.reason).toBe('silence');
    expect(longTurn?.segments).toHaveLength(2);
  });

  it('ends a long turn at "that is all" followed by a silence', async () => {
    const script = [
      ...Array.from({ length: 3 }, () => ({ text: 'my name is ann' })),
      { text: `${WORDS} and that's all` },
    ];
    const { of } = await runVirtualSession({
      answers: [spoken(), spoken(), spoken(), ...many(spoken(tone(65_000)))],
      parts: ['part2'],
      options: hears(...script),
    });
    expect(of('turn.ended').find(({ part }) => part === 'part2')?.reason).toBe('saidFinished');
  });
});

describe('interrupting the examiner', () => {
  const interrupting: CandidateAnswer = { kind: 'interruption', samples: tone(3000), interruptMs: 300 };

  it('makes the examiner fall silent at once and listen', async () => {
    const { of } = await runVirtualSession({ answers: many(interrupting), parts: ['part1'], options: hears() });
    const [first] = of('speech.interrupted');
    expect(first).toMatchObject({ by: 'candidate' });
    const turn = of('turn.ended')[0];
    expect(Math.abs((turn?.speechMs ?? 0) - 3000)).toBeLessThanOrEqual(RINGING_MS);
    expect(turn?.startMs).toBeLessThan(first?.atMs ?? 0);
  });

  it('does nothing when interrupting is off', async () => {
    const { of } = await runVirtualSession({
      answers: many(interrupting),
      parts: ['part1'],
      options: { ...hears(), bargeIn: 'off' },
    });
    expect(of('speech.interrupted')).toEqual([]);
  });

  it('is not done by a short "mm-hm"', async () => {
    const murmur: CandidateAnswer = { kind: 'interruption', samples: tone(200), interruptMs: 300 };
    const { of } = await runVirtualSession({ answers: [murmur], parts: ['part1'], options: hears() });
    expect(of('speech.interrupted')).toEqual([]);
  });
});

describe('keys', () => {
  it('repeat: asks the same question again and forgets what was said', async () => {
    const press: CandidateAnswer = { kind: 'action', action: { type: 'repeat' }, delayMs: 1000 };
    const { of } = await runVirtualSession({
      answers: [...Array.from({ length: 3 }, () => spoken()), press, ...many(spoken())],
      parts: ['part1'],
      options: hears(),
    });
    const [repeated] = of('question.repeated');
    expect(of('question.asked').map(({ text }) => text)).toContain(repeated?.text);
  });

  it('finished: ends the answer at once', async () => {
    const { of } = await runVirtualSession({
      answers: many(spoken(tone(20_000))),
      parts: ['part1'],
      options: { ...hears(), observers: [] },
      onEvent: (event, live) => {
        if (event.type === 'candidate.startedSpeaking') live.act({ type: 'finished' });
      },
    });
    expect(of('turn.ended')[0]?.reason).toBe('finishedKey');
  });

  it('finished, while preparing: starts the long turn', async () => {
    const { of } = await runVirtualSession({
      answers: many(spoken(tone(65_000))),
      parts: ['part2'],
      skipPreparationMs: 5000,
      options: hears(),
    });
    const [started] = of('preparation.started');
    const [ended] = of('preparation.ended');
    expect(ended?.reason).toBe('skipped');
    expect((ended?.atMs ?? 0) - (started?.atMs ?? 0)).toBeLessThanOrEqual(5040);
  });

  it('pause: stops every clock of the exam, and nothing is heard or recorded meanwhile', async () => {
    const clock = new VirtualClock({ breathe });
    let recorded = 0;
    const recorder = { path: null, write: () => void recorded++, failure: null, close: async () => undefined };
    const { events, of } = await runVirtualSession({
      answers: many(spoken(tone(65_000))),
      parts: ['part2'],
      options: { ...hears(), clock, recorder },
      onEvent: (event, live) => {
        if (event.type !== 'preparation.started') return;
        live.act({ type: 'pause' });
        clock.setTimer(30_000, () => live.act({ type: 'unpause' }));
      },
    });
    const [[started], [ended]] = [of('preparation.started'), of('preparation.ended')];
    expect((ended?.atMs ?? 0) - (started?.atMs ?? 0)).toBe(60_000);
    expect(Date.parse(ended?.wallTime ?? '') - Date.parse(started?.wallTime ?? '')).toBeGreaterThanOrEqual(89_900);
    expect([of('session.paused').length, of('session.unpaused').length]).toEqual([1, 1]);
    expect(recorded * 20).toBe(events.at(-1)?.atMs);
  });

  it('mute: nothing of the candidate is heard until they unmute', async () => {
    const { of } = await runVirtualSession({
      answers: many(spoken()),
      parts: ['part1'],
      options: hears(),
      onEvent: (event, live) => {
        if (event.type === 'turn.started' && event.turnId === 't1') live.act({ type: 'mute', muted: true });
        if (event.type === 'turn.ended' && event.turnId === 't1') live.act({ type: 'mute', muted: false });
      },
    });
    const [first, second] = of('turn.ended');
    expect([first?.reason, first?.speechMs, second?.reason]).toEqual(['silence', 0, 'endpoint']);
  });

  it('quit while paused goes on, says goodbye and ends', async () => {
    const { result, of } = await runVirtualSession({
      answers: many(spoken()),
      options: hears(),
      onEvent: (event, live) => {
        if (event.type !== 'turn.started' || event.turnId !== 't2') return;
        live.act({ type: 'pause' });
        live.act({ type: 'quit' });
      },
    });
    expect(result.status).toBe('ended');
    expect(of('speech.started').at(-1)?.purpose).toBe('closing');
  });

  it('quit: says goodbye, scores and ends', async () => {
    const quit: CandidateAnswer = { kind: 'action', action: { type: 'quit' }, delayMs: 1000 };
    const { result, of } = await runVirtualSession({ answers: [spoken(), quit], options: hears() });
    expect(result.status).toBe('ended');
    expect(of('speech.started').at(-1)?.purpose).toBe('closing');
    expect(of('session.scored')).toHaveLength(1);
  });
});

describe('trouble', () => {
  it('a recogniser that dies in the middle of a turn is started again and hears the whole turn', async () => {
    const { speechToText } = hears({ text: 'my name is ann', failsAfterFrames: 60 });
    const { of, result } = await runVirtualSession({
      answers: many(spoken()),
      parts: ['part1'],
      options: { speechToText },
    });
    expect(result.status).toBe('completed');
    expect(of('provider.failed')).toMatchObject([{ port: 'speechToText', provider: 'scripted' }]);
    expect(of('provider.recovered')).toHaveLength(1);
    expect(of('transcript.final')[0]?.text).toBe('my name is ann');
    expect(speechToText.heardFrames.get('t1')).toBeGreaterThan(200);
  });

  it('a final transcript that never comes does not hold the test up', async () => {
    const { speechToText } = hears({ text: 'my name is ann', neverFinal: true });
    const { of, result } = await runVirtualSession({
      answers: many(spoken()),
      parts: ['part1'],
      options: { speechToText },
    });
    expect(result.status).toBe('completed');
    expect(of('provider.failed')[0]?.message).toContain('no final transcript');
  });

  it('a voice that fails leaves silent lines and the test goes on', async () => {
    const textToSpeech = {
      id: 'broken',
      cacheKey: '',
      async *synthesize(): AsyncGenerator<never> {
        throw new Error('no voice');
      },
      close: async () => undefined,
    };
    const { of, result } = await runVirtualSession({
      answers: many(spoken()),
      parts: ['part1'],
      options: { ...hears(), textToSpeech },
    });
    expect(result.status).toBe('completed');
    expect(of('provider.failed')).toMatchObject([{ port: 'textToSpeech', message: 'no voice' }]);
  });

  it('an input that stops delivering ends the session as failed, saved', async () => {
    const input = {
      description: 'unplugged',
      hearsPlayback: false,
      open: async () => undefined,
      read: () => null,
      close: async () => undefined,
    };
    const { result, of } = await runVirtualSession({ answers: [], options: { input } });
    expect(result.status).toBe('failed');
    expect(of('session.ended')).toHaveLength(1);
  });

  it('a speaker that is lost is told once and the test goes on', async () => {
    const output = {
      description: 'speaker',
      open: async () => undefined,
      write: () => undefined,
      flush: () => undefined,
      queuedMs: () => 0,
      failure: new Error('unplugged'),
      close: async () => undefined,
    };
    const { result, of } = await runVirtualSession({
      answers: many(spoken()),
      parts: ['part1'],
      options: { ...hears(), output },
    });
    expect(result.status).toBe('completed');
    expect(of('provider.failed')).toMatchObject([{ port: 'output', provider: 'speaker', message: 'unplugged' }]);
  });

  it('a full disk is told once and the test goes on', async () => {
    const recorder = {
      path: '/nowhere.wav',
      write: () => undefined,
      failure: new Error('no space left'),
      close: async () => undefined,
    };
    const { result, of } = await runVirtualSession({
      answers: many(spoken()),
      parts: ['part1'],
      options: { ...hears(), recorder },
    });
    expect(result.status).toBe('completed');
    expect(of('provider.failed')).toMatchObject([{ port: 'recorder', message: 'no space left' }]);
  });
});

describe('a speaker that cannot be opened', () => {
  const failing = (failure: Error | null): AudioOutput => ({
    description: 'speaker: broken',
    open: () => Promise.reject(new Error('held by another program')),
    write: () => undefined,
    flush: () => undefined,
    queuedMs: () => 0,
    failure,
    close: async () => undefined,
  });

  it('leaves the questions to be read, and is told of', async () => {
    const output = failing(new Error('held by another program'));
    const { result, of } = await runVirtualSession({ answers: many(typed()), parts: ['part1'], options: { output } });
    expect(result.status).toBe('completed');
    expect(of('provider.failed')).toMatchObject([{ port: 'output' }]);
  });

  it('prevents the test where it is needed', async () => {
    const options = { output: failing(null) };
    await expect(runVirtualSession({ answers: many(typed()), parts: ['part1'], options })).rejects.toThrow(/held by/);
  });
});
