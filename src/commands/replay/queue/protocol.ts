/** What the one who hands fixtures out and the workers say to each other through Redis. */
import { z } from 'zod';
import { AWAITED_PORTS } from '../../../engine/replay/fixture/fault-schema.js';
import { KEPT_EVENTS } from '../run/job.js';

const NAME = 'ielts-examiner-replay';

/**
 * One queue for everybody who uses the same Redis with the same build of the program; runs are told apart by their
 * number. A worker of another build would take jobs that it must refuse, and takes them fastest.
 */
export function queueOf(program: string): string {
  return `${NAME}-${program}`;
}

/** Longer than any run should take; then Redis forgets what nobody fetched. */
export const KEPT_SECONDS = 6 * 3600;

/** Text from a Redis that others may write to: nothing in it is believed unseen. */
export const queuedJobSchema = z.strictObject({
  /** Build of the program that hands it out: another one may come to another result. */
  program: z.string(),
  /** Of the one who hands it out. */
  run: z.string().min(1).max(40),
  /** Of the fixture's bundle. */
  bundle: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where the fixture lies in the bundle. */
  folder: z.string(),
  /** The fixture's folder as it is shown where it was handed out, for messages. */
  home: z.string(),
  id: z.string(),
  seed: z.number().int().nullable(),
  stt: z.string().nullable(),
  endpointing: z
    .union([
      z.strictObject({ factor: z.number().positive() }),
      z.strictObject({ completeMs: z.number().positive() }),
      z.strictObject({ fixedMs: z.number().positive() }),
    ])
    .nullable(),
  latency: z.partialRecord(z.enum(AWAITED_PORTS), z.number().min(0)).nullable(),
  speed: z.enum(['max', '1']),
  events: z.enum(KEPT_EVENTS),
  repeat: z.number().int().min(1),
  update: z.boolean(),
});

export type QueuedJob = z.infer<typeof queuedJobSchema>;

/** Each run has its own copy: it forgets the files when it has its results, and another run may still want the same ones. */
export function bundleKey(run: string, hash: string): string {
  return `${NAME}:bundle:${run}:${hash}`;
}

export function resultKey(jobId: string): string {
  return `${NAME}:result:${jobId}`;
}
