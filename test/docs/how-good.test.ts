/** Keeps docs/how-good-is-the-score.md and the calibration from going stale. The data is not part of the project. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/engine/evaluation/evaluation.js';
import { figureTable } from '../../src/engine/evaluation/figure-table.js';
import { parseManifest } from '../../src/engine/evaluation/manifest.js';
import { calibration } from '../../src/engine/scoring/rating/calibration.js';
import { MEASURE_TEXTS } from '../../src/engine/scoring/measures/catalogue.js';
import { calibrationTable } from '../../scripts/support/calibration-table.mjs';

const available = existsSync('../shared/data/levels/practice_tests.tsv');
if (!available) console.warn('Skipped: ../shared/data/levels is not here.');

const train = (option: string): string =>
  execFileSync(process.execPath, ['scripts/train-bands.mjs', option], { encoding: 'utf8' });

/** Prettier lines tables up; what they say stays. */
const plain = (table: string): string => table.replace(/ *\| */g, '|').replace(/-{3,}/g, '---');

describe.skipIf(!available)('the page on how good the score is', () => {
  it('shows the figures that eval gives for the cross-validated bands', () => {
    const rated = parseManifest(train('--predict'), 'predictions').items.map((item) => ({
      ...item,
      human: { 'band.overall': item.human['band'] ?? NaN },
      predicted: { 'band.overall': item.predicted?.['band.overall'] ?? NaN },
      unrated: {},
      audioMs: null,
      tookMs: null,
      wordErrors: null,
    }));
    const { outputs } = evaluate(rated);
    const page = plain(readFileSync('docs/how-good-is-the-score.md', 'utf8'));
    expect(page, 'run: npm run build && node scripts/how-good.mjs').toContain(plain(figureTable(outputs)));
    // Not worse than when it was written.
    expect(outputs[0]?.agreement.spearman).toBeGreaterThan(0.6);
    expect(outputs[0]?.agreement.mae).toBeLessThan(0.9);
  });

  it('is about the calibration in use: the file is what the training script makes', () => {
    const made: unknown = JSON.parse(train('--print'));
    const used: unknown = JSON.parse(readFileSync('data/band-calibration.json', 'utf8'));
    expect(used, 'run: node scripts/train-bands.mjs').toEqual(made);
  });
});

it('the page on scoring names every calibrated measure with its sign and weight', () => {
  const page = plain(readFileSync('docs/scoring.md', 'utf8'));
  expect(page, 'run: npm run build && node scripts/how-good.mjs').toContain(
    plain(calibrationTable(calibration(), MEASURE_TEXTS)),
  );
});
