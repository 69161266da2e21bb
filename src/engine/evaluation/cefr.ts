/** Levels of the Common European Framework of languages. */
import { isNotKnown } from './score-number.js';

/** As bands: the rough match of docs/scoring.md. A plus is half a level more. */
const BANDS = new Map([
  ['A1', 2.5],
  ['A2', 3.5],
  ['B1', 4.75],
  ['B2', 6.25],
  ['C1', 7.5],
  ['C2', 8.75],
]);
const HALF_A_LEVEL = 0.5;
/** Nothing but such levels goes by these names. */
const SURE_NAMES = new Set(['cefr', 'cefr_level']);
/** "Advanced" goes by these as well, and says too little; a misspelt level does not. */
const NAMES = new Set([...SURE_NAMES, 'level', 'proficiency']);
const LIKE_A_LEVEL = /^[a-z]\d\+?$/i;

/** Name of the human score that is made of such a level. */
export const CEFR = 'cefr';

/** The level that a band stands for; null for a band that no level has. */
export function levelOfBand(band: number): string | null {
  const [level] = [...BANDS].find(([, each]) => each === band) ?? [];
  const [half] = [...BANDS].find(([, each]) => each + HALF_A_LEVEL === band) ?? [];
  return level ?? (half === undefined ? null : `${half}+`);
}

/**
 * Band, 0 to 9, that a level such as "B2" or "B1+" stands for; null for other names, and where no level is given.
 * @throws Error where the value is no level and should be one
 */
export function bandOfLevel(name: string, value: unknown): number | null {
  const plain = name.toLowerCase();
  if (!NAMES.has(plain) || value === null) return null;
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
  const [, level = '', plus = ''] = /^([abc][12])(\+?)$/i.exec(text) ?? [];
  const band = BANDS.get(level.toUpperCase());
  if (band !== undefined) return Math.min(9, band + (plus === '' ? 0 : HALF_A_LEVEL));
  if (text === '' || isNotKnown(text) || !(SURE_NAMES.has(plain) || LIKE_A_LEVEL.test(text))) return null;
  throw new Error(`its level "${name}" is ${JSON.stringify(value)}: give A1 to C2, or leave it empty`);
}
