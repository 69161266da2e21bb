/** What is expected of single answers. */
import type { FixtureAnswer, HeardExpectation } from '../fixture/answer-schema.js';
import type { Tolerances } from '../fixture/tolerances.js';
import type { ReplayFailure } from '../result.js';
import type { SaidAnswer } from '../said-answers.js';
import { compareWords, wordErrorRate } from '../transcript/word-errors.js';
import type { ReplayOutcome } from './outcome.js';
import { containsWords, sameWords } from './transcript.js';
import { boundaryProblem, endedTurns, heardAt } from './turns.js';
import { tooManyIn } from './word-error-rate.js';

export function checkAnswers(
  answers: readonly FixtureAnswer[],
  outcome: ReplayOutcome,
  tolerances: Tolerances,
): readonly ReplayFailure[] {
  return answers.flatMap(({ expect: expected }, index) => {
    if (expected === undefined) return [];
    const said = outcome.said.find(({ answer }) => answer === index + 1);
    if (said === undefined || said.turnId === null) {
      return [
        { expectation: 'answers' as const, message: `answer ${String(index + 1)}: the examiner never listened to it` },
      ];
    }
    return checkAnswer(expected, { ...said, turnId: said.turnId }, outcome, expected.tolerance ?? tolerances.turns);
  });
}

function checkAnswer(
  expected: HeardExpectation,
  said: SaidAnswer & { readonly turnId: string },
  outcome: ReplayOutcome,
  toleranceMs: number,
): readonly ReplayFailure[] {
  const { answer, turnId } = said;
  const failure = (message: string): ReplayFailure => ({
    expectation: 'answers',
    message: `answer ${String(answer)}: ${message}`,
  });
  const heard = outcome.transcript.find((line) => line.turnId === turnId)?.text ?? '';
  const turns = endedTurns(outcome.events);
  const turn = turns.get(turnId);
  const failures: ReplayFailure[] = [];
  if (expected.exact !== undefined && !sameWords(expected.exact, heard)) {
    const differences = [{ label: `answer ${String(answer)}`, words: compareWords(expected.exact, heard) }];
    failures.push({ ...failure('was understood differently'), differences });
  }
  for (const words of expected.contains ?? []) {
    if (!containsWords(heard, words)) failures.push(failure(`"${words}" was expected to be heard`));
  }
  for (const words of expected.lacks ?? []) {
    if (containsWords(heard, words)) failures.push(failure(`"${words}" was expected not to be heard`));
  }
  const compared = outcome.compared.find((each) => each.answer === answer);
  if (expected.wer !== undefined && compared === undefined) {
    failures.push(failure('its words could not be compared: its turn did not end'));
  } else if (expected.wer !== undefined && compared !== undefined && wordErrorRate(compared.errors) > expected.wer) {
    failures.push(tooManyIn(compared, expected.wer, 'answers'));
  }
  if (expected.reason !== undefined && turn?.reason !== expected.reason) {
    failures.push(
      failure(`its turn was expected to end by ${expected.reason}, and ended by ${turn?.reason ?? 'nothing'}`),
    );
  }
  for (const [edge, wanted] of [
    ['start', expected.start],
    ['end', expected.end],
  ] as const) {
    if (wanted === undefined) continue;
    const problem = boundaryProblem(edge, wanted, heardAt(edge, said, turns), toleranceMs);
    if (problem !== null) failures.push(failure(problem));
  }
  return failures;
}
