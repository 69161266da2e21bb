/** A transcript that tells no answers: how long they are is not known, and no merit. */
import { describe, expect, it } from 'vitest';
import { partsUnknownIn, turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import type { TranscriptDocument } from '../../../src/engine/scoring/input/transcript-schema.js';
import { seededRandom, shuffle } from '../../../src/engine/statistics/seeded-random.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import { LEARNERS_TEST } from './support/learners-test.js';
import { madeTests } from './support/made-tests.js';

/** Of 14 to 25 answers, as tests have: where the made ones have more, two are one. */
const TESTS = [
  LEARNERS_TEST,
  ...[0, 2, 3].map((place) => {
    const texts = madeTests({ learners: false })[place]?.turns.map(({ text }) => text) ?? [];
    if (texts.length <= 25) return texts;
    return texts.flatMap((text, index) => (index % 2 === 0 ? [`${text} ${texts[index + 1] ?? ''}`] : []));
  }),
];
const CRITERIA = ['fluency', 'lexical', 'grammar'] as const;

function rated(turns: TranscriptDocument['turns']) {
  const { criteria } = scoreTest(turnsFromTranscript({ turns }), new Map(), {
    partsUnknown: partsUnknownIn({ turns }),
  });
  return CRITERIA.map((criterion) => {
    const score = criteria[criterion];
    if (!score.rateable) throw new Error(score.reason);
    return score;
  });
}

const asked = (answers: readonly string[]) => answers.map((text) => ({ text, question: 'And why is that?' }));

/** Places of cuts, in an order drawn by chance. */
function cutsOf(length: number, seed: number): readonly number[] {
  const even = Array.from({ length: 12 }, (_, index) => Math.round(((index + 1) * length) / 13));
  return shuffle(seededRandom(seed), even);
}

function piecesOf(words: readonly string[], cuts: readonly number[]) {
  const edges = [0, ...cuts.toSorted((first, second) => first - second), words.length];
  return edges.slice(1).map((end, index) => ({ text: words.slice(edges[index], end).join(' ') }));
}

describe('a test in one text', () => {
  it('gets about the bands of its answers, in a wider range', () => {
    for (const answers of TESTS) {
      const whole = rated(asked(answers));
      const third = Math.ceil(answers.length / 3);
      const pieces = [answers.slice(0, third), answers.slice(third, 2 * third), answers.slice(2 * third)];
      for (const texts of [[answers], pieces]) {
        const joined = rated(texts.map((each) => ({ text: each.join(' ') })));
        joined.forEach(({ raw, low, high }, index) => {
          const { raw: before = NaN, low: from = NaN, high: to = NaN } = whole[index] ?? {};
          expect(Math.abs(raw - before)).toBeLessThan(0.5);
          // No range reaches beyond band 9.
          if (high < 9 && to < 9) expect(high - low).toBeGreaterThan(to - from);
        });
      }
    }
  });

  it('does not fall by being longer: of one speaker, 100 words get about what 400 get', () => {
    const falls = TESTS.flatMap((answers) => {
      const words = answers.join(' ').split(' ');
      const ofWords = (count: number) => rated([{ text: words.slice(0, count).join(' ') }]).map(({ raw }) => raw);
      const longer = ofWords(400);
      return ofWords(100).map((raw, index) => raw - (longer[index] ?? NaN));
    });
    const mean = falls.reduce((sum, each) => sum + each, 0) / falls.length;
    expect(Math.abs(mean)).toBeLessThan(0.3);
    expect(Math.max(...falls)).toBeLessThan(0.75);
  });

  it('moves no band by more than half for one piece more, cut anywhere', () => {
    const jumps = [120, 400, 700].flatMap((count) =>
      TESTS.slice(0, 3).flatMap((answers, seed) => {
        const words = answers.join(' ').split(' ').slice(0, count);
        const cuts = cutsOf(words.length, seed);
        const raws = Array.from({ length: 13 }, (_, more) => rated(piecesOf(words, cuts.slice(0, more))));
        return raws
          .slice(1)
          .flatMap((bands, place) => bands.map(({ raw }, index) => Math.abs(raw - (raws[place]?.[index]?.raw ?? NaN))));
      }),
    );
    expect(Math.max(...jumps)).toBeLessThan(0.5);
  });

  it('says that the length of its answers is not known', () => {
    const [fluency, lexical] = rated([{ text: LEARNERS_TEST.join(' ') }]);
    expect(fluency?.caveat).toContain('nor how long single answers are');
    expect(lexical?.caveat).toContain('this is one text');
    const five = rated(piecesOf(LEARNERS_TEST.join(' ').split(' '), [40, 80, 120, 160]));
    expect(five[1]?.caveat).toContain('these 5 texts without questions may be no answers');
    expect(rated(asked(LEARNERS_TEST))[1]?.caveat).toBeUndefined();
  });
});
