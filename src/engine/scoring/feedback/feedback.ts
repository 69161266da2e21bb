/** What a candidate can learn from a criterion: quotes, and one or two things to practise that come from their own answers. */
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasureSettings } from '../measures/measure.js';
import type { Criterion, ScoredTurn } from '../types.js';
import { fluencyFeedback } from './fluency.js';
import { grammarFeedback } from './grammar.js';
import { lexicalFeedback } from './lexical.js';
import { pronunciationFeedback } from './pronunciation.js';
import type { Feedback } from './types.js';
import { verifiedQuotes } from './quote.js';

const MOST_ADVICE = 2;

export function feedbackOn(criterion: Criterion, test: MeasuredTest, settings: MeasureSettings): Feedback {
  const { quotes, practise } = makers[criterion](test, settings);
  const turns: readonly ScoredTurn[] = test.turns.map(({ analyzed }) => analyzed.turn);
  return { quotes: verifiedQuotes(quotes, turns), practise: practise.slice(0, MOST_ADVICE) };
}

const makers: Readonly<Record<Criterion, (test: MeasuredTest, settings: MeasureSettings) => Feedback>> = {
  fluency: fluencyFeedback,
  lexical: lexicalFeedback,
  grammar: grammarFeedback,
  pronunciation: pronunciationFeedback,
};
