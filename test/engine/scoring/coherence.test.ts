import { describe, expect, it } from 'vitest';
import { markersIn } from '../../../src/engine/scoring/language/markers.js';
import * as coherence from '../../../src/engine/scoring/measures/coherence.js';

const markers = (text: string) => markersIn(text.split(' '));

describe('discourse markers', () => {
  it('are found longest first, with their kind', () => {
    expect(
      markers('on the other hand i think it is cold because of the wind').map(({ kind, text }) => `${kind}: ${text}`),
    ).toEqual(['contrast: on the other hand', 'stance: i think', 'reason: because of']);
  });

  it('do not include plain and, but, so', () => {
    expect(markers('and but so then')).toHaveLength(1);
  });

  it('are counted per 100 words, by kind, by variety and as support per answer', () => {
    const found = markers('because because because because for example');
    expect(coherence.markersPer100(found, 50)).toBeCloseTo(10);
    expect(coherence.markerKinds(found)).toBe(2);
    expect(coherence.markersOfKindPer100(found, 'reason', 50)).toBeCloseTo(8);
    expect(coherence.markersOfKindPer100(found, 'example', 50)).toBeCloseTo(2);
    expect(coherence.markersOfKindPer100(found, 'contrast', 50)).toBe(0);
    expect(coherence.markerVariety(found)).toBeCloseTo(2 / 5);
    expect(coherence.supportPerAnswer(found, 2)).toBeCloseTo(2.5);
  });
});

it('a usual answer is the median of all, the long turn included; a long turn alone has none', () => {
  const answer = (part: 'part1' | 'part2' | 'part3', words: number) => ({ part, words });
  expect(coherence.wordsPerAnswer([answer('part1', 20), answer('part2', 220), answer('part3', 60)])).toBe(60);
  expect(coherence.wordsPerAnswer([answer('part2', 220)])).toBeNull();
});

it('relevance is the share of longer answers that have something of their question', () => {
  const answer =
    'my favourite book is a detective novel because the author writes long chapters and every page of the story has a secret and the library lends it to students';
  const of = (question: string, text = answer) => ({ question, words: text.split(' ') });
  const [on, off] = [of('What did you like reading as a child?'), of('How often do you cook?')];
  expect(coherence.relevantShare([on, off, on, on])).toBe(0.75);
  // Too short to be judged.
  expect(coherence.relevantShare([of('How often do you cook?', 'twice a week')])).toBeNull();
});
