/** What was heard when no words are expected: the best path through a loop of all phones (Viterbi), every phone after every other alike. */
import { STATES } from './acoustic-model.mjs';

/** Cost of a new phone, nats: set so that native readers come out with about as many phones as they were to read. */
const NEW_PHONE = 14;

/** @returns phones with their first frame and the one after the last, in order, without gaps */
export function phoneLoop(likelihoods, phoneCount, compared) {
  const frames = likelihoods.length / (phoneCount * STATES);
  const states = compared.length * STATES;
  let scores = new Float64Array(states).fill(-Infinity);
  let starts = new Int32Array(states);
  /** Best phone that ends before a frame, and where that one began. */
  const lastPhone = new Int16Array(frames + 1);
  const lastStart = new Int32Array(frames + 1);
  let entry = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const next = new Float64Array(states);
    const nextStarts = new Int32Array(states);
    let best = -Infinity;
    for (let phone = 0; phone < compared.length; phone += 1) {
      const at = (frame * phoneCount + compared[phone].index) * STATES;
      const state = phone * STATES;
      const enters = entry > scores[state];
      next[state] = (enters ? entry : scores[state]) + likelihoods[at];
      nextStarts[state] = enters ? frame : starts[state];
      for (let step = 1; step < STATES; step += 1) {
        const moves = scores[state + step - 1] > scores[state + step];
        next[state + step] = (moves ? scores[state + step - 1] : scores[state + step]) + likelihoods[at + step];
        nextStarts[state + step] = moves ? starts[state + step - 1] : starts[state + step];
      }
      if (next[state + STATES - 1] > best) {
        best = next[state + STATES - 1];
        lastPhone[frame + 1] = phone;
        lastStart[frame + 1] = nextStarts[state + STATES - 1];
      }
    }
    scores = next;
    starts = nextStarts;
    entry = best - NEW_PHONE;
  }
  const heard = [];
  for (let end = frames; end > 0;) {
    if (end < STATES) break;
    const from = lastStart[end];
    heard.push({ phone: compared[lastPhone[end]].name, from, to: end });
    end = from;
  }
  return heard.reverse();
}
