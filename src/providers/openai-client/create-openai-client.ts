/** The `openai` package's client as everybody here wants it. Loaded when called: that takes a moment. */
import type { OpenAI } from 'openai';
import { fetchWithoutRedirects } from '../network/refuse-redirects.js';

export interface OpenAiClientOptions {
  readonly apiKey: string;
  /** Null: OpenAI's own. */
  readonly baseUrl: string | null;
  /** Default: the package's, which is longer than any bound of ours. */
  readonly timeoutMs?: number;
  /** Must not follow redirects. */
  readonly fetch?: typeof fetch;
}

/** Retries are the wrappers', which know how long a conversation waits. */
export async function createOpenAiClient(options: OpenAiClientOptions): Promise<OpenAI> {
  const { apiKey, baseUrl, timeoutMs, fetch = fetchWithoutRedirects } = options;
  const { OpenAI: Client } = await import('openai');
  return withoutVariables(
    () =>
      new Client({
        apiKey,
        baseURL: baseUrl,
        // Never from the environment: what is not said here must not change who is asked, or what is written where.
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        logLevel: 'off',
        maxRetries: 0,
        ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
        fetch,
      }),
  );
}

/** Read by the package when a client is made, without a way to say no: headers meant for another program's account. */
const READ_ANYWAY = ['OPENAI_CUSTOM_HEADERS'] as const;

function withoutVariables<Made>(make: () => Made): Made {
  const kept = READ_ANYWAY.map((name) => [name, process.env[name]] as const);
  for (const [name] of kept) Reflect.deleteProperty(process.env, name);
  try {
    return make();
  } finally {
    for (const [name, value] of kept) if (value !== undefined) process.env[name] = value;
  }
}
