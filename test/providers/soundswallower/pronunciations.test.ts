import { describe, expect, it } from 'vitest';
import { derivePronunciation, partsOf } from '../../../src/providers/soundswallower/pronunciations.js';

const dictionary: Readonly<Record<string, string>> = {
  cat: 'K AE T',
  dog: 'D AO G',
  bus: 'B AH S',
  vlog: 'V L AO G',
  web: 'W EH B',
  site: 'S AY T',
  party: 'P AA R T IY',
};
const derive = (word: string): string | null => {
  const parts = new Set(partsOf(word));
  return derivePronunciation(word, (part) => {
    expect(parts).toContain(part);
    return dictionary[part] ?? null;
  });
};

describe('pronunciations of words that are not listed', () => {
  it.each([
    ["cat's", 'K AE T S'],
    ['dogs', 'D AO G Z'],
    ['buses', 'B AH S IH Z'],
    ['parties', 'P AA R T IY Z'],
    ['partied', 'P AA R T IY D'],
    ['vlogged', 'V L AO G D'],
    ['vlogging', 'V L AO G IH NG'],
    ['website', 'W EH B S AY T'],
    ['web-site', 'W EH B S AY T'],
    ["websites'", 'W EH B S AY T S'],
  ])('says %s as %s', (word, phones) => {
    expect(derive(word)).toBe(phones);
  });

  it.each(['zzyzx', '', 'a', "'s", 'catx', '-', 'ing'])('makes nothing up for "%s"', (word) => {
    expect(derive(word)).toBeNull();
  });
});
