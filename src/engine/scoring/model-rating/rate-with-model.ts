/**
 * A language model's opinion on a whole test: one request for all of it and one for each half (see readings.ts), quotes checked
 * against the transcript, kept by content so that the same test is paid for once.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { structuredAnswer } from '../../language-model/structured-answer.js';
import type { LanguageModel } from '../../ports/language-model.js';
import type { RatingCache } from '../../ports/rating-cache.js';
import { sum } from '../measures/statistics.js';
import type { Quote, ScoredTurn } from '../types.js';
import { mayDemand, withoutDemands } from './demands.js';
import { readAnswer } from './for-the-rater.js';
import { quoteAtMs, quotedFrom, wasSaid } from './quotes.js';
import { readingsOf } from './readings.js';
import { RATING_SHAPE, RUBRIC_VERSION, ratingMessages, type ModelRatingSample } from './rubric.js';

export type ModelCriterion = keyof ModelRatingSample;
export const MODEL_CRITERIA: readonly ModelCriterion[] = ['fluency', 'lexical', 'grammar'];

/** Three criteria with evidence are about 700 tokens; the rest is for models that think first. */
const MOST_OUTPUT_TOKENS = 4000;

const HALVES = 2;

/** Ratings this far above the lowest of the same criterion are not believed: what raised them is not in all of the test. */
const TOO_FAR_ABOVE = 2;

/** Answers with a demand, from which on there may be others that nobody recognised in both halves of a test. */
const MOST_DEMANDS = 1;

/** Share of a test. Who speaks of ratings for longer may have found words that are read. */
const MOST_LEFT_OUT = 0.2;

export interface ModelCriterionRating {
  /** The lowest of the samples, and how far the others lie. */
  readonly band: number;
  readonly low: number;
  readonly high: number;
  /** Of the samples up to there: what the model thinks where nobody gains by talking to it, as in a comparison of raters. */
  readonly mean: number;
  /** Only what was found in the transcript. */
  readonly quotes: readonly Quote[];
  /** Quotes of all samples, and those of them that the candidate never said: a model that makes up quotes is believed less. */
  readonly quoted: number;
  readonly madeUp: number;
  readonly reason: string;
  /** The halves of the test were not rated as well: what raises this band may stand in one place. Left out: they were. */
  readonly unchecked?: boolean;
}

export interface ModelRating {
  /** The id of the model that answered; of several, where the first failed in between. */
  readonly rater: string;
  readonly version: string;
  readonly samples: number;
  /** A criterion for which no sample is believed is left out. */
  readonly criteria: Readonly<Partial<Record<ModelCriterion, ModelCriterionRating>>>;
  /** Somebody in the test may have asked for a band: the model may raise none. Left out: nobody did. */
  readonly mayBeAsked?: boolean;
  /** Passages that may have been meant for the rater: the model did not read them. Left out: none. */
  readonly leftOut?: number;
  /** Tokens of this rating; 0 when it came from the cache. */
  readonly tokens: number;
  /** US dollars by the price table; 0 from the cache, null where the table does not know the model. */
  readonly costUsd: number | null;
}

export interface RateWithModelOptions {
  readonly model: LanguageModel;
  readonly cache: RatingCache | null;
  readonly signal: AbortSignal;
}

/** Null when there is nothing to rate or the request was aborted. Throws a ProviderError when not one sample came. */
export async function rateWithModel(
  turns: readonly ScoredTurn[],
  { model, cache, signal }: RateWithModelOptions,
): Promise<ModelRating | null> {
  const rated = turns.filter(({ text }) => text.trim() !== '');
  if (rated.length === 0) return null;
  const readings = readingsOf(rated).map(ratingMessages);
  const keyOf = (rater: string): string =>
    createHash('sha256')
      .update(JSON.stringify([RUBRIC_VERSION, rater, readings]))
      .digest('hex');
  const kept = parsedSamples((await cache?.get(keyOf(model.id))) ?? null, readings.length);
  if (kept !== null) return ratingOf(rated, kept, { rater: model.id, tokens: 0, costUsd: 0 });
  // One after another: services limit requests, and the first failure saves the price of the others.
  const samples: ModelRatingSample[] = [];
  const raters = new Set<string>();
  let tokens = 0;
  let costUsd: number | null = 0;
  for (const [index, messages] of readings.entries()) {
    try {
      const request = {
        purpose: 'rating',
        messages,
        temperature: 0,
        seed: index + 1,
        maxOutputTokens: MOST_OUTPUT_TOKENS,
      } as const;
      const answer = await structuredAnswer(model, { ...request, signal }, RATING_SHAPE);
      if (answer === null) return null;
      samples.push(answer.value);
      raters.add(answer.provider);
      tokens += answer.usage.inputTokens + answer.usage.outputTokens;
      costUsd = sumOrNull(costUsd, answer.usage.costUsd ?? null);
    } catch (error) {
      if (samples.length === 0) throw error;
      break;
    }
  }
  const rater = [...raters].join(', ');
  // A rating that two models share is neither's.
  if (samples.length === readings.length && raters.size === 1) await cache?.put(keyOf(rater), JSON.stringify(samples));
  return ratingOf(rated, samples, { rater, tokens, costUsd });
}

function sumOrNull(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

/** A cache is a folder that anybody may write into: what comes out of it is checked like an answer. */
function parsedSamples(kept: string | null, samples: number): readonly ModelRatingSample[] | null {
  if (kept === null) return null;
  try {
    return z.array(RATING_SHAPE.schema).length(samples).parse(JSON.parse(kept));
  } catch {
    return null;
  }
}

function ratingOf(
  turns: readonly ScoredTurn[],
  samples: readonly ModelRatingSample[],
  asked: Pick<ModelRating, 'rater' | 'tokens' | 'costUsd'>,
): ModelRating {
  const criteria = MODEL_CRITERIA.flatMap((criterion) => {
    const rating = criterionOf(
      turns,
      samples.map((sample) => sample[criterion]),
    );
    return rating === null ? [] : [[criterion, rating] as const];
  });
  const leftOut = sum(turns.map((turn) => readAnswer(turn).leftOut));
  const unread = sum(turns.map((turn) => readAnswer(turn).share * turn.text.length));
  const share = unread / sum(turns.map(({ text }) => text.length));
  const demands = turns.filter(({ text }) => mayDemand(text)).length;
  const mayBeAsked = share > MOST_LEFT_OUT || demands > MOST_DEMANDS;
  return {
    ...asked,
    ...(leftOut > 0 ? { leftOut } : {}),
    ...(mayBeAsked ? { mayBeAsked } : {}),
    version: RUBRIC_VERSION,
    samples: samples.length,
    criteria: Object.fromEntries(criteria),
  };
}

/**
 * A sample is believed when at least one of its quotes was said, and at least as many were said as were made up. The lowest counts:
 * a band is raised by what is found all over the test, not by what was said once.
 */
function criterionOf(
  turns: readonly ScoredTurn[],
  samples: readonly ModelRatingSample[ModelCriterion][],
): ModelCriterionRating | null {
  const checked = samples.map((sample) => ({ ...sample, ...checkedQuotes(turns, sample) }));
  const [, ...halves] = checked.map(isBelieved);
  const believed = checked.filter(isBelieved);
  const [lowest] = believed.toSorted((one, other) => one.band - other.band);
  if (lowest === undefined) return null;
  const { band, quotes, reason } = lowest;
  const near = believed.map((each) => each.band).filter((each) => each < band + TOO_FAR_ABOVE);
  const madeUp = checked.reduce((sum, each) => sum + each.madeUp, 0);
  return {
    band,
    low: band,
    high: Math.max(...near),
    mean: sum(near) / near.length,
    quotes,
    quoted: checked.reduce((sum, each) => sum + each.quotes.length, madeUp),
    madeUp,
    reason,
    ...(halves.length === HALVES && halves.every(Boolean) ? {} : { unchecked: true }),
  };
}

function isBelieved({ quotes, madeUp }: ReturnType<typeof checkedQuotes>): boolean {
  return quotes.length > 0 && quotes.length >= madeUp;
}

/** Each quote once: who gives a true one six times has one. */
function checkedQuotes(
  turns: readonly ScoredTurn[],
  sample: ModelRatingSample[ModelCriterion],
): { readonly quotes: readonly Quote[]; readonly madeUp: number } {
  const quotes = new Map<string, Quote>();
  let madeUp = 0;
  for (const { turn: number, quote, shows } of sample.evidence) {
    const turn = turns[number - 1];
    const text = turn === undefined ? null : quotedFrom(turn.text, quote);
    if (turn === undefined || text === null) {
      // A word or two were said, and show nothing. Across a demand that was left out of what the model read: word for word to the model, never said like that.
      const read = turn === undefined ? [] : [turn.text, withoutDemands(turn.text).text, readAnswer(turn).text];
      if (!read.some((text) => wasSaid(quote, text))) madeUp += 1;
      continue;
    }
    // A demand that was really made shows nothing of what a band rests on.
    if (withoutDemands(quote).found > 0) continue;
    quotes.set(`${String(number)} ${text}`, {
      turnId: turn.turnId,
      text,
      atMs: quoteAtMs(quote, turn),
      why: shows,
    });
  }
  return { quotes: [...quotes.values()], madeUp };
}
