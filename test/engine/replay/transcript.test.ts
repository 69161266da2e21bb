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
    [
      'otherwise I exercise, to my surprise, and advise paradise',
      'otherwise i exercise to my surprise and advise paradise',
    ],
    ['3.14, 0.05 and 12.5%', 'three point one four zero point zero five and twelve point five percent'],
    ['at 10:05, at 7:30 and at 9:00', 'at ten oh five at seven thirty and at nine'],
    ['1,500 people in 1500', 'fifteen hundred people in fifteen hundred'],
    ['my number is 0171', 'my number is oh one seven one'],
    ['<unk> well mmm, uhh, so', 'well so'],
    ['everybody’s here and nobody else’s late', 'everybody is here and nobody else is late'],
  ])('"%s"', (text, expected) => {
    expect(normaliseWords(text).join(' ')).toBe(expected);
  });
});

describe('texts that Whisper’s normaliser takes for the same', () => {
  // Pairs after the cases in openai/whisper, tests/test_normalizer.py.
  it.each([
    ['Mr. Park visited Assoc. Prof. Kim Jr.', 'mister park visited associate professor kim junior'],
    ['forty three thousand two hundred and sixty', '43,260'],
    ['three thousand twenty nine', '3029 '],
    ['seventy six per cent', '76%'],
    ['two hundred million dollars', '$200 million'],
    ['nineteen ninety nine', '1999'],
    ['july third twenty twenty', 'july 3rd 2020'],
    ['fourteen point 4', '14.4'],
    ["she's [laughs] been (coughs) like", "she's been like"],
    ['10km', '10 km'],
    ['mobilisation', 'mobilization'],
    ["she's been there and he'd gone", 'she has been there and he had gone'],
    ['I coulda, you woulda', 'i could have you would have'],
    ['St. Petersburg', 'Saint Petersburg'],
    ['two dollars and seventy five cents', '$2.75'],
    ['it costs £1,200', 'it costs one thousand two hundred pounds'],
    ['€2.5 million', 'two point five million euros'],
    ['at 9 a.m. in the U.K.', 'at nine am in the UK'],
    ['$1, £1 and €1.50', 'one dollar, one pound and one euro and fifty cents'],
    ['1500 people', 'one thousand five hundred people'],
    ['1,500 people', 'fifteen hundred people'],
    ['1350', 'one thousand three hundred and fifty'],
    ['1905 or 2015', 'one thousand nine hundred and five or two thousand and fifteen'],
    ['2500 metres', 'twenty five hundred metres'],
    ['21,200 and 301,000', 'twenty one thousand two hundred and three hundred and one thousand'],
    ['a hundred or a thousand', '100 or 1000'],
    ['1 hr, 2 hrs, 5 km and 30 mins', 'one hour two hours five kilometres and thirty minutes'],
    ['at -5°', 'at minus five degrees'],
    ['2½ years', 'two and a half years'],
    ['1⅓ of it, ⅔ cup, Lego™', 'one and a third of it, two thirds cup, Lego'],
    ['⅝ inch, 3⅖ miles and ⅚ of it', 'five eighths inch, three and two fifths miles and five sixths of it'],
    ['1.5m and 10th', 'one point five m and tenth'],
    ['¢3, 3¢ and $0.01', 'three cents, 3 cents and one cent'],
    ['$0.36 or £0.05', '36 cents or five pence'],
    ['two point two five dollars', '$2.25'],
    ['five pounds and seven pence', '£5.07'],
    ['a hundred dollars and fifty cents', '$100.50'],
    ['forty eight and a half dollars', '$48.5'],
    ['20.00 and £20.00', '20.00 and twenty pounds'],
    ['5°C, -5 °F, 21℃', 'five degrees Celsius, minus five degrees Fahrenheit, 21 degrees celsius'],
    ['½ hour, ½ a year, ½ kilo', 'half an hour, half a year, half a kilo'],
    ['3.5 million', 'three and a half million'],
    ['half a million, half million', '0.5 million, a half million'],
    ["I'd've, shouldn't've and I'ma", 'I would have, should not have and I am going to'],
    ['nine one one', '911'],
    ['nine double one or one triple oh', '911 or 1000'],
    ['double oh seven', '007'],
    ['one nine nine nine', '1999'],
    ['seven seven zero nine zero', '7 7 0 9 0'],
    ['３ ﬁsh in Łódź', '3 fish in Lodz'],
    ['cancelation', 'cancellation'],
    ['Main St. is long', 'main street is long'],
  ])('"%s" and "%s"', (one, other) => {
    expect(normaliseWords(one).join(' ')).toBe(normaliseWords(other).join(' '));
  });
});

describe('British and American spelling', () => {
  it.each([
    ['we analysed globalisation and socialised', 'we analyzed globalization and socialized'],
    ['civilisation, urbanised areas, customising', 'civilization urbanized areas customizing'],
    ['three centimetres of jewellery', 'three centimeters of jewelry'],
    ['counselling and levelled dialogues', 'counseling and leveled dialogs'],
    ['an odour of grey theatres', 'an odor of gray theaters'],
    ['the café', 'the cafe'],
  ])('"%s" and "%s"', (one, other) => {
    expect(normaliseWords(one).join(' ')).toBe(normaliseWords(other).join(' '));
  });
});

describe('word errors', () => {
  // From jiwer's documentation and tests (github.com/jitsi/jiwer: docs/usage, tests/test_measures.py).
  it.each([
    ['hello world', 'hello duck', 1 / 2],
    ['hello world i like monthy python', 'hello duck i like python', 2 / 6],
    ['This is a test', 'This is a test', 0],
    ['This is a test', '', 1],
    ['This is a test', 'This test', 0.5],
    ['hello this sentence is fractured', 'this sentence', 0.6],
    ['i am a short ground truth', 'i am a considerably longer and very much incorrect hypothesis', 7 / 6],
    ['X', 'X X Y Y', 3],
    ['X Y X', 'X Z', 2 / 3],
    ['X', 'Y', 1],
    ['X', 'Y Z', 2],
  ])('jiwer: "%s" against "%s"', (reference, heard, rate) => {
    expect(wordErrorRate(countWordErrors(compareWords(reference, heard)))).toBeCloseTo(rate, 12);
  });

  it('tells substitutions, deletions and insertions apart', () => {
    // There is one shortest way from the one to the other.
    const errors = countWordErrors(
      compareWords('I live in a small town by the sea', 'I leave in small town by the sea and beach'),
    );
    expect(errors).toEqual({ substitutions: 1, deletions: 1, insertions: 2, words: 9 });
    expect(wordErrorRate(errors)).toBeCloseTo(4 / 9);
  });

  it.each([
    ["It's 5 o'clock.", "it is five o'clock"],
    ['nine pounds ninety nine or two dollars fifty', '£9.99 or $2.50'],
    ['five dollars, twenty thousand times', '$5 20,000 times'],
  ])('counts nothing for the same words written differently: "%s" and "%s"', (one, other) => {
    expect(wordErrorRate(countWordErrors(compareWords(one, other)))).toBe(0);
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
      { seed: 1 },
    );
  });
});
