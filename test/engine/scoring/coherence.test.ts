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
    expect(coherence.markerVariety(found)).toBeCloseTo(2 / 5);
    expect(coherence.supportPerAnswer(found, 2)).toBeCloseTo(2.5);
  });
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
