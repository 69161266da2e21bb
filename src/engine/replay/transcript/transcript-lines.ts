/** Who said what in a session, read from its log. */
import type { Part } from '../../exam/types.js';
import { heardAtMs, type SessionEvent } from '../../session/log/events.js';

export interface TranscriptLine {
  readonly speaker: 'examiner' | 'candidate';
  /** Media time at which it was said; for the candidate, when the words of the turn were there, to which the examiner may have begun to answer before. */
  readonly atMs: number;
  readonly part: Part;
  readonly text: string;
  /** The candidate's turn; null for the examiner. */
  readonly turnId: string | null;
}

export function transcriptOf(events: readonly SessionEvent[]): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  let part: Part = 'introduction';
  for (const event of events) {
    if (event.type === 'part.started') part = event.part;
    const atMs = heardAtMs(event);
    if (event.type === 'speech.started')
      lines.push({ speaker: 'examiner', atMs, part, text: event.text, turnId: null });
    if (event.type === 'transcript.final') {
      lines.push({ speaker: 'candidate', atMs, part, text: event.text, turnId: event.turnId });
    }
  }
  return lines;
}
