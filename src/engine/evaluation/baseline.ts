/** What is reached without a scorer: by the number of words alone, and by always predicting the mean. */
import { agreementOf, preparePairs } from './agreement.js';

export interface Baseline {
  /** A straight line over log10 of the words, fitted to the other lines each time (leave one out); null without word counts. */
  readonly words: { readonly pearson: number | null; readonly spearman: number | null; readonly mae: number } | null;
  /** Always the mean of the human scores. */
  readonly mean: { readonly mae: number } | null;
}

interface Counted {
  readonly words: number | null;
  readonly human: number;
}

export function wordCountBaseline(pairs: readonly Counted[], step: number): Baseline {
  const mean = pairs.reduce((total, { human }) => total + human, 0) / pairs.length;
  const distance = pairs.reduce((total, { human }) => total + Math.abs(human - mean), 0) / pairs.length;
  const counted = pairs.flatMap(({ words, human }) =>
    words !== null && words > 0 ? [{ x: Math.log10(words), human }] : [],
  );
  return {
    words: counted.length < 3 ? null : wordsAlone(counted, step),
    mean: { mae: distance },
  };
}

function wordsAlone(
  points: readonly { readonly x: number; readonly human: number }[],
  step: number,
): NonNullable<Baseline['words']> {
  const n = points.length;
  const sum = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((total, point) => total + of(point), 0);
  const [x, y, xx, xy] = [
    sum((point) => point.x),
    sum((point) => point.human),
    sum((point) => point.x ** 2),
    sum((point) => point.x * point.human),
  ];
  const left = points.map((point) => {
    const others = n - 1;
    const meanX = (x - point.x) / others;
    const meanY = (y - point.human) / others;
    const variance = (xx - point.x ** 2) / others - meanX ** 2;
    const covariance = (xy - point.x * point.human) / others - meanX * meanY;
    const slope = variance > 1e-12 ? covariance / variance : 0;
    return { predicted: meanY + slope * (point.x - meanX), human: point.human };
  });
  const correlations = agreementOf(
    preparePairs(
      points.map((point) => ({ predicted: point.x, human: point.human })),
      step,
    ),
  );
  return {
    pearson: correlations.pearson,
    spearman: correlations.spearman,
    mae: left.reduce((total, { predicted, human }) => total + Math.abs(predicted - human), 0) / n,
  };
}
