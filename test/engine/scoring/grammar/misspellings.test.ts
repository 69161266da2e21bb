import { afterAll, describe, expect, it } from 'vitest';
import { createLearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';

const checker = createLearnerGrammarChecker();
afterAll(() => checker.close());

const misspelt = async (text: string): Promise<readonly string[]> =>
  (await checker.check(text))
    .filter(({ rule }) => rule === 'unusual.misspelt')
    .map(({ start, end }) => text.slice(start, end));

describe('slips of spelling that are words by chance', () => {
  it.each([
    ['We use cars fore many reasons.', 'fore'],
    ['He is a potion player as swell as a coach.', 'swell'],
    ['It is on of the best places.', ''],
    ['They walked along a narrow road in the dell.', ''],
    ['We saw a mole near the barn.', ''],
  ])('"%s": %s', async (text, found) => {
    expect((await misspelt(text)).join(' ')).toBe(found);
  });

  it('are not looked for in what a recogniser heard, which has no full stops', async () => {
    expect(await misspelt('we use cars fore many reasons')).toEqual([]);
  });

  it('are never quoted or corrected: they are only unusual', async () => {
    const issues = await checker.check('We use cars fore many reasons.');
    expect(issues.map(({ kind, suggestions }) => [kind, suggestions])).toEqual([['unusual', []]]);
  });
});
