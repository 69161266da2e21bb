/** Which language models can be used here. A key is taken at its word: asking would cost time, and `keys test` does. */
import type { Availability } from '../../engine/ports/availability.js';
import { safeText } from '../../engine/text/safe-text.js';
import { boundedText } from '../network/bounded-text.js';
import { CHAT_SERVICES, type ChatService } from './model-traits.js';

export function detectChatService(
  service: Exclude<ChatService, 'local'>,
  { apiKey, model }: { readonly apiKey: string | null; readonly model?: string },
): Availability {
  const { label, keyVariable, model: usual } = CHAT_SERVICES[service];
  if (apiKey !== null && apiKey.trim() !== '') return { available: true, detail: `${label}, ${model ?? usual}` };
  return {
    available: false,
    why: `there is no key for ${label}`,
    remedy: `Set ${keyVariable ?? 'a key'}, or run \`ielts-examiner keys set ${service}\`.`,
  };
}

export interface LocalServer {
  /** Such as "Ollama". */
  readonly label: string;
  /** With its /v1, as {@link ChatModelOptions.baseUrl} wants it. */
  readonly baseUrl: string;
  /** As the server lists them; never empty. */
  readonly models: readonly string[];
}

/** Where the usual programs listen unless told otherwise. */
export const LOCAL_SERVERS: readonly Pick<LocalServer, 'label' | 'baseUrl'>[] = [
  { label: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  { label: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080/v1' },
  { label: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
];

/** A port that nobody listens on refuses within a millisecond; a program that is busy loading may not answer at all. */
const ANSWERS_WITHIN_MS = 800;
const LONGEST_LIST = 1024 * 1024;

/** The servers that answer with a list of models, in the order given. Quick and silent: never rejects. */
export async function findLocalServers(
  places: readonly Pick<LocalServer, 'label' | 'baseUrl'>[] = LOCAL_SERVERS,
  withinMs = ANSWERS_WITHIN_MS,
): Promise<readonly LocalServer[]> {
  const found = await Promise.all(
    places.map(async (place) => {
      const models = await modelsAt(place.baseUrl, withinMs);
      return models.length === 0 ? [] : [{ ...place, models }];
    }),
  );
  return found.flat();
}

/** @param server the first that was found among the places */
export function localAvailability(
  server: LocalServer | undefined,
  places: readonly Pick<LocalServer, 'label' | 'baseUrl'>[] = LOCAL_SERVERS,
): Availability {
  if (server !== undefined) {
    const others = server.models.length - 1;
    const more = others === 0 ? '' : ` and ${String(others)} more`;
    return { available: true, detail: `${server.label}, ${server.models[0] ?? ''}${more}` };
  }
  return {
    available: false,
    why: `no model server answers on this machine (looked for ${places.map(({ label }) => label).join(', ')})`,
    remedy: 'Start one, such as `ollama serve`, with a model that can call tools: `ollama pull llama3.1`.',
  };
}

/** Models that embed or transcribe cannot talk. */
const NO_CHAT = /embed|whisper|rerank|bge-|minilm|-tts/i;

async function modelsAt(baseUrl: string, withinMs: number): Promise<readonly string[]> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      signal: AbortSignal.timeout(withinMs),
      redirect: 'error',
      headers: { accept: 'application/json' },
    });
    if (!response.ok) {
      await response.body?.cancel();
      return [];
    }
    const list: unknown = JSON.parse(await boundedText(response, LONGEST_LIST));
    return modelNames(list).filter((name) => !NO_CHAT.test(name));
  } catch {
    return [];
  }
}

function modelNames(list: unknown): readonly string[] {
  const data: unknown = typeof list === 'object' && list !== null && 'data' in list ? list.data : null;
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry: unknown) => {
    const id: unknown = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null;
    return typeof id === 'string' && id !== '' && id.length < 200 ? [safeText(id)] : [];
  });
}
