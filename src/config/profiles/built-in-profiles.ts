/** The profiles that need no file. */
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
  /** The clouds whose keys are there, each port on its own; says nothing of the others. */
  auto: cloud,
  offline,
  /** As `auto`, but says which keys are missing. */
  cloud,
};
