/** What a recogniser said in a session, as a cassette says it: the finals of the log, and partials as their words ended. */
import type { Cassette, CassetteMessage } from '../cassette/format.js';
import { emptyHeader, sourceOf } from '../cassette/format.js';
import type { SessionEvent } from '../../session/events.js';
import { settledEvents } from '../../session/settled-events.js';

/** A streaming recogniser says a word so long after it ended. */
const PARTIAL_AFTER_MS = 300;
/** Before the detected onset, this much audio belongs to a turn. */
const PRE_ROLL_MS = 400;

const NO_HASH = '0'.repeat(64);

/** Null where nothing was recognised (typed answers). Only what concerns recognition is in it. */
export function recogniserCassette(log: readonly SessionEvent[]): Cassette | null {
  const events = settledEvents(log);
  const ended = new Map(events.flatMap((event) => (event.type === 'turn.ended' ? [[event.turnId, event]] : [])));
  const messages: CassetteMessage[] = [];
  let source: string | null = null;
  let turn = 0;
  for (const event of events) {
    if (event.type !== 'transcript.final') continue;
    const end = ended.get(event.turnId);
    if (end === undefined || end.typed || end.speechMs === 0) continue;
    source ??= event.provider;
    turn++;
    const beganMs = Math.max(0, end.startMs - PRE_ROLL_MS);
    const words = event.words.map(({ text, startMs, endMs, confidence }): [string, number, number, number | null] => [
      text,
      Math.max(0, startMs - beganMs),
      Math.max(0, endMs - beganMs),
      confidence,
    ]);
    let text = '';
    for (const [word, , endMs] of words) {
      text = text === '' ? word : `${text} ${word}`;
      messages.push({ type: 'partial', turn, sentMs: endMs + PARTIAL_AFTER_MS, text });
    }
    const lastMs = Math.max(end.endMs - beganMs, ...words.map(([, , endMs]) => endMs));
    messages.push({ type: 'final', turn, sentMs: lastMs, text: event.text, confidence: event.confidence, words });
  }
  if (source === null) return null;
  return {
    header: {
      ...emptyHeader({ audio: NO_HASH }),
      speechToText: { ...sourceOf(source), partials: true, wordTimes: true, confidences: true, endOfTurn: false },
    },
    messages,
  };
}
