/** How many words may be recognised differently from the references. */
import type { Expectations } from '../fixture/expect-schema.js';
import type { ReplayFailure, TextDifference } from '../result.js';
import type { ComparedAnswer } from '../transcript/compare-answers.js';
import { wordErrorRate, type WordErrors } from '../transcript/word-errors.js';
import type { ReplayOutcome } from './outcome.js';

export function checkWordErrors(
  { wer }: Expectations,
  { metrics, compared }: Pick<ReplayOutcome, 'metrics' | 'compared'>,
): readonly ReplayFailure[] {
  if (wer === undefined) return [];
  if (metrics.wer === null) {
    return [{ expectation: 'wer', message: 'no answer with a reference was heard, so nothing could be compared' }];
  }
  const { max = Infinity, eachMax = Infinity } = wer;
  const single = compared.filter(({ errors }) => wordErrorRate(errors) > eachMax);
  // Each answer's words are shown once.
  const others = compared.filter((answer) => !single.includes(answer));
  const whole: readonly ReplayFailure[] =
    metrics.wer.rate <= max
      ? []
      : [{ expectation: 'wer', message: tooMany(metrics.wer, max), differences: differing(others) }];
  return [...whole, ...single.map((answer) => tooManyIn(answer, eachMax, 'wer'))];
}

/** One answer is worse than it may be. */
export function tooManyIn(answer: ComparedAnswer, max: number, expectation: 'wer' | 'answers'): ReplayFailure {
  const message = `answer ${String(answer.answer)}: ${tooMany(answer.errors, max)}`;
  return { expectation, message, differences: differing([answer]) };
}

function tooMany(errors: WordErrors, max: number): string {
  const { substitutions, deletions, insertions, words } = errors;
  const rate = wordErrorRate(errors);
  // Of 3 in 23 and at most 13 %, one digit looks like enough.
  const digits = percent(rate, 1) === percent(max, 1) ? 3 : 1;
  return (
    `word error rate ${percent(rate, digits)}, at most ${percent(max, digits)} was expected ` +
    `(${String(words)} words: ${String(substitutions)} replaced, ${String(deletions)} missing, ${String(insertions)} added)`
  );
}

function differing(compared: readonly ComparedAnswer[]): readonly TextDifference[] {
  return compared
    .filter(({ errors }) => errors.substitutions + errors.deletions + errors.insertions > 0)
    .map(({ answer, differences: words }) => ({ label: `answer ${String(answer)}`, words }));
}

function percent(rate: number, digits: number): string {
  return `${(rate * 100).toFixed(digits)} %`;
}
