/** What holds whatever providers do, and in whatever order they do it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import type { ProviderErrorKind } from '../../../src/engine/ports/provider-error.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import {
  LONGEST_OPEN_MS,
  PATIENCE_MS,
  RETRIES,
  SHORTEST_ATTEMPT_MS,
} from '../../../src/providers/resilience/bounds.js';
import { Failover } from '../../../src/providers/resilience/failover.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { resilientStream, type StreamingMember } from '../../../src/providers/resilience/resilient-stream.js';
import { untilDone } from '../../support/pass-time.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { ScriptedMember, type Behaviour } from './scripted-members.js';

const KINDS: readonly ProviderErrorKind[] = [
  'unavailable',
  'authentication',
  'quota',
  'rateLimited',
  'overloaded',
  'interrupted',
  'timeout',
  'badResponse',
  'invalidRequest',
];
const kind = fc.constantFrom(...KINDS);
const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.record({
    type: fc.constant('answers' as const),
    delayMs: fc.nat({ max: 1_500 }),
    chunks: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    type: fc.constant('fails' as const),
    kind,
    afterMs: fc.nat({ max: 2_500 }),
    retryAfterMs: fc.nat({ max: 30_000 }),
  }),
  fc.constant({ type: 'stalls' as const }),
  fc.constant({ type: 'isEmpty' as const }),
  fc.constant({ type: 'throwsGarbage' as const }),
  fc.record({ type: fc.constant('breaksOff' as const), kind, afterChunks: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant('stallsInTheMiddle' as const), afterChunks: fc.integer({ min: 1, max: 3 }) }),
);
const scripts = fc.array(fc.array(behaviour, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 });
const requests = fc.array(
  fc.record({ pauseMs: fc.nat({ max: 20_000 }), cancelAfterMs: fc.option(fc.nat({ max: 3_000 })) }),
  { minLength: 1, maxLength: 5 },
);
const WORKS: Behaviour = { type: 'answers', delayMs: 80, chunks: 2 };

function setUp(all: readonly (readonly Behaviour[])[], seed: number) {
  const clock = new VirtualClock();
  const random = seededRandom(seed);
  const monitor = new NotedMonitor();
  const members = all.map((script, index) => new ScriptedMember(`cloud${String(index)}`, clock, script));
  const embedded = new ScriptedMember('embedded', clock, [WORKS]);
  const failover = new Failover<StreamingMember<string, string>>({
    port: 'textToSpeech',
    members,
    lastResort: embedded,
    clock,
    random,
    monitor,
  });
  const patience = new Patience(clock);
  const ask = async (request: string, signal: AbortSignal) => {
    const beganAtMs = clock.nowMs();
    const arrivals: number[] = [];
    const givers: string[] = [];
    const bounds = { firstByteMs: 2_000, stallMs: 1_000 };
    const options = { failover, patience, clock, random, bounds, resume: () => request };
    for await (const { provider } of resilientStream(options, request, signal)) {
      arrivals.push(clock.nowMs());
      givers.push(provider);
    }
    return { beganAtMs, arrivals, givers, endedAtMs: clock.nowMs() };
  };
  return { clock, monitor, members, embedded, failover, ask };
}

const OPTIONS = { numRuns: 40, seed: 41 } as const;

describe('whatever providers do', () => {
  it('an answer begins within the patience of a conversation, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, requests, fc.integer(), async (all, asked, seed) => {
        const { clock, ask } = setUp(all, seed);
        for (const [index, { pauseMs }] of asked.entries()) {
          await untilDone(clock, Promise.resolve(clock.elapse(pauseMs)));
          const { beganAtMs, arrivals } = await untilDone(clock, ask(String(index), new AbortController().signal));
          // The embedded voice needs 100 ms; time here moves in steps of 10.
          expect(arrivals[0]! - beganAtMs).toBeLessThanOrEqual(PATIENCE_MS + SHORTEST_ATTEMPT_MS + 100 + 20);
          expect(arrivals[0]! - beganAtMs).toBeLessThan(4_000);
          // And nobody is left hanging in its middle either.
          const gaps = arrivals.slice(1).map((at, place) => at - arrivals[place]!);
          expect(Math.max(0, ...gaps)).toBeLessThan(4_000);
        }
      }),
      OPTIONS,
    );
  });

  it('the best whose breaker is not open is asked first, and nobody more often than once and its retries', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, requests, fc.integer(), async (all, asked, seed) => {
        const { clock, ask, members, embedded, failover } = setUp(all, seed);
        for (const [index, { pauseMs }] of asked.entries()) {
          await untilDone(clock, Promise.resolve(clock.elapse(pauseMs)));
          const open = failover
            .states()
            .filter(({ breaker }) => breaker === 'open')
            .map(({ provider }) => provider);
          const request = String(index);
          await untilDone(clock, ask(request, new AbortController().signal));
          const order = [...members, embedded]
            .flatMap((member) => member.asked.filter((each) => each.request === request))
            .sort((one, other) => one.atMs - other.atMs)
            .map(({ provider }) => provider);
          const names = [...members, embedded].map(({ id }) => id);
          // Somebody better whose rest ends in the middle of a request may still be asked for what is left of it.
          // And when patience is used up, the embedded voice is asked at once.
          expect(['embedded', names.find((name) => !open.includes(name))]).toContain(order[0]);
          for (const name of names)
            expect(order.filter((each) => each === name).length).toBeLessThanOrEqual(1 + RETRIES);
        }
      }),
      OPTIONS,
    );
  });

  it('our own cancel opens no breaker, is told to nobody, and ends at once', async () => {
    const healthy = fc.array(
      fc.oneof(
        fc.record({
          type: fc.constant('answers' as const),
          delayMs: fc.nat({ max: 1_000 }),
          chunks: fc.integer({ min: 1, max: 30 }),
        }),
        fc.constant({ type: 'stalls' as const }),
        fc.record({ type: fc.constant('stallsInTheMiddle' as const), afterChunks: fc.integer({ min: 1, max: 5 }) }),
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        healthy,
        fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 8 }),
        async (script, cancels) => {
          const { clock, ask, failover, monitor, members } = setUp([script], 1);
          for (const [index, afterMs] of cancels.entries()) {
            const cancel = new AbortController();
            const asking = ask(String(index), cancel.signal);
            await clock.elapse(afterMs);
            cancel.abort();
            const before = clock.nowMs();
            expect((await untilDone(clock, asking)).endedAtMs - before).toBeLessThanOrEqual(10);
          }
          expect(failover.states()).toMatchObject([{ breaker: 'closed', error: null }]);
          expect(monitor.notes).toEqual([]);
          expect(members[0]!.signals.every((signal) => signal.aborted)).toBe(true);
        },
      ),
      OPTIONS,
    );
  });

  it('what is told fits together, and the preferred provider is back once it works again', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, requests, fc.integer(), async (all, asked, seed) => {
        // Wrong keys and refused requests do not mend themselves.
        const mending = all.map((script) => [
          ...script.map((each) =>
            'kind' in each && ['authentication', 'quota', 'invalidRequest'].includes(each.kind)
              ? { ...each, kind: 'overloaded' as const }
              : each,
          ),
          WORKS,
        ]);
        const { clock, ask, monitor, failover } = setUp(mending, seed);
        for (const [index, { pauseMs }] of asked.entries()) {
          await untilDone(clock, Promise.resolve(clock.elapse(pauseMs)));
          await untilDone(clock, ask(String(index), new AbortController().signal));
        }
        for (let more = 0; more < 8; more++) {
          await clock.elapse(LONGEST_OPEN_MS);
          await untilDone(clock, ask(`more ${String(more)}`, new AbortController().signal));
        }
        expect(failover.serving.id).toBe('cloud0');
        expect(failover.states()[0]).toMatchObject({ breaker: 'closed', error: null });
        let serving = 'cloud0';
        const failed = new Set<string>();
        for (const note of monitor.notes) {
          if (note.type === 'failed') failed.add(note.provider);
          if (note.type === 'recovered') expect(failed.delete(note.provider)).toBe(true);
          if (note.type !== 'switched') continue;
          expect(note.from).toBe(serving);
          expect(note.to).not.toBe(serving);
          serving = note.to;
        }
        expect(serving).toBe('cloud0');
      }),
      OPTIONS,
    );
  });
});
