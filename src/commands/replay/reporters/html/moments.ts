/** What may go wrong in a session, for the timeline and, in words, for the transcript. */
import { heardAtMs, type SessionEvent } from '../../../../engine/session/log/events.js';
import { settledEvents } from '../../../../engine/session/log/settled-events.js';

export interface Moment {
  readonly atMs: number;
  /** How it is drawn. */
  readonly className: 'mark' | 'rejoin';
  readonly text: string;
}

function told(event: SessionEvent): string | null {
  switch (event.type) {
    case 'provider.failed':
      return `a provider failed: ${event.provider} (${event.port})`;
    case 'provider.switched':
      return `another provider took over: ${event.to} for ${event.from} (${event.port})`;
    case 'speech.interrupted':
      return 'the examiner was interrupted';
    case 'question.repeated':
      return 'the question was repeated';
    default:
      return null;
  }
}

/** In the order of time. */
export function momentsOf(log: readonly SessionEvent[]): readonly Moment[] {
  const marks = settledEvents(log).flatMap((event): readonly Moment[] => {
    const text = told(event);
    return text === null ? [] : [{ atMs: event.atMs, className: 'mark', text }];
  });
  const rejoins = takenBack(log).map(({ toMs, turnId, text }): Moment => {
    const begun = text === '' ? '' : `; the examiner took back: “${text}”`;
    return { atMs: toMs, className: 'rejoin', text: `turn ${turnId} was taken up again${begun}` };
  });
  return [...marks, ...rejoins].sort((first, second) => first.atMs - second.atMs);
}

export interface TakenBack {
  /** When the examiner began to be heard; null when nothing was. */
  readonly fromMs: number | null;
  readonly toMs: number;
  readonly turnId: string;
  readonly text: string;
}

export function takenBack(log: readonly SessionEvent[]): readonly TakenBack[] {
  const found: TakenBack[] = [];
  let line: { readonly fromMs: number; readonly text: string } | null = null;
  for (const event of log) {
    if (event.type === 'turn.ended') line = null;
    if (event.type === 'speech.started') line ??= { fromMs: heardAtMs(event), text: event.text };
    if (event.type !== 'turn.rejoined') continue;
    const heard = event.endedSequence === null ? null : line;
    found.push({ fromMs: heard?.fromMs ?? null, toMs: event.atMs, turnId: event.turnId, text: heard?.text ?? '' });
    line = null;
  }
  return found;
}
