/** The words that screens and line output use for criteria; those of parts and ports are the reports'. */
import type { Criterion } from '../engine/scoring/types.js';

/** For one line of four bands: short for the names in reports. */
export const CRITERION_SHORT_NAMES: Readonly<Record<Criterion, string>> = {
  fluency: 'Fluency',
  lexical: 'Lexical',
  grammar: 'Grammar',
  pronunciation: 'Pronunciation',
};
