/** Gradient boosting of small trees for chances of several classes (Friedman 2001; second-order steps and leaves of the best gain first). */

const ROUNDS = 60;
const RATE = 0.1;
const LEAVES = 6;
const SMALLEST_LEAF = 60;
/** Pulls leaves towards nothing, as so much weight of examples would. */
const SHRINKAGE = 5;
const BINS = 64;

/**
 * @param rows lists of numbers, all of one length
 * @param labels whole numbers from 0
 * @returns `(row) => chances of the classes`
 */
export function boost(rows, labels, classes) {
  const cuts = rows[0].map((_, feature) => cutsOf(rows.map((row) => row[feature])));
  const binned = cuts.map((edges, feature) => Uint8Array.from(rows, (row) => binOf(row[feature], edges)));
  const scores = Array.from({ length: classes }, () => new Float64Array(rows.length));
  const prior = Array.from({ length: classes }, (_, label) =>
    Math.log(labels.filter((each) => each === label).length / labels.length),
  );
  for (const [label, score] of scores.entries()) score.fill(prior[label]);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const chances = rows.map((_, row) => softmax(scores.map((score) => score[row])));
    rounds.push(
      scores.map((score, label) => {
        const slopes = Float64Array.from(chances, (each, row) => (labels[row] === label ? 1 : 0) - each[label]);
        const bends = Float64Array.from(chances, (each) => Math.max(1e-6, each[label] * (1 - each[label])));
        return grow(binned, cuts, slopes, bends, score);
      }),
    );
  }
  return (row) =>
    softmax(prior.map((start, label) => rounds.reduce((sum, trees) => sum + valueOf(trees[label], row), start)));
}

export function softmax(scores) {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Adds what the tree says to the scores of all rows. */
function grow(binned, cuts, slopes, bends, scores) {
  const all = Uint32Array.from(scores, (_, row) => row);
  const tree = {};
  const leaves = [{ node: tree, rows: all, split: bestSplit(binned, all, slopes, bends) }];
  while (leaves.length < LEAVES) {
    const best = leaves.reduce((first, second) => (second.split.gain > first.split.gain ? second : first));
    if (best.split.gain <= 0) break;
    const { feature, bin } = best.split;
    const parts = [
      best.rows.filter((row) => binned[feature][row] <= bin),
      best.rows.filter((row) => binned[feature][row] > bin),
    ];
    const children = parts.map((rows) => ({ node: {}, rows, split: bestSplit(binned, rows, slopes, bends) }));
    Object.assign(best.node, { feature, atMost: cuts[feature][bin], low: children[0].node, high: children[1].node });
    leaves.splice(leaves.indexOf(best), 1, ...children);
  }
  for (const { node, rows } of leaves) {
    let [slope, bend] = [0, SHRINKAGE];
    for (const row of rows) {
      slope += slopes[row];
      bend += bends[row];
    }
    node.value = (RATE * slope) / bend;
    for (const row of rows) scores[row] += node.value;
  }
  return tree;
}

function bestSplit(binned, rows, slopes, bends) {
  let best = { gain: 0, feature: 0, bin: 0 };
  if (rows.length < 2 * SMALLEST_LEAF) return best;
  const [slopeOf, bendOf, countOf] = [new Float64Array(BINS), new Float64Array(BINS), new Uint32Array(BINS)];
  for (const [feature, bins] of binned.entries()) {
    slopeOf.fill(0);
    bendOf.fill(0);
    countOf.fill(0);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      const bin = bins[row];
      slopeOf[bin] += slopes[row];
      bendOf[bin] += bends[row];
      countOf[bin] += 1;
    }
    const total = slopeOf.reduce((sum, each) => sum + each, 0);
    const weight = bendOf.reduce((sum, each) => sum + each, 0);
    let [slope, bend, count] = [0, 0, 0];
    for (let bin = 0; bin < BINS - 1; bin += 1) {
      slope += slopeOf[bin];
      bend += bendOf[bin];
      count += countOf[bin];
      if (count < SMALLEST_LEAF || rows.length - count < SMALLEST_LEAF) continue;
      const gain =
        slope ** 2 / (bend + SHRINKAGE) +
        (total - slope) ** 2 / (weight - bend + SHRINKAGE) -
        total ** 2 / (weight + SHRINKAGE);
      if (gain > best.gain + 1e-9) best = { gain, feature, bin };
    }
  }
  return best;
}

function valueOf(tree, row) {
  let node = tree;
  while (node.value === undefined) node = row[node.feature] <= node.atMost ? node.low : node.high;
  return node.value;
}

function cutsOf(values) {
  const ordered = Float64Array.from(values).sort();
  const edges = Array.from(
    { length: BINS - 1 },
    (_, index) => ordered[Math.floor(((index + 1) * ordered.length) / BINS)],
  );
  return [...new Set(edges)];
}

function binOf(value, edges) {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
