import { AppError } from '../errors.js';

/** The kinds of provider errors; the kind decides how an error is handled. */
export const PROVIDER_ERROR_KINDS = [
  'unavailable', // not installed, no device, cannot connect
  'authentication', // 401, 403: the key is wrong or may not do this
  'quota', // 402 and its kin: the account has nothing left
  'rateLimited', // 429: too fast; may say when to come back
  'overloaded', // 5xx: the provider's own trouble
  'interrupted', // the connection closed in the middle
  'timeout', // silence for longer than a conversation bears
  'badResponse', // garbage, malformed frames, impossible figures
  'crashed',
  'invalidRequest', // 400: our own mistake
] as const;

export type ProviderErrorKind = (typeof PROVIDER_ERROR_KINDS)[number];

export interface ProviderErrorDetails {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  /** `provider.<kind>` unless given. */
  readonly code?: string;
  readonly message: string;
  readonly remedy: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  /** The setting that the provider does not accept, such as "voice"; requests fail until it is changed. */
  readonly setting?: ProviderSetting | null;
  readonly cause?: unknown;
}

export type ProviderSetting = 'model' | 'voice';

/** An error of one provider. */
export class ProviderError extends AppError {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly setting: ProviderSetting | null;

  constructor(details: ProviderErrorDetails) {
    super({
      code: details.code ?? `provider.${details.kind}`,
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
    this.setting = details.setting ?? null;
  }
}
