/** Sound that WebRTC's detector takes for speech: a buzz with two formants whose loudness follows syllables. Seedless. */

const RATE = 16_000;

export function speech(ms) {
  const samples = new Int16Array((ms * RATE) / 1000);
  let phase = 0;
  for (let index = 0; index < samples.length; index++) {
    const atS = index / RATE;
    phase += (120 + 15 * Math.sin(2 * Math.PI * 0.7 * atS)) / RATE;
    let value = 0;
    for (let harmonic = 1; harmonic <= 20; harmonic++) {
      const hz = harmonic * 120;
      const formants = 1 / (1 + ((hz - 600) / 150) ** 2) + 0.5 / (1 + ((hz - 1500) / 200) ** 2);
      value += formants * Math.sin(2 * Math.PI * harmonic * phase);
    }
    const syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * atS);
    samples[index] = Math.round(2400 * value * syllable);
  }
  return samples;
}

/** Phrases of speech with thinking pauses short enough not to end a turn. */
export function answer(ms, phraseMs = 2600, pauseMs = 400) {
  const samples = new Int16Array((ms * RATE) / 1000);
  const phrase = speech(phraseMs);
  const step = ((phraseMs + pauseMs) * RATE) / 1000;
  for (let at = 0; at < samples.length; at += step) samples.set(phrase.subarray(0, samples.length - at), at);
  return samples;
}
