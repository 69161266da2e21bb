import { AppError } from '../engine/errors.js';

/** What was asked for cannot be done as it was asked (exit code 2). */
export function usageError(code: string, message: string, remedy: string): AppError {
  return new AppError({ code, message, remedy, exitCode: 2 });
}
