/** Compares every aligned phone with all others and hears the audio once without the words. */
import { comparedPhones, comparePhone } from './compare-phones.mjs';
import { featuresOf } from './cepstra.mjs';
import { likelihoodsOf } from './likelihoods.mjs';
import { phoneLoop } from './phone-loop.mjs';

const FRAMES_PER_SECOND = 100;

/**
 * @param spectrogram as SoundSwallower gives it
 * @param segments aligned words with phones in `w`, or null
 * @returns the segments with a `fit` for each phone, and the phones heard, with times as the segments have them
 */
export function analyzeSounds(model, spectrogram, segments) {
  const likelihoods = likelihoodsOf(model, featuresOf(spectrogram));
  const compared = comparedPhones(model);
  const count = model.phones.length;
  const known = new Set(compared.map(({ name }) => name));
  const fitOf = ({ t, b, d }) => {
    const from = Math.min(Math.round(b * FRAMES_PER_SECOND), spectrogram.nfr - 1);
    const to = Math.min(spectrogram.nfr, Math.max(from + 1, Math.round((b + d) * FRAMES_PER_SECOND)));
    return comparePhone(likelihoods, count, compared, t, from, to);
  };
  const withFits = (segment) => ({
    ...segment,
    w: (segment.w ?? []).map((phone) => (known.has(phone.t) ? { ...phone, fit: fitOf(phone) } : phone)),
  });
  return {
    segments: segments && segments.map(withFits),
    heard: phoneLoop(likelihoods, count, compared).map(({ phone, from, to }) => ({
      t: phone,
      b: from / FRAMES_PER_SECOND,
      d: (to - from) / FRAMES_PER_SECOND,
    })),
  };
}
