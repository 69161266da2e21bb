/** A score inside an event is unknown JSON, perhaps of another version: taken only when it has the whole shape of a TestScore. */
import { z } from 'zod';
import type { TestScore } from '../scoring/types.js';
import { SET_ASIDES } from '../scoring/model-rating/set-aside.js';

const band = z.number().min(0).max(9);
const quote = z.object({ turnId: z.string(), text: z.string(), atMs: z.number(), why: z.string() });

const notRateable = z.object({ rateable: z.literal(false), reason: z.string() });

const criterionScore = z.discriminatedUnion('rateable', [
  z.object({
    rateable: z.literal(true),
    band,
    raw: band,
    low: band,
    high: band,
    basis: z.array(z.object({ measure: z.string(), value: z.number(), meaning: z.string() })),
    quotes: z.array(quote),
    practise: z.array(z.string()),
    changes: z
      .array(
        z.object({
          about: z.array(z.string()),
          measure: z.string(),
          value: z.number(),
          target: z.number(),
          bands: z.number(),
        }),
      )
      .exactOptional(),
    caveat: z.string().exactOptional(),
  }),
  notRateable.extend({ quotes: z.array(quote).exactOptional() }),
]);

const answerNote = z.object({
  kind: z.enum(['offQuestion', 'undeveloped', 'developed', 'prepared', 'repeatsQuestion', 'otherLanguage']),
  turnId: z.string(),
  question: z.string(),
  text: z.string(),
  atMs: z.number(),
  why: z.string(),
});

const secondOpinion = z.discriminatedUnion('available', [
  z.object({
    available: z.literal(true),
    rater: z.string(),
    version: z.string(),
    samples: z.number(),
    tokens: z.number(),
    costUsd: z.number().nullable().optional(),
    leftOut: z.number().optional(),
    criteria: z.array(
      z.object({
        criterion: z.enum(['fluency', 'lexical', 'grammar', 'pronunciation']),
        measured: band,
        band,
        low: band,
        high: band,
        used: z.boolean(),
        setAside: z.enum(SET_ASIDES).optional(),
        reason: z.string(),
        quotes: z.array(quote),
        quoted: z.number().optional(),
        madeUp: z.number().optional(),
      }),
    ),
  }),
  z.object({
    available: z.literal(false),
    rater: z.string(),
    why: z.string(),
    tokens: z.number().optional(),
    costUsd: z.number().nullable().optional(),
  }),
]);

const testScore = z.object({
  mapping: z.string(),
  rater: z.string(),
  criteria: z.object({
    fluency: criterionScore,
    lexical: criterionScore,
    grammar: criterionScore,
    pronunciation: criterionScore,
  }),
  overall: z.discriminatedUnion('rateable', [
    z.object({
      rateable: z.literal(true),
      band,
      mean: band,
      low: band,
      high: band,
      rounding: z.enum(['down', 'nearest']),
    }),
    notRateable,
  ]),
  fromWords: z
    .object({ withFluency: z.boolean().exactOptional(), band, raw: band, low: band, high: band })
    .nullable()
    .exactOptional(),
  measures: z.record(z.string(), z.number().nullable()),
  notes: z.array(answerNote).exactOptional(),
  secondOpinion: secondOpinion.optional(),
  practiceEstimate: z.literal(true),
});

/** Null when the value is no score that this version can read. */
export function parseTestScore(value: unknown): TestScore | null {
  const parsed = testScore.safeParse(value);
  return parsed.success ? parsed.data : null;
}
