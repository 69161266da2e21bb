import { expect, it } from 'vitest';
import { analyzeTurn } from '../../../src/engine/scoring/language/analysis.js';
import { meanLogRank } from '../../../src/engine/scoring/measures/lexical.js';
import { isContentWord, measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { turnOf } from './support/turns.js';

it('counts repetitions and fillers per 100 words without fillers, and averages how sure the recogniser was', () => {
  // Of words said twice one counts. Four words and one filler at .95, five words at .45: the second answer's repetition is unsure, so it is none.
  const turns = [
    turnOf('I I um like tea', { turnId: 't1' }),
    turnOf('we we like coffee too', { turnId: 't2', startMs: 60_000, confidence: 0.45 }),
  ];
  const { values } = measureTest(turns, new Map(), MAPPING.settings);
  expect(values.repairsPer100).toBeCloseTo(100 / 8);
  expect(values.fillersPer100).toBeCloseTo(100 / 9);
  expect(values.recogniserConfidence).toBeCloseTo(0.7);
  expect(values.alignedWords).toBeNull();
});

it('averages the logarithm of ranks: 10 and 1,000 make 2', () => {
  expect(meanLogRank([10, 1000])).toBeCloseTo(2);
});

it('adds up words, answers and their times: 3.0 s and 0.6 s from first to last speech, 0.6 s of them a pause', () => {
  const turns = [
    turnOf('I like black [600] coffee with milk at home', { turnId: 't1' }),
    turnOf('I agree', { turnId: 't2', startMs: 60_000 }),
  ];
  const { values } = measureTest(turns, new Map(), MAPPING.settings);
  expect(values).toMatchObject({ tokens: 10, answers: 2, answeringMs: 3600, phonationMs: 3000, types: 9 });
  expect(values.articulationRate).toBeCloseTo(12 / (3 / 60));
});

it('ranks content words only: nouns, main verbs, adjectives and adverbs, without names', () => {
  const content = (text: string): readonly string[] =>
    analyzeTurn(turnOf(text))
      .words.filter(isContentWord)
      .map(({ token }) => token.normal);
  expect(content('she would quickly buy the old house in Paris')).toEqual(['quickly', 'buy', 'old', 'house']);
});

it('counts words that the recogniser doubted for no measure of vocabulary', () => {
  const sure = turnOf('I like black coffee', { turnId: 't1' });
  const doubted = {
    ...sure,
    words: sure.words.map((word) => (word.text === 'black' ? { ...word, confidence: 0.3 } : word)),
  };
  const types = (turn: typeof sure) => measureTest([turn], new Map(), MAPPING.settings).values;
  expect(types(sure)).toMatchObject({ types: 4, tokens: 4 });
  // Said it was: it stays in the length.
  expect(types(doubted)).toMatchObject({ types: 3, tokens: 4 });
});
