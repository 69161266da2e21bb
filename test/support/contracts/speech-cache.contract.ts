/** What every cache of synthesized lines must do. */
import { describe, expect, it } from 'vitest';
import type { SpeechCache } from '../../../src/engine/ports/speech-cache.js';

export function cachedLine(seed: number, samples = 500): Int16Array {
  return Int16Array.from({ length: samples }, (_, at) => at * seed - 32_768);
}

/** @param useless gives one whose place can neither be read nor written */
export function speechCacheContract(name: string, create: () => SpeechCache, useless: () => SpeechCache): void {
  describe(`${name} as a cache of lines`, () => {
    it('gives back what was put in under the same key alone', async () => {
      const cache = create();
      expect(await cache.get('voice\nHello.')).toBeNull();
      await cache.put('voice\nHello.', cachedLine(3));
      expect(await cache.get('voice\nHello.')).toEqual(cachedLine(3));
      for (const other of ['voice\nHello', 'voice\nhello.', 'Hello.', '']) expect(await cache.get(other)).toBeNull();
    });

    it('keeps an empty line, replaces a line, and takes any key', async () => {
      const cache = create();
      for (const key of ['key', '../../outside', 'a\0b', 'é 你好', 'x'.repeat(10_000)]) {
        await cache.put(key, new Int16Array(0));
        expect(await cache.get(key)).toEqual(new Int16Array(0));
        await cache.put(key, cachedLine(2));
        expect(await cache.get(key)).toEqual(cachedLine(2));
      }
    });

    it('is not changed by what becomes of the samples outside', async () => {
      const cache = create();
      const given = cachedLine(5);
      await cache.put('key', given);
      given.fill(0);
      (await cache.get('key'))!.fill(1);
      expect(await cache.get('key')).toEqual(cachedLine(5));
    });

    it('takes many lines at once, of the same key too', async () => {
      const cache = create();
      await Promise.all(Array.from({ length: 12 }, (_, at) => cache.put(`line ${String(at % 3)}`, cachedLine(at % 3))));
      for (let at = 0; at < 3; at += 1) expect(await cache.get(`line ${String(at)}`)).toEqual(cachedLine(at));
    });

    it('is merely empty where it cannot read or write', async () => {
      const cache = useless();
      await cache.put('key', cachedLine(1));
      expect(await cache.get('key')).toBeNull();
    });
  });
}
