import { describe, expect, test } from 'vitest';
import { isShort, promptFor, sizeOf, strengthOf } from '../../../src/engine/exam/answer.js';
import { keytermsOf } from '../../../src/engine/exam/keyterms.js';
import { foreignLanguage } from '../../../src/engine/exam/language.js';

describe('how much an answer gave', () => {
  test('counts words and different links', () => {
    expect(sizeOf("It's good because it's cheap, because it's near, and so on.", 3000)).toEqual({
      words: 11,
      speechMs: 3000,
      links: 2,
    });
  });
  test('a few words quickly said are short; the same words over many seconds are not', () => {
    expect(isShort(sizeOf('Yes, I do.', 900))).toBe(true);
    expect(isShort(sizeOf('Yes, I do.', 9000))).toBe(false);
    expect(isShort(sizeOf('Yes, because the sea is near my house.', 2500))).toBe(false);
  });
  test('strength needs length and links', () => {
    const plain = 'people walk in the park with a dog and talk to one another there '.repeat(5);
    expect(strengthOf(sizeOf('Not really.', 800))).toBe('weak');
    expect(strengthOf(sizeOf(plain, 28_000))).toBe('adequate');
    expect(strengthOf(sizeOf(`${plain} because it is free, although some would not`, 30_000))).toBe('strong');
  });
  test.each([
    ['Do you like music?', 'Yes.', 'promptWhy'],
    ['Do you like music?', 'um no', 'promptWhyNot'],
    ['Do you like music?', 'Sometimes.', 'promptMore'],
    ['Where do you live?', 'No.', 'promptMore'],
    ['Do you live in a house?', 'Yes.', 'promptMore'],
  ])('%s %s is prompted with %s', (question, answer, line) => {
    expect(promptFor(question, answer)).toBe(line);
  });
});

describe('answers in other languages', () => {
  test.each([
    ['Me gusta mucho la música porque es muy importante para mi familia y para los amigos', 'Spanish'],
    ["J'aime beaucoup la musique parce que c'est très important pour moi et pour ma famille", 'French'],
    ['Ich wohne mit meiner Familie in einer kleinen Stadt und es ist sehr schön', 'German'],
    ['我喜欢音乐因为它很好听', 'another script'],
    ['Я очень люблю музыку', 'another script'],
  ])('%s', (text, language) => {
    expect(foreignLanguage(text)).toBe(language);
  });
  test.each([
    'I live in Rio de Janeiro and I love to eat pão de queijo with my family',
    'my favourite dish is paella',
    'El Salvador',
    'we play music in the evening because my father is a singer and he likes it',
    'uh',
    '',
  ])('not: %s', (text) => {
    expect(foreignLanguage(text)).toBeNull();
  });
});

test('keyterms are the content words of a question', () => {
  expect(keytermsOf('Do you think public transport should be free in your home town?')).toEqual([
    'public',
    'transport',
    'free',
    'home',
    'town',
  ]);
});
