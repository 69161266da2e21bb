/**
 * Fits data/band-calibration.json: bands from measures of words. One command, from the project's root:
 *
 *   node scripts/train-bands.mjs            writes the file
 *   node scripts/train-bands.mjs --print    prints it instead
 *   node scripts/train-bands.mjs --predict  prints cross-validated predictions, as a manifest for "eval"
 *
 * Data: ../shared/data/levels (192 rated practice tests; 692 interviews with nine levels, which say at little weight what beginners
 * are like). Method: ridge regression with given signs (non-negative least squares by coordinate descent), an offset of its own for
 * the interviews, since another task was rated by other people. Everything is deterministic.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '2.0.0';
const ROOT = join(import.meta.dirname, '..');
const DATA = join(ROOT, '..', 'shared', 'data', 'levels');

/** The interviews' levels as bands, by the published match of both with the CEFR; what is between them is judgement. */
const LEVEL_BANDS = [1.5, 2, 2.7, 3.5, 4, 4.6, 5.2, 5.8, 6.6];
/** One interview counts as a twentieth of a test. */
const INTERVIEW_WEIGHT = 0.05;
const PENALTY = 20;
/** The offset of the interviews is hardly held back. */
const OFFSET_PENALTY = 0.02;
const FOLDS = 10;
const REPEATS = 10;
/** As in the mapping's settings: the mean log rank of different words grows with length. */
const LENGTH_CONTROL = { growth: 0.36, reference: 800 };

const rankOfTypes = (row) =>
  row.mean_log10_freqrank_types - LENGTH_CONTROL.growth * Math.log10(row.words / LENGTH_CONTROL.reference);

/** `test` and `interview` give our measure from a row; without `interview` the mean of the tests stands in. */
const MEASURES = [
  {
    measure: 'tokens',
    criterion: 'fluency',
    transform: 'log',
    sign: 1,
    test: (r) => r.words,
    interview: (r) => r.words,
  },
  { measure: 'wordsPerAnswer', criterion: 'fluency', transform: 'log', sign: 1, test: (r) => r.words_per_answer },
  {
    measure: 'immediateRepeatsPer100',
    criterion: 'fluency',
    transform: 'sqrt',
    sign: -1,
    test: (r) => r.immediate_repeats_p100,
    // Repairs of all kinds are five times as many.
    interview: (r) => r.repairs_p100 * 0.2,
  },
  {
    measure: 'youKnowPer100',
    criterion: 'fluency',
    transform: 'sqrt',
    sign: 1,
    test: (r) => r.discourse_you_know_p100,
  },
  {
    measure: 'mattr50',
    criterion: 'lexical',
    transform: 'identity',
    sign: 1,
    test: (r) => r.mattr50,
    interview: (r) => r.mattr50,
  },
  { measure: 'mtld', criterion: 'lexical', transform: 'log', sign: 1, test: (r) => r.mtld, interview: (r) => r.mtld },
  {
    measure: 'meanLogRankTypes',
    criterion: 'lexical',
    transform: 'identity',
    sign: 1,
    test: rankOfTypes,
    interview: rankOfTypes,
  },
  {
    measure: 'conditionalModalsPer100',
    criterion: 'grammar',
    transform: 'sqrt',
    sign: 1,
    test: (r) => r.would_could_might_p100,
    // All modals; would, could and might are two fifths of them.
    interview: (r) => r.modals_MD_p100 * 0.4,
  },
  { measure: 'thatPer100', criterion: 'grammar', transform: 'sqrt', sign: 1, test: (r) => r.that_p100 },
  { measure: 'contractionsPer100', criterion: 'grammar', transform: 'sqrt', sign: 1, test: (r) => r.contractions_p100 },
  {
    measure: 'subordinatorsPer100',
    criterion: 'grammar',
    transform: 'sqrt',
    sign: 1,
    test: (r) => Math.max(0, r.subord_strict_p100 - r.because_p100),
    interview: (r) => Math.max(0, r.subord_strict_p100 - r.because_p100),
  },
];

const transforms = { identity: (x) => x, log: (x) => Math.log(Math.max(1, x)), sqrt: (x) => Math.sqrt(Math.max(0, x)) };

function rows(name) {
  const [head, ...lines] = readFileSync(join(DATA, name), 'utf8').trim().split('\n');
  const names = head.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, index) => [names[index], index === 0 ? cell : Number(cell)])),
  );
}

const tests = rows('practice_tests.tsv');
const interviews = rows('interviews.tsv');
const bands = tests.map((row) => row.band);

/** Transformed, in deviations of the tests, turned so that more is better, and limited to what 98 % of the tests span. */
const columns = MEASURES.map(({ transform, sign, test, interview }) => {
  const own = tests.map((row) => transforms[transform](test(row)));
  const mean = own.reduce((total, value) => total + value, 0) / own.length;
  const deviation = Math.sqrt(own.reduce((total, value) => total + (value - mean) ** 2, 0) / own.length);
  const z = own.map((value) => (value - mean) / deviation);
  const limits = [Math.min(-3, quantile(z, 0.01)), Math.max(2.2, quantile(z, 0.99))].map(rounded);
  const shaped = (value) => sign * Math.min(limits[1], Math.max(limits[0], value));
  return {
    mean,
    deviation,
    limits,
    tests: z.map(shaped),
    interviews: interviews.map((row) =>
      interview ? shaped((transforms[transform](interview(row)) - mean) / deviation) : 0,
    ),
  };
});

function quantile(values, share) {
  const sorted = [...values].sort((first, second) => first - second);
  return sorted[Math.round(share * (sorted.length - 1))];
}

/** Weights at or above zero, and the intercept, from the tests at these places and all interviews. */
function fit(places) {
  const size = columns.length;
  const design = [
    ...places.map((place) => ({
      x: [...columns.map((column) => column.tests[place]), 1, 0],
      y: bands[place],
      weight: 1,
    })),
    ...interviews.map((row, index) => ({
      x: [...columns.map((column) => column.interviews[index]), 1, 1],
      y: LEVEL_BANDS[row.sst_level - 1],
      weight: INTERVIEW_WEIGHT,
    })),
  ];
  const penalties = [...columns.map(() => PENALTY), 0, OFFSET_PENALTY * places.length];
  const width = size + 2;
  const gram = Array.from({ length: width }, () => new Float64Array(width));
  const target = new Float64Array(width);
  for (const { x, y, weight } of design) {
    for (let row = 0; row < width; row += 1) {
      target[row] += weight * x[row] * y;
      for (let column = 0; column < width; column += 1) gram[row][column] += weight * x[row] * x[column];
    }
  }
  const found = new Float64Array(width);
  for (let round = 0; round < 2000; round += 1) {
    let change = 0;
    for (let place = 0; place < width; place += 1) {
      let rest = target[place];
      for (let other = 0; other < width; other += 1) if (other !== place) rest -= gram[place][other] * found[other];
      const best = rest / (gram[place][place] + penalties[place]);
      const next = place < size ? Math.max(0, best) : best;
      change = Math.max(change, Math.abs(next - found[place]));
      found[place] = next;
    }
    if (change < 1e-9) break;
  }
  return { weights: [...found.slice(0, size)], intercept: found[size] };
}

const predict = ({ weights, intercept }, place) =>
  weights.reduce((total, weight, index) => total + weight * columns[index].tests[place], intercept);

/** Each test rated by weights fitted without it: the mean over repeated splits. */
function crossValidated() {
  const sums = new Float64Array(tests.length);
  let state = 12_345;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const order = tests.map((_, index) => index);
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const held = order.filter((_, index) => index % FOLDS === fold);
      const model = fit(order.filter((_, index) => index % FOLDS !== fold));
      for (const place of held) sums[place] += predict(model, place) / REPEATS;
    }
  }
  return [...sums];
}

/** Slope of the bands on a criterion's own contributions alone. */
function slopeOf(criterion, weights) {
  const own = tests.map((_, place) =>
    MEASURES.reduce(
      (total, measure, index) =>
        total + (measure.criterion === criterion ? weights[index] * columns[index].tests[place] : 0),
      0,
    ),
  );
  const mean = (list) => list.reduce((total, value) => total + value, 0) / list.length;
  const [x, y] = [mean(own), mean(bands)];
  const covariance = mean(own.map((value, index) => (value - x) * (bands[index] - y)));
  return covariance / mean(own.map((value) => (value - x) ** 2));
}

function rounded(value) {
  return Number(value.toPrecision(5));
}

const predictions = crossValidated();
if (process.argv.includes('--predict')) {
  const lines = tests.map(({ test, band, words }, index) =>
    JSON.stringify({ id: test, band, words, predicted: { 'band.overall': rounded(predictions[index]) } }),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
} else {
  const errors = predictions.map((value, index) => Math.abs(value - bands[index]));
  const model = fit(tests.map((_, index) => index));
  const calibration = {
    version: VERSION,
    source: `scripts/train-bands.mjs: ${String(tests.length)} practice tests and ${String(interviews.length)} interviews (docs/scoring.md)`,
    intercept: rounded(model.intercept),
    measures: MEASURES.map(({ measure, criterion, transform, sign }, index) => ({
      measure,
      criterion,
      transform,
      mean: rounded(columns[index].mean),
      deviation: rounded(columns[index].deviation),
      weight: rounded(sign * model.weights[index]),
      limits: columns[index].limits,
    })),
    slopes: Object.fromEntries(
      ['fluency', 'lexical', 'grammar'].map((criterion) => [criterion, rounded(slopeOf(criterion, model.weights))]),
    ),
    halfWidth: rounded(quantile(errors, 0.8)),
    usualWords: Math.round(
      quantile(
        tests.map(({ words }) => words),
        0.5,
      ),
    ),
  };
  const text = `${JSON.stringify(calibration, null, 2)}\n`;
  if (process.argv.includes('--print')) process.stdout.write(text);
  else {
    writeFileSync(join(ROOT, 'data', 'band-calibration.json'), text);
    const mean = errors.reduce((total, error) => total + error, 0) / errors.length;
    console.log(`Written. Cross-validated mean error ${mean.toFixed(3)} band over ${String(tests.length)} tests.`);
  }
}
