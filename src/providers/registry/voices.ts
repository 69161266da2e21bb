/** The examiner's voice, best first. */
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { Candidate } from './choose.js';

export function voices(): readonly Candidate<TextToSpeech>[] {
  return [
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
}
