import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AudioInput } from '../../../src/engine/ports/audio-input.js';
import type { CandidateAction } from '../../../src/engine/session/actions.js';
import { parseEvent } from '../../../src/engine/session/log/events.js';
import { linesOf, linesUnlessEnded } from '../../../src/providers/typed/lines.js';
import { createTypedInput } from '../../../src/providers/typed/typed-input.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { describeAudioInput } from '../../support/contracts/audio-input.contract.js';
import { ManualClock } from '../../support/manual-clock.js';

const clock = new ManualClock();
const pipe = (text: string): AsyncIterable<string> => linesOf(Readable.from([text]));

describeAudioInput('typed answers at a screen', () => createTypedInput({ clock: new SystemClock(), pace: 'real' }));
describeAudioInput('typed answers from a pipe', () =>
  createTypedInput({ clock, pace: 'virtual', lines: pipe('a\nb') }),
);

async function opened(input: AudioInput) {
  const acted: CandidateAction[] = [];
  const typing: boolean[] = [];
  await input.open({
    act: (action) => {
      if (action.type === 'typing') typing.push(action.typing);
      else acted.push(action);
    },
  });
  let sequence = 0;
  const emit = (type: string, fields: object): void => {
    const head = { version: 1, sequence: ++sequence, atMs: 0, wallTime: '2026-01-01T00:00:00.000Z' };
    input.onEvent?.(parseEvent({ type, ...head, ...fields }));
  };
  return {
    acted,
    typing,
    asks: (questionId: string) => {
      emit('question.asked', { questionId, part: 'part1', text: 'Why?', purpose: 'question' });
    },
    listens: (questionId: string) => {
      emit('turn.started', { turnId: 't', questionId, part: 'part1', moment: 'interview' });
    },
    ends: () => {
      const times = { startMs: 0, endMs: 0, speechMs: 0, segments: [] };
      const turn = { turnId: 't', questionId: 'q', part: 'part1', question: 'Why?', reason: 'silence', typed: false };
      emit('turn.ended', { ...turn, ...times });
    },
    async wait(ms: number) {
      for (let at = 0; at < ms; at += 20) await input.read();
    },
  };
}

describe('answers from a pipe', () => {
  it('are one line per turn, each taking the time that saying it would take', async () => {
    const { acted, typing, listens, ends, wait } = await opened(
      createTypedInput({ clock, pace: 'virtual', lines: pipe('My name is Ann\n  I like it. \r\n') }),
    );
    await wait(1000);
    expect(acted).toEqual([]);
    listens('q1');
    await wait(1600);
    expect(acted).toEqual([]);
    await wait(20);
    expect(acted).toEqual([{ type: 'answer', text: 'My name is Ann', spokenMs: 1600 }]);
    // The examiner waits for who is typing.
    expect(typing).toEqual([true]);
    ends();
    listens('q2');
    await wait(1220);
    expect(acted[1]).toEqual({ type: 'answer', text: 'I like it.', spokenMs: 1200 });
  });

  it('say nothing with a blank line; the repeated question gets the next line', async () => {
    const { acted, listens, ends, wait } = await opened(
      createTypedInput({ clock, pace: 'virtual', lines: pipe('\nYes') }),
    );
    listens('q1');
    await wait(8000);
    expect(acted).toEqual([]);
    ends();
    listens('q1');
    await wait(420);
    expect(acted).toEqual([{ type: 'answer', text: 'Yes', spokenMs: 400 }]);
  });

  it('end the test politely after the last line: the open question runs its course, the next one is not answered', async () => {
    const { acted, listens, ends, wait } = await opened(createTypedInput({ clock, pace: 'virtual', lines: pipe('') }));
    listens('q1');
    await wait(5000);
    ends();
    listens('q1');
    await wait(5000);
    ends();
    expect(acted).toEqual([]);
    listens('q2');
    expect(acted).toEqual([{ type: 'quit' }]);
  });

  it('are waited for on the virtual clock', async () => {
    const stream = new PassThrough();
    const input = createTypedInput({ clock, pace: 'virtual', lines: linesOf(stream) });
    const { listens, wait, acted } = await opened(input);
    listens('q1');
    let came = false;
    const frame = Promise.resolve(input.read()).then(() => (came = true));
    await sleep(30);
    expect(came).toBe(false);
    stream.write('Well\n');
    await frame;
    await wait(400);
    expect(acted).toHaveLength(1);
    await input.close();
    expect(stream.destroyed).toBe(true);
  });

  it('are handed over as they come in real time, also while the question is said again or the next one is asked', async () => {
    const stream = new PassThrough();
    const input = createTypedInput({ clock: new SystemClock(), pace: 'real', lines: linesOf(stream) });
    const { asks, listens, ends, wait, acted } = await opened(input);
    listens('q1');
    await wait(40);
    ends();
    stream.write('After the first time\n');
    await wait(40);
    expect(acted).toEqual([]);
    listens('q1');
    await wait(40);
    expect(acted).toEqual([{ type: 'answer', text: 'After the first time' }]);
    ends();
    asks('q2');
    stream.write('At once\n');
    await wait(40);
    listens('q2');
    await wait(40);
    expect(acted.slice(1)).toEqual([{ type: 'answer', text: 'At once' }]);
    await input.close();
  });

  it('to a question that was left meanwhile answer no other one, and their writer is told', async () => {
    const stream = new PassThrough();
    const late: string[] = [];
    const onLate = (text: string) => late.push(text);
    const input = createTypedInput({ clock: new SystemClock(), pace: 'real', lines: linesOf(stream), onLate });
    const { asks, listens, ends, wait, acted } = await opened(input);
    listens('q1');
    await wait(40);
    ends();
    stream.write('Too late for the first\n');
    await wait(40);
    asks('q2');
    listens('q2');
    await wait(40);
    expect([acted, late]).toEqual([[], ['Too late for the first']]);
    stream.write('To the second\n');
    await wait(40);
    expect([acted, late]).toEqual([[{ type: 'answer', text: 'To the second' }], ['Too late for the first']]);
    await input.close();
  });

  it('carry no codes that would steer a terminal', async () => {
    const { acted, listens, wait } = await opened(
      createTypedInput({ clock, pace: 'virtual', lines: pipe('\u001b[31mred\u0007\n') }),
    );
    listens('q1');
    await wait(420);
    expect(acted).toEqual([{ type: 'answer', text: 'red', spokenMs: 400 }]);
  });
});

describe('answers from a keyboard without a screen', () => {
  const keyboard = () => {
    const stream = new PassThrough();
    const lines = linesOf(stream);
    return { stream, input: createTypedInput({ clock: new SystemClock(), pace: 'real', lines, from: 'keyboard' }) };
  };

  it('are waited for; an empty line says nothing, and the next line is still heard', async () => {
    const { stream, input } = keyboard();
    expect(input.description).toBe('typed answers');
    const { acted, typing, listens, wait } = await opened(input);
    listens('q1');
    expect(typing).toEqual([true]);
    stream.write('\n');
    await wait(60);
    expect(typing).toEqual([true, false]);
    stream.write('Well, yes\n');
    await wait(60);
    expect(acted).toEqual([{ type: 'answer', text: 'Well, yes' }]);
    await input.close();
  });

  it('are not lost after empty lines to two questions', async () => {
    const { stream, input } = keyboard();
    const { acted, asks, listens, ends, wait } = await opened(input);
    for (const questionId of ['q1', 'q1']) {
      listens(questionId);
      stream.write('\n');
      await wait(40);
      ends();
    }
    asks('q2');
    await wait(240);
    stream.write('Yes\n');
    await wait(40);
    listens('q2');
    await wait(40);
    expect(acted).toEqual([{ type: 'answer', text: 'Yes' }]);
    await input.close();
  });

  it('were begun before the next question when nobody could have typed them since: they are no answers to it', async () => {
    const stream = new PassThrough();
    const late: string[] = [];
    const [lines, onLate] = [linesOf(stream), (text: string) => late.push(text)];
    const clocked = { clock: new SystemClock(), pace: 'real', from: 'keyboard' } as const;
    const { acted, asks, listens, ends, wait } = await opened(createTypedInput({ ...clocked, lines, onLate }));
    listens('q1');
    ends();
    asks('q2');
    listens('q2');
    await wait(100);
    stream.write('There is a large park near my house\n');
    await wait(40);
    expect([acted, late]).toEqual([[], ['There is a large park near my house']]);
    stream.write('No\n');
    await wait(40);
    expect(acted).toEqual([{ type: 'answer', text: 'No' }]);
  });

  it('are waited for no longer once the keyboard has ended', async () => {
    const stream = new PassThrough();
    const lines = linesOf(stream);
    const { acted, typing, listens, ends, wait } = await opened(
      createTypedInput({ clock: new SystemClock(), pace: 'real', lines, from: 'keyboard' }),
    );
    listens('q1');
    stream.end();
    await wait(60);
    expect(typing).toEqual([true, false]);
    ends();
    listens('q2');
    expect(acted).toEqual([{ type: 'quit' }]);
  });
});

describe('lines that may have ended before the first', () => {
  it('are told from those that are still to come, of which none is lost', async () => {
    expect(await linesUnlessEnded(pipe(''))).toBeNull();
    const read = async (lines: AsyncIterable<string> | null) => {
      const all: string[] = [];
      for await (const line of lines ?? []) all.push(line);
      return all;
    };
    expect(await read(await linesUnlessEnded(pipe('a\nb\n')))).toEqual(['a', 'b']);
    const stream = new PassThrough();
    const later = await linesUnlessEnded(linesOf(stream), 20);
    stream.end('Well\n');
    expect(await read(later)).toEqual(['Well']);
  });
});
