import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SpeechCache } from '../../../../src/engine/ports/speech-cache.js';
import type { SpeechChunk, TextToSpeech } from '../../../../src/engine/ports/text-to-speech.js';
import { LinePreparer } from '../../../../src/engine/session/examiner/line-preparer.js';
import { VirtualClock } from '../../../../src/engine/time/virtual-clock.js';
import { createResampler } from '../../../../src/providers/resampler/resampler.js';
import { tone } from '../../../support/tones.js';

function setUp(chunks: (text: string) => readonly SpeechChunk[], cached: Record<string, Int16Array> = {}) {
  const clock = new VirtualClock({ breathe });
  const asked: string[] = [];
  const aborted: string[] = [];
  const failures: unknown[] = [];
  const store = new Map(Object.entries(cached));
  const cache: SpeechCache = {
    get: async (key) => store.get(key) ?? null,
    put: async (key, samples) => {
      store.set(key, samples);
    },
  };
  const textToSpeech: TextToSpeech = {
    id: 'voice',
    cacheKey: 'v1',
    async *synthesize({ text, signal }) {
      asked.push(text);
      signal.addEventListener('abort', () => aborted.push(text));
      for (const chunk of chunks(text)) yield chunk;
      if (text === 'endless') await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
    close: async () => undefined,
  };
  const preparer = new LinePreparer({
    textToSpeech,
    cache,
    createResampler,
    clock,
    onFailure: (error) => failures.push(error),
  });
  return { preparer, clock, asked, aborted, failures, store };
}

const sound = (): readonly SpeechChunk[] => [{ samples: tone(500), sampleRate: 16_000 }];

describe('examiner lines', () => {
  it('are synthesized once, however often they are expected and said', async () => {
    const { preparer, clock, asked } = setUp(sound);
    preparer.expect(['one', 'two']);
    preparer.expect(['one']);
    await clock.settle();
    expect(preparer.take('one')).toMatchObject({ prepared: true });
    const again = preparer.take('one').line;
    expect(again.nextFrame()).toEqual(tone(20));
    preparer.take('endless').line.nextFrame();
    preparer.take('endless');
    await clock.settle();
    expect(asked).toEqual(['one', 'two', 'endless']);
  });

  it('come from the cache, and go into it trimmed', async () => {
    const { preparer, clock, asked, store } = setUp(sound, { 'voice\nv1\nknown': tone(300) });
    preparer.expect(['known', 'new']);
    await clock.settle();
    expect(asked).toEqual(['new']);
    expect(preparer.take('known').line.samples()).toEqual(tone(300));
    expect(store.get('voice\nv1\nnew')).toEqual(tone(500));
  });

  it('are brought to 16 kHz', async () => {
    const { preparer, clock } = setUp(() => [{ samples: tone(1000), sampleRate: 8000 }]);
    preparer.expect(['slow']);
    await clock.settle();
    await clock.settle();
    await breathe();
    expect(Math.abs(preparer.take('slow').line.samples().length / 16 - 2000)).toBeLessThan(25);
  });

  it.each([
    [
      'fails',
      () => {
        throw new Error('no voice');
      },
    ],
    ['gives no sound', () => [{ samples: new Int16Array(8000), sampleRate: 16_000 }]],
  ])('a voice that %s leaves silence of reading length, is told, not cached, and tried again', async (_, chunks) => {
    const { preparer, clock, asked, failures, store } = setUp(chunks);
    const { line, prepared } = preparer.take('twenty characters ok');
    await clock.settle();
    expect(prepared).toBe(false);
    expect(failures).toHaveLength(1);
    expect(line.samples()).toEqual(new Int16Array((400 + 20 * 55) * 16));
    expect(store.size).toBe(0);
    preparer.take('twenty characters ok');
    await clock.settle();
    expect(asked).toHaveLength(2);
  });

  it('are given up when the session closes, quietly, and never cached half', async () => {
    const { preparer, clock, aborted, failures, store } = setUp(sound);
    const { line } = preparer.take('endless');
    await clock.settle();
    line.nextFrame();
    preparer.take('endless');
    preparer.close();
    await clock.settle();
    expect([aborted, failures, store.size]).toEqual([['endless'], [], 0]);
  });
});
