/**
 * Writes the figures of docs/how-good-is-the-score.md anew, all by the code of "eval", and the calibrated measures of docs/scoring.md. Needs ../shared/data; run `npm run build` first.
 *
 *   node scripts/how-good.mjs
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../dist/engine/evaluation/evaluation.js';
import { figureTable } from '../dist/engine/evaluation/figure-table.js';
import { MEASURE_TEXTS } from '../dist/engine/scoring/measures/catalogue.js';
import { parseManifest } from '../dist/engine/evaluation/manifest.js';
import { calibrationTable } from './support/calibration-table.mjs';

const scripts = import.meta.dirname;
const page = join(scripts, '..', 'docs', 'how-good-is-the-score.md');

const predicted = execFileSync(process.execPath, [join(scripts, 'train-bands.mjs'), '--predict'], { encoding: 'utf8' });
const { items } = parseManifest(predicted, 'predictions');
const rated = items.map(({ id, speaker, groups, words, human, predicted: given }) => ({
  id,
  speaker,
  groups,
  human: { 'band.overall': human.band },
  predicted: given,
  unrated: {},
  words,
  audioMs: null,
  tookMs: null,
  wordErrors: null,
}));
writeFileSync(page, withFigures(readFileSync(page, 'utf8'), 'bands', figureTable(evaluate(rated).outputs)));

const scoring = join(scripts, '..', 'docs', 'scoring.md');
const calibration = JSON.parse(readFileSync(join(scripts, '..', 'data', 'band-calibration.json'), 'utf8'));
const table = calibrationTable(calibration, MEASURE_TEXTS);
writeFileSync(scoring, withFigures(readFileSync(scoring, 'utf8'), 'calibration', table));

// As the rest of the docs are laid out: what has not changed shows no difference.
execFileSync(
  process.execPath,
  [join(scripts, '..', 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', page, scoring],
  { stdio: 'ignore' },
);

function withFigures(text, name, table) {
  const [start, end] = [`<!-- figures:${name} -->`, `<!-- /figures:${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new RangeError(`The page has no place for the figures of ${name}.`);
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`;
}
