import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import type {
  PronunciationAssessment,
  PronunciationAssessor,
} from '../../../src/engine/ports/pronunciation-assessor.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { OPEN_MS } from '../../../src/providers/resilience/bounds.js';
import { createResilientAssessor } from '../../../src/providers/resilience/resilient-assessor.js';
import { spokenAnswer } from '../../support/contracts/pronunciation-assessor.contract.js';
import { untilDone } from '../../support/pass-time.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { failureOf } from './scripted-members.js';

const FINE: PronunciationAssessment = { accuracy: 80, fluency: 70, prosody: null, words: [] };
const { samples, words } = spokenAnswer(4);

type Step = 'answers' | 'isBusy' | 'refusesTheKey' | 'isLimited' | 'hangs';

/** Does what it is told, the last for ever. */
function scripted(id: string, steps: readonly Step[]) {
  const signals: (AbortSignal | undefined)[] = [];
  const assessor: PronunciationAssessor = {
    id,
    assess: async (_samples, _words, signal) => {
      const step = steps[Math.min(signals.length, steps.length - 1)];
      signals.push(signal);
      if (step === 'isBusy') throw failureOf(id, 'overloaded');
      if (step === 'refusesTheKey') throw failureOf(id, 'authentication');
      if (step === 'isLimited') throw failureOf(id, 'rateLimited', 30_000);
      if (step === 'hangs') return await new Promise<never>(() => undefined);
      return FINE;
    },
    close: async () => undefined,
  };
  return { assessor, signals };
}

function setUp(...scripts: readonly (readonly Step[])[]) {
  const clock = new VirtualClock();
  const monitor = new NotedMonitor();
  const members = scripts.map((steps, index) => scripted(`cloud:number-${String(index)}`, steps));
  const guarded = createResilientAssessor({
    assessors: members.map(({ assessor }) => assessor),
    clock,
    random: seededRandom(4),
    monitor,
  });
  const ask = () => untilDone(clock, guarded.assess(samples, words));
  return { clock, monitor, guarded, ask, asked: () => members.map(({ signals }) => signals.length), members };
}

describe('an assessor of pronunciation behind its guard', () => {
  it('tries a hiccup again, twice at most, and nobody hears of it', async () => {
    const { ask, asked, monitor } = setUp(['isBusy', 'isBusy', 'answers']);
    expect(await ask()).toEqual(FINE);
    expect(asked()).toEqual([3]);
    expect(monitor.notes).toEqual([]);
  });

  it('says once that it fails, is asked nothing while its breaker is open, and says once that it works again', async () => {
    const { ask, asked, monitor, clock } = setUp([
      'isBusy',
      'isBusy',
      'isBusy',
      'isBusy',
      'isBusy',
      'isBusy',
      'answers',
    ]);
    await expect(ask()).rejects.toMatchObject({ kind: 'overloaded' });
    await expect(ask()).rejects.toMatchObject({ kind: 'overloaded' });
    expect(asked()).toEqual([6]);
    await expect(ask()).rejects.toMatchObject({ kind: 'overloaded' });
    expect(asked()).toEqual([6]);
    expect(monitor.notes).toMatchObject([{ type: 'failed', provider: 'cloud:number-0' }]);
    await clock.elapse(OPEN_MS + 1);
    // The probe is an answer that somebody wants: nothing is asked for its own sake.
    expect(asked()).toEqual([6]);
    expect(await ask()).toEqual(FINE);
    expect(asked()).toEqual([7]);
    expect(monitor.notes.map(({ type }) => type)).toEqual(['failed', 'recovered']);
  });

  it.each(['refusesTheKey', 'isLimited'] as const)('is not asked again at once when it %s', async (step) => {
    const { ask, asked, clock } = setUp([step, 'answers']);
    await expect(ask()).rejects.toMatchObject({ name: 'ProviderError' });
    await clock.elapse(25_000);
    await expect(ask()).rejects.toMatchObject({ name: 'ProviderError' });
    expect(asked()).toEqual([1]);
    await clock.elapse(6_000);
    // A limit ends when it says so, a key is not mended by waiting.
    if (step === 'isLimited') expect(await ask()).toEqual(FINE);
    else await expect(ask()).rejects.toMatchObject({ kind: 'authentication' });
  });

  it('gives an answer up after twenty seconds, and what still runs is told', async () => {
    const { ask, asked, clock, members } = setUp(['hangs']);
    const began = clock.nowMs();
    await expect(ask()).rejects.toMatchObject({ kind: 'timeout' });
    expect(clock.nowMs() - began).toBeLessThanOrEqual(20_050);
    expect(asked()).toEqual([1]);
    expect(members[0]!.signals[0]?.aborted).toBe(true);
  });

  it('asks the next one, and goes back when the first works again', async () => {
    const { ask, monitor, clock } = setUp(['refusesTheKey', 'answers'], ['answers']);
    expect(await ask()).toEqual(FINE);
    expect(monitor.notes.map(({ type }) => type)).toEqual(['failed', 'switched']);
    await clock.elapse(700_000);
    expect(await ask()).toEqual(FINE);
    expect(monitor.notes.map(({ type }) => type)).toEqual(['failed', 'switched', 'recovered', 'switched']);
  });

  it('takes our own cancel and close for failures of nobody, and asks nobody about nothing', async () => {
    const { guarded, asked, clock, monitor } = setUp(['hangs']);
    for (let times = 0; times < 5; times++) {
      const controller = new AbortController();
      const asking = guarded.assess(samples, words, controller.signal);
      controller.abort();
      expect(await untilDone(clock, asking)).toBeNull();
    }
    // A breaker would be open by now.
    const closing = guarded.assess(samples, words);
    await clock.elapse(10);
    expect(asked()).toEqual([6]);
    await guarded.close();
    expect(await untilDone(clock, closing)).toBeNull();
    expect(await guarded.assess(new Int16Array(0), words)).toBeNull();
    expect(await guarded.assess(samples, [])).toBeNull();
    expect(asked()).toEqual([6]);
    expect(monitor.notes).toEqual([]);
  });
});
