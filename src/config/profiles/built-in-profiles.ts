/** The profiles that come with the program. */
import type { ProfileEntry, ProfilePorts } from './profile-schema.js';

const entries = (...providers: readonly string[]): readonly ProfileEntry[] =>
  providers.map((provider) => ({ provider, options: {} }));

const EMBEDDED_EARS = ['sherpa', 'pocketsphinx'] as const;
const EMBEDDED_VOICES = ['sherpa', 'say', 'flite', 'espeak-ng', 'espeak'] as const;

const offline: ProfilePorts = {
  speechToText: entries(...EMBEDDED_EARS),
  textToSpeech: entries(...EMBEDDED_VOICES),
  languageModel: [],
  pronunciation: [],
};

const cloud: ProfilePorts = {
  speechToText: entries('deepgram', 'openai', ...EMBEDDED_EARS),
  textToSpeech: entries('elevenlabs', 'azure', 'openai', ...EMBEDDED_VOICES),
  languageModel: entries('groq', 'openai'),
  pronunciation: entries('azure'),
};

export const BUILT_IN_PROFILES: Readonly<Record<string, ProfilePorts>> = {
  /** Uses every cloud provider that has a key, and does not mention the others. */
  auto: cloud,
  offline,
  /** As `auto`, but reports missing keys. */
  cloud,
};
