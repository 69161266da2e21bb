import { agreementRules } from './agreement.js';
import { amountAndTimeRules } from './amounts-and-times.js';
import { articleRules } from './articles.js';
import { bareNounRules } from './bare-nouns.js';
import { basicSlipRules } from './basic-slips.js';
import { beFormRules } from './be-forms.js';
import { clauseFrameRules } from './clause-frames.js';
import { clauseRules } from './clauses.js';
import { comparisonRules } from './comparison.js';
import { everydaySlipRules } from './everyday-slips.js';
import { governedPrepositionRules } from './governed-prepositions.js';
import { habitRules } from './habits.js';
import { learnerFrameRules } from './learner-frames.js';
import { missingToRules } from './missing-to.js';
import { numberRules } from './number.js';
import { prepositionRules } from './prepositions.js';
import { pronounRules } from './pronouns.js';
import { questionRules } from './questions.js';
import { resumptiveRules } from './resumptive.js';
import type { Rule } from './rule.js';
import { smallWordRules } from './small-words.js';
import { tenseRules } from './tense.js';
import { toughSubjectRules } from './tough-subjects.js';
import { usageRules } from './usage.js';
import { verbComplementRules } from './verb-complements.js';
import { verbGroupRules } from './verb-groups.js';
import { verbPatternRules } from './verb-patterns.js';
import { wordFormRules } from './word-forms.js';
import { wordRules } from './words.js';

/** Where two rules find the same words, the earlier one speaks. */
export const ALL_RULES: readonly Rule[] = [
  ...learnerFrameRules,
  ...wordRules,
  ...verbGroupRules,
  ...verbPatternRules,
  ...tenseRules,
  ...habitRules,
  ...pronounRules,
  ...agreementRules,
  ...numberRules,
  ...comparisonRules,
  ...governedPrepositionRules,
  ...prepositionRules,
  ...questionRules,
  ...articleRules,
  ...bareNounRules,
  ...beFormRules,
  ...clauseRules,
  ...usageRules,
  ...missingToRules,
  ...wordFormRules,
  ...smallWordRules,
  ...verbComplementRules,
  ...clauseFrameRules,
  ...resumptiveRules,
  ...toughSubjectRules,
  ...amountAndTimeRules,
  ...everydaySlipRules,
  ...basicSlipRules,
];
