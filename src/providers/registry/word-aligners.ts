import type { WordAligner } from '../../engine/ports/word-aligner.js';
import type { Candidate } from './choose.js';

export function wordAligners(): readonly Candidate<WordAligner>[] {
  return [
    {
      name: 'soundswallower',
      detect: async () => (await import('../soundswallower/soundswallower-aligner.js')).detectSoundSwallower(),
      create: async () => (await import('../soundswallower/soundswallower-aligner.js')).createSoundSwallowerAligner(),
    },
  ];
}
