/** Language models, as a profile lists them. There is no embedded one: without, the question bank asks. */
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import type { OptionsOf } from '../../config/profiles/provider-options.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { ChatModelOptions } from '../chat-completions/chat-model.js';
import type { LocalServer } from '../chat-completions/detect.js';
import { accountKey } from './accounts.js';
import type { RegisteredProvider } from './choose.js';
import type { NetworkContext } from './network.js';

export async function languageModel(
  { provider, options }: ProfileEntry,
  context: NetworkContext,
): Promise<RegisteredProvider<LanguageModel>> {
  return provider === 'local'
    ? localModel(options as OptionsOf<'languageModel', 'local'>, context)
    : await hostedModel(
        provider === 'groq' ? 'groq' : 'openai',
        options as OptionsOf<'languageModel', 'groq'>,
        context,
      );
}

async function hostedModel(
  name: 'groq' | 'openai',
  { model, baseUrl }: OptionsOf<'languageModel', 'groq'>,
  context: NetworkContext,
): Promise<RegisteredProvider<LanguageModel>> {
  const { apiKey, unavailable, offered } = await accountKey(context.accounts, name);
  const chosen = { ...(model === undefined ? {} : { model }), ...(baseUrl === undefined ? {} : { baseUrl }) };
  return {
    name,
    networked: true,
    offered,
    detect: async () => {
      if (unavailable !== null) return unavailable;
      return (await import('../chat-completions/detect.js')).detectChatService(name, { apiKey, ...chosen });
    },
    create: () => create({ service: name, apiKey: apiKey ?? '', ...chosen }, context),
  };
}

function localModel(
  { model, baseUrl }: OptionsOf<'languageModel', 'local'>,
  context: NetworkContext,
): RegisteredProvider<LanguageModel> {
  const places = baseUrl === undefined ? undefined : [{ label: 'the local server', baseUrl }];
  let found: Promise<LocalServer | undefined> | undefined;
  // Once: a server that is loading a model a moment later may not answer, and is the one that was chosen all the same.
  const find = async (): Promise<LocalServer | undefined> => {
    const { findLocalServers } = await import('../chat-completions/detect.js');
    return await (found ??= findLocalServers(places).then(([server]) => server));
  };
  return {
    name: 'local',
    networked: true,
    detect: async () => (await import('../chat-completions/detect.js')).localAvailability(await find(), places),
    create: async () => {
      const server = await find();
      const at = baseUrl ?? server?.baseUrl;
      const named = model ?? server?.models[0];
      return await create(
        {
          service: 'local',
          apiKey: 'local',
          ...(at === undefined ? {} : { baseUrl: at }),
          ...(named === undefined ? {} : { model: named }),
        },
        context,
      );
    },
  };
}

async function create(
  options: Pick<ChatModelOptions, 'service' | 'apiKey' | 'baseUrl' | 'model'>,
  { clock, monitor }: NetworkContext,
): Promise<LanguageModel> {
  const { createChatModel } = await import('../chat-completions/chat-model.js');
  return createChatModel({ ...options, clock, monitor });
}
