/**
 * Makes a ProviderError of anything that a vendor, its SDK or the network throws. Its message never contains a key, and it
 * does not keep the original as its cause: SDK errors carry the request with the key into every crash message.
 */
import { messageOf } from '../../engine/errors.js';
import { ProviderError, type ProviderErrorKind, type ProviderSetting } from '../../engine/ports/provider-error.js';
import { safeText } from '../../engine/text/safe-text.js';
import { redirectBehind } from '../network/refuse-redirects.js';
import { ERROR_TABLE } from './error-table.js';
import { kindOfCloseCode, kindOfNetworkError, systemCode } from './network-failure.js';
import { retryAfterMs, type ReadHeader } from './retry-after.js';
import { kindOfCode, kindOfStatus, settingOf, type Vendor } from './vendor-codes.js';

export interface FailureSource {
  /** The provider's id, such as "elevenlabs:eleven_flash_v2_5". */
  readonly provider: string;
  readonly vendor: Vendor;
  /** Texts that must not appear in a message, such as the key. */
  readonly secrets: readonly string[];
}

/** For what we find out about a provider ourselves. */
export function failureSource(provider: string): FailureSource {
  return { provider, vendor: 'local', secrets: [] };
}

export interface VendorFailure {
  readonly status?: number;
  readonly closeCode?: number;
  /** The vendor's own code. */
  readonly code?: string | null;
  /** The parameter that a refused request is about, where the vendor names it. */
  readonly parameter?: string | null;
  /** The vendor's own words. */
  readonly detail?: string | null;
  readonly header?: ReadHeader;
  /** The current wall time, needed when Retry-After gives a date. */
  readonly wallTimeMs?: number;
  readonly cause?: unknown;
}

const WORDS_KEPT = 200;

/** Matches anything that looks like a key: known prefixes, and long unbroken strings with digits. */
const KEY_LIKE = /\b(?:sk|gsk|xi|dg|key|Bearer|Token)[-_ ][\w-]{8,}[\w*-]*|\b(?=[\w-]*\d)[\w-]{28,}\b/gi;

const WHAT: Readonly<Record<ProviderErrorKind, string>> = {
  unavailable: 'cannot be reached',
  authentication: 'does not accept the key',
  quota: 'has no credit left on this account',
  rateLimited: 'gets more requests than this account may make',
  overloaded: 'has trouble of its own',
  interrupted: 'broke the connection off',
  timeout: 'did not answer in time',
  badResponse: 'sent something that cannot be understood',
  crashed: 'crashed',
  invalidRequest: 'refused the request',
};

const REMEDY: Readonly<Record<ProviderErrorKind, (vendor: string) => string>> = {
  unavailable: () => 'Check the network connection and, if one is set, the base URL.',
  authentication: (vendor) => `Check the key with: ielts-examiner keys test ${vendor}`,
  quota: (vendor) => `Add credit to the ${vendor} account, or use another provider.`,
  rateLimited: () => 'It is used again when its limit allows; whoever stands by takes over meanwhile.',
  overloaded: () => 'It is tried again by itself; whoever stands by takes over meanwhile.',
  interrupted: () => 'It is tried again by itself; whoever stands by takes over meanwhile.',
  timeout: () => 'It is tried again by itself; whoever stands by takes over meanwhile.',
  badResponse: () => 'It is tried again by itself; if that keeps happening, check the base URL.',
  crashed: () => 'Run: ielts-examiner doctor',
  invalidRequest: () => 'Check the model, voice and options in the configuration.',
};

/** What to do about a name in a profile that the provider does not know. */
export function settingRemedy(provider: string, setting: ProviderSetting): string {
  const vendor = provider.split(':')[0] ?? provider;
  return `Correct the ${setting} of ${vendor} in your profile (ielts-examiner config path), or take it out.`;
}

export function providerFailure(source: FailureSource, failure: VendorFailure): ProviderError {
  return providerErrorOf(source, kindOfVendorFailure(source.vendor, failure), failure);
}

/** Makes an error whose kind is known already, such as a timeout or an unreadable answer. */
export function providerErrorOf(
  { provider, vendor, secrets }: FailureSource,
  kind: ProviderErrorKind,
  failure: VendorFailure = {},
): ProviderError {
  const setting =
    kind === 'invalidRequest'
      ? settingOf([failure.code ?? null, failure.parameter ?? null, failure.detail ?? null])
      : null;
  const wait = failure.header === undefined ? null : retryAfterMs(failure.header, failure.wallTimeMs ?? 0);
  const facts = [
    failure.status === undefined ? null : `HTTP ${String(failure.status)}`,
    failure.closeCode === undefined ? null : `closed with ${String(failure.closeCode)}`,
    failure.code ?? null,
    failure.detail ?? (failure.status === undefined && failure.cause !== undefined ? whyOf(failure.cause) : null),
  ]
    .filter((fact) => fact !== null && fact !== '')
    .map((fact) => withoutSecrets(String(fact), secrets));
  return new ProviderError({
    provider,
    kind,
    message: `${provider} ${WHAT[kind]}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}.`,
    remedy: setting === null ? REMEDY[kind](vendor) : settingRemedy(provider, setting),
    retryable: ERROR_TABLE[kind].retryable,
    ...(wait === null ? {} : { retryAfterMs: wait }),
    ...(setting === null ? {} : { setting }),
  });
}

/** The reason behind "fetch failed" or an SDK's "Connection error.": the system's error code, where there is one. */
function whyOf(cause: unknown): string {
  return redirectBehind(cause)?.message ?? systemCode(cause) ?? messageOf(cause);
}

/** Turns anything thrown into a ProviderError; one that is a ProviderError already is returned unchanged. */
export function asProviderError(source: FailureSource, error: unknown): ProviderError {
  return error instanceof ProviderError ? error : providerFailure(source, { cause: error });
}

/** The text as one line of readable length, without control characters, keys and anything that looks like one. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let words = safeText(text);
  for (const secret of secrets) if (secret.length > 3) words = words.replaceAll(secret, '[key]');
  words = words.replace(KEY_LIKE, '[key]').replace(/\s+/g, ' ').trim();
  return words.length > WORDS_KEPT ? `${words.slice(0, WORDS_KEPT - 1)}…` : words;
}

/** Classifies a failure by the vendor's own code, else by the HTTP status or close code, else by the network error. */
export function kindOfVendorFailure(
  vendor: Vendor,
  { status, closeCode, code, cause }: VendorFailure,
): ProviderErrorKind {
  const known = kindOfCode(vendor, code ?? null);
  if (known !== null) return known;
  if (status !== undefined) return kindOfStatus(status);
  if (closeCode !== undefined) return kindOfCloseCode(closeCode);
  return kindOfNetworkError(cause) ?? 'badResponse';
}
