import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../src/engine/ports/provider-error.js';
import { ERROR_TABLE } from '../../../src/providers/resilience/error-table.js';
import { kindOfCloseCode } from '../../../src/providers/resilience/network-failure.js';
import {
  providerFailure,
  withoutSecrets,
  type VendorFailure,
} from '../../../src/providers/resilience/provider-failure.js';
import { retryAfterMs } from '../../../src/providers/resilience/retry-after.js';
import type { Vendor } from '../../../src/providers/resilience/vendor-codes.js';

const headers =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | null =>
    values[name] ?? null;

const failure = (vendor: Vendor, details: VendorFailure) =>
  providerFailure({ provider: `${vendor}:model`, vendor, secrets: ['planted-key-0123456789'] }, details);

describe('what an HTTP answer means', () => {
  it.each<[Vendor, number, string | null, ProviderErrorKind]>([
    ['openai', 401, 'invalid_api_key', 'authentication'],
    ['openai', 429, 'rate_limit_exceeded', 'rateLimited'],
    ['openai', 429, 'insufficient_quota', 'quota'],
    ['openai', 500, null, 'overloaded'],
    ['openai', 503, null, 'overloaded'],
    ['openai', 404, 'model_not_found', 'invalidRequest'],
    ['groq', 400, 'json_validate_failed', 'badResponse'],
    ['groq', 498, 'over_capacity', 'overloaded'],
    ['deepgram', 402, 'ASR_PAYMENT_REQUIRED', 'quota'],
    ['deepgram', 401, 'INVALID_AUTH', 'authentication'],
    ['deepgram', 429, 'TOO_MANY_REQUESTS', 'rateLimited'],
    ['elevenlabs', 401, 'quota_exceeded', 'quota'],
    ['elevenlabs', 401, 'invalid_api_key', 'authentication'],
    ['elevenlabs', 401, 'detected_unusual_activity', 'authentication'],
    ['elevenlabs', 429, 'too_many_concurrent_requests', 'rateLimited'],
    ['elevenlabs', 429, 'system_busy', 'overloaded'],
    ['elevenlabs', 400, 'voice_not_found', 'invalidRequest'],
    ['azure', 401, null, 'authentication'],
    ['azure', 403, 'OutOfCallVolumeQuota', 'quota'],
    ['azure', 429, null, 'rateLimited'],
    ['azure', 502, null, 'overloaded'],
    ['azure', 408, null, 'timeout'],
    ['azure', 302, null, 'badResponse'],
    ['local', 402, null, 'quota'],
  ])('%s, status %d, code %s: %s', (vendor, status, code, kind) => {
    const error = failure(vendor, { status, code });
    expect(error.kind).toBe(kind);
    expect(error.retryable).toBe(ERROR_TABLE[kind].retryable);
    expect(error.code).toBe(`provider.${kind}`);
    expect(error.remedy).not.toBe('');
  });
});

describe('what the network means', () => {
  const nested = (code: string) =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code }) });
  it.each<[string, ProviderErrorKind]>([
    ['ECONNREFUSED', 'unavailable'],
    ['ENOTFOUND', 'unavailable'],
    ['EAI_AGAIN', 'unavailable'],
    ['ECONNRESET', 'interrupted'],
    ['EPIPE', 'interrupted'],
    ['UND_ERR_SOCKET', 'interrupted'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['HPE_INVALID_CONSTANT', 'badResponse'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'badResponse'],
  ])('%s, however deep: %s', (code, kind) => {
    expect(failure('openai', { cause: nested(code) }).kind).toBe(kind);
  });

  it('knows the words of libraries that lose the code', () => {
    expect(failure('elevenlabs', { cause: new Error('Premature close') }).kind).toBe('interrupted');
    const lost = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }),
    });
    expect(failure('elevenlabs', { cause: lost }).message).toContain('(ENOTFOUND)');
    expect(failure('elevenlabs', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') }).kind).toBe('unavailable');
    expect(failure('elevenlabs', { cause: new SyntaxError('Unexpected token < in JSON') }).kind).toBe('badResponse');
  });

  it.each([
    [1000, 'interrupted'],
    [1001, 'interrupted'],
    [1002, 'badResponse'],
    [1003, 'badResponse'],
    [1006, 'interrupted'],
    [1007, 'badResponse'],
    [1008, 'invalidRequest'],
    [1009, 'invalidRequest'],
    [1011, 'overloaded'],
    [1012, 'overloaded'],
    [1013, 'rateLimited'],
    [1015, 'unavailable'],
    [4001, 'authentication'],
    [4429, 'rateLimited'],
    [4999, 'interrupted'],
  ] as const)('close code %d: %s', (code, kind) => {
    expect(kindOfCloseCode(code)).toBe(kind);
    expect(failure('deepgram', { closeCode: code }).kind).toBe(kind);
  });

  it('believes a vendor’s own reason more than its close code', () => {
    expect(failure('deepgram', { closeCode: 1011, code: 'NET-0001' }).kind).toBe('interrupted');
  });
});

describe('when to come back', () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  it.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '750', 'retry-after': '9' }, 750],
    [{ 'retry-after': 'Sun, 01 Mar 2026 10:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 01 Mar 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s' }, 360_000],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' }, 20],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1.5s' }, 1_500],
    [{ 'x-ratelimit-remaining-requests': '12', 'x-ratelimit-reset-requests': '6m0s' }, null],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }, 3_000],
    [{ 'retry-after': '99999999' }, 3_600_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 5_000) }, 5_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 5) }, 5_000],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': String(now / 1000 - 5) }, 0],
    [{ 'retry-after': String(now / 1000 + 7) }, 7_000],
  ] as const)('%j: %s ms', (values, expected) => {
    expect(retryAfterMs(headers(values), now)).toBe(expected);
  });

  it('is not known from a time of day where no time is known', () => {
    const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000) };
    expect(retryAfterMs(headers(reset), Number.NaN)).toBeNull();
  });

  it('never throws and never gives a negative or endless wait, whatever the headers say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (after, left, reset) => {
        const wait = retryAfterMs(
          headers({ 'retry-after': after, 'x-ratelimit-remaining': left, 'x-ratelimit-reset': reset }),
          now,
        );
        expect(wait === null || (wait >= 0 && wait <= 3_600_000)).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe('keys', () => {
  it.each([
    'Incorrect API key provided: planted-key-0123456789. Find yours at ...',
    'Incorrect API key provided: sk-proj-AbCd1234567890***wxyz.',
    'bad header Authorization: Bearer gsk_abcdefgh12345678',
    'Token dg_0123456789abcdef0123456789abcdef is wrong',
    'key 0123456789abcdef0123456789abcdef',
  ])('are not in a message that quotes them: %s', (detail) => {
    const error = failure('openai', { status: 401, code: 'invalid_api_key', detail });
    expect(error.message).not.toMatch(/planted|AbCd|abcdefgh|0123456789/);
    expect(error.cause).toBeUndefined();
  });

  it('leave ordinary words and lengths of text alone', () => {
    expect(withoutSecrets('The voice "en-GB-SoniaNeural" is not available in westeurope.', [])).toBe(
      'The voice "en-GB-SoniaNeural" is not available in westeurope.',
    );
    expect(withoutSecrets(`a\u001b[31mb ${'x '.repeat(500)}`, []).length).toBeLessThanOrEqual(200);
  });
});
