/** What a candidate can learn from a criterion: quotes, and the two changes that would raise it most, from their own answers. */
import { MEASURE_TEXTS, type MeasureName } from '../measures/catalogue.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Gain } from '../rating/gains.js';
import type { AdvisedChange, Criterion, Quote, ScoredTurn } from '../types.js';
import { fluencyFeedback } from './fluency.js';
import { grammarFeedback } from './grammar.js';
import { lexicalFeedback } from './lexical.js';
import { nextSteps } from './next-step.js';
import { pronunciationFeedback } from './pronunciation.js';
import { verifiedQuotes } from './quote.js';
import type { Advice, Feedback, FeedbackContext } from './types.js';

const MOST_ADVICE = 2;
/** A change that would move the band by less is not worth a word. */
const LEAST_GAIN = 0.03;
/** Errors found per 100 words, from which on a second kind of error is better advice than any other. */
const MANY_ERRORS = 4;

export interface CriterionFeedback {
  readonly quotes: readonly Quote[];
  /** The change that gains most first. */
  readonly practise: readonly string[];
  /** What each of {@link practise} rests on, in the same order. */
  readonly changes: readonly AdvisedChange[];
}

export function feedbackOn(criterion: Criterion, test: MeasuredTest, context: FeedbackContext): CriterionFeedback {
  const { quotes, advice } = makers[criterion](test, context);
  const turns: readonly ScoredTurn[] = test.turns.map(({ analyzed }) => analyzed.turn);
  const best = bestOf(advice, test, context, LEAST_GAIN);
  // Whatever helps at all is better than to leave a criterion without anything to do.
  const chosen = best.length > 0 ? best : bestOf(nextSteps(test, context), test, context, 0).slice(0, 1);
  return {
    quotes: verifiedQuotes(quotes, turns),
    practise: chosen.map(({ advice: { text }, gain }) => [text, ...(gain.bands > 0 ? [promise(gain)] : [])].join(' ')),
    changes: chosen.map(({ advice: { about }, gain }) => ({ about, ...gain })),
  };
}

interface Chosen {
  readonly advice: Advice;
  readonly gain: Gain;
}

function bestOf(
  advice: readonly Advice[],
  test: MeasuredTest,
  context: FeedbackContext,
  least: number,
): readonly Chosen[] {
  const manyErrors = (test.values.namedErrorsPer100 ?? 0) >= MANY_ERRORS;
  const first = ({ advice: each }: Chosen): number => Number(manyErrors && each.raises.includes('namedErrorsPer100'));
  return (
    advice
      .filter(({ about }) => !about.every((name) => context.told.has(name)))
      .flatMap((each) => withGain(each, test, context.gains, least))
      // So many errors are what a listener notices, even where fewer of them would not lift the band yet.
      .toSorted((one, other) => first(other) - first(one) || other.gain.bands - one.gain.bands)
      // Two ways to better one measure would promise its gain twice; where there are many errors, another kind of them is told without.
      .flatMap((each, index, all): readonly Chosen[] => {
        if (all.findIndex(({ gain }) => gain.measure === each.gain.measure) === index) return [each];
        if (each.advice.certain !== true || !manyErrors) return [];
        return [{ advice: each.advice, gain: { ...each.gain, target: each.gain.value, bands: 0 } }];
      })
      .slice(0, MOST_ADVICE)
  );
}

const makers: Readonly<Record<Criterion, (test: MeasuredTest, context: FeedbackContext) => Feedback>> = {
  fluency: fluencyFeedback,
  lexical: lexicalFeedback,
  grammar: grammarFeedback,
  pronunciation: pronunciationFeedback,
};

/** With the measure that would gain most of those that it raises. What gains nothing is left out, unless it is certainly wrong. */
function withGain(
  advice: Advice,
  { values }: MeasuredTest,
  gains: FeedbackContext['gains'],
  least: number,
): readonly Chosen[] {
  const [gain] = advice.raises
    .flatMap((measure) => gains.get(measure) ?? [])
    .toSorted((one, other) => other.bands - one.bands);
  if (gain && gain.bands >= least) return [{ advice, gain }];
  const measure = advice.raises.find((each) => values[each] !== null);
  const value = measure === undefined ? null : values[measure];
  if (advice.certain !== true || measure === undefined || value === null) return [];
  return [{ advice, gain: { measure, value, target: value, bands: 0 } }];
}

/** What a candidate would do more of, where the measure's number says nothing to anybody. */
const GOALS: Partial<Readonly<Record<MeasureName, string>>> = {
  meanLogRankTypes: 'Rarer words on the whole',
  mattr50: 'Fewer words said again',
  mtld: 'Fewer words said again',
  conditionalModalsPer100: 'A few more of them',
  thatPer100: 'More ideas joined on in this way',
  contractionsPer100: 'More of them',
  subordinatorsPer100: 'More clauses joined in this way',
  phoneScore: 'Sounds nearer to American speech',
  lowPhoneScore: 'Fewer sounds far from American speech',
  immediateRepeatsPer100: 'Fewer of them',
  repairsPer100: 'Fewer of them',
};

function promise({ measure, value, target, bands }: Gain): string {
  const [now, better] = differing(plain(measure, value), plain(measure, target));
  const amount = `${bands < 0.095 ? 'less than 0.1' : `about ${bands.toFixed(1)}`} of a band`;
  const goal = GOALS[measure];
  if (goal !== undefined) return `(${goal} would add ${amount}.)`;
  return `(Now ${now}; ${better} would add ${amount}.)`;
}

/** Without what is said beside it in brackets. */
function plain(measure: MeasureName, value: number): string {
  return MEASURE_TEXTS[measure].say(value).replace(/ \(.*\)$/, '');
}

/** The second text without the words at its end and beginning that both have. */
function differing(one: string, other: string): readonly [string, string] {
  const [words, others] = [one.split(' '), other.split(' ')];
  let from = 0;
  while (from < others.length - 1 && words[from] === others[from]) from += 1;
  let to = others.length;
  while (to > from + 1 && words[words.length - 1 - (others.length - to)] === others[to - 1]) to -= 1;
  return [one, others.slice(from, to).join(' ').replace(/[,;]$/, '')];
}
