import type { WordAligner } from '../../engine/ports/word-aligner.js';
import type { RegisteredProvider } from './choose.js';

export function wordAligners(): readonly RegisteredProvider<WordAligner>[] {
  return [
    {
      name: 'soundswallower',
      detect: async () => (await import('../soundswallower/soundswallower-aligner.js')).detectSoundSwallower(),
      create: async () => (await import('../soundswallower/soundswallower-aligner.js')).createSoundSwallowerAligner(),
    },
  ];
}
