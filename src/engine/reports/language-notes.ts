/** Answers in another language are not rated; a report says which: those that scoring leaves out of the same log. */
import { otherLanguages } from '../scoring/turns-from-events.js';
import type { AnswerNote } from '../scoring/types.js';
import type { SessionEvent } from '../session/log/events.js';
import { settledEvents } from '../session/log/settled-events.js';

/** Characters of an answer's beginning. */
const BEGINNING = 80;
/** As many as of the other notes. */
const MOST_NOTES = 2;

export function languageNotes(log: readonly SessionEvent[]): readonly AnswerNote[] {
  const events = settledEvents(log);
  const texts = new Map(
    events.flatMap((event) => (event.type === 'transcript.final' ? [[event.turnId, event.text] as const] : [])),
  );
  const languages = otherLanguages(log);
  const notes = events.flatMap((event): readonly AnswerNote[] => {
    if (event.type !== 'turn.ended') return [];
    const { turnId, question, startMs: atMs } = event;
    const language = languages.get(turnId);
    if (language === undefined) return [];
    const text = (texts.get(turnId) ?? '').slice(0, BEGINNING);
    const more = languages.size > MOST_NOTES ? ` So are ${String(languages.size - 1)} others.` : '';
    const why = `This answer seems to be in ${language} and is not rated.${more} Answer in English, however simply.`;
    return [{ kind: 'otherLanguage', turnId, question, text, atMs, why }];
  });
  return notes.slice(0, MOST_NOTES);
}
