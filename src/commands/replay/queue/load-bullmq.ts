/** BullMQ is loaded when a queue is used: with what it brings it takes 13 MB, and most people never use one. */
import type * as Bullmq from 'bullmq';
import { AppError } from '../../../engine/errors.js';

/** Rejects with AppError `queue.notInstalled` (exit code 3). @param load only tests load something else */
export async function loadBullmq(load: () => Promise<typeof Bullmq> = () => import('bullmq')): Promise<typeof Bullmq> {
  return await load().catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new AppError({
      code: 'queue.notInstalled',
      message: 'Queues need the package bullmq, which is not installed.',
      remedy:
        'Install it where ielts-examiner is installed: npm install bullmq@5 (npm install -g bullmq@5 for all projects).',
      exitCode: 3,
      cause: error,
    });
  });
}

/** Not there, as against there and broken. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes("'bullmq'")
  );
}
