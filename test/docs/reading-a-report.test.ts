/** What the page for candidates and teachers says of measures is what the curves in use say. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MEASURE_TEXTS, type MeasureName } from '../../src/engine/scoring/measures/catalogue.js';
import { interpolate } from '../../src/engine/scoring/rating/mapping.js';
import { MAPPING } from '../../src/engine/scoring/rating/mapping-data.js';

const BANDS = [5, 6, 7, 8];
const page = readFileSync('docs/reading-a-report.md', 'utf8');

const namesOf = (name: string): readonly string[] =>
  (Object.keys(MEASURE_TEXTS) as MeasureName[]).filter((measure) => MEASURE_TEXTS[measure].name === name);

it('the page on reading a report tells which figure speaks for each band, as the curves have it', () => {
  const [, table = ''] = /<!-- figures by band -->([^]*?)<!-- \/figures by band -->/.exec(page) ?? [];
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'));
  const figures = rows.slice(1).map((row) => row.split('|').map((cell) => cell.trim()));
  expect(figures.length).toBeGreaterThan(10);
  const curves = Object.values(MAPPING.criteria).flatMap((criterion) => criterion.curves);
  for (const [, name = '', , ...cells] of figures) {
    const curve = curves.find(({ measure }) => namesOf(name).includes(measure))?.curve;
    if (curve === undefined) throw new Error(`no curve for ${name}`);
    BANDS.forEach((band, index) => {
      const [, figure, unit] = /^([\d.]+)( %| s)?$/.exec(cells[index] ?? '') ?? [];
      if (figure === undefined) return;
      // Seconds per 100 syllables are ten milliseconds of each.
      const value = Number(figure) * (unit === undefined ? 1 : unit === ' s' ? 10 : 0.01);
      expect(Math.abs(interpolate(curve, value) - band), `${name} at band ${String(band)}: ${figure}`).toBeLessThan(
        0.3,
      );
    });
  }
});
