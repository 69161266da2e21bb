/** Sounds with tones that hold still, as music, and with such as glide, as a voice. */
import { msToSamples, SAMPLE_RATE } from '../../src/engine/speech/frame.js';

const CHORDS = [
  [196, 246.9, 293.7],
  [220, 261.6, 329.6],
  [174.6, 220, 261.6],
] as const;
const CHORD_MS = 800;
/** Of a plucked string, from one harmonic to the next. */
const HARMONICS = [1, 0.5, 0.33, 0.25];

/** Chords of a guitar, one every 0.8 s, dying away. */
export function chords(ms: number): Int16Array {
  return Int16Array.from({ length: msToSamples(ms) }, (_, at) => {
    const seconds = at / SAMPLE_RATE;
    const index = Math.floor((1000 * seconds) / CHORD_MS);
    const since = seconds - (index * CHORD_MS) / 1000;
    const notes = CHORDS[index % CHORDS.length] ?? CHORDS[0];
    const sum = notes.reduce((total, hertz) => total + harmonicTone(2 * Math.PI * hertz * since), 0);
    return Math.round(2500 * sum * Math.exp(-1.5 * since));
  });
}

/** A voice between 100 and 180 Hz that never stays on a note. */
export function glidingVoice(ms: number): Int16Array {
  let phase = 0;
  return Int16Array.from({ length: msToSamples(ms) }, (_, at) => {
    const hertz = 140 + 40 * Math.sin((2 * Math.PI * 0.9 * at) / SAMPLE_RATE);
    phase += (2 * Math.PI * hertz) / SAMPLE_RATE;
    return Math.round(4500 * harmonicTone(phase));
  });
}

/** The gliding voice with an "uhh" of a second after each second and a half, sinking slowly, at about the same pitch. */
export function hesitantVoice(ms: number): Int16Array {
  const voice = glidingVoice(ms);
  let phase = 0;
  return voice.map((sample, at) => {
    const count = Math.floor(at / SAMPLE_RATE / 2.5);
    const held = at / SAMPLE_RATE - 2.5 * count - 1.5;
    if (held < 0) return sample;
    phase += (2 * Math.PI * ([110, 116, 106][count % 3] ?? 110) * (1 - 0.03 * held)) / SAMPLE_RATE;
    return Math.round(4500 * harmonicTone(phase));
  });
}

/** One instrument playing a tune, a note every half second. */
export function tune(ms: number): Int16Array {
  return Int16Array.from({ length: msToSamples(ms) }, (_, at) => {
    const note = Math.floor((2 * at) / SAMPLE_RATE);
    const semitones = [0, 4, 7, 12, 9, 5, 2, 7][note % 8] ?? 0;
    return Math.round(4500 * harmonicTone((2 * Math.PI * 196 * 2 ** (semitones / 12) * at) / SAMPLE_RATE));
  });
}

function harmonicTone(phase: number): number {
  return HARMONICS.reduce((total, strength, index) => total + strength * Math.sin((index + 1) * phase), 0);
}
