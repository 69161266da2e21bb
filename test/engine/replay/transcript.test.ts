import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseWords } from '../../../src/engine/replay/transcript/normalise-words.js';
import { compareWords, countWordErrors, wordErrorRate } from '../../../src/engine/replay/transcript/word-errors.js';

describe('normalising words', () => {
  it.each([
    ["It's  GREAT, isn't it?", 'it is great is not it'],
    ["I can't, won't and shan't.", 'i can not will not and shall not'],
    ["We'd say they've left; I'm sure you'll see.", 'we would say they have left i am sure you will see'],
    ["my sister's car and that's all", "my sister's car and that is all"],
    ['a well-known place', 'a well known place'],
    ['Um, I, er, like it', 'i like it'],
    ['I have 3 cats and 21 fish', 'i have three cats and twenty one fish'],
    ['2,500 people', 'two thousand five hundred people'],
    ['in 1999 and 2005 and 2016', 'in nineteen ninety nine and two thousand five and twenty sixteen'],
    ['the 1st, 2nd, 12th and 30th', 'the first second twelfth and thirtieth'],
    ['the 1990s', 'the nineteen nineties'],
    ['3.5 percent or 40%', 'three point five percent or forty percent'],
    ['my favourite colour in the centre, I realised', 'my favorite color in the center i realized'],
    ['travelling, programmes and neighbours', 'traveling programs and neighbors'],
    ['four hours of our promise', 'four hours of our promise'],
  ])('"%s"', (text, expected) => {
    expect(normaliseWords(text).join(' ')).toBe(expected);
  });
});

describe('word errors', () => {
  it('tells substitutions, deletions and insertions apart', () => {
    const differences = compareWords('I live in a small town', 'I leave in small old town');
    expect(differences.map(({ kind }) => kind)).toContain('substituted');
    const errors = countWordErrors(differences);
    expect(errors).toMatchObject({ words: 6 });
    expect(errors.substitutions + errors.deletions + errors.insertions).toBe(3);
    expect(wordErrorRate(errors)).toBeCloseTo(0.5);
  });

  it('counts nothing for the same words written differently', () => {
    expect(wordErrorRate(countWordErrors(compareWords("It's 5 o'clock.", "it is five o'clock")))).toBe(0);
  });

  it('counts every word when nothing was recognised, and of nothing expected what was added', () => {
    expect(wordErrorRate(countWordErrors(compareWords('one two three', '')))).toBe(1);
    expect(wordErrorRate(countWordErrors(compareWords('', 'one two')))).toBe(2);
    expect(wordErrorRate(countWordErrors(compareWords('', '')))).toBe(0);
  });

  it('is an alignment of both texts, never worse than replacing word by word', () => {
    const text = fc.array(fc.constantFrom('tree', 'house', 'river', 'stone'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (reference, heard) => {
        const differences = compareWords(reference.join(' '), heard.join(' '));
        expect(
          differences.flatMap((each) =>
            'expected' in each ? [each.expected] : each.kind === 'same' ? [each.word] : [],
          ),
        ).toEqual(reference);
        expect(differences.flatMap((each) => ('word' in each ? [each.word] : []))).toEqual(heard);
        const { substitutions, deletions, insertions } = countWordErrors(differences);
        expect(substitutions + deletions + insertions).toBeLessThanOrEqual(Math.max(reference.length, heard.length));
      }),
    );
  });
});
