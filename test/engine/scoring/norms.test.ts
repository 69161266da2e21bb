/** The mapping against the norms of the literature (docs/scoring.md): the published means of a level must come out near its band, and in order. */
import { describe, expect, it } from 'vitest';
import type { MeasureValues } from '../../../src/engine/scoring/measures/catalogue.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { interpolate } from '../../../src/engine/scoring/rating/mapping.js';
import { MeasuredRater } from '../../../src/engine/scoring/rating/measured-rater.js';
import type { Criterion } from '../../../src/engine/scoring/types.js';
import { evidenceFor, wholeTest } from './support/turns.js';

const turns = wholeTest(2);
const test = measureTest(turns, evidenceFor(turns), MAPPING.settings);

function raw(criterion: Criterion, values: Partial<MeasureValues>): number {
  const rating = new MeasuredRater().rate({ ...test, values: { ...test.values, ...values } }, { purpose: 'test' })[
    criterion
  ];
  return rating.rateable ? rating.raw : NaN;
}

const rises = (values: readonly number[], least = 0): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0) + least);

/** Tavakoli, Nakatsuhara & Hunter (n = 32), A2 to C1; pauses inside clauses per minute turned into per 100 words (1.4 syllables a word), the share of phonation into
 * pause per syllable at the articulation rate. */
const TAVAKOLI = [
  { band: 3.5, speechRate: 73, articulationRate: 158, meanRun: 3.2, pausePerSyllableMs: 437, perMinute: 7.5 },
  { band: 4.75, speechRate: 135, articulationRate: 188, meanRun: 5.8, pausePerSyllableMs: 128, perMinute: 6.3 },
  { band: 6.25, speechRate: 172, articulationRate: 224, meanRun: 8.5, pausePerSyllableMs: 80, perMinute: 4 },
  { band: 7.5, speechRate: 172, articulationRate: 235, meanRun: 7.8, pausePerSyllableMs: 95, perMinute: 4.3 },
] as const;

describe('fluency', () => {
  const curves = MAPPING.criteria.fluency.curves;
  const onCurve = (measure: string, value: number): number =>
    interpolate(curves.find((each) => each.measure === measure)?.curve ?? [], value);

  it.each(TAVAKOLI.slice(0, 3))('of the level of band $band has that band on the curves, phonation apart', (level) => {
    for (const measure of ['speechRate', 'articulationRate', 'meanRun'] as const)
      expect(Math.abs(onCurve(measure, level[measure]) - level.band), measure).toBeLessThanOrEqual(0.15);
    // B1 and C1 have nearly the same share of phonation (.71 and .73), so it is placed lower.
    expect(Math.abs(onCurve('pausePerSyllableMs', level.pausePerSyllableMs) - level.band)).toBeLessThanOrEqual(0.9);
  });

  it('rises with the level to B2 and then hardly: timing does not tell B2 from C1', () => {
    const bands = TAVAKOLI.map(({ band: _, perMinute, ...level }) =>
      raw('fluency', { ...level, midClausePausesPer100: (100 * perMinute * 1.4) / level.speechRate }),
    );
    expect(rises(bands.slice(0, 3), 0.3)).toBe(true);
    expect(Math.abs(bands[3]! - bands[2]!)).toBeLessThan(0.4);
  });

  it('with the pauses of A2 or B1 is near that level, however rich the words', () => {
    const rich = { mattr50: 0.82, mtld: 90, meanLogRankTypes: 2.8, wordsPerAnswer: 70, tokens: 1500, freshWords: 1500 };
    const bands = TAVAKOLI.map(({ band: _, perMinute, ...level }) =>
      raw('fluency', { ...rich, ...level, midClausePausesPer100: (100 * perMinute * 1.4) / level.speechRate }),
    );
    for (const index of [0, 1]) expect(bands[index]! - TAVAKOLI[index]!.band).toBeLessThan(1.3);
    // From B2 on pauses hold nobody down.
    for (const index of [2, 3]) expect(bands[index]).toBeGreaterThan(6.5);
  });

  it('rises with the words of a test and falls with its pauses, as in 60 IELTS tests (Seedhouse et al.)', () => {
    // Bands 5 to 8: words; pause seconds per 100 words, of 1.4 syllables each.
    const bands = [
      [763, 4.21],
      [970, 2.14],
      [1122, 2.08],
      [1213, 1.38],
    ].map(([tokens = 0, pause = 0]) =>
      raw('fluency', { tokens, freshWords: tokens, pausePerSyllableMs: (pause * 1000) / 140 }),
    );
    expect(rises(bands, 0.01)).toBe(true);
  });
});

it('lexical resource rises with MTLD by level (Yan, Kim & Kim)', () => {
  expect(rises([24, 32, 44, 46].map((mtld) => raw('lexical', { mtld })))).toBe(true);
  const curve = MAPPING.criteria.lexical.curves.find(({ measure }) => measure === 'mtld')?.curve ?? [];
  expect(Math.abs(interpolate(curve, 24) - 3.5)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(interpolate(curve, 32) - 4.75)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(interpolate(curve, 44) - 6.25)).toBeLessThanOrEqual(0.7);
});

describe('grammar', () => {
  it('has the subordination of A2 and B1 near their bands, and never falls with more (Yan, Kim & Kim)', () => {
    const curve = MAPPING.criteria.grammar.curves.find(({ measure }) => measure === 'subordinateShare')?.curve ?? [];
    // Subordinate clauses per unit as a share of all clauses.
    const shares = [0.12, 0.24, 0.3].map((perUnit) => perUnit / (1 + perUnit));
    expect(Math.abs(interpolate(curve, shares[0]!) - 3.5)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(interpolate(curve, shares[1]!) - 4.75)).toBeLessThanOrEqual(0.5);
    expect(rises(shares.map((subordinateShare) => raw('grammar', { subordinateShare })))).toBe(true);
  });

  it('falls with the errors of bands 8 to 5, of which a quarter is found (Seedhouse et al.), by two fifths of a band and more', () => {
    const bands = [4.05, 3.33, 1.54, 0.78].map((errors) =>
      raw('grammar', { namedErrorsPer100: errors / 4, errorsPer100: errors / 4 + 1.5 }),
    );
    expect(rises(bands, 0.07)).toBe(true);
    expect(bands[3]! - bands[0]!).toBeGreaterThan(0.4);
  });

  it('takes an error off once, though a named one is among all that was found', () => {
    const named = raw('grammar', { namedErrorsPer100: 9, errorsPer100: 0 });
    expect(raw('grammar', { namedErrorsPer100: 9, errorsPer100: 9 })).toBe(named);
    expect(raw('grammar', { namedErrorsPer100: 0, errorsPer100: 9 })).toBeGreaterThan(named);
  });
});
