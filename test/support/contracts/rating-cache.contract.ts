/** What every cache of ratings must do. Keys are SHA-256 in hexadecimal. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RatingCache } from '../../../src/engine/ports/rating-cache.js';

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @param useless gives one whose place can neither be read nor written */
export function ratingCacheContract(name: string, create: () => RatingCache, useless: () => RatingCache): void {
  describe(`${name} as a cache of ratings`, () => {
    it('gives back what was put in under the same key alone, and replaces it', async () => {
      const cache = create();
      expect(await cache.get(keyOf('one'))).toBeNull();
      await cache.put(keyOf('one'), '[{"band":6,"why":"é 你好 \\n"}]');
      expect(await cache.get(keyOf('one'))).toBe('[{"band":6,"why":"é 你好 \\n"}]');
      expect(await cache.get(keyOf('two'))).toBeNull();
      await cache.put(keyOf('one'), '[7]');
      expect(await cache.get(keyOf('one'))).toBe('[7]');
    });

    it('takes no key that is no hash for a place', async () => {
      const cache = create();
      for (const key of ['', '../../evil', `${keyOf('one')}/..`, keyOf('one').toUpperCase(), 'a\0b']) {
        await cache.put(key, 'x');
        expect(await cache.get(key)).toBeNull();
      }
    });

    it('takes many ratings at once, of the same key too', async () => {
      const cache = create();
      await Promise.all(Array.from({ length: 12 }, (_, at) => cache.put(keyOf(String(at % 3)), `[${String(at % 3)}]`)));
      for (let at = 0; at < 3; at += 1) expect(await cache.get(keyOf(String(at)))).toBe(`[${String(at)}]`);
    });

    it('is merely empty where it cannot read or write', async () => {
      const cache = useless();
      await cache.put(keyOf('one'), '[1]');
      expect(await cache.get(keyOf('one'))).toBeNull();
    });
  });
}
