// Correlation, plain or weighted.
export function pearson(first, second, weights = first.map(() => 1)) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (values) => values.reduce((sum, value, i) => sum + weights[i] * value, 0) / total;
  const [left, right] = [mean(first), mean(second)];
  let [product, one, other] = [0, 0, 0];
  for (let i = 0; i < first.length; i += 1) {
    product += weights[i] * (first[i] - left) * (second[i] - right);
    one += weights[i] * (first[i] - left) ** 2;
    other += weights[i] * (second[i] - right) ** 2;
  }
  return product / Math.sqrt(one * other);
}
