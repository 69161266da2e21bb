/** A price in US dollars, for people. */

/** @param usd null where the price table does not know the model */
export function priceText(usd: number | null): string {
  if (usd === null) return 'its price is not in the table';
  return usd === 0 ? 'free of charge' : `about ${dollars(usd)}`;
}

function dollars(usd: number): string {
  return usd < 0.0001 ? 'less than $0.0001' : `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
