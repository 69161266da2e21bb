import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { RegisteredProvider } from './choose.js';

export function grammarCheckers(): readonly RegisteredProvider<GrammarChecker>[] {
  return [
    {
      name: 'learner-grammar',
      detect: async () => (await import('../learner-grammar/learner-grammar-checker.js')).detectLearnerGrammar(),
      create: async () => (await import('../learner-grammar/learner-grammar-checker.js')).createLearnerGrammarChecker(),
    },
    {
      name: 'harper',
      detect: async () => (await import('../harper/harper-checker.js')).detectHarper(),
      create: async () => (await import('../harper/harper-checker.js')).createHarperChecker(),
    },
  ];
}
