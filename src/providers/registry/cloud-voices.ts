/** Voices in the cloud, as a profile describes them. */
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import type { OptionsOf } from '../../config/profiles/provider-options.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { accountKey, regionOf } from './accounts.js';
import type { RegisteredProvider } from './choose.js';
import { withoutUndefined } from './without-undefined.js';
import type { NetworkContext } from './network.js';

type Build<Name extends CloudVoiceName> = (
  options: OptionsOf<'textToSpeech', Name>,
  network: NetworkContext,
  apiKey: string | null,
) => Pick<RegisteredProvider<TextToSpeech>, 'detect' | 'create'>;

type CloudVoiceName = 'elevenlabs' | 'azure' | 'openai';

export function isCloudVoice({ provider }: ProfileEntry): boolean {
  return Object.hasOwn(CLOUD_VOICES, provider);
}

export async function cloudVoice(
  { provider, options }: ProfileEntry,
  network: NetworkContext,
): Promise<RegisteredProvider<TextToSpeech>> {
  const name = provider as CloudVoiceName;
  const { apiKey, unavailable, offered } = await accountKey(network.accounts, name);
  const { detect, create } = (CLOUD_VOICES[name] as Build<never>)(options as never, network, apiKey);
  return { name, networked: true, offered, detect: async () => unavailable ?? (await detect()), create };
}

const CLOUD_VOICES: { readonly [Name in CloudVoiceName]: Build<Name> } = {
  elevenlabs: ({ stability, similarityBoost, style, speakerBoost, speed, ...options }, { clock, monitor }, apiKey) => {
    const settings = withoutUndefined({ stability, similarityBoost, style, speakerBoost, speed });
    const voice = { ...withoutUndefined(options), ...(Object.keys(settings).length === 0 ? {} : { settings }) };
    return {
      detect: async () =>
        (await import('../elevenlabs/elevenlabs-voice.js')).detectElevenLabs({ apiKey: apiKey ?? '', ...voice }),
      create: async () =>
        (await import('../elevenlabs/elevenlabs-voice.js')).createElevenLabsVoice({
          apiKey: apiKey ?? '',
          clock,
          monitor,
          ...voice,
        }),
    };
  },
  azure: ({ region, ...options }, { accounts, clock, monitor }, apiKey) => {
    const account = { apiKey: apiKey ?? '', region: regionOf(accounts, region), ...withoutUndefined(options) };
    return {
      detect: async () => (await import('../azure/azure-speech.js')).detectAzureSpeech(account),
      create: async () => (await import('../azure/azure-speech.js')).createAzureSpeech({ ...account, clock, monitor }),
    };
  },
  openai: (options, { clock, monitor }, apiKey) => {
    const voice = { apiKey: apiKey ?? '', ...withoutUndefined(options) };
    return {
      detect: async () => (await import('../openai/openai-speech.js')).detectOpenAiSpeech(voice),
      create: async () => (await import('../openai/openai-speech.js')).createOpenAiSpeech({ ...voice, clock, monitor }),
    };
  },
};
