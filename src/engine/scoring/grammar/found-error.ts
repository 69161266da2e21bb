import type { GrammarIssue } from '../../ports/grammar-checker.js';

/** An error with the rule that found it. */
export interface FoundError extends GrammarIssue {
  /** Which rule found it; stable, for figures. */
  readonly rule: string;
}
