/** What a language model's opinions cost, by the price table. */
import { priceText } from '../../engine/text/dollars.js';
import { counted } from '../../engine/text/counted.js';

export interface ModelRatingCost {
  readonly requests: number;
  readonly tokens: number;
  /** By the price table; null when a model is not in it. */
  readonly usd: number | null;
}

export const NO_COST: ModelRatingCost = { requests: 0, tokens: 0, usd: 0 };

/** What was used between two moments. */
export function costSince(before: ModelRatingCost, now: ModelRatingCost): ModelRatingCost {
  return {
    requests: now.requests - before.requests,
    tokens: now.tokens - before.tokens,
    usd: now.usd === null || before.usd === null ? null : now.usd - before.usd,
  };
}

export function costText({ requests, tokens, usd }: ModelRatingCost): string {
  if (requests === 0) return 'Language model: nothing asked, nothing to pay.';
  return `Language model: ${counted(requests, 'request')}, ${String(tokens)} tokens, ${priceText(usd)}.`;
}
