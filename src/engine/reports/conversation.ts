/** Who said what when, from the log. */
import type { Part } from '../exam/types.js';
import { heardAtMs, type SessionEvent, type SessionEventOf } from '../session/log/events.js';
import { settledEvents } from '../session/log/settled-events.js';
import { safeText } from '../text/safe-text.js';
import { shownWords, type ShownWord } from './shown-words.js';

export type ConversationEntry =
  | { readonly kind: 'part'; readonly atMs: number; readonly part: Part }
  | { readonly kind: 'card'; readonly atMs: number; readonly topic: string; readonly points: readonly string[] }
  | { readonly kind: 'examiner'; readonly atMs: number; readonly text: string; readonly interrupted: boolean }
  /** `atMs`: first speech. */
  | {
      readonly kind: 'candidate';
      readonly atMs: number;
      readonly turnId: string;
      /** '' when nothing was said, or nothing of it was recognised. */
      readonly text: string;
      readonly answered: 'aloud' | 'typed' | 'unrecognised' | 'nothing';
      /** Which words of the text the recogniser was not sure of, counted from 0. */
      readonly doubtful: readonly number[];
    };

export type CandidateEntry = Extract<ConversationEntry, { kind: 'candidate' }>;

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
        const { turnId, startMs } = event;
        return [{ kind: 'candidate', atMs: startMs, turnId, text, answered: howAnswered(event, text), doubtful }];
      }
      default:
        return [];
    }
  });
}

function howAnswered({ typed, speechMs }: SessionEventOf<'turn.ended'>, text: string): CandidateEntry['answered'] {
  if (text !== '') return typed ? 'typed' : 'aloud';
  return speechMs > 0 && !typed ? 'unrecognised' : 'nothing';
}

/** What stands for the words, or behind them; '' behind what was said aloud. */
export const ANSWERED: Readonly<Record<CandidateEntry['answered'], string>> = {
  aloud: '',
  typed: '(typed)',
  unrecognised: '(words not recognised)',
  nothing: '(nothing said)',
};

export interface SaidRun {
  readonly words: string;
  readonly doubtful: boolean;
}

/** The words of an answer in runs that the recogniser was sure of, or was not; a space belongs between two. */
export function runsOf({ text, doubtful }: CandidateEntry): readonly SaidRun[] {
  if (text === '') return [];
  const doubted = new Set(doubtful);
  const runs: SaidRun[] = [];
  for (const [index, word] of text.split(' ').entries()) {
    const last = runs.at(-1);
    if (last?.doubtful === doubted.has(index)) runs[runs.length - 1] = { ...last, words: `${last.words} ${word}` };
    else runs.push({ words: word, doubtful: doubted.has(index) });
  }
  return runs;
}

export function hasDoubtfulWords(entries: readonly ConversationEntry[]): boolean {
  return entries.some((entry) => entry.kind === 'candidate' && entry.doubtful.length > 0);
}
