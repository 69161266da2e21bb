/** What must hold of bands from words, whatever the words: small changes move little, faults never help. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import { turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import { bandsFromWords, calibration, contribution } from '../../../src/engine/scoring/rating/calibration.js';
import type { MeasureValues } from '../../../src/engine/scoring/measures/catalogue.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { longTest } from './support/noisy.js';
import { evidenceFor, wholeTest } from './support/turns.js';

/** A long test in which no answer is given word by word again. */
const LONG = longTest()
  .filter((_, index) => index < 14)
  .map(({ text }) => text);
/** Word errors of a good recogniser on learners' speech. */
const ERROR_PERCENT = 10;
const CRITERIA = ['fluency', 'lexical', 'grammar'] as const;

/** From a transformed measure to the measure. */
const BACK = { identity: (x: number) => x, log: Math.exp, rate: (x: number) => x * x - 0.5 };

function raws(
  answers: readonly string[],
  part?: 1 | 2 | 3,
): Readonly<Record<(typeof CRITERIA)[number] | 'all', number>> {
  const { criteria, fromWords } = scoreTest(
    turnsFromTranscript({ turns: answers.map((text) => ({ text, ...(part === undefined ? {} : { part }) })) }),
    new Map(),
    { partsUnknown: part === undefined },
  );
  const raw = (criterion: (typeof CRITERIA)[number]): number => {
    const found = criteria[criterion];
    return found.rateable ? found.raw : NaN;
  };
  return { fluency: raw('fluency'), lexical: raw('lexical'), grammar: raw('grammar'), all: fromWords?.raw ?? NaN };
}

const whole = raws(LONG);

describe('a transcript', () => {
  it.each(['down', 'nearest'] as const)('gets the nearest half band of its words, rounding %s', (rounding) => {
    for (const answers of [LONG, ...LONG.map((_, index) => LONG.slice(index).concat(LONG.slice(0, 3)))]) {
      const turns = turnsFromTranscript({ turns: answers.map((text) => ({ text })) });
      const words = scoreTest(turns, new Map(), { rounding }).fromWords;
      if (words) expect(Math.abs(words.band - words.raw)).toBeLessThanOrEqual(0.25);
    }
  });

  it('gets no band moved by more than half when one of its answers is dropped', () => {
    for (const dropped of LONG.keys()) {
      const rest = raws(LONG.filter((_, index) => index !== dropped));
      for (const criterion of [...CRITERIA, 'all'] as const)
        expect(Math.abs(rest[criterion] - whole[criterion])).toBeLessThanOrEqual(0.5);
    }
  });

  it('gets no band moved by more than half when its fifth answer is dropped, in any order of them', () => {
    for (const first of LONG.keys()) {
      const [four, five] = [4, 5].map((count) => raws([...LONG.slice(first), ...LONG.slice(0, first)].slice(0, count)));
      for (const criterion of CRITERIA)
        expect(Math.abs((four?.[criterion] ?? NaN) - (five?.[criterion] ?? NaN)), criterion).toBeLessThanOrEqual(0.5);
    }
  });

  it.each([1, 2, 3] as const)('gets no lower band by telling that its answers are of Part %i', (part) => {
    for (const answers of [LONG.slice(0, 4), LONG.slice(0, 6), LONG.slice(3, 4).concat(LONG.slice(9, 11)), LONG]) {
      const [told, untold] = [raws(answers, part), raws(answers)];
      for (const criterion of CRITERIA)
        expect(told[criterion], criterion).toBeGreaterThanOrEqual(untold[criterion] - 0.1);
    }
  });

  it('loses next to nothing by the first short answer of the part that comes next', () => {
    const parted = LONG.map((text, index) => ({ text, part: index < 6 ? (1 as const) : (2 as const) }));
    const rated = (more: readonly { readonly text: string; readonly part: 3 }[]) => {
      const { criteria } = scoreTest(turnsFromTranscript({ turns: [...parted, ...more] }), new Map(), {});
      return criteria.fluency.rateable ? criteria.fluency.raw : NaN;
    };
    const begun = rated([{ text: 'Yes, I think so, because it is cheap.', part: 3 }]);
    expect(Math.abs(begun - rated([]))).toBeLessThan(0.15);
  });

  it('gains less than half a band by "you know" after every sentence, or by "that" where none belongs', () => {
    const you = raws(LONG.map((text) => `${text.replaceAll(/ (and|but|because|which) /g, ' you know $1 ')} you know`));
    const that = raws(LONG.map((text) => text.replaceAll(/ (the|a|my|to) /g, ' that $1 ')));
    for (const criterion of CRITERIA)
      for (const gamed of [you, that]) expect(gamed[criterion] - whole[criterion], criterion).toBeLessThan(0.5);
  });

  it('gets no band moved by more than half by the usual errors of a recogniser', () => {
    const words = LONG.map((text) => text.split(' '));
    const vocabulary = words.flat();
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed);
        const noisy = words.map((list) =>
          list.flatMap((word) => {
            if (random.below(100) >= ERROR_PERCENT) return [word];
            const heard = vocabulary[random.below(vocabulary.length)] ?? word;
            return [[heard], [], [word, heard]][random.below(3)] ?? [word];
          }),
        );
        const found = raws(noisy.map((list) => list.join(' ')));
        return [...CRITERIA, 'all' as const].every((criterion) => Math.abs(found[criterion] - whole[criterion]) <= 0.5);
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  it('gets the same fluency and grammar in whatever order its answers come, and nearly the same vocabulary', () => {
    const turned = raws([...LONG].reverse());
    // Diversity is measured over running windows, which lie across answers.
    expect(Math.abs(turned.lexical - whole.lexical)).toBeLessThan(0.15);
    expect(Math.abs(turned.grammar - whole.grammar)).toBeLessThan(0.15);
    expect(Math.abs(turned.fluency - whole.fluency)).toBeLessThan(0.15);
  });

  it('gains nothing in fluency by words said twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (places) => {
        const stuttered = LONG.map((text, index) => {
          const words = text.split(' ');
          return words
            .flatMap((word, at) =>
              places.some((n) => n % LONG.length === index && n % words.length === at) ? [word, word] : [word],
            )
            .join(' ');
        });
        return raws(stuttered).fluency <= whole.fluency + 1e-9;
      }),
      { seed: 9, numRuns: 10 },
    );
  });
});

describe('the calibration', () => {
  const turns = wholeTest(2);
  const { values } = measureTest(turns, evidenceFor(turns), MAPPING.settings);
  const whole = { takenShare: 1, sureShare: 1 };

  it('is monotone in every measure, in the direction that it must have', () => {
    const down = new Set(['immediateRepeatsPer100']);
    for (const measure of calibration().measures) {
      expect(down.has(measure.measure) ? measure.weight <= 0 : measure.weight >= 0, measure.measure).toBe(true);
      const at = [0.01, 0.3, 0.7, 1, 3, 10, 60, 900, 5000].map((value) => contribution(measure, value));
      const sorted = [...at].sort((first, second) => first - second);
      expect(down.has(measure.measure) ? [...at].reverse() : at, measure.measure).toEqual(sorted);
    }
  });

  it('rates the means of its own data as its intercept, and believes nothing beyond its range', () => {
    const { measures, intercept } = calibration();
    const of = (deviations: number): MeasureValues =>
      ({
        ...values,
        ...Object.fromEntries(
          measures.map(({ measure, transform, mean, deviation, weight }) => [
            measure,
            BACK[transform](Math.max(0, mean + Math.sign(weight) * deviations * deviation)),
          ]),
        ),
      }) as MeasureValues;
    expect(bandsFromWords(of(0), whole).lexical).toBeCloseTo(intercept, 3);
    // Nobody in the data is further out than this: what lies beyond counts the same.
    for (const far of [50, -50])
      expect(bandsFromWords(of(far), whole).lexical).toBeCloseTo(bandsFromWords(of(2 * far), whole).lexical, 6);
  });

  it('counts the length of a whole test only', () => {
    const usual = {
      ...values,
      ...Object.fromEntries(
        calibration().measures.map(({ measure, transform, mean }) => [measure, BACK[transform](mean)]),
      ),
    };
    const long = bandsFromWords({ ...usual, tokens: 2000, freshWords: 2000 }, whole);
    expect(long.fluency).toBeGreaterThan(bandsFromWords({ ...usual, tokens: 200, freshWords: 200 }, whole).fluency);
    const [first, second] = [2000, 200].map((tokens) =>
      bandsFromWords({ ...usual, tokens, freshWords: tokens }, { ...whole, takenShare: 0 }),
    );
    expect(first?.fluency).toBeCloseTo(second?.fluency ?? NaN, 3);
  });

  it('believes a rate of rare words the less, the fewer words there are', () => {
    const said = (tokens: number, conditionalModalsPer100: number): number =>
      bandsFromWords({ ...values, tokens, freshWords: tokens, conditionalModalsPer100 }, { ...whole, takenShare: 0 })
        .grammar;
    const gained = (tokens: number): number => said(tokens, 2) - said(tokens, 0);
    expect(gained(100)).toBeGreaterThan(0);
    expect(gained(100)).toBeLessThan(0.5 * gained(1000));
  });

  it('believes a rate of rare words the less, the more words the recogniser doubted', () => {
    const said = (sureShare: number, subordinatorsPer100: number): number =>
      bandsFromWords({ ...values, subordinatorsPer100 }, { ...whole, sureShare }).grammar;
    const gained = (sureShare: number): number => said(sureShare, 3) - said(sureShare, 0);
    expect(gained(0.7)).toBeGreaterThan(0);
    expect(gained(0.7)).toBeLessThan(0.9 * gained(1));
  });
});
