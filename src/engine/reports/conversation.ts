/** Who said what when, from the log. */
import type { Part } from '../exam/types.js';
import { heardAtMs, type SessionEvent } from '../session/log/events.js';
import { settledEvents } from '../session/log/settled-events.js';
import { safeText } from '../text/safe-text.js';
import { shownWords, type ShownWord } from './shown-words.js';

export type ConversationEntry =
  | { readonly kind: 'part'; readonly atMs: number; readonly part: Part }
  | { readonly kind: 'card'; readonly atMs: number; readonly topic: string; readonly points: readonly string[] }
  | { readonly kind: 'examiner'; readonly atMs: number; readonly text: string; readonly interrupted: boolean }
  /** `atMs`: first speech. Text '' when nothing was said. */
  | {
      readonly kind: 'candidate';
      readonly atMs: number;
      readonly turnId: string;
      readonly text: string;
      /** Which words of the text the recogniser was not sure of, counted from 0. */
      readonly doubtful: readonly number[];
    };

/** Lines in order of the log; an answer stands where its turn ended. */
export function conversationFrom(log: readonly SessionEvent[]): readonly ConversationEntry[] {
  const events = settledEvents(log);
  const finals = new Map<string, readonly ShownWord[]>();
  const interrupted = new Set<string>();
  for (const event of events) {
    if (event.type === 'transcript.final') finals.set(event.turnId, shownWords(event.text, event.words));
    if (event.type === 'speech.interrupted') interrupted.add(event.lineId);
  }
  return events.flatMap((event): readonly ConversationEntry[] => {
    const atMs = heardAtMs(event);
    switch (event.type) {
      case 'part.started':
        return [{ kind: 'part', atMs, part: event.part }];
      case 'card.shown':
        return [
          { kind: 'card', atMs, topic: safeText(event.topic), points: [...event.points, event.closing].map(safeText) },
        ];
      case 'speech.started':
        return [{ kind: 'examiner', atMs, text: safeText(event.text), interrupted: interrupted.has(event.lineId) }];
      case 'turn.ended': {
        const words = finals.get(event.turnId) ?? [];
        const text = words.map((word) => word.text).join(' ');
        const doubtful = words.flatMap(({ unclear }, index) => (unclear ? [index] : []));
        return [{ kind: 'candidate', atMs: event.startMs, turnId: event.turnId, text, doubtful }];
      }
      default:
        return [];
    }
  });
}
