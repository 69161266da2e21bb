/** Log likelihood of every frame under every state of every phone, by the Gaussians of the acoustic model. */
import { LENGTH, STATES, STREAMS } from './acoustic-model.mjs';

/** Gaussians this far (nats) under the best of their codebook add nothing. */
const NEGLIGIBLE = 6;
/** Every second frame is looked at and stands for the next one, too: the shortest sound has three. Halves the work. */
const STRIDE = 2;

/**
 * @param stride so many frames are taken for alike: more of them where only the rough place of words is asked for
 * @returns Float32Array [frames x phones x STATES], natural logarithms
 */
export function likelihoodsOf(model, features, stride = STRIDE) {
  const { phones, density, weights } = model;
  const frames = features.length / (STREAMS * LENGTH);
  const rowLength = phones.length * STATES;
  const result = new Float32Array(frames * rowLength);
  const scores = new Float64Array(density);
  for (let phone = 0; phone < phones.length; phone += 1) {
    for (let stream = 0; stream < STREAMS; stream += 1) {
      const book = (phone * STREAMS + stream) * density;
      let nearest = 0;
      for (let frame = 0; frame < frames; frame += stride) {
        nearest = scoreCodebook(model, book, features, (frame * STREAMS + stream) * LENGTH, nearest, scores);
        const best = scores[nearest];
        let first = 0;
        let second = 0;
        let third = 0;
        for (let gaussian = 0; gaussian < density; gaussian += 1) {
          const under = scores[gaussian] - best;
          if (under < -NEGLIGIBLE) continue;
          const share = Math.exp(under);
          const at = (book + gaussian) * STATES;
          first += share * weights[at];
          second += share * weights[at + 1];
          third += share * weights[at + 2];
        }
        const out = frame * rowLength + phone * STATES;
        result[out] += best + Math.log(first + TINY);
        result[out + 1] += best + Math.log(second + TINY);
        result[out + 2] += best + Math.log(third + TINY);
      }
    }
  }
  for (let frame = 0; frame < frames; frame += 1) {
    const behind = frame % stride;
    if (behind > 0)
      result.copyWithin(frame * rowLength, (frame - behind) * rowLength, (frame - behind + 1) * rowLength);
  }
  return result;
}

/** Keeps the logarithm finite where all near Gaussians have no weight. */
const TINY = 1e-10;

/**
 * Writes the log density of each Gaussian of a codebook; those that fall far behind the best are left unfinished. The best one of the frame
 * before comes first, since it is most likely good again and lets the others be given up after a few steps. Nine tenths of all time go by
 * here: the 13 steps are written out because a loop takes twice as long.
 * @returns index of the best
 */
function scoreCodebook(model, book, features, vector, nearest, scores) {
  const { density, means, halfPrecisions, constants } = model;
  let best = -Infinity;
  let winner = nearest;
  let step = 0;
  for (let turn = -1; turn < density; turn += 1) {
    const gaussian = turn < 0 ? nearest : turn;
    const limit = best - NEGLIGIBLE;
    const at = (book + gaussian) * LENGTH;
    let score = constants[book + gaussian];
    step = features[vector] - means[at];
    score -= step * step * halfPrecisions[at];
    step = features[vector + 1] - means[at + 1];
    score -= step * step * halfPrecisions[at + 1];
    step = features[vector + 2] - means[at + 2];
    score -= step * step * halfPrecisions[at + 2];
    scores[gaussian] = score;
    if (score < limit) continue;
    step = features[vector + 3] - means[at + 3];
    score -= step * step * halfPrecisions[at + 3];
    step = features[vector + 4] - means[at + 4];
    score -= step * step * halfPrecisions[at + 4];
    step = features[vector + 5] - means[at + 5];
    score -= step * step * halfPrecisions[at + 5];
    scores[gaussian] = score;
    if (score < limit) continue;
    step = features[vector + 6] - means[at + 6];
    score -= step * step * halfPrecisions[at + 6];
    step = features[vector + 7] - means[at + 7];
    score -= step * step * halfPrecisions[at + 7];
    step = features[vector + 8] - means[at + 8];
    score -= step * step * halfPrecisions[at + 8];
    scores[gaussian] = score;
    if (score < limit) continue;
    step = features[vector + 9] - means[at + 9];
    score -= step * step * halfPrecisions[at + 9];
    step = features[vector + 10] - means[at + 10];
    score -= step * step * halfPrecisions[at + 10];
    step = features[vector + 11] - means[at + 11];
    score -= step * step * halfPrecisions[at + 11];
    step = features[vector + 12] - means[at + 12];
    score -= step * step * halfPrecisions[at + 12];
    scores[gaussian] = score;
    if (score > best) {
      best = score;
      winner = gaussian;
    }
  }
  return winner;
}
