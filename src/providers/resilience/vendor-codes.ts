/**
 * The vendors' own error codes, by kind of error. They say more than the HTTP status: for a used-up quota ElevenLabs answers
 * 401 and OpenAI 429, and both would be handled wrongly by their status. Sources: the vendors' error
 * pages (help.elevenlabs.io "API - Error Code 400 or 401", platform.openai.com/docs/guides/error-codes,
 * console.groq.com/docs/errors, developers.deepgram.com/docs/errors, learn.microsoft.com Speech REST status codes).
 */
import type { ProviderErrorKind, ProviderSetting } from '../../engine/ports/provider-error.js';

export type Vendor = 'deepgram' | 'openai' | 'groq' | 'elevenlabs' | 'azure' | 'local';

type Codes = Readonly<Record<string, ProviderErrorKind>>;

const OPENAI: Codes = {
  invalid_api_key: 'authentication',
  invalid_organization: 'authentication',
  account_deactivated: 'authentication',
  billing_not_active: 'quota',
  billing_hard_limit_reached: 'quota',
  credit_balance_exhausted: 'quota',
  insufficient_quota: 'quota',
  rate_limit_exceeded: 'rateLimited',
  rate_limit_error: 'rateLimited',
  slow_down: 'rateLimited',
  server_error: 'overloaded',
  server_is_overloaded: 'overloaded',
  service_unavailable_error: 'overloaded',
  model_not_found: 'invalidRequest',
  model_decommissioned: 'invalidRequest',
  context_length_exceeded: 'invalidRequest',
  // The model's output was unusable; another attempt often succeeds.
  json_validate_failed: 'badResponse',
  tool_use_failed: 'badResponse',
};

const VENDOR_CODES: Readonly<Record<Vendor, Codes>> = {
  openai: OPENAI,
  local: OPENAI,
  groq: { ...OPENAI, blocked_api_access: 'quota', over_capacity: 'overloaded' },
  deepgram: {
    INVALID_AUTH: 'authentication',
    INSUFFICIENT_PERMISSIONS: 'authentication',
    ASR_PAYMENT_REQUIRED: 'quota',
    PAYMENT_REQUIRED: 'quota',
    TOO_MANY_REQUESTS: 'rateLimited',
    INTERNAL_SERVER_ERROR: 'overloaded',
    'NET-0000': 'overloaded',
    // No audio for ten seconds: the connection was let go on their side.
    'NET-0001': 'interrupted',
    'DATA-0000': 'invalidRequest',
    'Bad Request': 'invalidRequest',
  },
  elevenlabs: {
    invalid_api_key: 'authentication',
    missing_api_key: 'authentication',
    needs_authorization: 'authentication',
    missing_permissions: 'authentication',
    detected_unusual_activity: 'authentication',
    quota_exceeded: 'quota',
    payment_required: 'quota',
    only_for_creator_tier: 'quota',
    output_format_not_allowed: 'invalidRequest',
    too_many_concurrent_requests: 'rateLimited',
    concurrent_limit_exceeded: 'rateLimited',
    rate_limit_exceeded: 'rateLimited',
    system_busy: 'overloaded',
    internal_server_error: 'overloaded',
    voice_not_found: 'invalidRequest',
    model_not_found: 'invalidRequest',
    max_character_limit_exceeded: 'invalidRequest',
  },
  azure: {
    Unauthorized: 'authentication',
    PermissionDenied: 'authentication',
    Forbidden: 'authentication',
    InvalidSubscriptionKey: 'authentication',
    OutOfCallVolumeQuota: 'quota',
    QuotaExceeded: 'quota',
    TooManyRequests: 'rateLimited',
    UnsupportedVoice: 'invalidRequest',
  },
};

/** The kind of error that a vendor's code stands for, or null for an unknown code. */
export function kindOfCode(vendor: Vendor, code: string | null): ProviderErrorKind | null {
  if (code === null) return null;
  return VENDOR_CODES[vendor][code] ?? null;
}

/**
 * Which setting a refused request is about, or null: most vendors say so in a code, Azure, Deepgram and OpenAI's voices in
 * their words or the name of the parameter.
 */
export function settingOf(words: readonly (string | null)[]): ProviderSetting | null {
  for (const word of words) {
    const name = /voice|model/i.exec(word ?? '')?.[0].toLowerCase();
    if (name === 'voice' || name === 'model') return name;
  }
  return null;
}

/** The kind of error for an HTTP status, used when there is no known code. */
export function kindOfStatus(status: number): ProviderErrorKind {
  if (status === 401 || status === 403) return 'authentication';
  if (status === 402) return 'quota';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rateLimited';
  // 409: OpenAI could not get hold of something in time; 498: Groq has no capacity at the moment.
  if (status === 409 || status === 498 || status >= 500) return 'overloaded';
  if (status >= 400) return 'invalidRequest';
  return 'badResponse';
}
