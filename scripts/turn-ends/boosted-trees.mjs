/** Gradient boosting of small trees for chances of several classes (Friedman 2001; second-order steps and leaves of the best gain first). */

const RATE = 0.1;
const SMALLEST_LEAF = 60;
/** Pulls leaves towards nothing, as so much weight of examples would. */
const SHRINKAGE = 5;
const BINS = 64;
/** Of slopes, bends and examples in a bin. */
const SUMS = 3;
/** What is written to the file. */
const DIGITS = 4;

/**
 * @param rows lists of numbers, all of one length
 * @param labels whole numbers from 0
 * @returns a forest as src/engine/speech/end-chances.ts reads it
 */
export function boost(rows, labels, classes, { rounds, leaves }) {
  const cuts = rows[0].map((_, place) => cutsOf(Float64Array.from(rows, (row) => row[place])));
  const bins = Uint8Array.from(rows.flatMap((row) => row.map((number, place) => binOf(number, cuts[place]))));
  const prior = Array.from({ length: classes }, (_, label) =>
    rounded(Math.log(labels.filter((each) => each === label).length / rows.length)),
  );
  const scores = prior.map((start) => new Float64Array(rows.length).fill(start));
  const trees = Array.from({ length: rounds }, () => {
    const steps = stepsOf(scores, labels);
    return scores.map((score, label) => grow({ bins, cuts, score, leaves, ...steps[label] }));
  });
  return { prior, rounds: trees };
}

function stepsOf(scores, labels) {
  const steps = scores.map(({ length }) => ({ slopes: new Float64Array(length), bends: new Float64Array(length) }));
  for (const [row, own] of labels.entries()) {
    const powers = scores.map((score) => Math.exp(score[row]));
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const [label, { slopes, bends }] of steps.entries()) {
      const chance = powers[label] / sum;
      slopes[row] = (own === label ? 1 : 0) - chance;
      bends[row] = Math.max(1e-6, chance * (1 - chance));
    }
  }
  return steps;
}

/** Adds what the tree says to the scores of all rows. */
function grow({ bins, cuts, slopes, bends, score, leaves: most }) {
  const places = cuts.length;
  const leaf = (rows, sums) => ({ rows, sums, split: bestSplit(sums, places, rows.length) });
  const sumsOf = (rows) => summed(bins, places, rows, slopes, bends);
  const all = Uint32Array.from(score, (_, row) => row);
  const root = leaf(all, sumsOf(all));
  const leaves = [root];
  while (leaves.length < most) {
    const best = leaves.reduce((first, second) => (second.split.gain > first.split.gain ? second : first));
    if (best.split.gain <= 0) break;
    const { place, bin } = best.split;
    const low = best.rows.filter((row) => bins[row * places + place] <= bin);
    const high = best.rows.filter((row) => bins[row * places + place] > bin);
    const lowSums = sumsOf(low);
    best.children = [
      leaf(low, lowSums),
      leaf(
        high,
        best.sums.map((sum, at) => sum - lowSums[at]),
      ),
    ];
    leaves.splice(leaves.indexOf(best), 1, ...best.children);
  }
  for (const each of leaves) {
    let [slope, bend] = [0, SHRINKAGE];
    for (const row of each.rows) {
      slope += slopes[row];
      bend += bends[row];
    }
    each.value = rounded((RATE * slope) / bend);
    for (const row of each.rows) score[row] += each.value;
  }
  return written(root, cuts);
}

function written({ value, split, children }, cuts) {
  if (children === undefined) return value;
  return [split.place, cuts[split.place][split.bin], ...children.map((child) => written(child, cuts))];
}

function summed(bins, places, rows, slopes, bends) {
  const sums = new Float64Array(places * BINS * SUMS);
  for (const row of rows) {
    for (let place = 0; place < places; place += 1) {
      const at = (place * BINS + bins[row * places + place]) * SUMS;
      sums[at] += slopes[row];
      sums[at + 1] += bends[row];
      sums[at + 2] += 1;
    }
  }
  return sums;
}

function bestSplit(sums, places, all) {
  let best = { gain: 0, place: 0, bin: 0 };
  if (all < 2 * SMALLEST_LEAF) return best;
  let [slopes, bends] = [0, 0];
  for (let at = 0; at < BINS * SUMS; at += SUMS) {
    slopes += sums[at];
    bends += sums[at + 1];
  }
  for (let place = 0; place < places; place += 1) {
    let [slope, bend, count] = [0, 0, 0];
    for (let bin = 0; bin < BINS - 1; bin += 1) {
      const at = (place * BINS + bin) * SUMS;
      slope += sums[at];
      bend += sums[at + 1];
      count += sums[at + 2];
      if (count < SMALLEST_LEAF || all - count < SMALLEST_LEAF) continue;
      const gain =
        slope ** 2 / (bend + SHRINKAGE) +
        (slopes - slope) ** 2 / (bends - bend + SHRINKAGE) -
        slopes ** 2 / (bends + SHRINKAGE);
      if (gain > best.gain + 1e-9) best = { gain, place, bin };
    }
  }
  return best;
}

function cutsOf(values) {
  const ordered = values.sort();
  const edges = Array.from({ length: BINS - 1 }, (_, index) =>
    rounded(ordered[Math.floor(((index + 1) * ordered.length) / BINS)]),
  );
  return [...new Set(edges)];
}

function binOf(value, edges) {
  const bin = edges.findIndex((edge) => value <= edge);
  return bin === -1 ? edges.length : bin;
}

function rounded(value) {
  return Number(value.toFixed(DIGITS));
}
