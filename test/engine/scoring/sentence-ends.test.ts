import { describe, expect, it } from 'vitest';
import { fluencyFeedback } from '../../../src/engine/scoring/feedback/fluency.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { repairsOf } from '../../../src/engine/scoring/measures/repairs.js';
import { tokensOf } from '../../../src/engine/scoring/language/tokens.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { turnOf } from './support/turns.js';

const repairsIn = (text: string): readonly string[] =>
  repairsOf(tokensOf({ text, words: [] })).map((repair) => repair.text);
const measured = (text: string) => measureTest([turnOf(text)], new Map(), MAPPING.settings);

describe('a word that ends a sentence and begins the next, as a recogniser without full stops writes it', () => {
  it.each([
    'i live in london london is a big city',
    'i like music music helps me relax',
    'i really love it it is my favourite place',
    'he told me me and my sister',
    'it is a good school school starts at eight',
    'i like tea and music music helps me relax',
    'she paid me for it it was years ago',
    'i work in a big bank bank has many rooms',
    'my hobby is swimming swimming is good for you',
    'i really like this this is my favourite',
  ])('is no repetition: %s', (text) => {
    expect(repairsIn(text)).toEqual([]);
    expect(measured(text).values.immediateRepeatsPer100).toBe(0);
  });

  it.each([
    ['the the bus was late', 'the the'],
    ['because it it is cheap', 'it it'],
    ['i like music music and films', 'music music'],
    ['and i i went home', 'i i'],
    ['we went to to the shop', 'to to'],
    ['i go with with friends', 'with with'],
    ['i go there on on sundays', 'on on'],
    ['i live in in houses', 'in in'],
    ['i like like dogs', 'like like'],
    ['we play play games', 'play play'],
    ['many difficult difficult things', 'difficult difficult'],
    ['some some problems', 'some some'],
    ['it is about about things', 'about about'],
    ['actually it it is', 'it it'],
    ['maybe it it was', 'it it'],
    ['for me it it was', 'it it'],
    ['sometimes you you can go', 'you you'],
    ['and so me me and my sister went', 'me me'],
    ['because music music is nice', 'music music'],
  ])('is one elsewhere: %s', (text, repair) => {
    expect(repairsIn(text)).toEqual([repair]);
    // Of the two, one counts as a word.
    expect(measured(text).values.immediateRepeatsPer100).toBeCloseTo(100 / (text.split(' ').length - 1));
  });

  it.each([
    'the house that i live in in london',
    'every week week after week',
    'the way things are is not fair',
    'i like music music and films',
  ])('is not quoted where it may be so: %s', (text) => {
    expect(fluencyFeedback(measured(text), { read: false }).quotes.map(({ why }) => why)).not.toContainEqual(
      expect.stringMatching(/twice|Corrected/),
    );
  });

  it('is quoted where it cannot be so', () => {
    expect(fluencyFeedback(measured('and the the bus was late'), { read: false }).quotes).toContainEqual(
      expect.objectContaining({ text: 'the the' }),
    );
  });
});
