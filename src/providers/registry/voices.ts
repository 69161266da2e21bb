/** The examiner's voice, best first. */
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { SpeechModel } from '../sherpa-speech/voice-config.js';
import type { Candidate } from './choose.js';

export async function voices(): Promise<readonly Candidate<TextToSpeech>[]> {
  const { findInstalledModel } = await import('../models/installed-models.js');
  const model = await findInstalledModel('speech');
  return [...(model === null ? [] : [neuralVoice(model)]), ...SYSTEM_VOICES];
}

/** Said to be missing by nobody: the voices that every machine has are good enough to begin with. */
function neuralVoice(model: SpeechModel): Candidate<TextToSpeech> {
  return {
    name: 'sherpa',
    detect: async () => (await import('../sherpa-speech/sherpa-speech.js')).detectSherpaSpeech({ model }),
    create: async () => (await import('../sherpa-speech/sherpa-speech.js')).createSherpaSpeech({ model }),
  };
}

const SYSTEM_VOICES: readonly Candidate<TextToSpeech>[] = [
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
