/** A score inside an event is unknown JSON, perhaps of another version: taken only when it has the whole shape of a TestScore. */
import { z } from 'zod';
import type { TestScore } from '../scoring/types.js';

const band = z.number().min(0).max(9);
const notRateable = z.object({ rateable: z.literal(false), reason: z.string() });

const criterionScore = z.discriminatedUnion('rateable', [
  z.object({
    rateable: z.literal(true),
    band,
    raw: band,
    low: band,
    high: band,
    basis: z.array(z.object({ measure: z.string(), value: z.number(), meaning: z.string() })),
    quotes: z.array(z.object({ turnId: z.string(), text: z.string(), atMs: z.number(), why: z.string() })),
    practise: z.array(z.string()),
    caveat: z.string().exactOptional(),
  }),
  notRateable,
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
  fromWords: z.object({ band, raw: band, low: band, high: band }).nullable().exactOptional(),
  measures: z.record(z.string(), z.number().nullable()),
  practiceEstimate: z.literal(true),
});

/** Null when the value is no score that this version can read. */
export function parseTestScore(value: unknown): TestScore | null {
  const parsed = testScore.safeParse(value);
  return parsed.success ? parsed.data : null;
}
