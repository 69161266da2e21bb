/** Classifies failures below HTTP: connections that cannot be opened or break, and WebSocket close codes. */
import type { ProviderErrorKind } from '../../engine/ports/provider-error.js';
import { redirectBehind } from '../network/refuse-redirects.js';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE']);
const SILENT = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const GARBLED = /^(HPE_|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|Z_)/;

/** The first system code in an error or its causes. */
export function systemCode(error: unknown): string | null {
  for (let depth = 0, at: unknown = error; depth < 6 && typeof at === 'object' && at !== null; depth++) {
    const { code, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
    at = cause ?? (Array.isArray(errors) ? errors[0] : null);
  }
  return null;
}

/** Null when the error does not come from the network. */
export function kindOfNetworkError(error: unknown): ProviderErrorKind | null {
  if (redirectBehind(error) !== null) return 'unavailable';
  const code = systemCode(error);
  if (code !== null) {
    if (UNREACHABLE.has(code)) return 'unavailable';
    if (BROKEN.has(code)) return 'interrupted';
    if (SILENT.has(code)) return 'timeout';
    if (GARBLED.test(code)) return 'badResponse';
  }
  if (error instanceof SyntaxError) return 'badResponse';
  // Some libraries lose the code, but mention it or its meaning in the message.
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/.test(text)) return 'unavailable';
  if (/premature close|socket hang up|ECONNRESET|EPIPE|\bterminated|other side closed/i.test(text))
    return 'interrupted';
  if (/timed? ?out/i.test(text)) return 'timeout';
  if (/invalid (json|chunk|header)|parse error|unexpected token|incorrect header check/i.test(text))
    return 'badResponse';
  if (/fetch failed|connection error/i.test(text)) return 'unavailable';
  return null;
}

/** RFC 6455 section 7.4.1 and the ranges above it. 1000 in the middle of a request is a break all the same. */
export function kindOfCloseCode(code: number): ProviderErrorKind {
  switch (code) {
    case 1002:
    case 1003:
    case 1007:
    case 1010:
      return 'badResponse';
    case 1008:
      // Policy: vendors use it for keys and for payloads they cannot decode; the reason tells which, see the vendor's codes.
      return 'invalidRequest';
    case 1009:
      return 'invalidRequest';
    case 1011:
    case 1012:
      return 'overloaded';
    case 1013:
      return 'rateLimited';
    case 1015:
      return 'unavailable';
    default:
      if (code === 4001 || code === 4401 || code === 4403) return 'authentication';
      if (code === 4402) return 'quota';
      if (code === 4029 || code === 4429) return 'rateLimited';
      return 'interrupted';
  }
}
