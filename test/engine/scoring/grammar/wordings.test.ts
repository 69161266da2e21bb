import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { createLearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';

let checker: LearnerGrammarChecker;
beforeAll(() => {
  checker = createLearnerGrammarChecker({ sequences: false });
});
afterAll(() => checker.close());

/** The sentence with all certain corrections in it; where there is none, the error in brackets. */
async function putRight(text: string): Promise<string> {
  let better = text;
  for (const { start, end, suggestions } of [...(await checker.check(text))].reverse()) {
    const [first, ...others] = suggestions;
    const instead = first === undefined || others.length > 0 ? `[${text.slice(start, end)}]` : first;
    better = better.slice(0, start) + instead + better.slice(end);
  }
  return better;
}

describe('a better wording', () => {
  it.each([
    ['i must to pay', 'i must pay'],
    ['he go to school yesterday', 'he went to school yesterday'],
    ['if he will be late i will wait', 'if he is late i will wait'],
    ['if i will be late i will call', 'if i am late i will call'],
    ['if they will be late we will wait', 'if they are late we will wait'],
    ['if she will have time we will go', 'if she has time we will go'],
    ['she plays the violin since she was little', 'she has played the violin since she was little'],
    ['she plays the violin since she was young', 'she has played the violin since she was young'],
    ['when i will finish i will go abroad', 'when i finish i will go abroad'],
    ['i have twenty years', 'i am twenty years old'],
    ['i am interesting in music', 'i am interested in music'],
    ['it is necessary meet new people', 'it is necessary to meet new people'],
    ['he plays football since he was five', 'he has played football since he was five'],
    ['there is a lot delicious food', 'there is a lot of delicious food'],
    ['i avoid take the bus', 'i avoid taking the bus'],
    ['he has a blue eyes', 'he has blue eyes'],
    ['my teacher gave me many advices', 'my teacher gave me a lot of advice'],
    ["they didn't give me many informations", "they didn't give me much information"],
    ['these informations are useful', 'this information is useful'],
    ['these information are useful', 'this information is useful'],
    ['how many informations do you have', 'how much information do you have'],
    ['i want to marry to him', 'i want to marry  him'],
    ['the informations was useful', 'the information was useful'],
    ['in my city every people have a phone', 'in my city every person has a phone'],
    ['i married with him', 'i married  him'],
    ['she is married with a engineer', 'she is married to an engineer'],
    ['the food is same like in my country', 'the food is the same as in my country'],
    ['can you explain me this', 'can you explain this to me'],
    ['he make me to laugh', 'he makes me laugh'],
    ['i am having two brothers', 'i have two brothers'],
    ['i did a big mistake', 'i made a big mistake'],
    ['the news are bad', 'the news is bad'],
    ['i enjoy swim in the sea', 'i enjoy swimming in the sea'],
    ['she speaks english very fluent', 'she speaks english very fluently'],
    ['she sings beautiful and she dances', 'she sings beautifully and she dances'],
    ['i want go home', 'i want to go home'],
    ['i live in small flat', 'i live in a small flat'],
    ['he explained us that we have to wait', 'he explained to us that we have to wait'],
    ["i don't know what is his name", "i don't know what his name is"],
    ['last year i have visited london', 'last year i visited london'],
    ['my father works in bank', 'my father works in a bank'],
    ['i am a nurse since five years', 'i have been a nurse for five years'],
    ["i went my grandmother's house", "i went to my grandmother's house"],
  ])('puts "%s" wholly right', async (said, better) => {
    expect(await putRight(said)).toBe(better);
  });

  it('is not told where it leaves or makes an error', async () => {
    expect(await putRight('i am a nurse, since five years')).toBe('i am a nurse, [since] five years');
    expect(await putRight('my mother she is teacher')).toBe('my mother she is [teacher]');
    expect(await putRight('the most thing i like is the sea')).toBe('the [most thing] i like is the sea');
    expect(await putRight('they have many work to do')).toBe('they have [many work] to do');
    expect(await putRight('i have a big problems with it')).toBe('i have [a big problems] with it');
  });

  it('is not told for what was put right in the next breath, since that is no error', async () => {
    expect(await checker.check("he don't he doesn't like it")).toEqual([]);
    expect(await checker.check('i goed i went there on my own')).toEqual([]);
  });

  it('does not take the letter of a mark for an article', async () => {
    expect(await checker.check('i got an a in english')).toEqual([]);
  });
});
