import { agreementRules } from './agreement.js';
import { articleRules } from './articles.js';
import { comparisonRules } from './comparison.js';
import { numberRules } from './number.js';
import { prepositionRules } from './prepositions.js';
import { pronounRules } from './pronouns.js';
import { questionRules } from './questions.js';
import type { Rule } from './rule.js';
import { tenseRules } from './tense.js';
import { verbGroupRules } from './verb-groups.js';
import { verbPatternRules } from './verb-patterns.js';
import { wordRules } from './words.js';

/** Where two rules find the same words, the earlier one speaks. */
export const ALL_RULES: readonly Rule[] = [
  ...wordRules,
  ...verbGroupRules,
  ...verbPatternRules,
  ...tenseRules,
  ...pronounRules,
  ...agreementRules,
  ...numberRules,
  ...comparisonRules,
  ...prepositionRules,
  ...questionRules,
  ...articleRules,
];
