/** A length of time for people: 1,234 ms is "1.2 s". */
export function secondsText(ms: number, decimals = 1): string {
  return `${(ms / 1000).toFixed(decimals)} s`;
}
