/** Turns errors of the SDK and of the services into ProviderErrors, which never contain a key. */
import { ProviderError, type ProviderErrorKind, type ProviderSetting } from '../../engine/ports/provider-error.js';
import { safeText } from '../../engine/text/safe-text.js';
import { BodyTooLong } from '../network/bounded-text.js';
import { redirectBehind } from '../network/refuse-redirects.js';
import { ERROR_TABLE } from '../resilience/error-table.js';
import { systemCode } from '../resilience/network-failure.js';
import { kindOfVendorFailure } from '../resilience/provider-failure.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import { kindOfCode, type Vendor } from '../resilience/vendor-codes.js';

/** The service that was asked, for the message of an error. */
export interface Asked {
  readonly provider: string;
  readonly vendor: Vendor;
  readonly label: string;
  readonly model: string;
  readonly baseUrl: string;
  readonly keyVariable: string | null;
  readonly apiKey: string;
}

/** What an APIError of the SDK may carry; errors of two copies of the package look the same. */
interface WireError {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly param?: unknown;
  readonly message?: unknown;
  readonly headers?: unknown;
  readonly cause?: unknown;
}

export function chatError(error: unknown, asked: Asked): ProviderError {
  if (error instanceof ProviderError) return error;
  const wire: WireError = typeof error === 'object' && error !== null ? error : {};
  const status = typeof wire.status === 'number' ? wire.status : null;
  const kind = kindOf(error, wire, status, asked);
  const setting = kind === 'invalidRequest' && namesModel(status, wire) ? 'model' : null;
  const { headers } = wire;
  const wait =
    headers instanceof Headers
      ? retryAfterMs((name) => headers.get(name), Date.parse(headers.get('date') ?? ''))
      : null;
  return problem(asked, kind, {
    setting,
    detail: detailOf(error, wire, status, asked),
    ...(wait === null ? {} : { retryAfterMs: wait }),
  });
}

/** An error about the answer itself: a timeout, a stream that broke off, a body without end. */
export function problem(
  asked: Asked,
  kind: ProviderErrorKind,
  {
    detail,
    retryAfterMs: waitMs,
    setting = null,
    retryable = ERROR_TABLE[kind].retryable,
  }: {
    readonly detail: string;
    readonly retryAfterMs?: number;
    readonly setting?: ProviderSetting | null;
    readonly retryable?: boolean;
  },
): ProviderError {
  return new ProviderError({
    provider: asked.provider,
    kind,
    message: `${asked.label} (${asked.model}) ${SAYS[kind]}${detail === '' ? '' : `: ${detail}`}.`,
    remedy: remedyOf(kind, asked),
    retryable,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    setting,
  });
}

const SAYS: Readonly<Record<ProviderErrorKind, string>> = {
  unavailable: 'cannot be reached',
  authentication: 'did not accept the key',
  quota: 'has no credit left on this account',
  rateLimited: 'was asked too often',
  overloaded: 'has trouble of its own',
  interrupted: 'broke off in the middle of an answer',
  timeout: 'did not answer in time',
  badResponse: 'gave an answer that makes no sense',
  crashed: 'crashed',
  invalidRequest: 'refused the request',
};

function remedyOf(kind: ProviderErrorKind, { label, baseUrl, keyVariable, model }: Asked): string {
  switch (kind) {
    case 'authentication':
      return keyVariable === null
        ? `Check what ${baseUrl} wants as a key.`
        : `Check ${keyVariable}, or set the key anew with \`ielts-examiner keys set\`.`;
    case 'quota':
      return `Add credit to the ${label} account, or use another provider.`;
    case 'rateLimited':
      return 'Wait a little, or use another provider.';
    case 'unavailable':
      return `Check the network and that a server answers at ${baseUrl}.`;
    case 'invalidRequest':
      return `Check that ${label} has the model "${model}" and that it can call tools.`;
    default:
      return 'Nothing to do: the question bank goes on. If it stays so, use another provider.';
  }
}

/** Whether the error is about the model's name; Ollama and llama.cpp answer 404 for a model that they do not have. */
function namesModel(status: number | null, { code, param }: WireError): boolean {
  return status === 404 || param === 'model' || (typeof code === 'string' && /^model_/.test(code));
}

function kindOf(error: unknown, wire: WireError, status: number | null, { vendor }: Asked): ProviderErrorKind {
  if (isTooLong(error)) return 'badResponse';
  const code = codeOf(wire, vendor);
  const inTheStream = status === null && (typeof wire.type === 'string' || typeof wire.code === 'string');
  if (inTheStream && systemCode(error) === null) return kindOfCode(vendor, code) ?? 'overloaded';
  return kindOfVendorFailure(vendor, { ...(status === null ? {} : { status }), code, cause: error });
}

/** Whether our body limit was exceeded, behind the SDK's wrapping. */
function isTooLong(error: unknown): boolean {
  let each = error;
  for (let depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1)
    if (each instanceof BodyTooLong) return true;
  return false;
}

/** The code that the vendor is known for; some say it in `type`, and servers that imitate OpenAI only in their words. */
function codeOf({ code, type, message }: WireError, vendor: Vendor): string | null {
  if (typeof code === 'string') return code;
  if (typeof message === 'string' && /exceeded your current quota/i.test(message)) return 'insufficient_quota';
  return typeof type === 'string' && kindOfCode(vendor, type) !== null ? type : null;
}

const LONGEST_DETAIL = 160;

/** The service's own words, short and harmless; none for a refused key, which services like to repeat in part. */
function detailOf(error: unknown, { message, cause }: WireError, status: number | null, { apiKey }: Asked): string {
  if (status === 401 || status === 403) return `status ${String(status)}`;
  // Node says "fetch failed"; the system's code behind it says what to look for.
  const below = status === null ? (systemCode(error) ?? (cause instanceof Error ? cause.message : null)) : null;
  const reason = redirectBehind(error)?.message ?? below ?? message;
  const words = typeof reason === 'string' ? reason : String(error);
  const shown = apiKey === '' ? words : words.replaceAll(apiKey, '***');
  const short = safeText(shown.replaceAll(/\b(?:sk|gsk)[-_][\w*-]{4,}/g, '***'))
    .trim()
    .slice(0, LONGEST_DETAIL);
  return short.replace(/[.\s]+$/, '');
}
