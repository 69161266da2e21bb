/** Numbers as people write them into manifests. */

const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const NOT_KNOWN = /^(?:na|n\/a|nan|null|none|-|\?)$/i;

/** NaN for what is no number; blank text is none. Tables have tabs between their columns, so a comma is a decimal one. */
export function scoreNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return NaN;
  const plain = value.trim();
  return Number(DECIMAL_COMMA.test(plain) ? plain.replace(',', '.') : plain);
}

/** What stands for a score that nobody gave. */
export function isNotKnown(cell: string): boolean {
  return NOT_KNOWN.test(cell.trim());
}
