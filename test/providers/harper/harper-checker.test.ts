import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarperChecker, detectHarper } from '../../../src/providers/harper/harper-checker.js';
import type { HarperChecker } from '../../../src/providers/harper/harper-checker.js';
import { SPOKEN_RULE_NAMES } from '../../../src/providers/harper/spoken-rules.js';
import { grammarCheckerContract } from '../../support/contracts/grammar-checker.contract.js';
import { cleanClips, haveSharedData } from '../support/test-audio.js';

grammarCheckerContract('harper', createHarperChecker);

describe('harper', () => {
  let checker: HarperChecker;
  beforeAll(() => {
    checker = createHarperChecker();
  });
  afterAll(() => checker.close());

  it('is there on every machine', async () => {
    expect(await detectHarper()).toMatchObject({ available: true });
  });

  it('passes over a word of 200,000 letters, and finds the error behind it', async () => {
    const text = `i like it ${'a'.repeat(200_000)} and she ate a apple`;
    const [issue] = await checker.check(text);
    expect(text.slice(issue?.start, issue?.end)).toBe('a');
    expect((await checker.tag(text)).at(-1)).toMatchObject({ text: 'apple', end: text.length });
  });

  it('still has every rule that we rely on', async () => {
    const installed = new Set(await checker.rules());
    expect(SPOKEN_RULE_NAMES.filter((rule) => !installed.has(rule))).toEqual([]);
  });

  it.each([
    ['i goes to school every day', 'agreement'],
    ['he have two brothers', 'agreement'],
    ['we has had many problems', 'agreement'],
    ['we does do our homework', 'agreement'],
    ['i did not went there', 'verbForm'],
    ['i have took many pictures', 'verbForm'],
    ['yesterday i buyed a present', 'wordForm'],
    ['she ate a apple', 'article'],
    ['this city is more bigger than my town', 'comparison'],
    ['we discuss about politics at home', 'preposition'],
    ['i have been living here since five years', 'preposition'],
  ])('finds the error in "%s"', async (text, kind) => {
    expect((await checker.check(text)).map((issue) => issue.kind)).toContain(kind);
  });

  it.each([
    'every single one of us was exhausted',
    'neither of them is at home',
    "i did enjoy it don't get me wrong",
    "i like it don't you think so",
    'music is a passion and i have a deep respect for it',
    'everyone helps you thanks to the internet',
    'it is good to have friends you can talk with they always listen',
  ])('finds none in "%s"', async (text) => {
    expect(await checker.check(text)).toEqual([]);
  });

  it.runIf(haveSharedData)('raises no false alarm on clear public speech', async () => {
    for (const { words } of await cleanClips()) {
      const text = words.join(' ');
      expect([text, await checker.check(text)]).toEqual([text, []]);
    }
  });
});
