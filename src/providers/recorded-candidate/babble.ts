/**
 * Many people talking at once, synthesized: each voice is a pulse train through three resonances that move from vowel to
 * vowel, with the loudness of syllables and pauses between phrases. Nobody's words, and no recording, are in it.
 */
import { SAMPLE_RATE } from '../../engine/speech/frame.js';

const VOICES = 8;
/** Formants of seven vowels in hertz, rounded from Peterson and Barney (1952). */
const VOWELS = [
  [270, 2290, 3010],
  [390, 1990, 2550],
  [530, 1840, 2480],
  [660, 1720, 2410],
  [730, 1090, 2440],
  [570, 840, 2410],
  [300, 870, 2240],
] as const;
const BANDWIDTHS = [80, 120, 160] as const;

/** @param random from -1 to 1. @returns samples of any level */
export function babble(random: () => number, samples: number): Float64Array {
  const mixed = new Float64Array(samples);
  for (let voice = 0; voice < VOICES; voice++) addVoice(mixed, () => (random() + 1) / 2);
  return mixed;
}

function addVoice(mixed: Float64Array, random: () => number): void {
  const pitch = 95 + 125 * random();
  const states = BANDWIDTHS.map((): Resonance => ({ a1: 0, a2: 0, gain: 1, y1: 0, y2: 0 }));
  let phase = random();
  for (let at = 0; at < mixed.length;) {
    const length = Math.round(SAMPLE_RATE * (0.12 + 0.18 * random()));
    const formants = VOWELS[Math.floor(random() * VOWELS.length) % VOWELS.length] ?? VOWELS[0];
    for (const [index, state] of states.entries()) tune(state, formants[index] ?? 500, BANDWIDTHS[index] ?? 100);
    const pitchNow = pitch * (0.85 + 0.3 * random());
    // One syllable in seven is a pause.
    const loud = random() < 1 / 7 ? 0 : 0.4 + 0.6 * random();
    const end = Math.min(mixed.length, at + length);
    for (let begin = at; at < end; at++) {
      phase += pitchNow / SAMPLE_RATE;
      let value = phase >= 1 ? 1 : 0;
      phase -= Math.floor(phase);
      for (let index = 0; index < states.length; index++) {
        const state = states[index] as Resonance;
        const next = state.gain * value + state.a1 * state.y1 + state.a2 * state.y2;
        state.y2 = state.y1;
        state.y1 = next;
        value = next;
      }
      mixed[at] = (mixed[at] ?? 0) + value * loud * Math.sin((Math.PI * (at - begin)) / length);
    }
  }
}

/** Two poles and the two values before. */
interface Resonance {
  a1: number;
  a2: number;
  gain: number;
  y1: number;
  y2: number;
}

/** The gain is one at 0 Hz. */
function tune(resonance: Resonance, hertz: number, bandwidth: number): void {
  const radius = Math.exp((-Math.PI * bandwidth) / SAMPLE_RATE);
  resonance.a1 = 2 * radius * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE);
  resonance.a2 = -radius * radius;
  resonance.gain = 1 - resonance.a1 - resonance.a2;
}
