/** What is no transcript by its size, told before it is read. */
import { AppError } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';

/** A long test's transcript with times has 200 kB. */
const MAX_TRANSCRIPT_BYTES = 20_000_000;

/** Throws `transcript.tooBig`. */
export function refuseTooBig(path: string, bytes: number): void {
  if (bytes <= MAX_TRANSCRIPT_BYTES) return;
  throw new AppError({
    code: 'transcript.tooBig',
    message: `${safeText(path)} has ${String(Math.round(bytes / 1e6))} MB, more than any transcript of a test.`,
    remedy: 'Give one test per file; many tests go through "eval" with a manifest.',
    exitCode: 2,
  });
}
