/** What the screen shows of a session, derived from its events by session-view.ts. All text is safe to print. */
import type { Part, Timing } from '../engine/exam/types.js';
import type { ShownWord } from '../engine/reports/shown-words.js';
import type { Criterion } from '../engine/scoring/types.js';

export type Speaker = 'examiner' | 'candidate';

/** What is special about a line, shown in words. */
export type LineFlag =
  'interrupted' | 'repeated' | 'rephrased' | 'prompt' | 'typed' | 'timeUp' | 'noAnswer' | 'notRecognised';

/**
 * A line that will not change any more. `number` counts from 1 and is unique in the session. Cards and estimates are lines
 * only for output without a live region.
 */
export type FinishedLine =
  | {
      readonly kind: 'speech';
      readonly number: number;
      readonly atMs: number;
      readonly speaker: Speaker;
      readonly words: readonly ShownWord[];
      readonly flags: readonly LineFlag[];
    }
  | { readonly kind: 'card'; readonly number: number; readonly atMs: number; readonly card: ShownCard }
  | { readonly kind: 'bands'; readonly number: number; readonly atMs: number; readonly bands: ShownBands }
  | { readonly kind: 'part'; readonly number: number; readonly atMs: number; readonly part: Part }
  | {
      readonly kind: 'note';
      readonly number: number;
      readonly atMs: number;
      readonly tone: 'information' | 'warning';
      readonly text: string;
    };

type WithoutNumber<T> = T extends unknown ? Omit<T, 'number'> : never;
export type UnnumberedLine = WithoutNumber<FinishedLine>;

export interface ShownCard {
  readonly topic: string;
  readonly points: readonly string[];
  readonly closing: string;
}

/** What the examiner is saying now. */
export interface ExaminerLineShown {
  readonly atMs: number;
  readonly text: string;
  readonly flags: readonly LineFlag[];
  /** Whether an answer is expected after it: who reads faster than the examiner speaks may begin to type. */
  readonly asks: boolean;
}

/** The turn that is open for the candidate. */
export interface OpenTurn {
  readonly turnId: string;
  /** Null: none was asked, or it is not known. */
  readonly questionId: string | null;
  /** The kind of answer that is expected: an EndpointingMoment. */
  readonly moment: string;
  /** Where these words begin, if those before them have a line of their own. Null: with the turn. */
  readonly goesOnAtMs: number | null;
  /** Words already final in this turn. */
  readonly words: readonly ShownWord[];
  /** The partial transcript after those words, which still changes. */
  readonly partial: string;
}

/** A running estimate; null: no evidence yet. */
export type ShownBand = { readonly band: number; readonly low: number; readonly high: number } | null;
export type ShownBands = Readonly<Partial<Record<Criterion, ShownBand>>>;

export interface SessionView {
  readonly candidate: string | null;
  readonly timing: Timing;
  /** False when answers are typed. */
  readonly acoustic: boolean;
  /** A demo: whoever sits there watches, and a recorded candidate answers. */
  readonly watched: boolean;
  readonly part: Part;
  /** The part's heading, while nothing has happened in the part. */
  readonly heading: UnnumberedLine | null;
  readonly topic: string | null;
  readonly lines: readonly FinishedLine[];
  readonly examinerLine: ExaminerLineShown | null;
  readonly turn: OpenTurn | null;
  /** A turn that has ended and whose final transcript is still missing. */
  readonly awaiting: { readonly turnId: string; readonly atMs: number; readonly flags: readonly LineFlag[] } | null;
  readonly card: ShownCard | null;
  readonly preparing: boolean;
  readonly muted: boolean;
  readonly paused: boolean;
  /** The closing line was said and bands are being computed. */
  readonly scoring: boolean;
  readonly bands: ShownBands | null;
  readonly scored: boolean;
  readonly ended: {
    readonly status: 'completed' | 'ended' | 'failed' | 'aborted';
    readonly why: string;
    readonly atMs: number;
  } | null;
  /** Warnings already shown in this part: each is shown once. */
  readonly warned: readonly string[];
}
