import { isAppError, type AppError } from '../../src/engine/errors.js';

/** The AppError that a promise rejects with. Rejects when it resolves, or rejects with anything else. */
export async function rejection(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`not an AppError: ${String(error)}`);
  return error;
}
