/** What is wrong with a question bank, said so that its writer finds the place. */
import { join } from 'node:path';
import { AppError } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';

export interface BankProblem {
  readonly code: 'bank.unreadable' | 'bank.invalid';
  /** The file's name inside the folder; both names when it takes both files to see the problem. */
  readonly file: string;
  /** Such as `$.cards[3].points`; `$` is the whole file. */
  readonly path: string;
  /** The id of the nearest topic, card or question around the path; null outside of any. */
  readonly entry: string | null;
  readonly problem: string;
}

/** One line: file, JSON path, entry and problem, without control characters. */
export function describeProblem(problem: BankProblem): string {
  const entry = problem.entry === null ? '' : ` ("${problem.entry}")`;
  const line = `${problem.file}: ${problem.path}${entry}: ${problem.problem}`;
  return safeText(line).replace(/\s+/g, ' ');
}

/** The error for people: the first problem in full, and how many more there are. */
export function bankError(folder: string, problems: readonly [BankProblem, ...BankProblem[]]): AppError {
  const [first, ...more] = problems;
  const others = more.length === 0 ? '' : ` (and ${String(more.length)} more)`;
  const verb = first.code === 'bank.unreadable' ? 'cannot be read' : 'is not valid';
  const shownFolder = safeText(folder).replace(/\s+/g, ' ');
  return new AppError({
    code: first.code,
    message: `The question bank in ${shownFolder} ${verb}: ${describeProblem(first)}${others}.`,
    remedy:
      first.code === 'bank.unreadable'
        ? `Check that ${join(shownFolder, first.file)} exists and may be read.`
        : 'Correct the file; "ielts-examiner questions validate" with the same folder lists every problem.',
    exitCode: 2,
  });
}

/** `['cards', 3, 'points']` as `$.cards[3].points`. */
export function jsonPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${String(key)}]`;
    const name = String(key);
    return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }, '$');
}
