/** Creates a client of the `openai` package with the settings that all providers here need. Loads the package when called. */
import type { OpenAI } from 'openai';
import { fetchWithoutRedirects } from '../network/refuse-redirects.js';

export interface OpenAiClientOptions {
  readonly apiKey: string;
  /** Null for OpenAI's own address. Never empty: the package would take that for null. */
  readonly baseUrl: string | null;
  /** Default: that of the package, which is longer than all our bounds. */
  readonly timeoutMs?: number;
  /** Must not follow redirects. */
  readonly fetch?: typeof fetch;
}

/** The client does not retry: the resilience layer does, since it knows how long a conversation can wait. */
export async function createOpenAiClient(options: OpenAiClientOptions): Promise<OpenAI> {
  const { apiKey, baseUrl, timeoutMs, fetch = fetchWithoutRedirects } = options;
  if (baseUrl === '') throw new Error('an empty address: the package would ask OpenAI');
  const { OpenAI: Client } = await import('openai');
  return withoutVariables(
    () =>
      new Client({
        apiKey,
        baseURL: baseUrl,
        // Nothing from the environment, which must not change the server, or what is logged where.
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
