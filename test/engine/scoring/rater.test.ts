import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrammarIssue } from '../../../src/engine/ports/grammar-checker.js';
import type { MeasureValues } from '../../../src/engine/scoring/measures/catalogue.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { interpolate } from '../../../src/engine/scoring/rating/mapping.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { combine, MeasuredRater } from '../../../src/engine/scoring/rating/measured-rater.js';
import type { AudioQuality, Rating } from '../../../src/engine/scoring/rating/rater.js';
import type { Criterion, ScoredTurn, TurnEvidence } from '../../../src/engine/scoring/types.js';
import { CRITERIA } from '../../../src/engine/scoring/types.js';
import { mappingProblems } from './support/mapping-problems.js';
import { ANSWERS, evidenceFor, turnOf, wholeTest } from './support/turns.js';

const rater = new MeasuredRater();
const NOTHING = new Map<string, TurnEvidence>();

function rate(turns: readonly ScoredTurn[], evidence: ReadonlyMap<string, TurnEvidence> = NOTHING) {
  return rater.rate(measureTest(turns, evidence, MAPPING.settings), { purpose: 'running' });
}

function raw(rating: Rating): number {
  if (!rating.rateable) throw new Error(rating.reason);
  return rating.raw;
}

/** Inserts a pause after a word (0 = after the first): everything later moves. */
function withPause(turn: ScoredTurn, after: number, lengthMs: number): ScoredTurn {
  const word = turn.words[after];
  if (!word) return turn;
  const cut = word.endMs;
  const moved = (ms: number): number => (ms >= cut ? ms + lengthMs : ms);
  const segments = turn.segments.flatMap((segment) =>
    segment.startMs < cut && segment.endMs > cut
      ? [
          { startMs: segment.startMs, endMs: cut },
          { startMs: cut + lengthMs, endMs: segment.endMs + lengthMs },
        ]
      : [{ startMs: moved(segment.startMs), endMs: segment.endMs > cut ? segment.endMs + lengthMs : segment.endMs }],
  );
  const words = turn.words.map((item) =>
    item.startMs >= cut ? { ...item, startMs: item.startMs + lengthMs, endMs: item.endMs + lengthMs } : item,
  );
  return { ...turn, words, segments, endMs: turn.endMs + lengthMs };
}

describe('the mapping in use', () => {
  it('is sound: curves monotone, values rising, weights positive', () => {
    expect(mappingProblems(MAPPING)).toEqual([]);
  });

  it('is found unsound when a curve turns back', () => {
    const turned = {
      ...MAPPING,
      ceilings: [
        {
          measure: 'mattr50',
          curve: [
            [0, 1],
            [1, 3],
            [2, 2],
          ],
          source: '',
        },
      ],
    } as const;
    expect(mappingProblems(turned)).toEqual(['ceiling.mattr50: not monotone']);
  });

  it('gives the levels of the literature their bands', () => {
    const curve = MAPPING.criteria.fluency.curves.find(({ measure }) => measure === 'speechRate')?.curve ?? [];
    expect(interpolate(curve, 73)).toBe(3.5);
    expect(interpolate(curve, 135)).toBe(4.75);
    expect(interpolate(curve, 172)).toBe(6.25);
    expect(interpolate(curve, 0)).toBe(1.5);
    expect(interpolate(curve, 153.5)).toBeCloseTo(5.5);
  });
});

describe('combining measures', () => {
  it('limits one broken measure to the neighbourhood of the others', () => {
    const others = [6, 6.2, 5.8, 6].map((band) => ({ band, weight: 1 }));
    expect(combine([...others, { band: 0, weight: 1 }])).toBeCloseTo((24 + 4.5) / 5, 1);
  });

  it('never falls when one estimate rises', () => {
    const estimates = fc.array(
      fc.record({
        band: fc.double({ min: 0, max: 9, noNaN: true }),
        weight: fc.double({ min: 0.1, max: 2, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(estimates, fc.nat(), fc.double({ min: 0, max: 3, noNaN: true }), (list, place, step) => {
        const raised = list.map((item, index) =>
          index === place % list.length ? { ...item, band: item.band + step } : item,
        );
        return combine(raised) >= combine(list) - 1e-9;
      }),
      { seed: 7 },
    );
  });
});

describe('sanity', () => {
  const base = ANSWERS.map((text, index) =>
    turnOf(text, { turnId: `t${String(index)}`, startMs: 1000 + index * 60_000 }),
  );

  it('more pauses never raise fluency', () => {
    fc.assert(
      fc.property(
        fc.nat(base.length - 1),
        fc.nat(60),
        fc.integer({ min: 250, max: 4000 }),
        (which, after, lengthMs) => {
          const paused = base.map((turn, index) =>
            index === which ? withPause(turn, after % (turn.words.length - 1), lengthMs) : turn,
          );
          return raw(rate(paused).fluency) <= raw(rate(base).fluency) + 1e-9;
        },
      ),
      { seed: 11, numRuns: 150 },
    );
  });

  it('many pauses lower fluency clearly', () => {
    const halting = base.map((turn) =>
      turn.words
        .map((_, index) => index)
        .filter((index) => index % 3 === 2)
        .reduceRight((paused, index) => withPause(paused, index, 900), turn),
    );
    expect(raw(rate(halting).fluency)).toBeLessThan(raw(rate(base).fluency) - 1.5);
  });

  it('more grammar errors never raise grammar', () => {
    const issue = fc.record({
      turn: fc.nat(base.length - 1),
      start: fc.nat(100),
      length: fc.integer({ min: 1, max: 10 }),
    });
    const evidence = (issues: readonly { turn: number; start: number; length: number }[]) =>
      new Map(
        base.map((turn, index) => {
          const grammar = issues
            .filter((item) => item.turn === index)
            .map(({ start, length }): GrammarIssue => ({
              kind: 'agreement',
              message: '',
              start,
              end: start + length,
              suggestions: [],
            }));
          return [turn.turnId, { alignment: null, grammar }];
        }),
      );
    fc.assert(
      fc.property(fc.array(issue, { maxLength: 30 }), issue, (issues, one) => {
        return raw(rate(base, evidence([...issues, one])).grammar) <= raw(rate(base, evidence(issues)).grammar) + 1e-9;
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  it('does not reward word salad: the same words in no order lose on every criterion', () => {
    const words = base.flatMap(({ text }) => text.split(' '));
    const salad = turnOf(words.map((_, index) => words[(index * 37) % words.length] ?? '').join(' '));
    const plain = rate(base);
    const mixed = rate([salad]);
    for (const criterion of ['fluency', 'lexical', 'grammar'] as const) {
      expect(raw(mixed[criterion])).toBeLessThan(raw(plain[criterion]) - 1.5);
      expect(raw(mixed[criterion])).toBeLessThan(5.5);
    }
  });

  it.each([
    [
      'a list of rare words',
      'arboretum velocity parliament cascade molecule harvest orbit canyon glacier mortgage vaccine fabric republic algebra magnet ladder',
    ],
    ['one word over and over', 'good good good good good good good good good good'],
    ['a sentence over and over', 'I like it very much and I like it very much and'],
  ])('does not reward %s', (_, text) => {
    const ratings = rate([turnOf(Array.from({ length: 12 }, () => text).join(' '))]);
    for (const criterion of ['fluency', 'lexical', 'grammar'] as const) {
      const rating = ratings[criterion];
      if (rating.rateable) expect(rating.raw).toBeLessThan(5);
    }
  });

  it('says of a few words over and over that they are that, not that they are few', () => {
    const reason = (text: string, times: number) => {
      const turn = turnOf(Array.from({ length: times }, () => text).join(' '));
      return rater.rate(measureTest([turn], NOTHING, MAPPING.settings), { purpose: 'test' }).lexical;
    };
    expect(reason('yes', 60)).toMatchObject({ reason: expect.stringMatching(/^One word was said over and over/) });
    expect(reason('yes I do', 12)).toMatchObject({ reason: expect.stringMatching(/^The same 3 words were said/) });
    expect(reason('yes I do', 2)).toMatchObject({ reason: expect.stringMatching(/^Only 6 words were said/) });
  });

  it('does not depend on the order of answers', () => {
    const forward = rate(base);
    const backward = rate([...base].reverse());
    expect(raw(backward.fluency)).toBeCloseTo(raw(forward.fluency), 9);
    expect(raw(backward.grammar)).toBeCloseTo(raw(forward.grammar), 9);
    expect(Math.abs(raw(backward.lexical) - raw(forward.lexical))).toBeLessThan(0.3);
  });

  it('measures the same in any order of answers, but for what runs on from one to the next', () => {
    const turns = wholeTest(1);
    const evidence = new Map(
      [...evidenceFor(turns, -3)].map(([id, found], index): [string, TurnEvidence] => {
        const issue = { kind: 'agreement', message: '', start: 0, end: 4, suggestions: [] };
        return [id, { ...found, grammar: index % 2 === 0 ? [issue] : [] }];
      }),
    );
    const forward = measureTest(turns, evidence, MAPPING.settings).values;
    const backward = measureTest([...turns].reverse(), evidence, MAPPING.settings).values;
    expect(forward.namedErrorsPer100).toBeGreaterThan(0);
    const running = new Set<string>(['mattr50', 'mtld']);
    const moved = Object.entries(forward).filter(([name, value]) => {
      const other = backward[name as keyof MeasureValues];
      return value === null || other === null ? value !== other : Math.abs(value - other) > 1e-9;
    });
    expect(moved.map(([name]) => name).filter((name) => !running.has(name))).toEqual([]);
  });

  it('moves no band by more than half when one answer of a long test is dropped', () => {
    const turns = wholeTest(2);
    const evidence = evidenceFor(turns);
    const whole = rate(turns, evidence);
    for (const dropped of turns) {
      const rest = rate(
        turns.filter((turn) => turn !== dropped),
        evidence,
      );
      for (const criterion of CRITERIA)
        expect(Math.abs(raw(rest[criterion]) - raw(whole[criterion]))).toBeLessThanOrEqual(0.5);
    }
  });
});

describe('ranges', () => {
  const width = (rating: Rating): number => (rating.rateable ? rating.high - rating.low : NaN);

  it('are at least 0.7 to each side inside the scale, and wider with less evidence', () => {
    const turns = wholeTest(4);
    const long = rate(turns, evidenceFor(turns));
    const short = rate(turns.slice(0, 3), evidenceFor(turns));
    for (const criterion of ['fluency', 'grammar'] as const) {
      const rating = long[criterion];
      if (rating.rateable && rating.raw < 8.3) expect(rating.raw - rating.low).toBeGreaterThanOrEqual(0.7);
      expect(width(short[criterion])).toBeGreaterThan(width(long[criterion]));
    }
  });

  it('contain the raw value', () => {
    const turns = wholeTest(1);
    const ratings = rate(turns, evidenceFor(turns));
    for (const criterion of CRITERIA) {
      const rating = ratings[criterion];
      if (rating.rateable) expect(rating.low <= rating.raw && rating.raw <= rating.high).toBe(true);
    }
  });
});

describe('pronunciation', () => {
  it('falls with the phone scores', () => {
    const turns = wholeTest(1);
    const bands = [-1.5, -2.6, -4, -8].map((score) => raw(rate(turns, evidenceFor(turns, score)).pronunciation));
    expect([...bands].sort((first, second) => second - first)).toEqual(bands);
    // Plain scores alone are believed by a third.
    expect((bands[0] ?? 0) - (bands[3] ?? 0)).toBeGreaterThan(1.8);
  });
});

/** Every measure of a made-up test, for rules that look at values alone. */
function reasonsFor(values: Partial<MeasureValues>, criterion: Criterion, audio?: AudioQuality): Rating {
  const turns = wholeTest(1);
  const test = measureTest(turns, evidenceFor(turns), MAPPING.settings);
  const conditions = { purpose: 'test', ...(audio ? { audio } : {}) } as const;
  return rater.rate({ ...test, values: { ...test.values, ...values } }, conditions)[criterion];
}
const HEARD: AudioQuality = { clippedShare: 0, snrDb: 30 };

describe('not rateable', () => {
  it.each<[string, Partial<MeasureValues>, Criterion, RegExp, AudioQuality?]>([
    ['too few words', { tokens: 99 }, 'lexical', /99 words/],
    ['too little speech', { phonationMs: 29_000 }, 'fluency', /29 s of speech/],
    ['no alignment', { alignedWords: null }, 'pronunciation', /no acoustic evidence/, HEARD],
    ['times but no sound', { alignedWords: null }, 'pronunciation', /^A transcript has no sound/],
    ['few words aligned', { alignedWords: 20 }, 'pronunciation', /20 words/],
    ['no clauses', { meanUnitLength: null }, 'grammar', /No clauses/],
  ])('with %s, and the reason says so', (_, values, criterion, reason, audio) => {
    const rating = reasonsFor(values, criterion, audio);
    expect(rating).toMatchObject({ rateable: false });
    expect(rating.rateable ? '' : rating.reason).toMatch(reason);
  });

  it.each([
    [{ clippedShare: 0.2, snrDb: 30 }, /clipped/],
    [{ clippedShare: 0, snrDb: 2 }, /noisy/],
  ])('acoustically with bad audio %j, while vocabulary still is', (audio, reason) => {
    const turns = wholeTest(1);
    const ratings = rater.rate(measureTest(turns, evidenceFor(turns), MAPPING.settings), { purpose: 'test', audio });
    expect(ratings.pronunciation.rateable ? '' : ratings.pronunciation.reason).toMatch(reason);
    expect(ratings.fluency.rateable).toBe(false);
    expect(ratings.lexical.rateable).toBe(true);
  });
});

describe('words that the recogniser was unsure of', () => {
  const unsure = (confidence: number) =>
    wholeTest(2).map((turn) => ({ ...turn, words: turn.words.map((word) => ({ ...word, confidence })) }));
  const rated = (confidence: number) => {
    const turns = unsure(confidence);
    return rater.rate(measureTest(turns, evidenceFor(turns), MAPPING.settings), { purpose: 'test' });
  };

  it('are not rated below 50 % on average', () => {
    const ratings = rated(0.45);
    for (const criterion of CRITERIA) {
      const reason = expect.stringMatching(/only 45 % sure of its words: it may be another language/) as string;
      expect(ratings[criterion]).toMatchObject({ rateable: false, reason });
    }
  });

  it('make every range the wider, the less sure it was', () => {
    const width = (confidence: number, criterion: Criterion): number => {
      const rating = rated(confidence)[criterion];
      if (!rating.rateable) throw new Error(rating.reason);
      return rating.high - rating.low;
    };
    for (const criterion of CRITERIA) {
      expect(width(0.65, criterion)).toBeGreaterThan(width(0.85, criterion));
      expect(width(0.95, criterion)).toBeCloseTo(width(0.85, criterion));
    }
  });
});

it('the length of a test counts by its words, whether or not anybody told its parts', () => {
  const turns = ANSWERS.map((text, index) => turnOf(text, { turnId: `t${String(index)}`, startMs: index * 600_000 }));
  const [few, all] = [turns.slice(3, 4), turns].map((some) => {
    const test = measureTest(some, evidenceFor(some), MAPPING.settings);
    const of = (purpose: 'test' | 'running'): number => bandsFromWordsIn(test, purpose);
    return of('test') - of('running');
  });
  expect(few).toBeCloseTo(0, 6);
  expect(Math.abs(all ?? 0)).toBeGreaterThan(0.01);
});

function bandsFromWordsIn(test: ReturnType<typeof measureTest>, purpose: 'test' | 'running'): number {
  return raw(rater.rate(test, { purpose, partsUnknown: true }).lexical);
}
