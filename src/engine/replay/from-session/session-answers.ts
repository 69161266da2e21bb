/** Reads from a session's log what its candidate did, so that the session can be replayed as a fixture. */
import type { SessionEvent, SessionEventOf } from '../../session/log/events.js';
import { settledEvents } from '../../session/log/settled-events.js';
import { spokenMs } from '../../speech/spoken-ms.js';
import { endedTurns } from '../expectations/turns.js';

/** One entry of the fixture's answers. Times in media time of the session. */
export type SessionAnswer = { readonly part: 1 | 2 | 3 | null; readonly turnId: string } & (
  | {
      readonly kind: 'audio';
      readonly fromMs: number;
      readonly toMs: number;
      /** The end of the recording that may belong to it, when the candidate went on after the turn's end. */
      readonly untilMs: number;
      /** After the examiner began to listen; or after the question began, when it was spoken over. */
      readonly delayMs: number;
      readonly interrupts: boolean;
      /** The candidate went on although the examiner had begun, and the turn was taken up again. */
      readonly goesOn: boolean;
    }
  | { readonly kind: 'silence'; readonly silenceMs: number }
  | { readonly kind: 'text'; readonly text: string; readonly delayMs: number }
  | { readonly kind: 'press'; readonly press: 'repeat' | 'finished' | 'quit'; readonly delayMs: number }
);

/** Kept before the first speech that was detected: soft consonants begin earlier. */
const BEFORE_MS = 300;
const AFTER_MS = 300;

/** One for each time the examiner listened, in order. */
export function sessionAnswers(log: readonly SessionEvent[]): readonly SessionAnswer[] {
  const events = settledEvents(log);
  const ended = endedTurns(events);
  const texts = new Map(
    events.flatMap((event) => (event.type === 'transcript.final' ? [[event.turnId, event.text]] : [])),
  );
  const starts = events.flatMap((event, index) => (event.type === 'turn.started' ? [{ event, index }] : []));
  const seen = new Set<string>();
  const takenUp = new Set(log.flatMap((event) => (event.type === 'turn.rejoined' ? [event.turnId] : [])));
  return starts.map(({ event, index }, turn): SessionAnswer => {
    const nextMs = starts[turn + 1]?.event.atMs ?? events.at(-1)?.atMs ?? event.atMs;
    const part = /^part([123])$/.exec(event.part)?.[1] ?? null;
    const first = part !== null && !seen.has(part);
    if (part !== null) seen.add(part);
    const head = { part: first ? (Number(part) as 1 | 2 | 3) : null, turnId: event.turnId };
    const end = ended.get(event.turnId);
    if (end === undefined) return { ...head, ...thrownAway(events, index, event) };
    if (end.typed) {
      const text = texts.get(event.turnId) ?? '';
      return { ...head, kind: 'text', text, delayMs: Math.max(0, end.atMs - event.atMs - spokenMs(text)) };
    }
    if (end.speechMs === 0 && end.reason === 'finishedKey')
      return { ...head, kind: 'press', press: 'finished', delayMs: end.atMs - event.atMs };
    if (end.speechMs === 0) return { ...head, kind: 'silence', silenceMs: end.atMs - event.atMs };
    return { ...head, ...spoken(events, index, event, end, nextMs), goesOn: takenUp.has(event.turnId) };
  });
}

function spoken(
  events: readonly SessionEvent[],
  index: number,
  started: SessionEventOf<'turn.started'>,
  ended: SessionEventOf<'turn.ended'>,
  untilMs: number,
): Omit<Extract<SessionAnswer, { kind: 'audio' }>, 'part' | 'turnId' | 'goesOn'> {
  const fromMs = Math.max(0, ended.startMs - BEFORE_MS);
  const times = { kind: 'audio', fromMs, toMs: Math.min(ended.endMs + AFTER_MS, untilMs), untilMs } as const;
  const question = events.slice(0, index).findLast((event) => event.type === 'speech.started');
  const interrupted = events
    .slice(0, index)
    .some(
      (event) => event.type === 'speech.interrupted' && event.by === 'candidate' && event.atMs >= (question?.atMs ?? 0),
    );
  if (interrupted && question !== undefined && fromMs < started.atMs) {
    return { ...times, delayMs: Math.max(0, fromMs - question.atMs), interrupts: true };
  }
  // Without a frame before the turn there is nothing to be heard earlier.
  const from = Math.max(fromMs, started.atMs);
  return { ...times, fromMs: from, delayMs: from - started.atMs, interrupts: false };
}

/** A turn without an end: the candidate asked by key for the question, or left. */
function thrownAway(
  events: readonly SessionEvent[],
  index: number,
  started: SessionEventOf<'turn.started'>,
): Omit<Extract<SessionAnswer, { kind: 'press' }>, 'part' | 'turnId'> {
  const after = events
    .slice(index + 1)
    .find(({ type }) => type === 'candidate.requested' || type === 'part.ended' || type === 'session.ended');
  const press = after?.type === 'candidate.requested' && after.request !== 'stop' ? 'repeat' : 'quit';
  return { kind: 'press', press, delayMs: Math.max(0, (after?.atMs ?? started.atMs) - started.atMs) };
}
