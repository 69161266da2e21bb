// Fits the model: standardised features, ridge regression with fixed signs by coordinate descent, a monotone curve onto the raters' scale.
import { MAX_DEVIATIONS } from '../../dist/engine/scoring/speech-model/speech-model.js';

const SWEEPS = 400;
const TOLERANCE = 1e-5;
/** Points of the curve: few, so that it bends without following the noise. */
const KNOTS = 5;

/** @param rows of numbers or null; @returns missing, mean and deviation of each column */
export function standardsOf(rows, weights) {
  return rows[0].map((_, column) => {
    const known = rows.map((row) => row[column]).filter((value) => value !== null);
    const missing = known.toSorted((a, b) => a - b)[known.length >> 1] ?? 0;
    const values = rows.map((row) => row[column] ?? missing);
    const mean = weightedMean(values, weights);
    const variance = weightedMean(
      values.map((value) => (value - mean) ** 2),
      weights,
    );
    return { missing, mean, deviation: Math.sqrt(variance) || 1 };
  });
}

export function standardised(rows, standards) {
  return rows.map((row) =>
    Float64Array.from(standards, ({ missing, mean, deviation }, column) =>
      Math.min(MAX_DEVIATIONS, Math.max(-MAX_DEVIATIONS, ((row[column] ?? missing) - mean) / deviation)),
    ),
  );
}

/** Sums that every penalty shares: weighted means, covariances and products with the targets. */
export function momentsOf(rows, targets, weights) {
  const width = rows[0].length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scale = rows.length / total;
  const means = Float64Array.from({ length: width }, (_, column) =>
    weightedMean(
      rows.map((row) => row[column]),
      weights,
    ),
  );
  const centre = weightedMean(targets, weights);
  const gram = Array.from({ length: width }, () => new Float64Array(width));
  const products = new Float64Array(width);
  for (const [index, row] of rows.entries()) {
    const weight = weights[index] * scale;
    for (let i = 0; i < width; i += 1) {
      const value = weight * (row[i] - means[i]);
      products[i] += value * (targets[index] - centre);
      for (let j = 0; j <= i; j += 1) gram[i][j] += value * (row[j] - means[j]);
    }
  }
  for (let i = 0; i < width; i += 1) for (let j = i + 1; j < width; j += 1) gram[i][j] = gram[j][i];
  return { gram, products, means, centre };
}

/** Ridge regression whose weights keep their direction (1, -1, or 0 for either). */
export function ridge({ gram, products, means, centre }, penalty, directions) {
  const width = products.length;
  const weights = new Float64Array(width);
  const residual = Float64Array.from(products);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let moved = 0;
    for (let i = 0; i < width; i += 1) {
      let value = (residual[i] + gram[i][i] * weights[i]) / (gram[i][i] + penalty);
      if (directions[i] * value < 0) value = 0;
      const step = value - weights[i];
      if (step === 0) continue;
      weights[i] = value;
      moved = Math.max(moved, Math.abs(step));
      for (let j = 0; j < width; j += 1) residual[j] -= gram[i][j] * step;
    }
    if (moved < TOLERANCE) break;
  }
  const offset = centre - weights.reduce((sum, weight, i) => sum + weight * means[i], 0);
  return { weights, offset };
}

export function linear({ weights, offset }, row) {
  let sum = offset;
  for (let i = 0; i < weights.length; i += 1) sum += weights[i] * row[i];
  return sum;
}

/** Monotone curve from a raw sum to the raters' scale: means of equal parts of the data, pooled where they fall (isotonic regression). */
export function linkOf(sums, targets, weights) {
  const order = [...sums.keys()].sort((a, b) => sums[a] - sums[b]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = Array.from({ length: KNOTS }, () => ({ weight: 0, from: 0, to: 0 }));
  let passed = 0;
  for (const index of order) {
    const weight = weights[index];
    const part = parts[Math.min(KNOTS - 1, Math.floor((passed / total) * KNOTS))];
    passed += weight;
    part.weight += weight;
    part.from += weight * sums[index];
    part.to += weight * targets[index];
  }
  const pooled = [];
  for (const part of parts.filter(({ weight }) => weight > 0)) {
    pooled.push({ ...part });
    while (pooled.length > 1 && slopeBetween(pooled.at(-2), pooled.at(-1)) <= 0) {
      const last = pooled.pop();
      const before = pooled.at(-1);
      for (const key of ['weight', 'from', 'to']) before[key] += last[key];
    }
  }
  if (pooled.length < 2) throw new Error('The sums say nothing about the targets.');
  return pooled.map(({ weight, from, to }) => [from / weight, to / weight]);
}

function slopeBetween(first, second) {
  return second.to / second.weight - first.to / first.weight;
}

function weightedMean(values, weights) {
  let sum = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    sum += weights[index] * value;
    total += weights[index];
  }
  return sum / total;
}
