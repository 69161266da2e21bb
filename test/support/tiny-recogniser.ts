/** The project's own tiny recogniser, and a voice that it understands: each word piece is a chord. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { msToSamples, SAMPLE_RATE } from '../../src/engine/speech/frame.js';
import type { RecognitionModel } from '../../src/providers/sherpa/sherpa-recogniser.js';

const CHORD_MS = 200;
const GAP_MS = 100;
const RAMP_SAMPLES = 160;
const GAIN = 0.2;

/** A word piece, or a pause in milliseconds. */
export type Sound = string | number;

export interface Chords {
  readonly samples: Int16Array;
  /** Where each piece begins. */
  readonly startsMs: readonly number[];
}

export interface TinyRecogniser {
  readonly folder: string;
  readonly model: RecognitionModel;
  /** Every piece lasts 200 ms and is followed by 100 ms of silence. `unsure` mixes in another piece's chord, 0 to 1 as loud. */
  say(sounds: readonly Sound[], unsure?: { readonly with: string; readonly share: number }): Chords;
}

/** @param pieces a leading U+2581 starts a word */
export function makeTinyRecogniser(pieces: readonly string[]): TinyRecogniser {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-recogniser-'));
  const script = fileURLToPath(new URL('../../scripts/make-tiny-recogniser.mjs', import.meta.url));
  execFileSync(process.execPath, [script, folder, ...pieces]);
  const hertz = JSON.parse(readFileSync(join(folder, 'chords.json'), 'utf8')) as Record<string, readonly number[]>;
  const chordOf = (piece: string): readonly number[] => {
    const chord = hertz[piece];
    if (chord === undefined) throw new RangeError(`the tiny recogniser has no piece "${piece}"`);
    return chord;
  };
  return {
    folder,
    model: modelIn(folder),
    say: (sounds, unsure) => {
      const stretches: Float64Array[] = [];
      const startsMs: number[] = [];
      let atMs = 0;
      const add = (stretch: Float64Array): void => {
        stretches.push(stretch);
        atMs += (stretch.length * 1000) / SAMPLE_RATE;
      };
      for (const sound of sounds) {
        if (typeof sound === 'number') {
          add(new Float64Array(msToSamples(sound)));
          continue;
        }
        startsMs.push(atMs);
        const other = unsure === undefined ? [] : chordOf(unsure.with);
        add(chord(chordOf(sound), other, unsure?.share ?? 0));
        add(new Float64Array(msToSamples(GAP_MS)));
      }
      const samples = stretches.flatMap((stretch) => Array.from(stretch, (sample) => Math.round(sample * 32_767)));
      return { samples: Int16Array.from(samples), startsMs };
    },
  };
}

export function modelIn(folder: string, id = 'tiny'): RecognitionModel {
  const file = (name: string): string => join(folder, name);
  return {
    id,
    files: {
      encoder: file('encoder.onnx'),
      decoder: file('decoder.onnx'),
      joiner: file('joiner.onnx'),
      tokens: file('tokens.txt'),
    },
    tailMs: 400,
  };
}

function chord(tones: readonly number[], others: readonly number[], share: number): Float64Array {
  const samples = new Float64Array(msToSamples(CHORD_MS));
  const add = (hertz: number, gain: number): void => {
    for (let index = 0; index < samples.length; index++) {
      const ramp = Math.min(1, index / RAMP_SAMPLES, (samples.length - 1 - index) / RAMP_SAMPLES);
      samples[index]! += gain * ramp * Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE);
    }
  };
  for (const hertz of tones) add(hertz, GAIN);
  for (const hertz of others) add(hertz, GAIN * share);
  return samples;
}
