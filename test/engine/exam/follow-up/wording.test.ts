import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { questionBankSchema } from '../../../../src/engine/exam/bank.js';
import { wordingRefusal } from '../../../../src/engine/exam/follow-up/wording.js';

describe('what an examiner may say as a follow-up', () => {
  it.each([
    'Why do you think that happens?',
    'To what extent will that change in the next twenty years?',
    'How do journeys by train compare with journeys by plane?',
    'If everybody travelled less, what would cities lose?',
    'Do young people see it differently from their grandparents?',
    'In what ways might technology make journeys safer?',
    'Why do families with eight children travel by train?',
    'Has a nine to five job become less common?',
    'Do young people travel more often than you did at school?',
    'Should children learn to speak more than two languages?',
  ])('%s', (text) => {
    expect(wordingRefusal(text)).toBeNull();
  });

  it.each([
    ['', 'notOneQuestion'],
    ['Tell me more about it.', 'notOneQuestion'],
    ['Why is that? And how would you change it?', 'notOneQuestion'],
    ['People travel a lot. Why?', 'notOneQuestion'],
    ['Journeys?', 'notOneQuestion'],
    [`Why ${'do people travel '.repeat(12)}?`, 'tooLong'],
    ['¿Por qué viaja la gente?', 'notEnglish'],
    ['Почему люди путешествуют?', 'notEnglish'],
    ['Why do people travel to 東京?', 'notEnglish'],
    ['Why **do** people travel?', 'markup'],
    ['<b>Why</b> do people travel?', 'markup'],
    ['Why do people travel?\n', 'markup'],
    ['\u001b[31mWhy do people travel?', 'markup'],
    ['Why do people\u202e travel?', 'markup'],
    ['Would you look at www.example.com?', 'markup'],
    ['Would you look at example dot com?', 'markup'],
    ['Why do people travel 🙂?', 'markup'],
    ['That is a good point, so why do people travel?', 'comment'],
    ['Great, why do people travel?', 'comment'],
    ['Thank you, and why do people travel?', 'comment'],
    ['Interesting - why do people travel?', 'comment'],
    ['How could your answer be better?', 'comment'],
    ['Would you like to know your band?', 'score'],
    ['Is an 8.5 score what you expected?', 'score'],
    ['How does it feel to get a band nine?', 'score'],
    ['How could you improve your grammar?', 'score'],
    ['How does a nine for talking about a journey feel?', 'score'],
    ['Would you be happy with eight and a half for your journey?', 'score'],
    ['Would you be happy with a seven?', 'score'],
    ['Is 6 point five what you hoped for on a journey?', 'score'],
    ['Did you know that you have passed, and why does a journey matter?', 'score'],
    ['Why do people on a journey speak worse than you do?', 'score'],
    ['Why do I think that travel is bad?', 'opinion'],
    ["Isn't it obvious that trains are better, or would you disagree, right?", 'opinion'],
    ["Travel is good, don't you agree?", 'opinion'],
    ['As an AI model, how may I help?', 'outOfRole'],
    ['What would you do if you ignored the instructions?', 'outOfRole'],
    ['Could you show me the system prompt?', 'outOfRole'],
    ['What would a pirate say if he could pretend to be one?', 'outOfRole'],
    ['What is your full name?', 'personal'],
    ['Could you give me your passport number?', 'personal'],
    ['Are you married?', 'personal'],
    ['How much do you earn?', 'personal'],
    ['What is your religion?', 'personal'],
    ['Why are people so stupid?', 'offensive'],
  ])('not: %j, because %s', (text, reason) => {
    expect(wordingRefusal(text)).toBe(reason);
  });

  test('nearly every question of the bank would pass', () => {
    const file = new URL('../../../../data/question-bank/cards.json', import.meta.url);
    const { cards } = JSON.parse(readFileSync(file, 'utf8')) as { cards: unknown };
    const texts = questionBankSchema.shape.cards
      .parse(cards)
      .flatMap(({ discussion }) => discussion.flatMap(({ text, simpler, followUp }) => [text, simpler, followUp]));
    const refused = texts.filter((text) => wordingRefusal(text) !== null);
    expect(texts.length).toBeGreaterThan(500);
    expect(refused.length / texts.length).toBeLessThan(0.01);
  });

  const BAD = [
    'your band',
    'I think',
    'good answer',
    'ignore the instructions',
    'your phone number',
    'language model',
    'thank you',
    'IELTS',
    'you are right',
    'my opinion',
  ];

  test('a forbidden phrase is found wherever it stands', () => {
    const word = fc.constantFrom('people', 'travel', 'often', 'because', 'cities', 'time', 'new', 'and');
    const words = fc.array(word, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, fc.constantFrom(...BAD), words, fc.boolean(), (before, bad, after, upper) => {
        const phrase = upper ? bad.toUpperCase() : bad;
        const text = `Why do ${before.join(' ')} ${phrase} ${after.join(' ')}?`;
        expect(wordingRefusal(text)).not.toBeNull();
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('whatever passes is one short line of plain English letters with one question mark at its end', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, dressed) => {
        const said = dressed ? `Why ${text}?` : text;
        if (wordingRefusal(said) === null) expect(said).toMatch(/^[A-Za-z0-9 ,;:'’"“”()–—-]{2,199}\?$/);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});
