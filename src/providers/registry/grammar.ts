import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { Candidate } from './choose.js';

export function grammarCheckers(): readonly Candidate<GrammarChecker>[] {
  return [
    {
      name: 'harper',
      detect: async () => (await import('../harper/harper-checker.js')).detectHarper(),
      create: async () => (await import('../harper/harper-checker.js')).createHarperChecker(),
    },
  ];
}
