/** What the score says of single answers. */
import type { FixtureResult } from '../../../../engine/replay/result.js';
import { clock, NOTE_NAMES, NOTES_HEADING } from '../../../../engine/reports/wording.js';
import { parseTestScore } from '../../../../engine/reports/score-schema.js';
import { escaped } from '../../../../engine/text/escape-markup.js';

export function answerNotes({ events }: FixtureResult): string {
  const scored = events.findLast((event) => event.type === 'session.scored');
  const notes = (scored && parseTestScore(scored.score)?.notes) ?? [];
  if (notes.length === 0) return '';
  const items = notes.map(
    ({ kind, question, text, atMs, why }) =>
      `<li>${clock(atMs)} <b>${NOTE_NAMES[kind]}</b>: ${escaped(question)} “${escaped(text)}”<p class="note">${escaped(why)}</p></li>`,
  );
  return `<section><h3>${NOTES_HEADING}</h3><ul>${items.join('')}</ul></section>`;
}
