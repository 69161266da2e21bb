/** From what the SDK throws and the services answer to our kinds of provider error. Keys are never repeated. */
import { ProviderError, type ProviderErrorKind, type ProviderSetting } from '../../engine/ports/provider-error.js';
import { safeText } from '../../engine/text/safe-text.js';
import { redirectBehind } from '../network/refuse-redirects.js';
import { systemCode } from '../resilience/network-failure.js';

/** Who is asked, for the words of an error. */
export interface Asked {
  readonly provider: string;
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
  const [kind, retryable] = status === null ? kindWithoutStatus(error, wire) : kindOfStatus(status, wire);
  const setting = kind === 'invalidRequest' && namesModel(status, wire) ? 'model' : null;
  return problem(asked, kind, retryable, {
    setting,
    detail: detailOf(error, wire, status, asked),
    retryAfterMs: retryAfterMs(wire.headers),
  });
}

/** An error of ours about an answer: silence, a stream that broke off, a body without end. */
export function problem(
  asked: Asked,
  kind: ProviderErrorKind,
  retryable: boolean,
  {
    detail,
    retryAfterMs,
    setting = null,
  }: { detail: string; retryAfterMs?: number | undefined; setting?: ProviderSetting | null },
): ProviderError {
  return new ProviderError({
    provider: asked.provider,
    kind,
    message: `${asked.label} (${asked.model}) ${SAYS[kind]}${detail === '' ? '' : `: ${detail}`}.`,
    remedy: remedyOf(kind, asked),
    retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
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

/** 404 is what Ollama and llama.cpp say of a model they do not have. */
function namesModel(status: number | null, { code, param }: WireError): boolean {
  return status === 404 || param === 'model' || (typeof code === 'string' && /^model_/.test(code));
}

function kindOfStatus(status: number, { code, type, message }: WireError): [ProviderErrorKind, boolean] {
  const words = [code, type, message].filter((each) => typeof each === 'string').join(' ');
  if (status === 401 || status === 403) return ['authentication', false];
  if (status === 402) return ['quota', false];
  if (status === 429) {
    return /insufficient_quota|billing|exceeded your current quota/i.test(words)
      ? ['quota', false]
      : ['rateLimited', true];
  }
  // Groq's own codes for a model that wrote a tool call or JSON it cannot parse: another try may do better.
  if (status === 400 && /tool_use_failed|json_validate_failed/.test(words)) return ['badResponse', true];
  if (status === 408) return ['timeout', true];
  if (status === 409) return ['overloaded', true];
  // 498: Groq has no capacity at the moment.
  if (status === 498 || status >= 500) return ['overloaded', true];
  return ['invalidRequest', false];
}

function kindWithoutStatus(error: unknown, wire: WireError): [ProviderErrorKind, boolean] {
  const name = error instanceof Error ? error.name : '';
  const words = `${name} ${chainOf(error)}`;
  if (redirectBehind(error) !== null) return ['unavailable', false];
  if (name === 'SyntaxError') return ['badResponse', true];
  if (/BodyTooLong|longer than any answer/.test(words)) return ['badResponse', true];
  if (/timed? ?out|ETIMEDOUT/i.test(words)) return ['timeout', true];
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|certificate/i.test(words))
    return ['unavailable', true];
  if (/ECONNRESET|terminated|socket|EPIPE|other side closed/i.test(words)) return ['interrupted', true];
  // An error inside the stream comes without a status.
  if (wire.code !== undefined || wire.type !== undefined) {
    return /rate_limit/.test(String(wire.code ?? wire.type)) ? ['rateLimited', true] : ['overloaded', true];
  }
  return ['unavailable', true];
}

/** The messages of an error and of what caused it: Node says "fetch failed" and keeps the reason inside. */
function chainOf(error: unknown): string {
  const words: string[] = [];
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    words.push(each.message, 'code' in each ? String(each.code) : '');
  }
  return words.join(' ');
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

/** Seconds or a date, or milliseconds in a header of OpenAI's own; undefined when nothing sensible is said. */
function retryAfterMs(headers: unknown): number | undefined {
  if (!(headers instanceof Headers)) return undefined;
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const said = headers.get('retry-after');
  if (said === null) return undefined;
  const seconds = Number(said);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const until = Date.parse(said);
  const sentAt = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(until) || Number.isNaN(sentAt) ? undefined : Math.max(0, until - sentAt);
}
