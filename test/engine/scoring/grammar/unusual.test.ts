import { afterAll, describe, expect, it } from 'vitest';
import { createLearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';

const checker = createLearnerGrammarChecker();
afterAll(() => checker.close());

const unusual = async (text: string): Promise<number> =>
  (await checker.check(text)).filter(({ kind }) => kind === 'unusual').length;

describe('words that read unlike English', () => {
  it('are found in an answer without marks', async () => {
    const answer =
      'the government should make the rule for the companies that throw garbage at river since the water is important to the people of village';
    expect(await unusual(answer)).toBe(1);
  });

  it('need more evidence in an answer of many words than in one sentence', async () => {
    const words =
      'the tourists come for seeing the old temples of my country and buying the handmade things from the market near to the river side';
    expect(await unusual(`${words}.`)).toBe(1);
    expect(await unusual(words)).toBe(0);
  });

  it('are not seen in long answers that are right', async () => {
    const answer =
      'in my free time i usually go to the park near my house with my friends because we like to play football there and talk about our week ' +
      'my town has become much bigger in the last few years so now there are more shops and more cars than there were before ' +
      'when i was at school we used to have lunch in a big hall where you could hear everybody talking about what they had done at the weekend';
    expect(await unusual(answer)).toBe(0);
  });
});
