/** Bands as text: a single figure, a range, and the running estimate fitted into one row. */
import { CRITERIA, type Criterion } from '../engine/scoring/types.js';
import { CRITERION_SHORT_NAMES } from './labels.js';
import type { ShownBands } from './view-types.js';

/** Bands are whole or half; ranges may be any number. */
export function bandText(band: number): string {
  const rounded = Math.round(band * 10) / 10;
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1);
}

export function rangeText(low: number, high: number, dash: string): string {
  return `${bandText(low)}${dash}${bandText(high)}`;
}

const INITIALS: Readonly<Record<Criterion, string>> = { fluency: 'F', lexical: 'L', grammar: 'G', pronunciation: 'P' };

/** The running estimate in one row; names are shortened until it fits, `?` means no evidence yet. */
export function runningBandsText(bands: ShownBands | null, dash: string, columns: number): string {
  if (bands === null) return fitted(['Running estimate: after your first answers', 'Estimate: none yet'], columns);
  const short = { ...CRITERION_SHORT_NAMES, pronunciation: 'Pron.' };
  return fitted(
    [
      `Running estimate  ${figures(bands, CRITERION_SHORT_NAMES, dash)}`,
      `Estimate  ${figures(bands, short, dash)}`,
      `Estimate ${figures(bands, INITIALS, dash)}`,
      figures(bands, INITIALS, dash),
    ],
    columns,
  );
}

function figures(bands: ShownBands, names: Readonly<Record<Criterion, string>>, dash: string): string {
  return CRITERIA.map((criterion) => {
    const band = bands[criterion] ?? null;
    return `${names[criterion]} ${band === null ? '?' : `${bandText(band.band)} (${rangeText(band.low, band.high, dash)})`}`;
  }).join('  ');
}

function fitted(texts: readonly string[], columns: number): string {
  return texts.find((text) => text.length <= columns) ?? (texts.at(-1) as string).slice(0, columns);
}
