/** The whole way from the checker of the product to what a candidate reads. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnsFromTranscript } from '../../../../src/engine/scoring/input/transcript-turns.js';
import { scoreTest } from '../../../../src/engine/scoring/score-test.js';
import type { TurnEvidence } from '../../../../src/engine/scoring/types.js';
import {
  createLearnerGrammarChecker,
  type LearnerGrammarChecker,
} from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { CORRECT_SPEECH } from './correct-speech.js';

let checker: LearnerGrammarChecker;
beforeAll(() => {
  checker = createLearnerGrammarChecker();
});
afterAll(() => checker.close());

async function grammarOf(answers: readonly string[]) {
  const turns = turnsFromTranscript({ turns: answers.map((text) => ({ text, question: 'What do you think?' })) });
  const evidence = new Map<string, TurnEvidence>();
  for (const { turnId, text } of turns) evidence.set(turnId, { alignment: null, grammar: await checker.check(text) });
  const { grammar } = scoreTest(turns, evidence).criteria;
  if (!grammar.rateable) throw new Error(grammar.reason);
  return grammar;
}

describe('feedback on grammar', () => {
  it('corrects nothing in correct speech: fragments, contractions, restarts', async () => {
    const { quotes, changes } = await grammarOf(CORRECT_SPEECH);
    expect(quotes.map(({ why }) => why).filter((why) => !why.startsWith('A clause inside'))).toEqual([]);
    expect(changes?.flatMap(({ about }) => about).filter((about) => about.startsWith('error:'))).toEqual([]);
  });

  it('shows a clause inside another in one sentence, not over two', async () => {
    const once =
      'Yes, I enjoy walking because it is good for health. The children whose parents work play in the street.';
    const { quotes } = await grammarOf([once, once, once, once, once, once, once]);
    const inside = quotes.filter(({ why }) => why.startsWith('A clause inside')).map(({ text }) => text);
    expect(inside).toContain('Yes, I enjoy walking because it is good for health');
    expect(inside.filter((text) => /[.!?]\s/.test(text))).toEqual([]);
  });

  it('praises no sentence where one in twenty words is wrong', async () => {
    const dense =
      'He go there every day. She have two dog. I met her when I was at school in my town with people who like music.';
    const { quotes } = await grammarOf([dense, dense, dense, dense, dense, dense]);
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.filter(({ why }) => why.startsWith('A clause inside'))).toEqual([]);
  });

  it('puts right what is certain, in the clause that was said', async () => {
    const wrong = CORRECT_SPEECH.slice(0, 20).concat(
      'he go to school every day and I must to help him',
      'I have many friend there',
    );
    const { quotes, practise } = await grammarOf(wrong);
    const texts = [...quotes.map(({ why }) => why), ...practise].join('\n');
    expect(texts).toContain('he goes to school');
    expect(texts).toMatch(/many friends/);
  });
});
