import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { Candidate } from './choose.js';

export function grammarCheckers(): readonly Candidate<GrammarChecker>[] {
  return [];
}
