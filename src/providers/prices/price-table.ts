/** The providers' prices, from `data/prices.json`: dated data that can be corrected without changing code. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const amount = z.number().nonnegative();

const price = z.strictObject({
  /** US dollars per minute of audio. */
  perMinute: amount.optional(),
  perMillionCharacters: amount.optional(),
  perMillionInputTokens: amount.optional(),
  perMillionOutputTokens: amount.optional(),
});

const tableSchema = z.strictObject({
  version: z.literal(1),
  /** When the figures were gathered. */
  date: z.iso.date(),
  currency: z.literal('USD'),
  note: z.string(),
  /** Where they come from, by provider. */
  sources: z.record(z.string(), z.string()),
  /** By "provider:model". */
  prices: z.record(z.string().regex(/^[a-z]+:\S+$/), price),
});

export type PriceTable = Readonly<z.infer<typeof tableSchema>>;

export function parsePriceTable(data: unknown): PriceTable {
  return tableSchema.parse(data);
}

let known: PriceTable | null = null;

/** The table that comes with the program, read once when a cloud provider is first used. */
export function priceTable(): PriceTable {
  known ??= parsePriceTable(
    JSON.parse(readFileSync(new URL('../../../data/prices.json', import.meta.url), 'utf8')) as unknown,
  );
  return known;
}
