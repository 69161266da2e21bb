// Speaker-wise cross-validation, nested: no speaker is ever in the training and the checked part, and the penalty is chosen inside each
// training part by the same means.
import { follow } from '../../dist/engine/scoring/speech-model/speech-model.js';
import { linear, linkOf, momentsOf, ridge, standardised, standardsOf } from './fit.mjs';
import { ASPECTS } from './ratings.mjs';

const PENALTIES = [50, 100, 200, 400, 800];

/** Deals speakers out to folds; the same seed gives the same folds. */
export function foldsOf(speakers, count, seed) {
  const order = [...new Set(speakers)].sort();
  let state = seed;
  for (let index = order.length - 1; index > 0; index -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    [order[index], order[other]] = [order[other], order[index]];
  }
  const fold = new Map(order.map((speaker, index) => [speaker, index % count]));
  return speakers.map((speaker) => fold.get(speaker));
}

/** Every speaker counts the same, however many sentences there are. */
export function speakerWeights(speakers) {
  const counts = new Map();
  for (const speaker of speakers) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  const mean = speakers.length / counts.size;
  return speakers.map((speaker) => mean / counts.get(speaker));
}

/** @returns per aspect `{ penalty, weights, offset, link }`, with the standards of the columns */
export function train(data, directions) {
  const standards = standardsOf(data.rows, data.weights);
  const rows = standardised(data.rows, standards);
  const aspects = Object.fromEntries(
    ASPECTS.map((aspect) => {
      const targets = data.ratings.map((ratings) => ratings[aspect]);
      const penalty = bestPenalty(rows, targets, data, directions);
      const fitted = ridge(steadied(momentsOf(rows, targets, data.weights), rows, data.ids), penalty, directions);
      const sums = rows.map((row) => linear(fitted, row));
      return [aspect, { penalty, ...fitted, link: linkOf(sums, targets, data.weights) }];
    }),
  );
  return { standards, aspects };
}

const INNER_FOLDS = 5;

/**
 * Where the same sentence is there as read and as misheard, weights pay for how far they move its rating: what mishearing changes is not
 * trusted. At 1 a misheard sentence moves less than half as far as at 0, with the same correlation (docs/speech-model.md).
 */
const STEADINESS = 1;

function steadied(moments, rows, ids) {
  const pairs = pairsOf(ids ?? []);
  const scale = (STEADINESS * rows.length) / Math.max(1, pairs.length);
  for (const [read, misheard] of pairs) {
    const moved = rows[misheard].map((value, column) => value - rows[read][column]);
    for (const [i, row] of moments.gram.entries())
      if (moved[i] !== 0) for (const j of row.keys()) row[j] += scale * moved[i] * moved[j];
  }
  return moments;
}

/** Row numbers of sentences that are there twice. */
function pairsOf(ids) {
  const first = new Map();
  return ids.flatMap((id, index) => {
    if (first.has(id)) return [[first.get(id), index]];
    first.set(id, index);
    return [];
  });
}

function bestPenalty(rows, targets, { speakers, weights, ids }, directions) {
  const folds = foldsOf(speakers, INNER_FOLDS, 7);
  const errors = new Map(PENALTIES.map((penalty) => [penalty, 0]));
  for (let fold = 0; fold < INNER_FOLDS; fold += 1) {
    const indexes = [...rows.keys()];
    const inside = indexes.filter((index) => folds[index] !== fold);
    const outside = indexes.filter((index) => folds[index] === fold);
    const pick = (values) => inside.map((index) => values[index]);
    const moments = steadied(momentsOf(pick(rows), pick(targets), pick(weights)), pick(rows), ids && pick(ids));
    for (const penalty of PENALTIES) {
      const fitted = ridge(moments, penalty, directions);
      const error = outside.reduce(
        (sum, index) => sum + weights[index] * (linear(fitted, rows[index]) - targets[index]) ** 2,
        0,
      );
      errors.set(penalty, errors.get(penalty) + error);
    }
  }
  return [...errors].reduce((best, entry) => (entry[1] < best[1] ? entry : best))[0];
}

/** Ratings of one row of features by a trained model. */
export function rate({ standards, aspects }, row) {
  const [standard] = standardised([row], standards);
  return Object.fromEntries(
    ASPECTS.map((aspect) => {
      const rated = follow(aspects[aspect].link, linear(aspects[aspect], standard));
      return [aspect, Math.min(10, Math.max(0, rated))];
    }),
  );
}

/** @returns for each row the ratings by a model that never met its speaker, and the models by fold */
export function crossValidate(data, directions, { folds: count = 10, seed = 1 } = {}) {
  const folds = foldsOf(data.speakers, count, seed);
  const ratings = [];
  const models = [];
  for (let fold = 0; fold < count; fold += 1) {
    const inside = folds.map((other) => other !== fold);
    const model = train(subset(data, inside), directions);
    models.push(model);
    for (const [index, other] of folds.entries()) if (other === fold) ratings[index] = rate(model, data.rows[index]);
  }
  return { ratings, folds, models };
}

function subset(data, inside) {
  return Object.fromEntries(Object.entries(data).map(([name, values]) => [name, values.filter((_, i) => inside[i])]));
}
