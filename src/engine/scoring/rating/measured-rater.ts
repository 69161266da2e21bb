/**
 * The measured rater: bands from measures, offline and deterministic. Words are rated by a calibration fitted to rated tests, timing
 * and sounds by monotone curves from the literature, mixed as the mapping says. Every step is monotone in every measure (weighted
 * median, limiting to its neighbourhood, weighted mean, pull to the prior, ceilings), so that more pauses or more errors can never
 * raise a band.
 */
import type { RatedPart } from '../../exam/types.js';
import type { MeasureName } from '../measures/catalogue.js';
import { uncheckedShare } from '../measures/grammar.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Criterion } from '../types.js';
import { caveatOn } from './caveats.js';
import { bandsFromWords, calibration, unknownWidening, wordsHalfWidth } from './calibration.js';
import { asText, notRateable, sureShare, widening, typedShare, withoutModelRating, withoutTiming } from './evidence.js';
import type { CriterionMapping, Mapping, MeasureCurve, Penalty } from './mapping.js';
import { interpolate, valueOf } from './mapping.js';
import { MAPPING } from './mapping-data.js';
import type { Rater, Rating, Ratings, RatingConditions } from './rater.js';

/** One measure may pull its criterion's mean as if it were this far from the median at most, bands: one broken measure decides nothing. */
const REACH = 1.5;
/** Disagreement among measures widens the range by this share of its standard deviation. */
const DISAGREEMENT = 0.35;
const MIN_SPREAD = 0.7;
const MAX_SPREAD = 2.5;
/** What is said of fluency without hearing it, and of sounds without the speech model, is less certain by this factor (judgement). */
const UNHEARD = 1.25;

interface Estimate {
  readonly measure: MeasureCurve['measure'];
  readonly band: number;
  readonly weight: number;
}

export class MeasuredRater implements Rater {
  readonly id = 'measured';
  readonly version: string;
  readonly #mapping: Mapping;

  constructor(mapping: Mapping = MAPPING) {
    this.#mapping = mapping;
    this.version = mapping.version;
  }

  rate(test: MeasuredTest, conditions: RatingConditions): Ratings {
    const rate = (criterion: Criterion): Rating => this.#rate(criterion, test, conditions);
    return {
      fluency: rate('fluency'),
      lexical: rate('lexical'),
      grammar: rate('grammar'),
      pronunciation: rate('pronunciation'),
    };
  }

  #rate(criterion: Criterion, test: MeasuredTest, conditions: RatingConditions): Rating {
    const mapping = this.#mapping;
    const rules = mapping.criteria[criterion];
    const reason = notRateable(criterion, test, conditions, mapping);
    if (reason !== null) return { rateable: false, reason };
    const read = conditions.wordsGiven === true;
    const estimates = rules.curves.flatMap(({ measure, curve, weight }): readonly Estimate[] => {
      const value = valueOf(test.values, measure);
      if (value === null || (read && OF_OWN_WORDS.has(measure))) return [];
      const known = measure === 'wordsPerAnswer' ? 1 - asText(test) : 1;
      return [{ measure, band: interpolate(curve, value), weight: known * weight }];
    });
    const fromCurves = mapping.prior + trustIn(rules, test) * (combine(estimates) - mapping.prior);
    const unheard = criterion === 'fluency' && withoutTiming(test);
    const share = read ? 0 : unheard ? 1 : rules.wordsShare;
    const fromWords =
      criterion === 'pronunciation'
        ? fromCurves
        : bandsFromWords(test.values, {
            takenShare: takenShare(test, conditions),
            sureShare: sureShare(test),
            asText: asText(test),
          })[criterion];
    const believed = share * fromWords + (1 - share) * fromCurves;
    const { lowestByErrors = 0 } = rules;
    const less = Math.max(believed - penalty(rules, test), Math.min(believed, lowestByErrors));
    const raw = clamp(Math.min(less, ceiling(mapping, test), limited(rules, estimates)), 0, 9);
    const words = test.values.tokens ?? 0;
    const usual =
      share < 0.5 ? spread(rules, estimates, words, mapping) : wordsHalfWidth(words) * (unheard ? UNHEARD : 1);
    const unsure = rules.withoutModel !== undefined && withoutModelRating(test) ? UNHEARD : 1;
    const unknown = criterion === 'pronunciation' || read ? 1 : unknownWidening(test.values, asText(test));
    const half = clamp(usual * unsure * unknown * widening(test, mapping), MIN_SPREAD, MAX_SPREAD);
    return {
      rateable: true,
      raw,
      low: clamp(raw - half - (criterion === 'grammar' ? unknownErrors(rules, test) : 0), 0, 9),
      high: clamp(raw + half, 0, 9),
      restsOn: restsOn(criterion, rules, { estimates, test, wordsFirst: share >= 0.5, read }),
      ...caveatOn(criterion, test, read),
    };
  }
}

/** Weighted mean of the estimates, each first limited to the neighbourhood of their weighted median. */
export function combine(estimates: readonly { readonly band: number; readonly weight: number }[]): number {
  const middle = weightedMedian(estimates);
  const weights = estimates.reduce((total, { weight }) => total + weight, 0);
  const weighted = estimates.reduce(
    (total, { band, weight }) => total + weight * clamp(band, middle - REACH, middle + REACH),
    0,
  );
  return weighted / weights;
}

function weightedMedian(estimates: readonly { readonly band: number; readonly weight: number }[]): number {
  const sorted = [...estimates].sort((first, second) => first.band - second.band);
  const half = sorted.reduce((total, { weight }) => total + weight, 0) / 2;
  let passed = 0;
  for (const { band, weight } of sorted) {
    passed += weight;
    if (passed >= half) return band;
  }
  throw new RangeError('Nothing to combine.');
}

/** Measures of what is said, not of how: in a text that was read they are its author's. */
const OF_OWN_WORDS: ReadonlySet<MeasureName> = new Set([
  'repairsPer100',
  'immediateRepeatsPer100',
  'wordsPerAnswer',
  'markerKinds',
]);

/** How far the mean of the curves is believed, 0 to 1. */
function trustIn({ trust, withoutModel }: CriterionMapping, test: MeasuredTest): number {
  if (withoutModel === undefined || !withoutModelRating(test)) return trust;
  return withoutModel.trust * sureShare(test) ** withoutModel.doubt;
}

/** The largest of the penalties, bands: those of one criterion count the same errors twice (named ones are among all that was found). */
function penalty(rules: CriterionMapping, test: MeasuredTest): number {
  // One error in the only answer that was checked says little of the others: what is not known of them is told by the range.
  const checked = 1 - uncheckedShare(test.turns.map(({ checked: turn }) => turn));
  return Math.max(
    0,
    ...rules.penalties.map((each) => {
      const { measure, curve, fromDoubts = 0 } = each;
      const value = valueOf(test.values, measure);
      if (value === null) return 0;
      const share = measure === 'namedErrorsPer100' ? checked : 1;
      return weightOf(each, test) * interpolate(curve, share * (value - fromDoubts * (1 - sureShare(test))));
    }),
  );
}

function weightOf({ weight, typedWeight = weight }: Penalty, test: MeasuredTest): number {
  return weight + typedShare(test) * (typedWeight - weight);
}

/** Learners' errors that rules can name, per 100 words (JFLEG, docs/grammar.md). */
const USUAL_ERRORS = 1.8;

/** What a usual learner's errors would take away, where nobody looked for them: the calibration knows the words, not how right they are. */
function unknownErrors({ penalties }: CriterionMapping, test: MeasuredTest): number {
  const share = uncheckedShare(test.turns.map(({ checked }) => checked));
  const named = penalties.find(({ measure }) => measure === 'namedErrorsPer100');
  return share === 0 || named === undefined
    ? 0
    : share * weightOf(named, test) * interpolate(named.curve, USUAL_ERRORS);
}

/** {@link CriterionMapping.limit} */
function limited({ limit }: CriterionMapping, estimates: readonly Estimate[]): number {
  const by = estimates.filter(({ measure }) => limit?.by.includes(measure));
  if (limit === undefined || by.length < limit.by.length) return 9;
  const weights = by.reduce((total, { weight }) => total + weight, 0);
  return interpolate(limit.curve, by.reduce((total, { band, weight }) => total + weight * band, 0) / weights);
}

function ceiling(mapping: Mapping, test: MeasuredTest): number {
  return Math.min(
    9,
    ...mapping.ceilings.flatMap(({ measure, curve }) => {
      const value = valueOf(test.values, measure);
      return value === null ? [] : [interpolate(curve, value)];
    }),
  );
}

/** Half width of the range: the criterion's own, wider with fewer words and with measures that disagree. */
function spread(rules: CriterionMapping, estimates: readonly Estimate[], words: number, mapping: Mapping): number {
  const thin = Math.sqrt(1 + mapping.evidence.halfWords / Math.max(1, words));
  const weights = estimates.reduce((total, { weight }) => total + weight, 0);
  const mean = estimates.reduce((total, { band, weight }) => total + weight * band, 0) / weights;
  const variance = estimates.reduce((total, { band, weight }) => total + weight * (band - mean) ** 2, 0) / weights;
  return clamp(rules.spread * thin + DISAGREEMENT * Math.sqrt(variance), MIN_SPREAD, MAX_SPREAD);
}

/** Words of each part in a usual test, of all its words (judgement, from the times of the parts). */
const PART_SHARES: Readonly<Record<RatedPart, number>> = { part1: 0.35, part2: 0.25, part3: 0.4 };

const RATED_PARTS = ['part1', 'part2', 'part3'] as const;
/** A part of which so much was said, of its usual words, was taken: before that its first answer would say that the test was short. Judgement. */
const BEGUN_SHARE = 0.3;

/** Answers that a part may have, and so many more, in the whole of a test: who tells more of one part took more than that part. Judgement. */
const MOST_ANSWERS: Readonly<Record<RatedPart, number>> = { part1: 12, part2: 4, part3: 18 };
const OTHER_ANSWERS = 16;

/** How much of a test the answers are: all of it where nobody told their parts. While a test is running, nobody knows how long it will be. */
function takenShare({ turns }: MeasuredTest, { purpose, partsUnknown }: RatingConditions): number {
  if (purpose !== 'test') return 0;
  if (partsUnknown === true) return 1;
  const words = { part1: 0, part2: 0, part3: 0 };
  const answers = { part1: 0, part2: 0, part3: 0 };
  for (const { analyzed } of turns) {
    words[analyzed.turn.part] += analyzed.words.length;
    answers[analyzed.turn.part] += 1;
  }
  const taken = (part: RatedPart): number =>
    Math.min(1, words[part] / (BEGUN_SHARE * PART_SHARES[part] * calibration().usualWords));
  const told = RATED_PARTS.reduce((share, part) => share + PART_SHARES[part] * taken(part), 0);
  const tooMany = RATED_PARTS.reduce((count, part) => count + Math.max(0, answers[part] - MOST_ANSWERS[part]), 0);
  return told + (1 - told) * Math.min(1, tooMany / OTHER_ANSWERS);
}

const SHOWN_MEASURES = 5;

interface Basis {
  readonly estimates: readonly Estimate[];
  readonly test: MeasuredTest;
  readonly wordsFirst: boolean;
  /** Measures of own words were left out. */
  readonly read: boolean;
}

/** The weightiest measures, penalties that bite first. */
function restsOn(criterion: Criterion, rules: CriterionMapping, basis: Basis): readonly MeasureName[] {
  const { estimates, test, wordsFirst, read } = basis;
  const biting = rules.penalties.filter(
    ({ measure, curve }) => interpolate(curve, valueOf(test.values, measure) ?? 0) > 0,
  );
  const byWeight = <Item extends { readonly weight: number }>(items: readonly Item[]): readonly Item[] =>
    items.toSorted((first, second) => Math.abs(second.weight) - Math.abs(first.weight));
  const words = read
    ? []
    : byWeight(calibration().measures.filter((each) => each.criterion === criterion && each.weight !== 0));
  const curves = byWeight(estimates);
  const all = [...biting, ...(wordsFirst ? [...words, ...curves] : [...curves, ...words])].map(
    ({ measure }) => measure,
  );
  // "You know" is nothing to practise: that it was never said tells a candidate nothing.
  const telling = all.filter((measure) => measure !== 'youKnowPer100' || valueOf(test.values, measure) !== 0);
  return [...new Set(telling)].slice(0, SHOWN_MEASURES);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
