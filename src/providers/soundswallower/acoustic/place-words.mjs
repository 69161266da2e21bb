/**
 * Where the words of a long recording are, roughly: the best path through all of them in order (Viterbi), with a gap of any length before and after each.
 * Nothing is pruned: a decoder with a beam gives up the right path in a long pause or in one badly said word, and does not find back. Memory stays
 * small: scores are kept every few hundred steps, and the way back is worked out anew between them.
 */
import { STATES } from './acoustic-model.mjs';

/** Frames of a step: one every 20 ms. */
const STRIDE = 2;
/** Nats per frame that sound which belongs to no word costs, against the phone that fits it best. Lower values take badly said words for noise. */
const STRANGE = 8;
const SILENCES = ['SIL', '+NSN+', '+SPN+'];

/**
 * @param likelihoods as `likelihoodsOf` gives them
 * @param words the phones of each word
 * @returns [first frame, the one after the last] of each word; null where there is not enough sound for them
 */
export function placeWords(likelihoods, phones, words) {
  const rowLength = phones.length * STATES;
  const frames = likelihoods.length / rowLength;
  const steps = Math.floor(frames / STRIDE);
  const gap = rowLength;
  const columns = columnsOf(phones, words, gap);
  const states = columns.length;
  if (2 * steps < states) return null;
  const gaps = gapsOf(likelihoods, phones, steps, rowLength);
  const row = new Float32Array(rowLength + 1);
  const load = (step) => {
    const at = step * STRIDE * rowLength;
    row.set(likelihoods.subarray(at, at + rowLength));
    row[gap] = gaps[step];
  };
  const block = Math.max(1, Math.ceil(Math.sqrt(steps)));
  const kept = [];
  let scores = new Float64Array(states).fill(-Infinity);
  for (let step = 0; step < steps; step += 1) {
    if (step % block === 0) kept.push(scores.slice());
    load(step);
    advance(scores, row, columns, step, null);
  }
  const path = new Int32Array(steps);
  let state = scores[states - 2] > scores[states - 1] ? states - 2 : states - 1;
  if (scores[state] === -Infinity) return null;
  const back = new Uint8Array(block * states);
  for (let at = kept.length - 1; at >= 0; at -= 1) {
    const first = at * block;
    const last = Math.min(steps, first + block);
    scores = kept[at];
    for (let step = first; step < last; step += 1) {
      load(step);
      advance(scores, row, columns, step, back.subarray((step - first) * states));
    }
    for (let step = last - 1; step >= first; step -= 1) {
      path[step] = state;
      state -= back[(step - first) * states + state];
    }
  }
  return spansOf(path, columns, gap, words.length);
}

/** Column of the likelihoods for every state: gap, word, gap, word, gap. */
function columnsOf(phones, words, gap) {
  const columns = [gap];
  for (const word of words) {
    for (const phone of word) {
      const index = phones.indexOf(phone);
      for (let state = 0; state < STATES; state += 1) columns.push(index * STATES + state);
    }
    columns.push(gap);
  }
  return Int32Array.from(columns);
}

/** How well each step fits a gap: silence, noise, or a sound of no word. */
function gapsOf(likelihoods, phones, steps, rowLength) {
  const silent = SILENCES.map((name) => phones.indexOf(name)).filter((index) => index >= 0);
  const gaps = new Float32Array(steps);
  for (let step = 0; step < steps; step += 1) {
    const at = step * STRIDE * rowLength;
    let best = -Infinity;
    for (let column = 0; column < rowLength; column += 1) best = Math.max(best, likelihoods[at + column]);
    best -= STRANGE;
    for (const index of silent)
      for (let state = 0; state < STATES; state += 1) best = Math.max(best, likelihoods[at + index * STATES + state]);
    gaps[step] = best;
  }
  return gaps;
}

/** One step on, in place. A state is reached from itself, the one before or the one before that: a gap may be left out, and every second state. */
function advance(scores, row, columns, step, back) {
  if (step === 0) {
    scores[0] = row[columns[0]];
    scores[1] = row[columns[1]];
    return;
  }
  for (let state = scores.length - 1; state >= 0; state -= 1) {
    let best = scores[state];
    let from = 0;
    if (state > 0 && scores[state - 1] > best) {
      best = scores[state - 1];
      from = 1;
    }
    if (state > 1 && scores[state - 2] > best) {
      best = scores[state - 2];
      from = 2;
    }
    scores[state] = best + row[columns[state]];
    if (back !== null) back[state] = from;
  }
}

function spansOf(path, columns, gap, count) {
  const spans = Array.from({ length: count }, () => [-1, -1]);
  const wordAt = new Int32Array(columns.length);
  let word = -1;
  for (let state = 0; state < columns.length; state += 1) {
    if (columns[state] === gap) word += 1;
    wordAt[state] = columns[state] === gap ? -1 : word;
  }
  for (let step = 0; step < path.length; step += 1) {
    const at = wordAt[path[step]];
    if (at < 0) continue;
    if (spans[at][0] < 0) spans[at][0] = step * STRIDE;
    spans[at][1] = (step + 1) * STRIDE;
  }
  return spans;
}
