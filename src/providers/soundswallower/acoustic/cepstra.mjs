/**
 * Feature vectors of the acoustic model from SoundSwallower's log mel spectrum (100 frames a second): 13 cepstra by a lifted DCT, mean
 * subtracted, with first and second differences, as `feat_params.json` of the model says (transform dct, lifter 22, 1s_c_d_dd, cmn).
 */
import { LENGTH as CEPSTRA } from './acoustic-model.mjs';

const LIFTER = 22;

/**
 * @param ofSpeech whether the mean is that of the louder parts alone: in a recording that is mostly pauses the mean of the whole is that of the room, and
 *   everything said in it is off by as much
 * @returns Float32Array [frames x 39]: cepstra, differences over +-2 frames, differences of those
 */
export function featuresOf({ data, nfr, nfeat }, ofSpeech = false) {
  const cepstra = cepstraOf(data, nfr, nfeat);
  subtractMean(cepstra, nfr, ofSpeech ? nearSpeech(cepstra, nfr) : null);
  const features = new Float32Array(nfr * 3 * CEPSTRA);
  const value = (frame, index) => cepstra[Math.min(nfr - 1, Math.max(0, frame)) * CEPSTRA + index];
  for (let frame = 0; frame < nfr; frame += 1) {
    const at = frame * 3 * CEPSTRA;
    for (let index = 0; index < CEPSTRA; index += 1) {
      features[at + index] = value(frame, index);
      features[at + CEPSTRA + index] = value(frame + 2, index) - value(frame - 2, index);
      features[at + 2 * CEPSTRA + index] =
        value(frame + 3, index) - value(frame - 1, index) - (value(frame + 1, index) - value(frame - 3, index));
    }
  }
  return features;
}

function cepstraOf(spectrum, frames, bands) {
  const basis = new Float64Array(CEPSTRA * bands);
  for (let index = 0; index < CEPSTRA; index += 1)
    for (let band = 0; band < bands; band += 1)
      basis[index * bands + band] =
        (index === 0
          ? Math.sqrt(1 / bands)
          : Math.sqrt(2 / bands) * Math.cos((Math.PI * index * (band + 0.5)) / bands)) *
        (1 + (LIFTER / 2) * Math.sin((index * Math.PI) / LIFTER));
  const cepstra = new Float32Array(frames * CEPSTRA);
  for (let frame = 0; frame < frames; frame += 1)
    for (let index = 0; index < CEPSTRA; index += 1) {
      let total = 0;
      for (let band = 0; band < bands; band += 1) total += spectrum[frame * bands + band] * basis[index * bands + band];
      cepstra[frame * CEPSTRA + index] = total;
    }
  return cepstra;
}

/** Of the range between the faintest and the loudest frames, what counts as loud. */
const LOUD = 0.5;
/** Half a second around what is loud, as sentences that are recorded one by one have it. */
const AROUND = 50;

/** Frames near loud ones. */
function nearSpeech(cepstra, frames) {
  const levels = Float32Array.from({ length: frames }, (_, frame) => cepstra[frame * CEPSTRA]);
  const sorted = levels.filter((level) => level >= 0).sort();
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [faint, loud] = [at(0.05), at(0.98)];
  const limit = faint + LOUD * (loud - faint);
  const near = new Uint8Array(frames);
  for (let frame = 0; frame < frames; frame += 1)
    if (levels[frame] >= limit) near.fill(1, Math.max(0, frame - AROUND), frame + AROUND + 1);
  return near;
}

/** Over the whole utterance or the `counting` frames, those without energy left out, as the decoder does. */
function subtractMean(cepstra, frames, counting) {
  const mean = new Float64Array(CEPSTRA);
  let counted = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    if (cepstra[frame * CEPSTRA] < 0 || (counting !== null && counting[frame] === 0)) continue;
    counted += 1;
    for (let index = 0; index < CEPSTRA; index += 1) mean[index] += cepstra[frame * CEPSTRA + index];
  }
  if (counted === 0) return;
  for (let at = 0; at < cepstra.length; at += 1) cepstra[at] -= mean[at % CEPSTRA] / counted;
}
