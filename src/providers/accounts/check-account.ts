/** Tests whether a provider accepts a key, with a free request that takes a few seconds at most. Never rejects. */
import { KEYS, type KeyName } from '../../config/keys/key-names.js';
import type { Secret } from '../../config/keys/secret.js';
import { messageOf } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';
import { withoutSecrets } from '../../engine/text/secret-texts.js';
import { fetchWithoutRedirects, redirectBehind } from '../network/refuse-redirects.js';
import { ACCOUNT_QUESTIONS, type AccountQuestion } from './account-questions.js';
import type { AccountReport } from './account-state.js';

const ANSWERS_WITHIN_MS = 5_000;
const LONGEST_ANSWER = 4_000_000;

export interface AccountRequest {
  readonly name: KeyName;
  readonly secret: Secret;
  /** The address to use instead of the provider's own. */
  readonly baseUrl?: string;
  /** The region of an Azure resource; other providers have none. */
  readonly region?: string | null;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: unknown;
}

export async function checkAccount(request: AccountRequest): Promise<AccountReport> {
  const { name, baseUrl, region } = request;
  const { label } = KEYS[name];
  const question = ACCOUNT_QUESTIONS[name];
  const needsRegion = baseUrl === undefined && question.baseUrl.includes('{region}');
  if (needsRegion && (region ?? '') === '') {
    return {
      state: 'noRegion',
      detail: `${label} needs to know the region of your resource`,
      remedy: 'Set AZURE_SPEECH_REGION, or: ielts-examiner config set azureRegion westeurope',
    };
  }
  const base = (baseUrl ?? question.baseUrl.replace('{region}', region ?? '')).replace(/\/+$/, '');
  try {
    return await reportOf(request, question, base, await ask(request, question, base, question.path));
  } catch (error) {
    return unreached(request, error, needsRegion);
  }
}

async function ask(request: AccountRequest, question: AccountQuestion, base: string, path: string): Promise<Answer> {
  const response = await fetchWithoutRedirects(`${base}${path}`, {
    headers: { accept: 'application/json', ...question.headers(request.secret.reveal()) },
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  });
  const text = await limitedText(response);
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Some refusals are not JSON; the status says enough.
  }
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

async function reportOf(
  request: AccountRequest,
  question: AccountQuestion,
  base: string,
  { status, retryAfter, body }: Answer,
): Promise<AccountReport> {
  const { label } = KEYS[request.name];
  if (status >= 200 && status < 300) return await credit(request, question, base, body);
  if (status === 401 || status === 403) {
    if (question.onlyRestricted?.(body) === true) {
      return { state: 'works', detail: `${label} knows the key, which may not read the account itself` };
    }
    const region = request.name === 'azure' ? ', or it belongs to a resource in another region' : '';
    return {
      state: 'wrongKey',
      detail: `${label} does not accept the key (${String(status)})${region}`,
      remedy: `Make a new one in your account there, then: ielts-examiner keys set ${request.name}`,
    };
  }
  if (status === 402) return noCredit(label);
  if (status === 429) {
    const when = retryAfter !== null && /^\d+$/.test(retryAfter) ? `; it may be asked again in ${retryAfter} s` : '';
    return { state: 'rateLimited', detail: `${label} is asked too often with this key just now${when}` };
  }
  const trouble = status >= 500 ? `${label} has trouble of its own` : `${label} gave an answer that was not expected`;
  return { state: 'trouble', detail: `${trouble} (${String(status)})`, remedy: 'Try again later.' };
}

async function credit(
  request: AccountRequest,
  question: AccountQuestion,
  base: string,
  body: unknown,
): Promise<AccountReport> {
  const { label } = KEYS[request.name];
  const path = question.creditPath?.(body) ?? null;
  const source =
    path === null
      ? body
      : await ask(request, question, base, path).then(
          ({ status, body: answer }) => (status === 200 ? answer : null),
          () => null,
        );
  if (question.creditLeft?.(source) === false) return noCredit(label);
  const caveat = question.caveat === undefined ? '' : `; ${question.caveat}`;
  return { state: 'works', detail: `${label} accepts the key${caveat}` };
}

function noCredit(label: string): AccountReport {
  return {
    state: 'noCredit',
    detail: `${label} accepts the key, but the account has nothing left`,
    remedy: `Add credit to your account at ${label}.`,
  };
}

/** The system's error codes in words. */
const IN_WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its address is not known here, as when this machine is offline (ENOTFOUND)',
  EAI_AGAIN: 'its address cannot be looked up now, as when this machine is offline (EAI_AGAIN)',
  ECONNREFUSED: 'nobody answers at its address (ECONNREFUSED)',
  ECONNRESET: 'the connection was cut (ECONNRESET)',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'the connection took too long',
  ETIMEDOUT: 'the connection took too long (ETIMEDOUT)',
  EHOSTUNREACH: 'there is no way to it from this network (EHOSTUNREACH)',
  ENETUNREACH: 'this machine has no network (ENETUNREACH)',
};

/** The state for a request that got no answer. Node hides the reason in the cause of the cause. */
function unreached({ name, region }: AccountRequest, error: unknown, byRegion: boolean): AccountReport {
  const { label } = KEYS[name];
  if (error instanceof Error && error.name === 'TimeoutError') {
    return {
      state: 'unreachable',
      detail: `${label} did not answer within ${String(ANSWERS_WITHIN_MS / 1000)} s`,
      remedy: 'Check your connection and try again.',
    };
  }
  const redirect = redirectBehind(error);
  if (redirect !== null) {
    return {
      state: 'unreachable',
      detail: `${label} cannot be reached: ${redirect.message}`,
      remedy: 'Take the base URL out of the profile, or correct it; a network that wants a login first does this, too.',
    };
  }
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? '';
  if (byRegion && code === 'ENOTFOUND') {
    return {
      state: 'noSuchRegion',
      detail: `there is no Azure region "${safeText(region ?? '')}", or this machine is offline`,
      remedy: 'Look up the region of your Speech resource, then: ielts-examiner config set azureRegion NAME',
    };
  }
  const why = IN_WORDS[code] ?? (code === '' ? withoutSecrets(safeText(messageOf(cause))) : code);
  return {
    state: 'unreachable',
    detail: `${label} cannot be reached: ${why}`,
    remedy: 'Check your connection and try again.',
  };
}

async function limitedText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LONGEST_ANSWER) {
      await reader.cancel();
      return text;
    }
  }
}
