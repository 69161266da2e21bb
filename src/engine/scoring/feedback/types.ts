/** What a candidate can learn from one criterion, before the quotes are checked. */
import type { Quote } from '../types.js';

export interface Feedback {
  readonly quotes: readonly Quote[];
  /** One or two things to practise, the most useful first. */
  readonly practise: readonly string[];
}
