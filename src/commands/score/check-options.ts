/** Options that would be passed over in silence are refused. */
import { AppError } from '../../engine/errors.js';
import type { ModelRatingOptions } from './model-rating.js';

/** @throws AppError `score.options` where a language model is chosen that nobody would ask */
export function checkModelOptions({ rater = 'measured', llm, profile }: ModelRatingOptions): void {
  if (rater !== 'measured') return;
  const unused = llm !== undefined ? '--llm' : profile !== undefined ? '--profile' : null;
  if (unused !== null) throw useless(unused, 'Add --rater both to ask that language model, or leave it out.');
}

/** @throws AppError `score.options` where an option does nothing for a session of the past */
export function checkRescoreOptions(
  options: ModelRatingOptions & { readonly reference?: string; readonly question?: string },
): void {
  const { reference, question, rater } = options;
  const unused = reference !== undefined ? '--reference' : question !== undefined ? '--question' : null;
  if (unused !== null)
    throw useless(`${unused} beside --rescore`, 'Leave it out: questions and answers are in the log of the session.');
  if (rater === 'model')
    throw useless('--rater model beside --rescore', 'A session keeps its measured bands, too: use --rater both.');
  checkModelOptions(options);
}

function useless(option: string, remedy: string): AppError {
  return new AppError({ code: 'score.options', message: `${option} would do nothing.`, remedy, exitCode: 2 });
}
