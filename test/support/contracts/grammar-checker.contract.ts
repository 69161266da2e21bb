/** What every grammar checker must do with transcripts of speech. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrammarChecker } from '../../../src/engine/ports/grammar-checker.js';

/** Fluent speech as a recogniser writes it: no capitals, no punctuation, fillers, restarts, fragments. */
export const FLUENT_ANSWERS: readonly string[] = [
  'well i grew up in a small town near the coast and um my parents still live there',
  "i'd say that most people in my country prefer tea but younger people have started drinking a lot of coffee",
  'yeah definitely i mean if i had more time i would read much more than i do now',
  "the thing is that it wasn't really my decision because my parents had already paid for the course",
  'i usually get up at about seven and then i have breakfast with my flatmates who are both students',
  'it was the the best holiday that i have ever had not only because of the weather but also because of the people',
  'you know when you are a child you do not think about money at all you just want to play outside',
  'she told me that she had been working there for ten years and that she was thinking of leaving',
  'to be honest i am not very keen on sports although i used to play football when i was at school',
  "um there are several reasons for this one is the cost of living and another is that there aren't enough jobs",
  'what i like most about it is the atmosphere people are so friendly and they always have time for a chat',
  'in the future i hope that cities will have been made greener and that fewer people will be driving to work',
  'er yes a friend of mine is an engineer and he says that half of his job is writing emails',
  'neither of them had ever seen snow before so you can imagine how excited they were',
];

export function grammarCheckerContract(name: string, create: () => GrammarChecker): void {
  describe(`${name} as a grammar checker`, () => {
    let checker: GrammarChecker;
    beforeAll(() => {
      checker = create();
    });
    afterAll(() => checker.close());

    it('raises no false alarm on fluent speech', async () => {
      for (const answer of FLUENT_ANSWERS) expect([answer, await checker.check(answer)]).toEqual([answer, []]);
    });

    it('reports neither spelling nor capitals nor punctuation nor repetition', async () => {
      expect(await checker.check('london is is a very very big city i recomend it alot yes')).toEqual([]);
    });

    it('gives the position of an error in the text, with what could be said', async () => {
      const text = 'my sister is a nurse and she do not like it';
      const issues = await checker.check(text);
      expect(issues).toHaveLength(1);
      expect(text.slice(issues[0]!.start, issues[0]!.end)).toMatch(/do/);
      expect(issues[0]!.kind).toBe('agreement');
      expect(issues[0]!.suggestions.length).toBeGreaterThan(0);
      expect(issues[0]!.message).not.toBe('');
    });

    it('counts positions in UTF-16 units', async () => {
      const plain = await checker.check('great she do not like it');
      const shifted = await checker.check('😀😀 great she do not like it');
      expect(shifted.map(({ start, end }) => [start - 5, end - 5])).toEqual(
        plain.map(({ start, end }) => [start, end]),
      );
      expect(plain).toHaveLength(1);
    });

    it('finds nothing in nothing', async () => {
      for (const text of ['', '  ', '\n', 'um', '...']) expect(await checker.check(text)).toEqual([]);
    });

    it('gives the same for the same text, in one order, whatever is checked beside it', async () => {
      const text = 'he have two dogs and they was more bigger than mine and she do not like it';
      const first = await checker.check(text);
      const [again] = await Promise.all([checker.check(text), checker.check('she are here'), checker.check(text)]);
      expect(again).toEqual(first);
      expect(first.map(({ start }) => start)).toEqual(first.map(({ start }) => start).sort((a, b) => a - b));
      expect(first.length).toBeGreaterThan(1);
    });
  });
}
