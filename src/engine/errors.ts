/**
 * Errors are for people: a stable code, what failed, why, and what to do next.
 * `instanceof` breaks when two copies of the package meet, so instances are marked and asked with `isAppError`.
 */
import { withoutSecrets } from './text/secret-texts.js';

const marker = Symbol.for('ielts-examiner.error');

/** 1 a failed expectation or an exam that could not finish, 2 usage or configuration, 3 environment, 4 nothing matched, 130 interrupted. */
export type ExitCode = 1 | 2 | 3 | 4 | 130;

export interface AppErrorDetails {
  /** Stable, `area.problem`, such as `audio.unreadable`. */
  readonly code: string;
  /** What failed and why, one sentence. */
  readonly message: string;
  /** What to do next, one sentence or command. */
  readonly remedy: string;
  readonly exitCode: ExitCode;
  readonly cause?: unknown;
}

export class AppError extends Error {
  readonly [marker] = true;
  readonly code: string;
  readonly remedy: string;
  readonly exitCode: ExitCode;

  constructor(details: AppErrorDetails) {
    super(withoutSecrets(details.message), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.code = details.code;
    this.remedy = withoutSecrets(details.remedy);
    this.exitCode = details.exitCode;
  }
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && marker in error;
}

/** The text of anything thrown, without keys that may have got into it. */
export function messageOf(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}
