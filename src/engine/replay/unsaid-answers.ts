/** Answers of a fixture that nobody said: whatever is expected "at most" of the others, they meet it too easily. */
import type { FixtureAnswer } from './fixture/answer-schema.js';
import type { ReplayNote } from './result.js';
import type { SaidAnswer } from './said-answers.js';

/** A silence that was not waited for is none that anybody misses. */
export function unsaidAnswers(answers: readonly FixtureAnswer[], said: readonly SaidAnswer[]): readonly ReplayNote[] {
  const given = new Set(said.map(({ answer }) => answer));
  const unsaid = answers.flatMap(({ silence }, index) =>
    given.has(index + 1) || silence !== undefined ? [] : [index + 1],
  );
  if (unsaid.length === 0) return [];
  const which =
    unsaid.length === 1 ? `Answer ${listed(unsaid)} was never said` : `Answers ${listed(unsaid)} were never said`;
  return [{ code: 'fixture.unsaid', message: `${which}: the session asked for no more, or ended before.` }];
}

/** A microphone that was muted makes an answer that nothing is missed of: nothing was to be heard. */
export function silentAnswers(answers: readonly FixtureAnswer[], said: readonly SaidAnswer[]): readonly ReplayNote[] {
  const silent = said.flatMap(({ answer, audio }) => {
    const { audio: file, reference = '' } = answers[answer - 1] ?? {};
    return file !== undefined && reference.trim() !== '' && audio === null ? [answer] : [];
  });
  return silentNotes(silent);
}

/** @param silent answers with a reference, from 1 */
export function silentNotes(silent: readonly number[]): readonly ReplayNote[] {
  if (silent.length === 0) return [];
  const which =
    silent.length === 1 ? `Answer ${listed(silent)} has a reference` : `Answers ${listed(silent)} have references`;
  return [{ code: 'fixture.silentAnswer', message: `${which}, and nothing can be heard in the audio.` }];
}

/** Such as `3, 7 to 9`. */
function listed(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) => (first === last ? String(first) : `${String(first)} to ${String(last)}`))
    .join(', ');
}
