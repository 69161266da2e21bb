/** Whether turns were heard to begin and end where the speech in their audio does. */
import type { SessionEvent, SessionEventOf } from '../../session/log/events.js';
import type { Expectations } from '../fixture/expect-schema.js';
import type { Tolerances } from '../fixture/tolerances.js';
import type { ReplayFailure } from '../result.js';
import type { SaidAnswer } from '../said-answers.js';
import { secondsText } from '../../text/seconds-text.js';

export function checkTurns(
  { turns: expected }: Expectations,
  { said, events }: { readonly said: readonly SaidAnswer[]; readonly events: readonly SessionEvent[] },
  tolerances: Tolerances,
): readonly ReplayFailure[] {
  if (expected === undefined) return [];
  const toleranceMs = expected.tolerance ?? tolerances.turns;
  const ended = endedTurns(events);
  const spoken = said.flatMap((each) => {
    const { turnId, audio } = each;
    return turnId === null || !ended.has(turnId) || audio === null ? [] : [{ said: each, audio }];
  });
  if (spoken.length === 0) return [{ expectation: 'turns', message: 'no spoken answer had a turn that ended' }];
  return spoken.flatMap(({ said: each, audio }) => {
    const problems = [
      boundaryProblem('start', audio.speechStartMs - audio.startMs, heardAt('start', each, ended), toleranceMs),
      boundaryProblem('end', audio.speechEndMs - audio.startMs, heardAt('end', each, ended), toleranceMs),
    ];
    return problems.flatMap((problem) =>
      problem === null ? [] : [{ expectation: 'turns' as const, message: `answer ${String(each.answer)}: ${problem}` }],
    );
  });
}

/**
 * Where the heard speech begins or ends, in milliseconds from the beginning of the answer's audio; null when nothing was heard.
 * @param turns by id, those that ended
 */
export function heardAt(
  edge: 'start' | 'end',
  { turnId, firstTurnId, audio }: SaidAnswer,
  turns: ReadonlyMap<string, SessionEventOf<'turn.ended'>>,
): number | null {
  const turn = turns.get((edge === 'start' ? firstTurnId : null) ?? turnId ?? '');
  return turn === undefined || turn.speechMs === 0 || audio === null ? null : turn[`${edge}Ms`] - audio.startMs;
}

/** @param wantedMs, atMs from the beginning of the answer's audio; null when nothing was heard */
export function boundaryProblem(
  edge: 'start' | 'end',
  wantedMs: number,
  atMs: number | null,
  toleranceMs: number,
): string | null {
  if (atMs === null) return `speech was expected to ${edge} at ${secondsText(wantedMs, 2)}, and none was heard`;
  if (Math.abs(atMs - wantedMs) <= toleranceMs) return null;
  const verb = edge === 'start' ? 'starts' : 'ends';
  // As fine as the tolerance, or what differs would look the same.
  const digits = toleranceMs % 10 === 0 && toleranceMs > 0 ? 2 : 3;
  const spread = toleranceMs === 0 ? '' : `, give or take ${secondsText(toleranceMs, digits)}`;
  return `the heard speech ${verb} at ${secondsText(atMs, digits)}, expected ${secondsText(wantedMs, digits)}${spread}`;
}

export function endedTurns(events: readonly SessionEvent[]): ReadonlyMap<string, SessionEventOf<'turn.ended'>> {
  return new Map(events.flatMap((event) => (event.type === 'turn.ended' ? [[event.turnId, event]] : [])));
}
