/** Reads the trained speech model, which is data: numbers with their provenance, made by `scripts/train-speech-model.mjs`. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../engine/errors.js';
import type { SpeechModel } from '../../engine/scoring/speech-model/speech-model.js';

const finite = z.number();
const points = z
  .array(z.tuple([finite, finite]))
  .min(2)
  .refine(rises, 'a curve rises');

function rises(curve: readonly (readonly [number, number])[]): boolean {
  return curve.every(([from, to], index) => {
    const before = curve[index - 1];
    return before === undefined || (from > before[0] && to >= before[1]);
  });
}

const perAspect = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ fluency: value, prosodic: value, accuracy: value, total: value });

const rater = z.strictObject({
  features: z.array(
    z.strictObject({
      name: z.string().min(1),
      missing: finite,
      mean: finite,
      deviation: z.number().positive(),
      weights: perAspect(finite),
    }),
  ),
  aspects: perAspect(z.strictObject({ offset: finite, link: points })),
  leastSoundFit: finite,
});

const speechModelSchema = z.strictObject({
  schema: z.literal('ielts-examiner.speech-model/3'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  provenance: z.strictObject({
    corpus: z.string().min(1),
    licence: z.string().min(1),
    source: z.url(),
    utterances: z.number().int().positive(),
    speakers: z.number().int().positive(),
    analyzer: z.string().min(1),
  }),
  phoneNorms: z.record(z.string(), z.tuple([finite, z.number().positive()])),
  read: rater,
  recognised: rater,
  flow: z.strictObject({ offset: finite, factor: z.number().positive(), gapCost: z.number().nonnegative() }),
  wordAccuracy: points,
});

export const SPEECH_MODEL_FILE = new URL('../../../data/speech-model.json', import.meta.url);

/** Rejects with `speechModel.unreadable` when the file is missing or damaged. */
export async function readSpeechModel(file: URL = SPEECH_MODEL_FILE): Promise<SpeechModel> {
  try {
    return speechModelSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new AppError({
      code: 'speechModel.unreadable',
      message: 'The speech model cannot be read.',
      remedy: 'Reinstall ielts-examiner.',
      exitCode: 3,
      cause: error,
    });
  }
}
