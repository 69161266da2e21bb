/** The answer of Azure's pronunciation assessment, checked before it is believed. */
import { z } from 'zod';

const score = z.number().min(0).max(100);
/** Offsets and durations are counted in 100 ns. */
const TICKS_PER_MS = 10_000;

const answerSchema = z.object({
  RecognitionStatus: z.string(),
  NBest: z
    .array(
      z.object({
        AccuracyScore: score,
        FluencyScore: score.optional(),
        ProsodyScore: score.optional(),
        Words: z
          .array(
            z.object({
              Word: z.string(),
              AccuracyScore: score.optional(),
              ErrorType: z.string().optional(),
              Offset: z.number().min(0).optional(),
              Duration: z.number().min(0).optional(),
            }),
          )
          .default([]),
      }),
    )
    .optional(),
});

export interface AssessedPiece {
  readonly accuracy: number;
  readonly fluency: number | null;
  readonly prosody: number | null;
  readonly words: readonly {
    readonly text: string;
    /** From the beginning of the piece. */
    readonly startMs: number;
    readonly endMs: number;
    readonly accuracy: number;
    readonly mispronounced: boolean;
  }[];
}

/** Null when nothing was recognised; `failed`: the service says that it did; `garbage`: this is no answer. */
export function readAssessment(text: string): AssessedPiece | 'failed' | 'garbage' | null {
  const answer = parsed(text);
  if (answer === null) return 'garbage';
  if (answer.RecognitionStatus === 'Error') return 'failed';
  const best = answer.NBest?.[0];
  if (best === undefined) return answer.RecognitionStatus === 'Success' ? 'garbage' : null;
  return {
    accuracy: best.AccuracyScore,
    fluency: best.FluencyScore ?? null,
    prosody: best.ProsodyScore ?? null,
    words: best.Words.flatMap(({ Word, AccuracyScore, ErrorType, Offset = 0, Duration = 0 }) =>
      // Words that were left out have no sound to rate.
      AccuracyScore === undefined || ErrorType === 'Omission'
        ? []
        : [
            {
              text: Word,
              startMs: Offset / TICKS_PER_MS,
              endMs: (Offset + Duration) / TICKS_PER_MS,
              accuracy: AccuracyScore,
              mispronounced: ErrorType === 'Mispronunciation',
            },
          ],
    ),
  };
}

function parsed(text: string): z.infer<typeof answerSchema> | null {
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
