import { describe, expect, it } from 'vitest';
import { NUMBERS, numbersOf, type AnswerSoFar } from '../../../src/engine/speech/answer-so-far.js';
import { cheapestWaitMs } from '../../../src/engine/speech/cheapest-wait.js';
import { NO_ANSWERS, withAnswer } from '../../../src/engine/speech/earlier-answers.js';
import { DEFAULT_ENDPOINTING } from '../../../src/engine/speech/endpointing.js';
import { chancesOf, endChances, turnEnds, wordlessChances } from '../../../src/engine/speech/end-chances.js';

const SENTENCES = 'my cousin began at the age of five and now she speaks three languages';

function number(name: (typeof NUMBERS)[number], answer: Partial<AnswerSoFar>): number | undefined {
  const numbers = numbersOf(
    { part: 1, text: SENTENCES, pausedBefore: [], earlier: NO_ANSWERS, ...answer },
    turnEnds().odds,
  );
  return numbers[NUMBERS.indexOf(name)];
}

describe('what an answer so far tells', () => {
  it('is what the trees were made for', () => {
    expect(turnEnds().turnEnds.numbers).toEqual(NUMBERS);
  });

  it('counts words without fillers, from the last pause and in the newest clause', () => {
    const answer = { text: `${SENTENCES} um`, pausedBefore: [4] };
    expect(number('words', answer)).toBe(14);
    expect(number('filler at the end', answer)).toBe(1);
    expect(number('words since the last pause', answer)).toBe(10);
    expect(number('words of the newest clause', answer)).toBe(6);
    expect(number('how the newest clause begins', answer)).toBe(1);
  });

  it('takes a pause between two sentences for the end of one, and a pause inside a clause for none', () => {
    const text = 'i live in a small town it is very quiet there';
    const ended = (place: number) => number('sentences that ended at pauses', { text, pausedBefore: [place] }) ?? 0;
    expect(ended(6)).toBeGreaterThan(0.5);
    expect(ended(4)).toBeLessThan(0.1);
  });

  it('leaves out pauses before words that are not known yet, or not known any more', () => {
    expect(number('words since the last pause', { text: 'i do', pausedBefore: [0, 7] })).toBe(2);
  });
});

describe('the chances that an answer is over', () => {
  const chances = (text: string, pausedBefore: readonly number[] = []) => endChances(3, text, pausedBefore, NO_ANSWERS);

  it('are together one', () => {
    for (const { over, between, inside } of [chances(SENTENCES), wordlessChances(1, 12, NO_ANSWERS)])
      expect(over + between + inside).toBeCloseTo(1, 9);
  });

  it('are small after words that dangle, and great after enough words that sound whole', () => {
    expect(chances(`${SENTENCES} and the`).inside).toBeGreaterThan(0.9);
    const twoSentences = `if schools taught it earlier children would find it easier ${SENTENCES}`;
    expect(chances(twoSentences, [10]).over).toBeGreaterThan(0.7);
  });

  it('are small after as many words where this candidate’s earlier answers were twice as long', () => {
    let earlier = NO_ANSWERS;
    for (let answer = 0; answer < 3; answer += 1) earlier = withAnswer(earlier, 3, 48);
    const text = `if schools taught it earlier children would find it easier ${SENTENCES}`;
    expect(endChances(3, text, [10], earlier).over).toBeLessThan(0.6 * chances(text, [10]).over);
    expect(wordlessChances(3, 24, earlier).over).toBeLessThan(wordlessChances(3, 24, NO_ANSWERS).over);
  });

  it('leave words that sound whole a chance to be all there is, however much the candidate usually says', () => {
    expect(chances('yes i think so').over).toBe(0.1);
    expect(chances('yes because').over).toBeLessThan(0.1);
    const earlier = { count: 3, length: 3, shortest: 3, longest: 3 };
    expect(endChances(1, 'i live in a small flat near the old harbour', [], earlier).over).toBe(0.1);
  });

  it('grow with the words, where only their number is known and is more than brief answers have', () => {
    const over = [5, 8, 14, 20].map((words) => wordlessChances(1, words, NO_ANSWERS).over);
    expect(over).toEqual(over.toSorted((first, second) => first - second));
  });

  it('come of all trees: each adds to the logarithm of one of them', () => {
    const low = { prior: [0, 0, 0], rounds: [[[0, 5, Math.log(2), 0] as const, 0, 0]] };
    expect(chancesOf(low, [5])).toEqual({ over: 0.5, between: 0.25, inside: 0.25 });
    expect(chancesOf(low, [6]).over).toBeCloseTo(1 / 3, 9);
  });
});

describe('the cheapest wait', () => {
  const USUAL = { medianMs: 700, spread: 0.7 };

  it('is the shortest where the answer is surely over, and the longest where it surely is not', () => {
    expect(cheapestWaitMs({ over: 1, between: 0, inside: 0 }, USUAL, 0.05)).toBe(700);
    expect(cheapestWaitMs({ over: 0, between: 0, inside: 1 }, USUAL, 0.05)).toBe(3900);
  });

  it('grows with the chance of a pause, with its length, and with patience', () => {
    const wait = (inside: number, medianMs = 700, price = 0.05) =>
      cheapestWaitMs({ over: 1 - inside, between: 0, inside }, { ...USUAL, medianMs }, price);
    expect(wait(0.5)).toBeGreaterThan(wait(0.2));
    expect(wait(0.2, 1400)).toBeGreaterThan(wait(0.2));
    expect(wait(0.2, 700, 0.02)).toBeGreaterThan(wait(0.2));
  });
});

describe('how long a usual candidate is waited for', () => {
  const USUAL = { medianMs: 700, spread: 0.7 };
  const { price } = DEFAULT_ENDPOINTING.interview.adaptive!;
  const wait = (text: string, earlierWords: readonly number[] = []) => {
    const earlier = earlierWords.reduce((before, words) => withAnswer(before, 1, words), NO_ANSWERS);
    return cheapestWaitMs(endChances(1, text, [], earlier), USUAL, price);
  };

  it.each(['yes', 'no', 'yes i do', "no i don't", 'in madrid', 'twice a week', 'with my friends'])(
    'is between 1.4 and 2.6 s after %j, which may be all there is',
    (text) => {
      expect(wait(text)).toBeGreaterThan(1400);
      expect(wait(text)).toBeLessThan(2600);
    },
  );

  it('is longer after a few words that are no answer', () => {
    for (const text of ['yes because', 'i like', 'i live in']) expect(wait(text)).toBeGreaterThan(3000);
  });

  it('is less than three times as long after one long answer, and hardly longer where usual ones were among them', () => {
    const text = 'i usually go there with my sister at the weekend and we stay until the evening';
    expect(wait(text, [60])).toBeLessThan(2.6 * wait(text));
    expect(wait(text, [60, 60, 60])).toBeLessThan(2.8 * wait(text));
    expect(wait(text, [17, 17, 60])).toBeLessThan(1.5 * wait(text));
  });
});
