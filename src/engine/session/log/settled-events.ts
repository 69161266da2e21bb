/**
 * A session's log as it came out: without what was taken back, when a candidate had not finished after all, or stopped the program
 * before the examiner had taken leave of them.
 */
import type { SessionEvent, SessionEventOf } from './events.js';
import { joinTexts } from '../../speech/turn-transcript.js';

/** What an examiner who thought that a turn, or the test, was over may have done: all of it is taken back. */
const TAKEN_BACK: ReadonlySet<SessionEvent['type']> = new Set([
  'turn.ended',
  'turn.responded',
  'part.started',
  'part.ended',
  'topic.announced',
  'card.shown',
  'card.hidden',
  'question.asked',
  'question.repeated',
  'question.rephrased',
  'followUp.accepted',
  'followUp.refused',
  'candidate.prompted',
  'candidate.requested',
  'candidate.noted',
  'speech.started',
  'speech.ended',
  'speech.interrupted',
  'measure.recorded',
  'session.checkpointed',
]);

/**
 * Each turn ends once, each question is asked when it really was, and the final transcript of a turn holds all its words,
 * where the last of them came. Events keep their numbers, so there may be gaps.
 */
export function settledEvents(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const rejoined = events.filter((event) => event.type === 'turn.rejoined');
  const undone = [
    ...brokenFarewells(events),
    ...rejoined.flatMap(({ endedSequence, sequence }) =>
      endedSequence === null ? [] : [{ from: endedSequence, to: sequence }],
    ),
  ];
  if (rejoined.length === 0 && undone.length === 0) return events;
  const last = lastFinals(events, new Set(rejoined.map(({ turnId }) => turnId)));
  return events.flatMap((event): readonly SessionEvent[] => {
    const { type, sequence } = event;
    if (TAKEN_BACK.has(type) && undone.some(({ from, to }) => sequence >= from && sequence < to)) return [];
    if (event.type !== 'transcript.final') return [event];
    const whole = last.get(event.turnId);
    if (whole === undefined) return [event];
    return whole.sequence === sequence ? [whole] : [];
  });
}

/**
 * Who ends a test and then stops the program, without waiting for the examiner's last line, wants to be gone at once: the test is
 * interrupted, not ended, and goes on where it was.
 */
function brokenFarewells(events: readonly SessionEvent[]): readonly { readonly from: number; readonly to: number }[] {
  return events.flatMap((event, index) => {
    if (event.type !== 'session.ended' || event.status !== 'aborted') return [];
    const before = events.slice(0, index);
    const quit = before.findLastIndex(({ type }) => type === 'part.ended' || type === 'session.resumed');
    const since = before.findLastIndex(({ type }, at) => at < quit && type === 'session.checkpointed');
    const ended = before[quit];
    const from = before[since];
    if (ended?.type !== 'part.ended' || ended.reason !== 'quit' || from === undefined) return [];
    return before.slice(quit).some(({ type }) => type === 'speech.ended')
      ? []
      : [{ from: from.sequence, to: event.sequence }];
  });
}

/** By turn: its last final transcript with all its words. */
function lastFinals(
  events: readonly SessionEvent[],
  turnIds: ReadonlySet<string>,
): ReadonlyMap<string, SessionEvent & SessionEventOf<'transcript.final'>> {
  const whole = new Map<string, SessionEvent & SessionEventOf<'transcript.final'>>();
  for (const event of events) {
    if (event.type !== 'transcript.final' || !turnIds.has(event.turnId)) continue;
    const before = whole.get(event.turnId);
    whole.set(event.turnId, before === undefined ? event : joined(before, event));
  }
  return whole;
}

function joined(
  before: SessionEventOf<'transcript.final'>,
  event: SessionEvent & SessionEventOf<'transcript.final'>,
): SessionEvent & SessionEventOf<'transcript.final'> {
  return { ...event, text: joinTexts(before.text, event.text), words: [...before.words, ...event.words] };
}
