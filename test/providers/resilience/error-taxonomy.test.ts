/**
 * The taxonomy of errors as it is meant, written by hand from the vendors' own pages: what each of their answers is, how bad
 * it is, what is done about it, whether the same request may be made again at once, and how long it asks to wait. It goes
 * through what each provider makes of it: status, body, headers and close frames.
 */
import { APIConnectionError, APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import type { ProviderError, ProviderErrorKind } from '../../../src/engine/ports/provider-error.js';
import { chatError } from '../../../src/providers/chat-completions/chat-errors.js';
import { httpFailure } from '../../../src/providers/azure/http-failure.js';
import { closeReasonCode } from '../../../src/providers/deepgram/listen-connection.js';
import { elevenLabsFailure } from '../../../src/providers/elevenlabs/elevenlabs-failure.js';
import { openAiFailure } from '../../../src/providers/openai/openai-speech.js';
import { transcriptionError } from '../../../src/providers/openai-transcription/transcription-stream.js';
import { ERROR_TABLE } from '../../../src/providers/resilience/error-table.js';
import { providerErrorOf, providerFailure } from '../../../src/providers/resilience/provider-failure.js';
import type { Vendor } from '../../../src/providers/resilience/vendor-codes.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';

const clock = new SystemClock();
const KEY = 'planted-key-0123456789abcdef';
const source = (vendor: Vendor) => ({ provider: `${vendor}:model`, vendor, secrets: [KEY] });

/** How bad, what is done, and whether at once: what people are promised, in short. */
const MEANT = {
  'a wrong key': { kind: 'authentication', severity: 'fatal', recovery: 'fixKey', retryable: false },
  'no credit': { kind: 'quota', severity: 'fatal', recovery: 'fixKey', retryable: false },
  'too fast': { kind: 'rateLimited', severity: 'degraded', recovery: 'wait', retryable: false },
  'its own trouble': { kind: 'overloaded', severity: 'transient', recovery: 'retry', retryable: true },
  'broken off': { kind: 'interrupted', severity: 'transient', recovery: 'retry', retryable: true },
  garbage: { kind: 'badResponse', severity: 'transient', recovery: 'retry', retryable: true },
  silence: { kind: 'timeout', severity: 'degraded', recovery: 'switch', retryable: false },
  'not there': { kind: 'unavailable', severity: 'degraded', recovery: 'switch', retryable: true },
  'our mistake': { kind: 'invalidRequest', severity: 'fatal', recovery: 'fixRequest', retryable: false },
} as const satisfies Readonly<
  Record<string, { kind: ProviderErrorKind; severity: string; recovery: string; retryable: boolean }>
>;
type Meaning = keyof typeof MEANT;

/** A status with the vendor's own code, or null where it has none. */
type Answer = readonly [status: number, code: string | null, meaning: Meaning];
type Make = (
  status: number,
  code: string | null,
  headers: Readonly<Record<string, string>>,
) => ProviderError | Promise<ProviderError>;

const openAiBody = (code: string | null) => ({ message: 'refused', type: 'invalid_request_error', param: null, code });
const apiError = (status: number, code: string | null, headers: Readonly<Record<string, string>>) =>
  APIError.generate(status, { error: openAiBody(code) }, undefined, new Headers(headers));
const asked = (vendor: 'openai' | 'groq' | 'local') => ({
  ...{ provider: `${vendor}:model`, vendor, label: vendor, model: 'model', baseUrl: 'http://x', keyVariable: null },
  apiKey: KEY,
});

const PROVIDERS: Readonly<Record<string, { readonly make: Make; readonly answers: readonly Answer[] }>> = {
  'Deepgram, refusing the handshake': {
    make: (status, code, headers) =>
      providerFailure(source('deepgram'), { status, code, header: (name) => headers[name] ?? null, wallTimeMs: 0 }),
    answers: [
      [401, 'INVALID_AUTH', 'a wrong key'],
      [403, 'INSUFFICIENT_PERMISSIONS', 'a wrong key'],
      [402, 'ASR_PAYMENT_REQUIRED', 'no credit'],
      [429, 'TOO_MANY_REQUESTS', 'too fast'],
      [500, 'INTERNAL_SERVER_ERROR', 'its own trouble'],
      [503, null, 'its own trouble'],
      [504, null, 'silence'],
      [400, 'Bad Request', 'our mistake'],
    ],
  },
  'OpenAI’s transcription': {
    make: (...wire) => transcriptionError(source('openai'), clock, apiError(...wire)),
    answers: [
      [401, 'invalid_api_key', 'a wrong key'],
      [402, null, 'no credit'],
      [429, 'insufficient_quota', 'no credit'],
      [429, 'billing_hard_limit_reached', 'no credit'],
      [429, 'rate_limit_exceeded', 'too fast'],
      [500, null, 'its own trouble'],
      [503, 'service_unavailable_error', 'its own trouble'],
      [408, null, 'silence'],
      [404, 'model_not_found', 'our mistake'],
      [400, null, 'our mistake'],
    ],
  },
  'OpenAI’s voice': {
    make: (...wire) => openAiFailure(source('openai'), apiError(...wire), clock),
    answers: [
      [401, 'invalid_api_key', 'a wrong key'],
      [402, null, 'no credit'],
      [429, 'insufficient_quota', 'no credit'],
      [429, 'rate_limit_exceeded', 'too fast'],
      [500, 'server_error', 'its own trouble'],
      [502, null, 'its own trouble'],
      [400, null, 'our mistake'],
    ],
  },
  'OpenAI as a language model': {
    make: (...wire) => chatError(apiError(...wire), asked('openai')),
    answers: [
      [401, 'invalid_api_key', 'a wrong key'],
      [403, null, 'a wrong key'],
      [402, null, 'no credit'],
      [429, 'insufficient_quota', 'no credit'],
      [429, 'billing_not_active', 'no credit'],
      [429, 'rate_limit_exceeded', 'too fast'],
      [429, null, 'too fast'],
      [409, null, 'its own trouble'],
      [500, null, 'its own trouble'],
      [503, 'server_is_overloaded', 'its own trouble'],
      [408, null, 'silence'],
      [404, 'model_not_found', 'our mistake'],
      [400, 'context_length_exceeded', 'our mistake'],
    ],
  },
  'Groq as a language model': {
    make: (...wire) => chatError(apiError(...wire), asked('groq')),
    answers: [
      [401, 'invalid_api_key', 'a wrong key'],
      [402, null, 'no credit'],
      [400, 'blocked_api_access', 'no credit'],
      [429, 'rate_limit_exceeded', 'too fast'],
      [498, null, 'its own trouble'],
      [498, 'over_capacity', 'its own trouble'],
      [503, null, 'its own trouble'],
      [400, 'json_validate_failed', 'garbage'],
      [400, 'tool_use_failed', 'garbage'],
      [404, 'model_decommissioned', 'our mistake'],
    ],
  },
  'a local server as a language model': {
    make: (...wire) => chatError(apiError(...wire), asked('local')),
    answers: [
      [401, null, 'a wrong key'],
      [402, null, 'no credit'],
      [429, null, 'too fast'],
      [500, null, 'its own trouble'],
      [503, null, 'its own trouble'],
      [404, null, 'our mistake'],
    ],
  },
  ElevenLabs: {
    make: (status, code, headers) => {
      const body = code === null ? '<html>' : { detail: { status: code, message: 'refused' } };
      const request = { failure: null, headers: new Headers(headers) };
      return elevenLabsFailure(source('elevenlabs'), { statusCode: status, body }, request, clock);
    },
    answers: [
      [401, 'invalid_api_key', 'a wrong key'],
      [401, 'missing_permissions', 'a wrong key'],
      [401, 'detected_unusual_activity', 'a wrong key'],
      [401, 'quota_exceeded', 'no credit'],
      [402, 'payment_required', 'no credit'],
      [403, 'only_for_creator_tier', 'no credit'],
      [429, 'too_many_concurrent_requests', 'too fast'],
      [429, 'system_busy', 'its own trouble'],
      [500, null, 'its own trouble'],
      [503, 'system_busy', 'its own trouble'],
      [400, 'voice_not_found', 'our mistake'],
      [422, null, 'our mistake'],
    ],
  },
  'Azure, voice and pronunciation': {
    make: (status, code, headers) => {
      const body = code === null ? 'refused' : JSON.stringify({ error: { code, message: 'refused' } });
      return httpFailure(source('azure'), new Response(body, { status, headers }), clock);
    },
    answers: [
      [401, null, 'a wrong key'],
      [401, 'PermissionDenied', 'a wrong key'],
      [402, null, 'no credit'],
      [403, 'OutOfCallVolumeQuota', 'no credit'],
      [429, null, 'too fast'],
      [429, 'TooManyRequests', 'too fast'],
      [500, null, 'its own trouble'],
      [502, null, 'its own trouble'],
      [408, null, 'silence'],
      [400, 'UnsupportedVoice', 'our mistake'],
    ],
  },
};

/** What no answer at all means, the same for everybody. */
const BELOW_HTTP: readonly (readonly [what: string, error: unknown, meaning: Meaning])[] = [
  ['a refused connection', systemError('ECONNREFUSED'), 'not there'],
  ['a name that is not known', systemError('ENOTFOUND'), 'not there'],
  ['a reset connection', systemError('ECONNRESET'), 'broken off'],
  ['a connection closed in the middle', systemError('UND_ERR_SOCKET'), 'broken off'],
  ['silence of the network', systemError('ETIMEDOUT'), 'silence'],
  ['silence of the server', systemError('UND_ERR_BODY_TIMEOUT'), 'silence'],
  ['what is no HTTP', systemError('HPE_INVALID_CONSTANT'), 'garbage'],
  ['what is no JSON', new SyntaxError('Unexpected token < in JSON at position 0'), 'garbage'],
  ['half of a JSON', new SyntaxError('Unterminated string in JSON at position 7'), 'garbage'],
];

function systemError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

/** Deepgram ends a stream with a close frame; its reason begins with a code of its own where it has one. */
const CLOSE_FRAMES: readonly (readonly [code: number, reason: string, meaning: Meaning])[] = [
  [1000, '', 'broken off'],
  [1001, 'going away', 'broken off'],
  [1002, '', 'garbage'],
  [1003, '', 'garbage'],
  [1005, '', 'broken off'],
  [1006, '', 'broken off'],
  [1007, '', 'garbage'],
  [1008, 'DATA-0000: the payload cannot be decoded', 'our mistake'],
  [1008, '', 'our mistake'],
  [1009, '', 'our mistake'],
  [1011, 'NET-0000: the service is busy', 'its own trouble'],
  [1011, 'NET-0001: no audio for ten seconds', 'broken off'],
  [1011, '', 'its own trouble'],
  [1012, '', 'its own trouble'],
  [1013, '', 'too fast'],
  [1015, '', 'not there'],
  [4001, '', 'a wrong key'],
  [4402, '', 'no credit'],
  [4429, '', 'too fast'],
];

function expectMeaning(error: ProviderError, meaning: Meaning): void {
  const { kind, ...treatment } = MEANT[meaning];
  expect([error.kind, error.code]).toEqual([kind, `provider.${kind}`]);
  expect(ERROR_TABLE[error.kind]).toEqual(treatment);
  expect(error.retryable).toBe(treatment.retryable);
  expect(error.remedy).not.toBe('');
}

describe.each(Object.entries(PROVIDERS))('%s', (_, { make, answers }) => {
  it.each(answers)('%d %s: %s', async (status, code, meaning) => {
    expectMeaning(await make(status, code, {}), meaning);
  });

  it('says when it may be asked again', async () => {
    const error = await make(429, null, { 'retry-after': '7' });
    expectMeaning(error, 'too fast');
    expect(error.retryAfterMs).toBe(7_000);
  });

  it('is told apart by key, credit, pace and its own trouble', () => {
    const meanings = new Set(answers.map(([, , meaning]) => meaning));
    for (const each of ['a wrong key', 'no credit', 'too fast', 'its own trouble', 'our mistake'] as const)
      expect(meanings).toContain(each);
  });
});

describe('no answer at all', () => {
  const providers: readonly (readonly [string, (error: unknown) => ProviderError | Promise<ProviderError>])[] = [
    ['Deepgram', (cause) => providerFailure(source('deepgram'), { cause })],
    ['OpenAI’s transcription', (error) => transcriptionError(source('openai'), clock, wrapped(error))],
    ['OpenAI’s voice', (error) => openAiFailure(source('openai'), wrapped(error), clock)],
    ['a language model', (error) => chatError(wrapped(error), asked('groq'))],
    ['ElevenLabs', (failure) => elevenLabsFailure(source('elevenlabs'), {}, { failure, headers: null }, clock)],
  ];
  /** As the package does with what `fetch` throws. */
  function wrapped(error: unknown): unknown {
    return error instanceof TypeError ? new APIConnectionError({ cause: error }) : error;
  }
  const cases = providers.flatMap(([name, make]) => BELOW_HTTP.map((each) => [name, ...each, make] as const));
  it.each(cases)('%s, %s: %#', async (_name, _what, error, meaning, make) => {
    expectMeaning(await make(error), meaning);
  });

  it.each(['deepgram', 'openai', 'groq', 'elevenlabs', 'azure', 'local'] as const)('of %s: silence', (vendor) => {
    expectMeaning(providerErrorOf(source(vendor), 'timeout'), 'silence');
  });
});

it.each(CLOSE_FRAMES)('a stream closed with %d "%s" is %s', (closeCode, reason, meaning) => {
  const code = closeReasonCode(reason);
  expectMeaning(providerFailure(source('deepgram'), { closeCode, code, detail: reason }), meaning);
});

it('has a treatment for every kind, crashes of embedded providers too', () => {
  expect(ERROR_TABLE.crashed).toEqual({ severity: 'transient', recovery: 'retry', retryable: true });
  const meant = Object.values(MEANT).map(({ kind }) => kind);
  expect(Object.keys(ERROR_TABLE).toSorted()).toEqual([...meant, 'crashed'].toSorted());
});
