/** Lengths of time and places in them, as the page writes them. */

/** Such as `4:07`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Such as `12.34%`, for positions. */
export function share(part: number, whole: number): string {
  return `${String(Number(((100 * part) / Math.max(1, whole)).toFixed(3)))}%`;
}
