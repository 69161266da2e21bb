import { describe, expect, it } from 'vitest';
import { placeWords } from '../../../src/providers/soundswallower/acoustic/place-words.mjs';
import { piecesOf } from '../../../src/providers/soundswallower/segments.js';

const PHONES = ['SIL', 'AA', 'B', 'S'];
const STATES = 3;

/** Likelihoods in which each phone is heard for so many frames, and fits `lead` nats better than the others. */
function heard(...sounds: readonly (readonly [phone: string, frames: number, lead?: number])[]): Float32Array {
  const rows = sounds.flatMap(([phone, frames, lead = 20]) =>
    Array.from({ length: frames }, () =>
      PHONES.flatMap((name) => Array<number>(STATES).fill(name === phone ? 0 : -lead)),
    ),
  );
  return Float32Array.from(rows.flat());
}

describe('words of a long recording', () => {
  it('are found behind a pause of minutes', () => {
    const sound = heard(['SIL', 100], ['B', 10], ['AA', 10], ['SIL', 20_000], ['S', 10], ['AA', 10], ['SIL', 100]);
    expect(
      placeWords(sound, PHONES, [
        ['B', 'AA'],
        ['S', 'AA'],
      ]),
    ).toEqual([
      [100, 120],
      [20_120, 20_140],
    ]);
  });

  it('are found behind a word that was said as another one', () => {
    const sound = heard(
      ['B', 10],
      ['AA', 10],
      ['SIL', 300],
      ['S', 30],
      ['SIL', 500],
      ['AA', 10],
      ['B', 10],
      ['SIL', 50],
    );
    const places = placeWords(sound, PHONES, [
      ['B', 'AA'],
      ['B', 'B'],
      ['AA', 'B'],
    ]);
    expect(places?.[0]).toEqual([0, 20]);
    expect(places?.[2]).toEqual([850, 870]);
  });

  it('are nowhere in sound that is too short for them', () => {
    expect(
      placeWords(heard(['B', 4]), PHONES, [
        ['B', 'AA'],
        ['S', 'AA'],
      ]),
    ).toBeNull();
  });
});

describe('pieces of a long recording', () => {
  const words = (...spans: readonly (readonly [number, number])[]) =>
    spans.map(([startMs, endMs]) => ({ text: 'word', startMs, endMs }));
  const cuts = (...spans: readonly (readonly [number, number])[]) =>
    piecesOf(words(...spans), 8000, 60_000).map(({ startMs, endMs, words: own }) => [startMs, endMs, own.length]);

  it('hold half a second of a long pause, and no more', () => {
    expect(cuts([1000, 2000], [9000, 12_000])).toEqual([
      [500, 2500, 1],
      [8500, 12_500, 1],
    ]);
  });

  it('end at short pauses once they are long enough', () => {
    const spans = [
      [500, 4000],
      [4300, 9000],
      [9300, 12_000],
    ] as const;
    expect(cuts(...spans)).toEqual([
      [0, 9150, 2],
      [9150, 12_500, 1],
    ]);
  });

  it('end between sentences', () => {
    expect(cuts([500, 4000], [5000, 9000]).map(([, , count]) => count)).toEqual([1, 1]);
    expect(cuts([500, 2000], [3000, 5000]).map(([, , count]) => count)).toEqual([2]);
  });
});
