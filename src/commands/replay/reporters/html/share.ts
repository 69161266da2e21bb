/** Such as `12.34%`, for positions. */
export function share(part: number, whole: number): string {
  return `${String(Number(((100 * part) / Math.max(1, whole)).toFixed(3)))}%`;
}
