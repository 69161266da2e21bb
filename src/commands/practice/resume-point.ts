/** Finds from the log of an interrupted session where it goes on. */
import { AppError } from '../../engine/errors.js';
import type { ExamPlan, ExamState } from '../../engine/exam/types.js';
import type { SessionEvent, SessionEventOf, EventType } from '../../engine/session/log/events.js';
import { DEMO_INPUT } from '../../engine/session/log/demo-input.js';
import { recordingPathOf } from '../../engine/session/log/recording-path.js';
import { settledEvents } from '../../engine/session/log/settled-events.js';
import type { ResumePoint } from '../../engine/session/session-options.js';

export interface InterruptedSession {
  readonly started: SessionEventOf<'session.started'>;
  readonly plan: ExamPlan;
  readonly point: ResumePoint;
  /** Null when nothing of it was spoken. */
  readonly recordingPath: string | null;
  /** The providers in use, by port, when it started or was last resumed; "none" for a missing language model. */
  readonly providers: Readonly<Record<string, string>>;
}

/** Throws AppError `sessions.finished` or `sessions.unresumable` (exit code 2). */
export function interruptedSession(id: string, events: readonly SessionEvent[]): InterruptedSession {
  const ended = lastOf(events, 'session.ended');
  const resumedAfterEnd = ended === undefined ? undefined : lastOf(events, 'session.resumed');
  const open = ended === undefined || (resumedAfterEnd?.sequence ?? 0) > ended.sequence;
  if (!open && (ended.status === 'completed' || ended.status === 'ended')) {
    throw new AppError({
      code: 'sessions.finished',
      message: `The session ${id} was finished, so there is nothing to go on with.`,
      remedy: `See its report with: ielts-examiner export report ${id}`,
      exitCode: 2,
    });
  }
  const started = lastOf(events, 'session.started');
  if (started?.input === DEMO_INPUT) {
    throw new AppError({
      code: 'sessions.unresumable',
      message: `The session ${id} was a demo, in which nobody but a recorded candidate spoke.`,
      remedy:
        'Watch it from the beginning with: ielts-examiner practice --demo. Take a test with: ielts-examiner practice',
      exitCode: 2,
    });
  }
  const planned = lastOf(events, 'session.planned');
  const checkpoint = lastOf(settledEvents(events), 'session.checkpointed');
  const last = events.at(-1);
  if (started === undefined || planned === undefined || checkpoint === undefined || last === undefined) {
    throw new AppError({
      code: 'sessions.unresumable',
      message: `The session ${id} stopped before its first question, so nothing of it can be resumed.`,
      remedy: 'Start anew with: ielts-examiner practice',
      exitCode: 2,
    });
  }
  const plan = planned.plan as ExamPlan;
  const state = { ...(checkpoint.state as Omit<ExamState, 'plan'>), plan };
  const mediaTimeMs = events.reduce((latest, { atMs }) => Math.max(latest, atMs), 0);
  return {
    started,
    plan,
    point: { state, lastSequence: last.sequence, mediaTimeMs, earlier: events },
    recordingPath: recordingPathOf(events),
    providers: { languageModel: 'none', ...chosenLast(events) },
  };
}

/**
 * How many recorded answers of an input, one for each turn, were given before the test was interrupted. The answer to the question
 * that is asked again is not among them.
 * @param input as it describes itself
 */
export function answersGiven(events: readonly SessionEvent[], input: string): number {
  let started = '';
  let isThis = false;
  let before = 0;
  let turns = 0;
  let openTurnId: string | null = null;
  let given = 0;
  for (const event of settledEvents(events)) {
    if (event.type === 'session.started' || event.type === 'session.resumed') {
      if (event.type === 'session.started') started = event.input;
      isThis = (event.input ?? started) === input;
      [before, turns, openTurnId] = [given, 0, null];
    }
    if (event.type === 'turn.started') [turns, openTurnId] = [turns + 1, event.turnId];
    if (event.type === 'turn.rejoined') openTurnId = event.turnId;
    if (event.type === 'turn.ended') openTurnId = null;
    // What is not in the examiner's memory happens once more.
    if (event.type === 'session.checkpointed' && isThis) given = before + turns - (openTurnId === null ? 0 : 1);
  }
  return given;
}

function chosenLast(events: readonly SessionEvent[]): Readonly<Record<string, string>> {
  const begin = events.findLastIndex(({ type }) => type === 'session.started' || type === 'session.resumed');
  const choices = events.slice(begin).filter((event) => event.type === 'provider.chosen');
  // The id names a model, too ("deepgram:nova-3"), but the profile decides on the model.
  return Object.fromEntries(choices.map(({ port, provider }) => [port, provider.split(':')[0] ?? provider]));
}

function lastOf<Type extends EventType>(events: readonly SessionEvent[], type: Type): SessionEventOf<Type> | undefined {
  return events.findLast((event): event is SessionEventOf<Type> & SessionEvent => event.type === type);
}
