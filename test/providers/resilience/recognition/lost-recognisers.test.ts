import { describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../../src/engine/ports/provider-error.js';
import { spelledText } from '../../../support/servers/spelled-speech.js';
import { spelledRecogniser } from '../../../support/spelled-recogniser.js';
import { bench, cloud, LONGEST_WAIT_MS, words } from './recogniser-bench.js';

describe('a turn that has lost its recognisers', () => {
  it('goes on with it when it is back: no word of the whole answer is lost', async () => {
    const only = cloud([{ at: 'frame', frame: 60, kind: 'timeout' }]);
    const { say, monitor } = await bench([only], null);
    // 24 s; the recogniser is gone from the second to the twelfth.
    const { transcript, listener } = await say(words(80));
    expect(transcript).toMatchObject({ text: spelledText(words(80)), provider: 'cloud' });
    expect(only.opened).toBe(2);
    expect(listener.failures).toEqual([]);
    expect(monitor.notes).toMatchObject([{ type: 'failed', kind: 'timeout' }, { type: 'recovered' }]);
  });

  it('has the best of several that come back, however often they were asked before', async () => {
    const faults = [
      { at: 'frame', frame: 20, kind: 'interrupted' } as const,
      { at: 'frame', frame: 20, kind: 'interrupted' } as const,
      { at: 'open', kind: 'unavailable' } as const,
      { at: 'frame', frame: 400, kind: 'timeout' } as const,
    ];
    const { say } = await bench([cloud(faults), cloud([{ at: 'open', kind: 'quota' }], 'second')], null);
    expect((await say(words(150))).transcript).toMatchObject({ text: spelledText(words(150)), provider: 'cloud' });
  });

  it('that began while nobody could be asked is heard from its first word', async () => {
    const faults = [{ at: 'frame', frame: 10, kind: 'timeout' } as const, { at: 'open', kind: 'unavailable' } as const];
    const { say } = await bench([cloud(faults)], null);
    expect((await say(words(4))).transcript.text).toBe('w1');
    expect((await say(words(90))).transcript.text).toBe(spelledText(words(90)));
  });

  it.each<ProviderErrorKind>(['timeout', 'unavailable', 'overloaded'])(
    'asks it again at the end of a short answer, long before its breaker would (%s)',
    async (kind) => {
      const only = cloud([
        { at: 'frame', frame: 40, kind },
        ...(kind === 'timeout' ? [] : [{ at: 'open', kind } as const]),
      ]);
      const { say, monitor } = await bench([only], null);
      const { transcript, waitedMs } = await say(words(8));
      expect(transcript).toMatchObject({ text: spelledText(words(8)), provider: 'cloud' });
      expect(waitedMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      expect(monitor.notes.map(({ type }) => type)).toEqual(['failed', 'recovered']);
      // The breaker has heard of it: the next answer is heard at once.
      expect((await say(words(4, 20))).transcript.text).toBe(spelledText(words(4, 20)));
    },
  );

  it.each<ProviderErrorKind>(['rateLimited', 'authentication', 'quota'])(
    'does not trouble one at its end that would refuse again (%s)',
    async (kind) => {
      const only = cloud([{ at: 'frame', frame: 40, kind }]);
      const { say } = await bench([only], null);
      expect((await say(words(8))).transcript.text).toBe(spelledText(words(3)));
      expect(only.opened).toBe(1);
    },
  );

  it('waits at its end for one that is just being opened again', async () => {
    const inner = cloud([{ at: 'frame', frame: 40, kind: 'timeout' }]);
    const { say, clock } = await bench(
      [
        {
          ...inner,
          open: async () => {
            if (inner.opened > 0) await new Promise<void>((resolve) => void clock.setTimer(800, resolve));
            return await inner.open();
          },
        },
      ],
      null,
    );
    // Its breaker rests for 5 s after frame 40: until the last word but one.
    const { transcript } = await say(words(20));
    expect(transcript.text).toBe(spelledText(words(20)));
    expect(inner.opened).toBe(2);
  });

  it.each([
    ['fails', { at: 'open', kind: 'unavailable' } as const],
    ['hangs', null],
  ])('asks another one that rests when the one that is being opened again %s', async (_, fault) => {
    const first = cloud([{ at: 'frame', frame: 40, kind: 'timeout' }, ...(fault === null ? [] : [fault])]);
    const second = cloud([{ at: 'frame', frame: 150, kind: 'timeout' }], 'second');
    const { say, clock } = await bench(
      [
        {
          ...first,
          open: async () => {
            const waitMs = first.opened === 0 ? 0 : fault === null ? 30_000 : 800;
            if (waitMs > 0) await new Promise<void>((resolve) => void clock.setTimer(waitMs, resolve));
            return await first.open();
          },
        },
        second,
      ],
      null,
    );
    // The first rests for 5 s after frame 40, the second after frame 150.
    const { transcript } = await say(words(20));
    expect(transcript).toMatchObject({ text: spelledText(words(20)), provider: 'second' });
  });

  it.each(['embedded', 'cloud'])('asks whoever may be asked once more when it ends (%s)', async (id) => {
    const kind = id === 'cloud' ? 'invalidRequest' : 'crashed';
    const faults = Array.from({ length: id === 'cloud' ? 1 : 2 }, () => ({ at: 'frame', frame: 40, kind }) as const);
    const only = spelledRecogniser({ id, faults });
    const { say } = await (id === 'cloud' ? bench([only], null) : bench([], only));
    const { transcript, waitedMs } = await say(words(12));
    expect(transcript.text).toBe(spelledText(words(12)));
    expect(waitedMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  });
});
