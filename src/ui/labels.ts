/** The words that screens and line output use for speakers and criteria; those of parts and ports are the reports'. */
import type { Criterion } from '../engine/scoring/types.js';
import type { Speaker } from './view-types.js';

export const SPEAKER_NAMES: Readonly<Record<Speaker, string>> = { examiner: 'Examiner', candidate: 'You' };

/** For one line of four bands: short for the names in reports. */
export const CRITERION_SHORT_NAMES: Readonly<Record<Criterion, string>> = {
  fluency: 'Fluency',
  lexical: 'Lexical',
  grammar: 'Grammar',
  pronunciation: 'Pronunciation',
};
