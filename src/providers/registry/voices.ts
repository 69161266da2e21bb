/** The examiner's voice, in the order of a profile. */
import { BUILT_IN_PROFILES } from '../../config/profiles/built-in-profiles.js';
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { SpeechModel } from '../sherpa-speech/voice-config.js';
import type { RegisteredProvider } from './choose.js';
import { cloudVoice, isCloudVoice } from './cloud-voices.js';
import type { NetworkContext } from './network.js';

/** The ones of this machine, best first. */
export async function voices(): Promise<readonly RegisteredProvider<TextToSpeech>[]> {
  const entries = BUILT_IN_PROFILES['offline']?.textToSpeech ?? [];
  return await Promise.all(entries.map(({ provider }) => embeddedVoice(provider)));
}

export async function voice(entry: ProfileEntry, network: NetworkContext): Promise<RegisteredProvider<TextToSpeech>> {
  return isCloudVoice(entry) ? await cloudVoice(entry, network) : await embeddedVoice(entry.provider);
}

async function embeddedVoice(name: string): Promise<RegisteredProvider<TextToSpeech>> {
  const system = SYSTEM_VOICES.find((each) => each.name === name);
  if (system !== undefined) return system;
  const { findInstalledModel } = await import('../models/installed-models.js');
  const model = await findInstalledModel('speech');
  return model === null ? NOT_PULLED : neuralVoice(model);
}

/** Said to be missing by nobody: the voices that every machine has are good enough to begin with. */
const NOT_PULLED: RegisteredProvider<TextToSpeech> = {
  name: 'sherpa',
  detect: () =>
    Promise.resolve({
      available: false,
      why: 'no neural voice is installed',
      remedy: 'See what there is: ielts-examiner models list',
    }),
  create: () => Promise.reject(new Error('a voice without a model was chosen')),
  offered: false,
};

function neuralVoice(model: SpeechModel): RegisteredProvider<TextToSpeech> {
  return {
    name: 'sherpa',
    detect: async () => (await import('../sherpa-speech/sherpa-speech.js')).detectSherpaSpeech({ model }),
    create: async () => (await import('../sherpa-speech/sherpa-speech.js')).createSherpaSpeech({ model }),
  };
}

const SYSTEM_VOICES: readonly RegisteredProvider<TextToSpeech>[] = [
  {
    name: 'say',
    detect: async () => (await import('../say/say-speech.js')).detectSay(),
    create: async () => (await import('../say/say-speech.js')).createSay(),
    offered: process.platform === 'darwin',
  },
  {
    name: 'flite',
    detect: async () => (await import('../flite/flite-speech.js')).detectFlite(),
    create: async () => (await import('../flite/flite-speech.js')).createFlite(),
    offered: process.platform === 'linux',
  },
  {
    name: 'espeak-ng',
    detect: async () => (await import('../espeak/espeak-program.js')).detectEspeakProgram(),
    create: async () => (await import('../espeak/espeak-program.js')).createEspeakProgram(),
    // The one from npm is the same voice.
    offered: false,
  },
  {
    name: 'espeak',
    detect: async () => (await import('../espeak/espeak-wasm.js')).detectEspeakWasm(),
    create: async () => (await import('../espeak/espeak-wasm.js')).createEspeakWasm(),
  },
];
