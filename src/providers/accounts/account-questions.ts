/** Per provider, the free request with which a key is tested: lists of models, voices or projects, and the remaining credit. */
import type { KeyName } from '../../config/keys/key-names.js';

export interface AccountQuestion {
  /** Without a trailing slash; `{region}` is filled in. */
  readonly baseUrl: string;
  readonly path: string;
  readonly headers: (key: string) => Readonly<Record<string, string>>;
  /** Reads from a successful answer whether credit is left; null when it does not say. */
  readonly creditLeft?: (answer: unknown) => boolean | null;
  /** The path of a second free request that tells the credit, taken from the first answer. A key may lack permission for it. */
  readonly creditPath?: (answer: unknown) => string | null;
  /** What a successful answer does not prove. */
  readonly caveat?: string;
  /** Whether a refusal only means that the key lacks permission for this request. */
  readonly onlyRestricted?: (answer: unknown) => boolean;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

export const ACCOUNT_QUESTIONS: Readonly<Record<KeyName, AccountQuestion>> = {
  deepgram: {
    baseUrl: 'https://api.deepgram.com',
    path: '/v1/projects',
    headers: (key) => ({ authorization: `Token ${key}` }),
    creditPath: (answer) => {
      const id = at(answer, 'projects', 0, 'project_id');
      return typeof id === 'string' && /^[\w-]{1,80}$/.test(id) ? `/v1/projects/${id}/balances` : null;
    },
    creditLeft: (answer) => {
      const balances = at(answer, 'balances');
      if (!Array.isArray(balances) || balances.length === 0) return null;
      return balances.some((balance) => Number(at(balance, 'amount')) > 0);
    },
    onlyRestricted: (answer) =>
      at(answer, 'category') === 'INSUFFICIENT_PERMISSIONS' || at(answer, 'err_code') === 'INSUFFICIENT_PERMISSIONS',
  },
  groq: { baseUrl: 'https://api.groq.com/openai/v1', path: '/models', headers: bearer },
  openai: {
    baseUrl: 'https://api.openai.com/v1',
    path: '/models',
    headers: bearer,
    caveat: 'whether there is credit left, OpenAI only says when asked for something that costs',
    onlyRestricted: (answer) => lacksScope(at(answer, 'error', 'message')),
  },
  elevenlabs: {
    baseUrl: 'https://api.elevenlabs.io',
    path: '/v1/user/subscription',
    headers: (key) => ({ 'xi-api-key': key }),
    creditLeft: (answer) => {
      const used = at(answer, 'character_count');
      const limit = at(answer, 'character_limit');
      if (typeof used !== 'number' || typeof limit !== 'number') return null;
      return used < limit || at(answer, 'can_extend_character_limit') === true;
    },
    onlyRestricted: (answer) => at(answer, 'detail', 'status') === 'missing_permissions',
  },
  azure: {
    baseUrl: 'https://{region}.tts.speech.microsoft.com',
    path: '/cognitiveservices/voices/list',
    headers: (key) => ({ 'ocp-apim-subscription-key': key }),
  },
};

/** OpenAI has no code for a restricted key that may not list models: its message says so. */
export function lacksScope(message: unknown): boolean {
  return typeof message === 'string' && /missing scopes|insufficient permissions/i.test(message);
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let place = value;
  for (const step of path) {
    if (typeof place !== 'object' || place === null) return undefined;
    place = (place as Readonly<Record<string | number, unknown>>)[step];
  }
  return place;
}
