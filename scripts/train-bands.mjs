/**
 * Fits data/band-calibration.json: bands from measures of words. One command, from the project's root:
 *
 *   node scripts/train-bands.mjs            writes the file
 *   node scripts/train-bands.mjs --print    prints it instead
 *   node scripts/train-bands.mjs --predict  prints cross-validated predictions, as a manifest for "eval"
 *
 * Data: ../shared/data/levels/practice_tests.tsv (192 rated tests). Method: every measure counts the same (standardised, with the sign
 * that it must have); slope and intercept by least absolute errors. With so few and so noisy labels, weights of their own for each
 * measure are worse on tests that were not seen (Dawes 1979 on improper linear models; figures in docs/adr/0025-all-measures-count-the-same.md).
 * Everything is deterministic.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '5.3.0';
const ROOT = join(import.meta.dirname, '..');
const DATA = join(ROOT, '..', 'shared', 'data', 'levels');

const FOLDS = 10;
const REPEATS = 10;
/** As in the mapping's settings: the mean log rank of different words grows with length. */
const LENGTH_CONTROL = { growth: 0.36, reference: 800 };

const rankOfTypes = (row) =>
  row.mean_log10_freqrank_types - LENGTH_CONTROL.growth * Math.log10(row.words / LENGTH_CONTROL.reference);

/** `column` gives our measure from a row of the data. */
const MEASURES = [
  {
    measure: 'freshWords',
    criterion: 'fluency',
    transform: 'log',
    sign: 1,
    column: (r) => r.words,
  },
  { measure: 'wordsPerAnswer', criterion: 'fluency', transform: 'log', sign: 1, column: (r) => r.words_per_answer },
  {
    measure: 'immediateRepeatsPer100',
    criterion: 'fluency',
    transform: 'rate',
    sign: -1,
    column: (r) => r.immediate_repeats_p100,
  },
  {
    measure: 'youKnowPer100',
    criterion: 'fluency',
    transform: 'rate',
    sign: 1,
    column: (r) => r.discourse_you_know_p100,
  },
  {
    measure: 'mattr50',
    criterion: 'lexical',
    transform: 'identity',
    sign: 1,
    column: (r) => r.mattr50,
  },
  { measure: 'mtld', criterion: 'lexical', transform: 'log', sign: 1, column: (r) => r.mtld },
  {
    measure: 'meanLogRankTypes',
    criterion: 'lexical',
    transform: 'identity',
    sign: 1,
    column: rankOfTypes,
  },
  {
    measure: 'conditionalModalsPer100',
    criterion: 'grammar',
    transform: 'rate',
    sign: 1,
    column: (r) => r.would_could_might_p100,
  },
  { measure: 'thatPer100', criterion: 'grammar', transform: 'rate', sign: 1, column: (r) => r.that_p100 },
  {
    measure: 'contractionsPer100',
    criterion: 'grammar',
    transform: 'rate',
    sign: 1,
    column: (r) => r.contractions_p100,
  },
  {
    measure: 'subordinatorsPer100',
    criterion: 'grammar',
    transform: 'rate',
    sign: 1,
    column: (r) => Math.max(0, r.subord_strict_p100 - r.because_p100),
  },
];

/** As in src/engine/scoring/rating/calibration.ts, which says why. */
const transforms = {
  identity: (x) => x,
  log: (x) => Math.log(Math.max(1, x)),
  rate: (x) => Math.sqrt(Math.max(0, x) + 0.5),
};

function rows(name) {
  const [head, ...lines] = readFileSync(join(DATA, name), 'utf8').trim().split('\n');
  const names = head.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, index) => [names[index], index === 0 ? cell : Number(cell)])),
  );
}

const tests = rows('practice_tests.tsv');
const bands = tests.map((row) => row.band);

const usualWords = Math.round(median(tests.map(({ words }) => words)));

/** A rate of rare words over few words is mostly chance: it counts by words / (words + this), relative to a usual test. */
const RATE_HALF_WORDS = 600;
const certainty = (words) => words / (words + RATE_HALF_WORDS);

/**
 * How much less a rate counts where the recogniser doubts words: a power of the share that it was sure of, tried from 0 to 3 on thirteen
 * made tests of 670 to 1,000 words with 15 and 38 % of them misheard (docs/how-good-is-the-score.md). More moves those far from the mean, less lets chance in.
 */
const RATE_DOUBT = 0.35;

/**
 * How far from the mean a value counts, deviations. What a recogniser mistakes moves values far from the mean most: so far as the tests left out
 * allow it, they count no further (limits from 1 to 3: Spearman .614 to .622, mean error .860 to .869; docs/adr/0025-all-measures-count-the-same.md).
 */
const RATE_LIMITS = [-1, 1];
/**
 * Words that anybody can add without speaking better. "You know" and "that" go with higher bands in these tests, whatever the reason; as merit they
 * count up to a little above what is usual, and no further (Spearman .617 to .607, mean error .860 to .869).
 */
const EASILY_ADDED = { youKnowPer100: [-1, 0.25], thatPer100: [-1, 0.25] };
/**
 * How much of a test an excerpt must be for its length to count: so many words, or so many answers. Less may be a piece of a test; a switch would move
 * bands by one answer more or less. The tests here are whole, so their length counts in full. A text that tells no answers
 * counts as a short test however short it is: were its length to fade in, too, a text would fall by being longer (judgement; shorter texts in one piece
 * came out too high, docs/how-good-is-the-score.md).
 */
const LENGTH_FADES_IN = { words: [400, 800], answers: [4, 12], leastText: 400 };
const OTHER_LIMITS = [-3, 1.25];
/**
 * Every misheard word makes a poor vocabulary look richer, in a short text by more than half a band: so far below the mean it does not count (Spearman
 * .607 to .612, mean error .870 to .866; at -2 .608 and .868).
 */
const LEXICAL_LIMITS = [-1.5, 1.25];

/** Transformed, in deviations of the tests, turned so that more is better, and limited. */
const columns = MEASURES.map(({ measure, criterion, transform, sign, column }) => {
  const own = tests.map((row) => transforms[transform](column(row)));
  const mean = own.reduce((total, value) => total + value, 0) / own.length;
  const deviation = Math.sqrt(own.reduce((total, value) => total + (value - mean) ** 2, 0) / own.length);
  const z = own.map((value) => (value - mean) / deviation);
  const usual = criterion === 'lexical' ? LEXICAL_LIMITS : OTHER_LIMITS;
  const limits = EASILY_ADDED[measure] ?? (transform === 'rate' ? RATE_LIMITS : usual);
  const shaped = (value) => sign * Math.min(limits[1], Math.max(limits[0], value));
  const halfWords = measure.endsWith('Per100') ? RATE_HALF_WORDS : 0;
  const share = ({ words }) => (halfWords > 0 ? certainty(words) / certainty(usualWords) : 1);
  return { mean, deviation, limits, halfWords, values: z.map((value, place) => shaped(value) * share(tests[place])) };
});

function quantile(values, share) {
  const sorted = [...values].sort((first, second) => first - second);
  return sorted[Math.round(share * (sorted.length - 1))];
}

/** Sum of all measures of each test. */
const sums = tests.map((_, place) => columns.reduce((total, column) => total + column.values[place], 0));

/** The line of least absolute errors through the tests at these places: the error is convex in the slope, the intercept a median. */
function fit(places) {
  const interceptAt = (slope) => median(places.map((place) => bands[place] - slope * sums[place]));
  const errorAt = (slope) => {
    const intercept = interceptAt(slope);
    return places.reduce((total, place) => total + Math.abs(bands[place] - intercept - slope * sums[place]), 0);
  };
  let [low, high] = [0, 1];
  for (let round = 0; round < 60; round += 1) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (errorAt(left) <= errorAt(right)) high = right;
    else low = left;
  }
  return { slope: low, intercept: interceptAt(low) };
}

function median(values) {
  const sorted = [...values].sort((first, second) => first - second);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const predict = ({ slope, intercept }, place) => intercept + slope * sums[place];

/** Each test rated by a line fitted without it: the mean over repeated splits. */
function crossValidated() {
  const predicted = new Float64Array(tests.length);
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
      for (const place of held) predicted[place] += predict(model, place) / REPEATS;
    }
  }
  return [...predicted];
}

/** Slope of the bands on a criterion's own contributions alone. */
function slopeOf(criterion, weight) {
  const own = tests.map((_, place) =>
    MEASURES.reduce(
      (total, measure, index) => total + (measure.criterion === criterion ? weight * columns[index].values[place] : 0),
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
    source: `scripts/train-bands.mjs: ${String(tests.length)} practice tests (docs/scoring.md)`,
    intercept: rounded(model.intercept),
    measures: MEASURES.map(({ measure, criterion, transform, sign }, index) => ({
      measure,
      criterion,
      transform,
      mean: rounded(columns[index].mean),
      deviation: rounded(columns[index].deviation),
      weight: rounded(sign * model.slope),
      limits: columns[index].limits,
      halfWords: columns[index].halfWords,
      doubt: columns[index].halfWords > 0 ? RATE_DOUBT : 0,
      ...(measure === 'freshWords' ? { fadeIn: LENGTH_FADES_IN } : {}),
    })),
    slopes: Object.fromEntries(
      ['fluency', 'lexical', 'grammar'].map((criterion) => [criterion, rounded(slopeOf(criterion, model.slope))]),
    ),
    halfWidth: rounded(quantile(errors, 0.8)),
    usualWords,
    usualAnswers: rounded(median(tests.map((row) => row.words / row.words_per_answer))),
  };
  const text = `${JSON.stringify(calibration, null, 2)}\n`;
  if (process.argv.includes('--print')) process.stdout.write(text);
  else {
    writeFileSync(join(ROOT, 'data', 'band-calibration.json'), text);
    const mean = errors.reduce((total, error) => total + error, 0) / errors.length;
    console.log(`Written. Cross-validated mean error ${mean.toFixed(3)} band over ${String(tests.length)} tests.`);
  }
}
