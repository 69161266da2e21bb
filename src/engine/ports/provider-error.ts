import { AppError } from '../errors.js';

/** What went wrong with a provider, in kinds that decide what to do about it. */
export type ProviderErrorKind =
  | 'unavailable' // not installed, no device, cannot connect
  | 'authentication'
  | 'quota'
  | 'rateLimited'
  | 'timeout'
  | 'badResponse'
  | 'crashed'
  | 'invalidRequest';

export interface ProviderErrorDetails {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly message: string;
  readonly remedy: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** An error of one provider: the code is `provider.<kind>`. */
export class ProviderError extends AppError {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(details: ProviderErrorDetails) {
    super({
      code: `provider.${details.kind}`,
      message: details.message,
      remedy: details.remedy,
      exitCode: 3,
      cause: details.cause,
    });
    this.name = 'ProviderError';
    this.provider = details.provider;
    this.kind = details.kind;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}
