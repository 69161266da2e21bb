/** A rater that says what the fixture says: for what is made of bands, whatever the measures come to. */
import { MAPPING } from '../scoring/rating/mapping-data.js';
import type { Mapping } from '../scoring/rating/mapping.js';
import type { Rater, Rating } from '../scoring/rating/rater.js';
import type { Criterion } from '../scoring/types.js';

/** The Speaking band still needs answers in all three parts, but no minutes of speech. */
const WITHOUT_MINUTES: Mapping = { ...MAPPING, evidence: { ...MAPPING.evidence, bandPhonationMs: 0 } };

/** @param raw bands before rounding */
export function fixedRating(raw: Readonly<Record<Criterion, number>>): {
  readonly rater: Rater;
  readonly mapping: Mapping;
} {
  const rating = (criterion: Criterion): Rating => {
    const band = raw[criterion];
    return { rateable: true, raw: band, low: band, high: band, restsOn: [] };
  };
  const rater: Rater = {
    id: 'fixed',
    version: '1',
    rate: () => ({
      fluency: rating('fluency'),
      lexical: rating('lexical'),
      grammar: rating('grammar'),
      pronunciation: rating('pronunciation'),
    }),
  };
  return { rater, mapping: WITHOUT_MINUTES };
}
