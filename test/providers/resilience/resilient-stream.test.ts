import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { OPEN_MS, PATIENCE_MS } from '../../../src/providers/resilience/bounds.js';
import { Failover } from '../../../src/providers/resilience/failover.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { resilientStream, type StreamingMember } from '../../../src/providers/resilience/resilient-stream.js';
import { sleep } from '../../../src/providers/resilience/clock-waits.js';
import { untilDone } from '../../support/pass-time.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { ScriptedMember, type Behaviour } from './scripted-members.js';

const OK: Behaviour = { type: 'answers', delayMs: 50, chunks: 3 };
const overloaded: Behaviour = { type: 'fails', kind: 'overloaded', afterMs: 30 };

function setUp(
  scripts: Readonly<Record<string, readonly Behaviour[]>>,
  lastResort: readonly Behaviour[] | null = [OK],
) {
  const clock = new VirtualClock();
  const random = seededRandom(3);
  const monitor = new NotedMonitor();
  const patience = new Patience(clock);
  const members = Object.entries(scripts).map(([id, script]) => new ScriptedMember(id, clock, script));
  const last = lastResort === null ? null : new ScriptedMember('embedded', clock, lastResort);
  const failover = new Failover<StreamingMember<string, string>>({
    port: 'textToSpeech',
    members,
    lastResort: last,
    clock,
    random,
    monitor,
  });
  const ask = async (
    request: string,
    { signal = new AbortController().signal, resume = (): string | null => null } = {},
  ) => {
    const chunks: string[] = [];
    const beganAtMs = clock.nowMs();
    let firstAtMs: number | null = null;
    const stream = resilientStream(
      { failover, patience, clock, random, bounds: { firstByteMs: 2_000, stallMs: 1_000 }, resume },
      request,
      signal,
    );
    for await (const { chunk } of stream) {
      firstAtMs ??= clock.nowMs();
      chunks.push(chunk);
    }
    return { chunks, waitedMs: firstAtMs === null ? null : firstAtMs - beganAtMs };
  };
  const run = (request: string, options?: Parameters<typeof ask>[1]) => untilDone(clock, ask(request, options));
  const asked = (): string[] =>
    [...members, ...(last === null ? [] : [last])]
      .flatMap((member) => member.asked)
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ provider, request }) => `${provider} ${request}`);
  return { clock, monitor, failover, members, run, ask, asked };
}

describe('a streaming request over several providers', () => {
  it('is answered by the preferred one while it works, and nobody hears of it', async () => {
    const { run, asked, monitor } = setUp({ one: [OK], two: [OK] });
    expect((await run('hello')).chunks).toEqual(['hello/one/1', 'hello/one/2', 'hello/one/3']);
    expect(asked()).toEqual(['one hello']);
    expect(monitor.notes).toEqual([]);
  });

  it('tries a hiccup once more with the same provider, which stays a secret', async () => {
    const { run, asked, monitor } = setUp({ one: [overloaded, OK], two: [OK] });
    expect((await run('hello')).chunks[0]).toBe('hello/one/1');
    expect(asked()).toEqual(['one hello', 'one hello']);
    expect(monitor.notes).toEqual([]);
  });

  it('goes to the next provider after that, says so once, and comes back when the first works again', async () => {
    const { run, asked, monitor, clock, failover } = setUp({
      one: [overloaded, overloaded, overloaded, overloaded, OK],
      two: [OK],
    });
    await run('a');
    await run('b');
    expect(failover.states()[0]).toMatchObject({ provider: 'one', breaker: 'open' });
    await run('c');
    expect(asked()).toEqual(['one a', 'one a', 'two a', 'one b', 'one b', 'two b', 'two c']);
    await clock.elapse(2 * OPEN_MS);
    expect(failover.states()[0]).toMatchObject({ breaker: 'halfOpen' });
    await run('d');
    expect(asked().slice(7)).toEqual(['one d']);
    expect(failover.states()[0]).toMatchObject({ breaker: 'closed', error: null });
    expect(monitor.notes).toMatchObject([
      { type: 'failed', provider: 'one', kind: 'overloaded' },
      { type: 'switched', from: 'one', to: 'two', why: 'one: overloaded' },
      { type: 'recovered', provider: 'one' },
      { type: 'switched', from: 'two', to: 'one', why: 'one works again' },
    ]);
  });

  it('opens the breaker at the first silence, and does not wait for that provider again', async () => {
    const { run, asked } = setUp({ one: [{ type: 'stalls' }], two: [OK] });
    expect((await run('a')).waitedMs).toBeLessThanOrEqual(PATIENCE_MS);
    expect((await run('b')).waitedMs).toBeLessThan(100);
    expect(asked()).toEqual(['one a', 'two a', 'two b']);
  });

  it('asks the last resort when everybody else is silent, within the patience of a conversation', async () => {
    const { run, asked } = setUp({ one: [{ type: 'stalls' }], two: [{ type: 'stalls' }], three: [{ type: 'stalls' }] });
    const { chunks, waitedMs } = await run('a');
    expect(chunks).toHaveLength(3);
    expect(waitedMs).toBeLessThanOrEqual(PATIENCE_MS + 100);
    expect(asked()).toEqual(['one a', 'two a', 'embedded a']);
  });

  it.each(['authentication', 'quota'] as const)(
    'does not try a %s error again, now or in the next minutes',
    async (kind) => {
      const { run, asked, clock } = setUp({ one: [{ type: 'fails', kind, afterMs: 10 }], two: [OK] });
      await run('a');
      await clock.elapse(300_000);
      await run('b');
      expect(asked()).toEqual(['one a', 'two a', 'two b']);
    },
  );

  it('stays away for as long as a rate limit says', async () => {
    const limited: Behaviour = { type: 'fails', kind: 'rateLimited', afterMs: 10, retryAfterMs: 40_000 };
    const { run, asked, clock } = setUp({ one: [limited, OK], two: [OK] });
    await run('a');
    await clock.elapse(39_000);
    await run('b');
    await clock.elapse(2_000);
    await run('c');
    expect(asked()).toEqual(['one a', 'two a', 'two b', 'one c']);
  });

  it('forgives one line that a provider refuses, and leaves it alone after two in a row', async () => {
    const refuses: Behaviour = { type: 'fails', kind: 'invalidRequest', afterMs: 10 };
    const { run, failover, asked } = setUp({ one: [refuses, OK, refuses, refuses, OK], two: [OK] });
    for (const request of ['a', 'b', 'c', 'd', 'e']) await run(request);
    expect(asked().filter((each) => each.startsWith('one'))).toEqual(['one a', 'one b', 'one c', 'one d']);
    expect(failover.states()[0]!.breaker).toBe('open');
  });

  it('asks a provider that does not know a name in the configuration once, and tells that once', async () => {
    const { run, failover, asked, monitor, clock } = setUp({
      one: [{ type: 'fails', kind: 'invalidRequest', setting: 'voice', afterMs: 10 }],
      two: [OK],
    });
    await run('a');
    await clock.elapse(3_600_000);
    for (const request of ['b', 'c']) await run(request);
    expect(asked().filter((each) => each.startsWith('one'))).toEqual(['one a']);
    expect(failover.states()[0]).toMatchObject({ breaker: 'open', restMs: Number.POSITIVE_INFINITY });
    expect(monitor.notes.filter(({ type }) => type === 'failed')).toHaveLength(1);
  });

  it.each<[string, Behaviour]>([
    ['an empty answer', { type: 'isEmpty' }],
    ['garbage', { type: 'throwsGarbage' }],
  ])('treats %s as a failure', async (_name, behaviour) => {
    const { run, monitor } = setUp({ one: [behaviour], two: [OK] });
    expect((await run('a')).chunks[0]).toBe('a/two/1');
    expect(monitor.notes[0]).toMatchObject({ type: 'failed', provider: 'one', kind: 'badResponse' });
  });

  it('hands the rest to the next provider when one breaks off or falls silent in the middle', async () => {
    for (const behaviour of [
      { type: 'breaksOff', kind: 'interrupted', afterChunks: 2 },
      { type: 'stallsInTheMiddle', afterChunks: 2 },
    ] as const) {
      const { run, asked } = setUp({ one: [behaviour], two: [OK] });
      const { chunks } = await run('whole', { resume: () => 'rest' });
      expect(chunks).toEqual(['whole/one/1', 'whole/one/2', 'rest/two/1', 'rest/two/2', 'rest/two/3']);
      expect(asked()).toEqual(['one whole', 'two rest']);
    }
  });

  it('asks the one that broke off once more for the rest when there is nobody else', async () => {
    const broken: Behaviour = { type: 'breaksOff', kind: 'interrupted', afterChunks: 1 };
    const { run, asked } = setUp({ one: [broken, OK] }, null);
    expect((await run('whole', { resume: () => 'rest' })).chunks).toHaveLength(4);
    expect(asked()).toEqual(['one whole', 'one rest']);
    const twice = setUp({ one: [broken] }, null);
    await expect(twice.run('whole', { resume: () => 'rest' })).rejects.toMatchObject({ kind: 'interrupted' });
    expect(twice.asked()).toHaveLength(2);
  });

  it('throws what broke off when an answer cannot be taken up in its middle', async () => {
    const { run, asked } = setUp({ one: [{ type: 'breaksOff', kind: 'interrupted', afterChunks: 1 }], two: [OK] });
    await expect(run('a')).rejects.toMatchObject({ kind: 'interrupted', provider: 'one' });
    expect(asked()).toEqual(['one a']);
  });

  it('throws the newest failure when nobody can answer, and at once while all are resting', async () => {
    const dead: Behaviour = { type: 'fails', kind: 'authentication', afterMs: 10 };
    const { run, asked } = setUp({ one: [dead], two: [dead] }, null);
    await expect(run('a')).rejects.toMatchObject({ kind: 'authentication', provider: 'two' });
    await expect(run('b')).rejects.toMatchObject({ kind: 'authentication' });
    expect(asked()).toEqual(['one a', 'two a']);
  });

  it('sends one probe when a breaker is half open, and everything else elsewhere meanwhile', async () => {
    const { clock, run, ask, asked } = setUp({
      one: [{ type: 'stalls' }, { type: 'answers', delayMs: 500, chunks: 2 }],
      two: [OK],
    });
    await run('a');
    await clock.elapse(2 * OPEN_MS);
    await untilDone(clock, Promise.all([ask('b'), ask('c'), ask('d')]));
    expect(asked().slice(2).sort()).toEqual(['one b', 'two c', 'two d']);
  });

  it('ends quietly when the caller cancels, and holds it against nobody', async () => {
    const { clock, ask, failover, monitor, members } = setUp({ one: [{ type: 'stalls' }], two: [OK] });
    for (const request of ['a', 'b', 'c', 'd']) {
      const cancel = new AbortController();
      const asking = ask(request, { signal: cancel.signal });
      await clock.elapse(1_900);
      cancel.abort();
      expect((await untilDone(clock, asking)).chunks).toEqual([]);
    }
    expect(failover.states()[0]!.breaker).toBe('closed');
    expect(monitor.notes).toEqual([]);
    expect(members[0]!.signals.every((signal) => signal.aborted)).toBe(true);
  });

  it('lets go of the provider when the caller stops reading', async () => {
    const { clock, failover, members } = setUp({ one: [{ type: 'answers', delayMs: 10, chunks: 50 }] });
    const random = seededRandom(1);
    const bounds = { firstByteMs: 2_000, stallMs: 1_000 };
    const options = { failover, patience: new Patience(clock), clock, random, bounds, resume: () => null };
    const readOne = async (): Promise<string> => {
      for await (const { chunk } of resilientStream(options, 'a', new AbortController().signal)) return chunk;
      return '';
    };
    expect(await untilDone(clock, readOne())).toBe('a/one/1');
    expect(members[0]!.signals[0]!.aborted).toBe(true);
    expect(failover.states()[0]!.breaker).toBe('closed');
  });

  it('does not believe that a provider failed which was given less time than it deserves', async () => {
    const slow: Behaviour = { type: 'answers', delayMs: 900, chunks: 1 };
    const { run, failover, monitor } = setUp({ one: [{ type: 'stalls' }], two: [slow] });
    expect((await run('a')).chunks).toEqual(['a/embedded/1', 'a/embedded/2', 'a/embedded/3']);
    expect(failover.states()[1]!.breaker).toBe('closed');
    expect(monitor.notes.filter(({ type }) => type === 'failed')).toMatchObject([{ provider: 'one' }]);
  });
});

describe('signs that a provider is at work', () => {
  const BOUNDS = { firstByteMs: 2_000, stallMs: 1_000 };
  /** Each piece after that time; null: silence for ever. Empty pieces are signs. */
  async function answerOf(pieces: readonly (readonly [number, string | null])[]) {
    const clock = new VirtualClock();
    const monitor = new NotedMonitor();
    const stream = async function* (_: string, signal: AbortSignal): AsyncGenerator<string> {
      for (const [afterMs, piece] of pieces) {
        await sleep(clock, piece === null ? 600_000 : afterMs, signal);
        yield piece ?? '';
      }
    };
    const other = new ScriptedMember('other', clock, [OK]);
    const common = { clock, random: seededRandom(1), monitor };
    const members = [{ id: 'slow', stream }, other];
    const failover = new Failover<StreamingMember<string, string>>({ ...common, port: 'languageModel', members });
    const given = resilientStream(
      {
        ...common,
        failover,
        bounds: BOUNDS,
        patience: new Patience(clock),
        resume: () => null,
        isSignOfLife: (chunk) => chunk === '',
      },
      'ask',
      new AbortController().signal,
    );
    const chunks: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { chunk } of given) chunks.push(chunk);
    };
    await untilDone(clock, read());
    return { chunks, notes: monitor.notes };
  }

  it('keep it from being given up, however long its answer takes, and are not given on', async () => {
    const signs = Array.from({ length: 20 }, () => [500, ''] as const);
    expect(await answerOf([...signs, [500, 'a question']])).toEqual({ chunks: ['a question'], notes: [] });
  });

  it('do not keep a silent one, and the next answers: nothing of an answer was given', async () => {
    const { chunks, notes } = await answerOf([
      [500, ''],
      [0, null],
    ]);
    expect(chunks).toEqual(['ask/other/1', 'ask/other/2', 'ask/other/3']);
    expect(notes[0]).toMatchObject({ type: 'failed', provider: 'slow', kind: 'timeout' });
  });
});
