/**
 * How well every phone fits a stretch of frames that the aligner gave to one of them: goodness of pronunciation after Witt & Young (2000),
 * over all phones instead of a decoded one.
 */
import { STATES } from './acoustic-model.mjs';

/** Fillers of the model that no phone is compared with; silence is: a sound may have been left out. */
const NOT_COMPARED = new Set(['+NSN+', '+SPN+']);

/** Names of the phones that are compared, and where they stand in the model. */
export function comparedPhones({ phones }) {
  return phones.flatMap((name, index) => (NOT_COMPARED.has(name) ? [] : [{ name, index }]));
}

/**
 * @param likelihoods as `likelihoodsOf` gives them
 * @param compared as `comparedPhones` gives them
 * @param expected name of the aligned phone
 * @param from, to first frame and the one after the last
 * @returns logPosterior, closest and logRatio of the port's AnalyzedPhone
 */
export function comparePhone(likelihoods, phoneCount, compared, expected, from, to) {
  const frames = to - from;
  let closest = expected;
  let best = -Infinity;
  let own = -Infinity;
  for (const { name, index } of compared) {
    const fit = pathThrough(likelihoods, phoneCount, index, from, to) / frames;
    if (name === expected) own = fit;
    if (fit > best) {
      best = fit;
      closest = name;
    }
  }
  return {
    logPosterior: round(meanPosterior(likelihoods, phoneCount, compared, expected, from, to)),
    closest,
    logRatio: round(own - best),
  };
}

/** Log likelihood of the best way through the phone's states from left to right; a stretch too short for all of them may end early. */
function pathThrough(likelihoods, phoneCount, phone, from, to) {
  let first = 0;
  let second = -Infinity;
  let third = -Infinity;
  for (let frame = from; frame < to; frame += 1) {
    const at = (frame * phoneCount + phone) * STATES;
    third = Math.max(third, second) + likelihoods[at + 2];
    second = frame === from ? -Infinity : Math.max(second, first) + likelihoods[at + 1];
    first += likelihoods[at];
  }
  return to - from >= STATES ? third : Math.max(first, second, third);
}

/** Mean over the frames of the log of the phone's share in the summed likelihood, each phone by its best state. */
function meanPosterior(likelihoods, phoneCount, compared, expected, from, to) {
  let total = 0;
  for (let frame = from; frame < to; frame += 1) {
    let own = -Infinity;
    let best = -Infinity;
    const fits = [];
    for (const { name, index } of compared) {
      const at = (frame * phoneCount + index) * STATES;
      const fit = Math.max(likelihoods[at], likelihoods[at + 1], likelihoods[at + 2]);
      fits.push(fit);
      if (fit > best) best = fit;
      if (name === expected) own = fit;
    }
    let sum = 0;
    for (const fit of fits) sum += Math.exp(fit - best);
    total += own - best - Math.log(sum);
  }
  return total / (to - from);
}

export function round(value) {
  return Math.round(value * 1000) / 1000 + 0;
}
