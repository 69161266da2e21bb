/** Scores a test: measures, rates, and says what the bands rest on. */
import { answerNotes } from './answers/answer-notes.js';
import type { Rounding } from './bands.js';
import { nearestHalf, speakingBand, wholeBand } from './bands.js';
import { feedbackOn, type CriterionFeedback } from './feedback/feedback.js';
import { MEASURE_TEXTS } from './measures/catalogue.js';
import type { MeasureName } from './measures/catalogue.js';
import { errorsByKind } from './measures/grammar.js';
import type { MeasuredTest } from './measures/measure.js';
import { measureOnDemand, measureTest } from './measures/measure.js';
import { unknownWidening, wordsHalfWidth } from './rating/calibration.js';
import { gainsOf } from './rating/gains.js';
import { asText, excerptReason, noSpeakingBand, tooFewWords, widening } from './rating/evidence.js';
import type { Mapping } from './rating/mapping.js';
import { MAPPING } from './rating/mapping-data.js';
import { MeasuredRater } from './rating/measured-rater.js';
import type { AudioQuality, Rater, Rating, Ratings } from './rating/rater.js';
import type { Criterion, CriterionScore, ScoredTurn, TestScore, TurnEvidence, WordsBand } from './types.js';
import { CRITERIA } from './types.js';

export interface ScoreOptions {
  /** Default `down`. */
  readonly rounding?: Rounding;
  /** Quality of the recording, from the session's events. */
  readonly audio?: AudioQuality;
  /** Why the whole cannot be rated; see the rating conditions. */
  readonly refusal?: string;
  /** The parts of the answers are not known; see the rating conditions. */
  readonly partsUnknown?: boolean;
  /** A text was read aloud; see the rating conditions. */
  readonly wordsGiven?: boolean;
  /** Default: the measured rater with the mapping in use. */
  readonly rater?: Rater;
  readonly mapping?: Mapping;
  /** The same candidate's last score: its advice is not given again. */
  readonly lastScore?: TestScore | null;
}

export interface BandEstimate {
  readonly band: number;
  readonly low: number;
  readonly high: number;
}

/**
 * @param evidence by turn id; turns without evidence are measured without alignment and grammar
 * @returns bands per criterion with ranges, evidence and advice, or the reason why there is none
 */
export function scoreTest(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
  options: ScoreOptions = {},
): TestScore {
  const mapping = options.mapping ?? MAPPING;
  const rater: Rater = options.rater ?? new MeasuredRater(mapping);
  const test = measureTest(turns, evidence, mapping.settings);
  const { audio, refusal, partsUnknown, wordsGiven } = options;
  const conditions = {
    purpose: 'test',
    ...(audio === undefined ? {} : { audio }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(partsUnknown === undefined ? {} : { partsUnknown }),
    ...(wordsGiven === undefined ? {} : { wordsGiven }),
  } as const;
  const ratings = rater.rate(test, conditions);
  const secondOpinion = rater.secondOpinion?.(test, conditions);
  const known = { settings: mapping.settings, told: adviceIn(options.lastScore ?? null), read: wordsGiven === true };
  const score = (criterion: Criterion): CriterionScore => {
    const rating = ratings[criterion];
    if (!rating.rateable) {
      if (rating.reason !== tooFewWords(test, conditions, mapping)) return rating;
      const { quotes } = feedbackOn(criterion, test, { ...known, gains: new Map() });
      return quotes.length === 0 ? rating : { ...rating, quotes };
    }
    const gains = gainsOf(criterion, test, { rater, mapping, conditions });
    return criterionScore(rating, test, feedbackOn(criterion, test, { ...known, gains }));
  };
  const criteria = {
    fluency: score('fluency'),
    lexical: score('lexical'),
    grammar: score('grammar'),
    pronunciation: score('pronunciation'),
  };
  return {
    mapping: mapping.version,
    rater: rater.id,
    criteria,
    overall: overallOf(
      criteria,
      {
        excerpt: excerptReason(test, conditions),
        tooLittle: noSpeakingBand(test, conditions, mapping),
      },
      options.rounding ?? 'down',
    ),
    fromWords: wordsBand(
      ratings,
      wordsHalfWidth(test.values.tokens ?? 0) * widening(test, mapping) * unknownWidening(test.values, asText(test)),
    ),
    measures: { ...test.values, ...errorKinds(test) },
    notes:
      refusal === undefined && wordsGiven !== true ? answerNotes(test, { partsUnknown: partsUnknown === true }) : [],
    ...(secondOpinion === undefined ? {} : { secondOpinion }),
    practiceEstimate: true,
  };
}

/**
 * Bands so far, for the live view after each answer: wide ranges, no feedback, no pitch. Costs a few milliseconds when the
 * answers went through `gatherEvidence` before, which tags their words.
 */
export function estimateBands(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
  options: Pick<ScoreOptions, 'audio' | 'rater' | 'mapping'> = {},
): Record<Criterion, BandEstimate | null> {
  const mapping = options.mapping ?? MAPPING;
  const rater = options.rater ?? new MeasuredRater(mapping);
  const test = measureOnDemand(turns, evidence, mapping.settings);
  const ratings = rater.rate(test, { purpose: 'running', ...(options.audio ? { audio: options.audio } : {}) });
  const estimate = (rating: Rating): BandEstimate | null =>
    rating.rateable ? { band: wholeBand(rating.raw), low: rating.low, high: rating.high } : null;
  return {
    fluency: estimate(ratings.fluency),
    lexical: estimate(ratings.lexical),
    grammar: estimate(ratings.grammar),
    pronunciation: estimate(ratings.pronunciation),
  };
}

/** What a report advised, by the stable names of the advice. */
function adviceIn(score: TestScore | null): ReadonlySet<string> {
  const criteria = score === null ? [] : CRITERIA.map((criterion) => score.criteria[criterion]);
  return new Set(criteria.flatMap((each) => (each.rateable ? (each.changes ?? []).flatMap(({ about }) => about) : [])));
}

function criterionScore(
  rating: Extract<Rating, { readonly rateable: true }>,
  test: MeasuredTest,
  feedback: CriterionFeedback,
): CriterionScore {
  return {
    rateable: true,
    band: wholeBand(rating.raw),
    raw: rating.raw,
    low: rating.low,
    high: rating.high,
    basis: rating.restsOn.flatMap((measure) => basisOf(measure, test)),
    ...(rating.caveat === undefined ? {} : { caveat: rating.caveat }),
    ...feedback,
  };
}

/**
 * Fluency, lexical resource and grammar as far as they are rated, before rounding: what a transcript alone can tell. To
 * the nearest half whatever the rounding: it is fitted to bands that were rounded once already.
 */
function wordsBand(ratings: Ratings, halfWidth: number): WordsBand | null {
  const rated = [ratings.fluency, ratings.lexical, ratings.grammar].flatMap((rating) =>
    rating.rateable ? [rating] : [],
  );
  if (!ratings.lexical.rateable || !ratings.grammar.rateable) return null;
  const mean = (of: (rating: (typeof rated)[number]) => number): number =>
    rated.reduce((total, rating) => total + of(rating), 0) / rated.length;
  const raw = mean((rating) => rating.raw);
  const half = Math.max(MIN_SPREAD, halfWidth);
  return {
    withFluency: ratings.fluency.rateable,
    band: nearestHalf(raw),
    raw,
    low: Math.max(0, raw - half),
    high: Math.min(9, raw + half),
  };
}

function basisOf(measure: MeasureName, test: MeasuredTest) {
  const value = test.values[measure];
  return value === null ? [] : [{ measure, value, meaning: MEASURE_TEXTS[measure].say(value) }];
}

/** Errors per 100 words of each kind, as `errorsPer100.<kind>`. */
function errorKinds(test: MeasuredTest): Record<string, number> {
  return Object.fromEntries(
    errorsByKind(test.turns.map(({ checked }) => checked)).map(({ kind, per100 }) => [`errorsPer100.${kind}`, per100]),
  );
}

/** Errors of the four criteria are only partly independent: their mean keeps most of their spread. */
const SHARED_SPREAD = 0.75;
const MIN_SPREAD = 0.7;

function overallOf(
  criteria: Readonly<Record<Criterion, CriterionScore>>,
  reasons: { readonly excerpt: string | null; readonly tooLittle: string | null },
  rounding: Rounding,
): TestScore['overall'] {
  const rated = CRITERIA.map((criterion) => criteria[criterion]);
  const missing = rated.find((score) => !score.rateable);
  const anyRated = rated.some((score) => score.rateable);
  if (anyRated && reasons.excerpt !== null) return { rateable: false, reason: reasons.excerpt };
  if (missing && !missing.rateable)
    return { rateable: false, reason: `A Speaking band needs all four criteria. ${missing.reason}` };
  if (reasons.tooLittle !== null) return { rateable: false, reason: reasons.tooLittle };
  const scores = rated.flatMap((score) => (score.rateable ? [score] : []));
  // The Speaking band is the mean of four whole bands, as an examiner gives them.
  const mean = scores.reduce((total, { band }) => total + band, 0) / scores.length;
  const half = scores.reduce((total, { low, high }) => total + (high - low) / 2, 0) / scores.length;
  const spread = Math.max(MIN_SPREAD, half * SHARED_SPREAD);
  return {
    rateable: true,
    band: speakingBand(mean, rounding),
    mean,
    low: Math.max(0, mean - spread),
    high: Math.min(9, mean + spread),
    rounding,
  };
}
