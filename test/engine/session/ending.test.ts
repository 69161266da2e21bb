/** However a session ends, it ends: it says so last of all, and lets go of everything. */
import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import type { SpeechToText } from '../../../src/engine/ports/speech-to-text.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';
import { TurnRecogniser } from '../../../src/engine/session/turn/turn-recogniser.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { ManualClock } from '../../support/manual-clock.js';
import { scriptedSpeechToText } from '../../support/scripted-speech-to-text.js';
import { tone } from '../../support/tones.js';
import { NO_SCORER, runVirtualSession } from '../../support/virtual-session.js';

const quit: CandidateAnswer = { kind: 'action', action: { type: 'quit' }, delayMs: 1000 };
const typed: CandidateAnswer = { kind: 'text', text: 'i like the parks because they are green', delayMs: 500 };
const untilPart1 = [typed, typed, typed, typed, quit];
const never = () => new Promise<never>(() => undefined);
const fails = async (): Promise<never> => {
  throw new Error('the rater is broken');
};

describe('a scorer that is in trouble', () => {
  it('and throws at the end leaves a finished test without bands, and says so', async () => {
    const { result, of } = await runVirtualSession({
      answers: untilPart1,
      options: { scorer: { ...NO_SCORER, score: fails } },
    });
    expect(result.status).toBe('ended');
    expect(of('provider.failed')).toMatchObject([
      { port: 'scorer', code: 'scoring.failed', message: 'the rater is broken' },
    ]);
    expect(of('session.scored')).toEqual([]);
    expect(of('session.ended')).toMatchObject([{ status: 'ended' }]);
  });

  it('and throws at an answer costs that answer its measures, not the test', async () => {
    const { result, of } = await runVirtualSession({
      answers: [...untilPart1.slice(0, 4), typed, quit],
      options: { scorer: { ...NO_SCORER, assess: fails } },
    });
    expect(result.status).toBe('ended');
    expect(of('provider.failed')).toHaveLength(1);
    expect(of('session.scored')).toHaveLength(1);
  });

  it('and never answers is not waited for longer than three minutes', async () => {
    const clock = new VirtualClock({ breathe });
    const { result, of } = await runVirtualSession({
      answers: untilPart1,
      options: { scorer: { ...NO_SCORER, score: never }, clock },
      onEvent: (event) => {
        if (event.type === 'part.ended' && event.part === 'closing') setTimeout(() => void clock.elapse(180_000), 0);
      },
    });
    expect(result.status).toBe('ended');
    expect(of('provider.failed')).toMatchObject([{ port: 'scorer', message: 'no bands within 180 s' }]);
  });

  it('and never answers can be left at once: the test is kept to be gone on with', async () => {
    const { result, events } = await runVirtualSession({
      answers: untilPart1,
      options: { scorer: { ...NO_SCORER, score: never } },
      onEvent: (event, live) => {
        if (event.type === 'part.ended' && event.part === 'closing') setTimeout(() => live.abort('no patience'), 0);
      },
    });
    expect(result).toMatchObject({ status: 'aborted', why: 'no patience' });
    expect(events.at(-1)).toMatchObject({ type: 'session.ended', status: 'aborted' });
  });
});

describe('somebody who watches and throws', () => {
  const throwing = (at: SessionEvent['type']) => ({
    onEvent: (event: SessionEvent) => {
      if (event.type === at) throw new Error('cannot draw this');
    },
  });

  it('is left out; the others hear of everything, and the test ends as failed', async () => {
    const heard: SessionEvent[] = [];
    const { result, events } = await runVirtualSession({
      answers: untilPart1,
      options: { observers: [throwing('turn.started'), { onEvent: (event) => heard.push(event) }] },
    });
    expect(result).toMatchObject({ status: 'failed', why: 'cannot draw this' });
    expect(heard).toEqual(events);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  });

  it('at the very end: all is closed, and whoever waits for the end is told', async () => {
    const heard: SessionEvent[] = [];
    const session = runVirtualSession({
      answers: untilPart1,
      options: { observers: [throwing('session.ended'), { onEvent: (event) => heard.push(event) }] },
    });
    await expect(session).rejects.toThrow('cannot draw this');
    expect(heard.at(-1)).toMatchObject({ type: 'session.ended', status: 'ended' });
  });
});

it('says nothing more after its end, also when an answer is understood only then', async () => {
  let understood: () => void = () => undefined;
  let leave: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (understood = resolve));
  const speechToText: SpeechToText = {
    ...scriptedSpeechToText([]),
    open: async () => ({
      ...(await scriptedSpeechToText([]).open()),
      endTurn: async () => {
        leave();
        await late;
        return { text: 'my name is ann', words: [], confidence: null };
      },
    }),
  };
  const { events } = await runVirtualSession({
    answers: [{ kind: 'audio', samples: tone(4000), delayMs: 500 }],
    options: { speechToText },
    onEvent: (event, live) => {
      if (event.type === 'turn.started') leave = () => setImmediate(() => live.abort('enough'));
    },
  });
  understood();
  await breathe();
  expect(events.at(-1)).toMatchObject({ type: 'session.ended', why: 'enough' });
});

it('can be left before its first question', async () => {
  const { result, events } = await runVirtualSession({
    answers: untilPart1,
    onEvent: (event, live) => {
      if (event.type === 'session.planned') live.abort('changed my mind');
    },
  });
  await breathe();
  await breathe();
  expect(result.status).toBe('aborted');
  expect(events.map(({ type }) => type)).toEqual(['session.started', 'session.planned', 'session.ended']);
});

it('closes a recogniser that opens when the session is over already', async () => {
  let closed = 0;
  let opened: () => void = () => undefined;
  const speechToText: SpeechToText = {
    ...scriptedSpeechToText([]),
    open: async () => {
      await new Promise<void>((resolve) => (opened = resolve));
      return { ...(await scriptedSpeechToText([]).open()), close: async () => void closed++ };
    },
  };
  const ignored = () => undefined;
  const recogniser = new TurnRecogniser({
    speechToText,
    clock: new ManualClock(),
    onFailure: ignored,
    onRecovered: ignored,
  });
  const opening = recogniser.open();
  await recogniser.close();
  opened();
  await opening;
  expect(closed).toBe(1);
});
