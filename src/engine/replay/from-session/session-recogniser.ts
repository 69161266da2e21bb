/** What a recogniser said in a session, as a cassette says it: the finals of the log, and partials as their words ended. */
import type { Cassette, CassetteMessage } from '../cassette/format.js';
import { emptyHeader, sourceOf } from '../cassette/format.js';
import type { SessionEvent } from '../../session/log/events.js';
import { settledEvents } from '../../session/log/settled-events.js';
import { endedTurns } from '../expectations/turns.js';
import { BEFORE_ONSET_MS, PRE_ROLL_MS } from '../../session/turn/pre-roll.js';

/** A streaming recogniser says a word so long after it ended. */
const PARTIAL_AFTER_MS = 300;

const NO_HASH = '0'.repeat(64);

/** Null where nothing was recognised (typed answers). Only what concerns recognition is in it. */
export function recogniserCassette(log: readonly SessionEvent[]): Cassette | null {
  const settled = settledEvents(log);
  const ended = endedTurns(settled);
  // Each stretch of a turn that was taken up again is a turn to the recogniser.
  const stretchStartMs = new Map<string, number>();
  const lastRejoined = new Map(
    log.flatMap((event) => (event.type === 'turn.rejoined' ? [[event.turnId, event.sequence]] : [])),
  );
  const messages: CassetteMessage[] = [];
  let source: string | null = null;
  let turn = 0;
  for (const event of log) {
    if (event.type === 'turn.rejoined') stretchStartMs.set(event.turnId, event.atMs);
    if (event.type !== 'transcript.final') continue;
    const end = ended.get(event.turnId);
    if (end === undefined || end.typed || end.speechMs === 0) continue;
    source ??= event.provider;
    turn++;
    const firstBeganMs = Math.max(0, end.startMs - BEFORE_ONSET_MS);
    const rejoinedMs = stretchStartMs.get(event.turnId);
    const beganMs = rejoinedMs === undefined ? firstBeganMs : rejoinedMs - PRE_ROLL_MS;
    const fromMs = beganMs - firstBeganMs;
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
    // The turn went on after this stretch, or ended with it.
    const isLast = event.sequence > (lastRejoined.get(event.turnId) ?? 0);
    const lastMs = Math.max(isLast ? end.endMs - beganMs : 0, ...words.map(([, , endMs]) => endMs));
    const { text: said, confidence } = event;
    messages.push({
      type: 'final',
      turn,
      ...(fromMs === 0 ? {} : { fromMs }),
      sentMs: lastMs,
      text: said,
      confidence,
      words,
    });
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
