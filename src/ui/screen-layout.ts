/** Decides how many rows each piece of the live region gets, so that together they never fill the terminal. Pure. */
import { keyRows } from './activity.js';
import { EMPTY_VIEW } from './session-view.js';
import { wrapLine } from './text-format.js';
import type { SessionView, ShownCard } from './view-types.js';

export interface ScreenLayout {
  /** Rows for what is being said now. Constant while no card is shown, so that nothing jumps. */
  readonly liveRows: number;
  readonly cardColumns: number;
  /** 0 without a card; less than the card needs only in a terminal too low for it. */
  readonly cardRows: number;
  readonly notesBeside: boolean;
  /** Rows of notes, the one in progress included; 0 without a card. */
  readonly noteRows: number;
  readonly showBands: boolean;
}

/** Rule, header and activity, and one free row: Ink clears the whole terminal, scrollback included, when it is filled. */
const FIXED_ROWS = 3 + 1;
const LISTENING: SessionView = {
  ...EMPTY_VIEW,
  muted: true,
  turn: { turnId: '', questionId: null, moment: 'interview', goesOnAtMs: null, words: [], partial: '' },
};
/** The keys while the candidate prepares and while the examiner listens: no others need more rows, at any width. */
const LONGEST_KEYS: readonly SessionView[] = [{ ...EMPTY_VIEW, preparing: true, muted: true }, LISTENING];
/** From this width on, the notes stand beside the card. */
const BESIDE_FROM_COLUMNS = 100;
const NOTE_ROWS = 4;
/** The card's border and the space beside it. */
const CARD_MARGIN = 2;

export interface LayoutWish {
  readonly card: ShownCard | null;
  /** Rows of notes, the one in progress included. */
  readonly notes: number;
  readonly liveBands: boolean;
}

export function screenLayout(
  size: { readonly columns: number; readonly rows: number },
  { card, notes, liveBands }: LayoutWish,
): ScreenLayout {
  const { columns, rows } = size;
  const rowsOfKeys = Math.max(...LONGEST_KEYS.map((view) => keyRows(view, columns)));
  const free = Math.min(rows, 24) - FIXED_ROWS - rowsOfKeys;
  if (card === null) {
    const showBands = liveBands && free >= 3;
    return {
      liveRows: clamp(free - (showBands ? 1 : 0), 1, 3),
      cardColumns: columns,
      cardRows: 0,
      notesBeside: false,
      noteRows: 0,
      showBands,
    };
  }
  const notesBeside = columns >= BESIDE_FROM_COLUMNS;
  const cardColumns = notesBeside ? besideColumns(columns) : columns;
  const room = Math.max(0, free - (notesBeside ? 1 : 1 + Math.min(notes, 1)));
  const cardHeight = Math.min(cardRows(card, cardColumns).length, room);
  // The card is what the candidate needs most, then a row of speech, then notes, then more speech, then the bands.
  const left = Math.max(0, free - cardHeight - 1);
  const noteRows = notesBeside ? cardHeight : Math.min(notes, left, NOTE_ROWS);
  const spare = notesBeside ? left : left - noteRows;
  return {
    liveRows: spare >= 1 ? 2 : 1,
    cardColumns,
    cardRows: cardHeight,
    notesBeside,
    noteRows,
    showBands: liveBands && spare >= 2,
  };
}

/** The card's text, line by line as the card shows it. */
export function cardLines(card: ShownCard): readonly string[] {
  return [card.topic, 'You should say:', ...card.points.map((point) => `  - ${point}`), card.closing];
}

/** The label before the first row of notes, and the space before the others. */
export const NOTES_LABEL = 'Notes ';

/**
 * The notes, broken into the rows in which they are shown. Nothing of a note is cut off: it is all that is left of the
 * preparation.
 */
export function noteLines(notes: readonly string[], columns: number): readonly string[] {
  const beside = columns >= BESIDE_FROM_COLUMNS;
  const width = (beside ? columns - besideColumns(columns) : columns) - NOTES_LABEL.length - 1;
  return notes.flatMap((note) => wrapLine(note, width, '  ').flatMap((row) => chopped(row, Math.max(1, width))));
}

/** A word longer than a row, such as one of a language that needs no spaces. */
function chopped(row: string, width: number): readonly string[] {
  const pieces = row.match(new RegExp(`[^]{1,${String(width)}}`, 'gu'));
  return pieces ?? [row];
}

function besideColumns(columns: number): number {
  return Math.floor(columns * 0.55);
}

/** The card as one sentence for a screen reader. */
export function cardSentence({ topic, points, closing }: ShownCard): string {
  return `${topic} You should say: ${points.join('; ')}; ${closing}`;
}

/** The card's text, row by row, in a box of so many columns: Ink's own wrapping starts some rows with a space. */
export function cardRows(
  card: ShownCard,
  boxColumns: number,
): readonly { readonly text: string; readonly isTopic: boolean }[] {
  return cardLines(card).flatMap((line, index) =>
    wrapLine(line, boxColumns - CARD_MARGIN, line.startsWith(' ') ? '    ' : '').map((text) => ({
      text,
      isTopic: index === 0,
    })),
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
