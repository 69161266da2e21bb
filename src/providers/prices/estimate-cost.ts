/** What one request cost, by the list price. Pure. */
import type { PriceTable } from './price-table.js';

export interface Consumption {
  readonly audioSeconds?: number;
  readonly characters?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/**
 * @param model "provider:model" as in the table
 * @returns US dollars, or null for a model that the table does not know
 */
export function estimateCostUsd(table: PriceTable, model: string, consumption: Consumption): number | null {
  const price = table.prices[model];
  if (price === undefined) return null;
  const { audioSeconds = 0, characters = 0, inputTokens = 0, outputTokens = 0 } = consumption;
  return (
    (audioSeconds / 60) * (price.perMinute ?? 0) +
    (characters * (price.perMillionCharacters ?? 0) +
      inputTokens * (price.perMillionInputTokens ?? 0) +
      outputTokens * (price.perMillionOutputTokens ?? 0)) /
      1_000_000
  );
}
