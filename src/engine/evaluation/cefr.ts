/** Levels of the Common European Framework as bands: the rough match of docs/scoring.md. A plus is half a level more. */
const BANDS = new Map([
  ['A1', 2.5],
  ['A2', 3.5],
  ['B1', 4.75],
  ['B2', 6.25],
  ['C1', 7.5],
  ['C2', 8.75],
]);
const HALF_A_LEVEL = 0.5;
const NAMES = new Set(['cefr', 'level', 'cefr_level', 'proficiency']);

/** Name of the human score that is made of such a level. */
export const CEFR = 'cefr';

/** Band, 0 to 9, that a level such as "B2" or "B1+" stands for; null for other names and values. */
export function bandOfLevel(name: string, value: unknown): number | null {
  if (typeof value !== 'string' || !NAMES.has(name.toLowerCase())) return null;
  const [, level = '', plus = ''] = /^\s*([abc][12])(\+?)\s*$/i.exec(value) ?? [];
  const band = BANDS.get(level.toUpperCase());
  return band === undefined ? null : Math.min(9, band + (plus === '' ? 0 : HALF_A_LEVEL));
}
