import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findErrors } from '../../../../src/engine/scoring/grammar/find-errors.js';
import type { HarperChecker } from '../../../../src/providers/harper/harper-checker.js';
import { createHarperChecker } from '../../../../src/providers/harper/harper-checker.js';
import { injectGrammarErrors } from '../../../support/inject-grammar-errors.js';

vi.setConfig({ testTimeout: 90_000 });

const ANSWER =
  'my sister is a teacher and she works in a small town and she has two brothers they are older than me and they have many friends ' +
  'people are kind there and i enjoy reading but it depends on the weather you can find several books in the library ' +
  'she likes music and we are interested in history i agree that it is cheaper to live there but they were sad because i did not go';

let tagger: HarperChecker;
beforeAll(() => {
  tagger = createHarperChecker();
});
afterAll(() => tagger.close());

describe('injected errors', () => {
  it('are none at share 0, the same for the same seed, and more with a larger share', () => {
    expect(injectGrammarErrors(ANSWER, { share: 0, seed: 1 })).toEqual({ text: ANSWER, injected: 0 });
    const half = injectGrammarErrors(ANSWER, { share: 0.5, seed: 7 });
    expect(injectGrammarErrors(ANSWER, { share: 0.5, seed: 7 })).toEqual(half);
    expect(injectGrammarErrors(ANSWER, { share: 1, seed: 7 }).injected).toBeGreaterThan(half.injected);
  });

  it('make the rules find more, most of them one by one', async () => {
    for (const seed of [1, 2, 3]) {
      let before = 0;
      for (const share of [0, 0.3, 0.6, 1]) {
        const { text, injected } = injectGrammarErrors(ANSWER, { share, seed });
        const found = findErrors(await tagger.tag(text)).length;
        expect([seed, share, found >= before]).toEqual([seed, share, true]);
        expect(found).toBeGreaterThanOrEqual(Math.floor(0.7 * injected));
        before = found;
      }
    }
  });
});
