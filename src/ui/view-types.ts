/** What the screens show of a session: derived from its events by the reducer in session-view.ts. All text is safe to print. */
import type { Part, Timing } from '../engine/exam/types.js';
import type { Criterion } from '../engine/scoring/types.js';

export type Speaker = 'examiner' | 'candidate';

/** What is special about a line. Always shown in words, never by colour alone. */
export type LineFlag =
  'interrupted' | 'repeated' | 'rephrased' | 'prompt' | 'typed' | 'timeUp' | 'noAnswer' | 'notRecognised';

export interface ShownWord {
  readonly text: string;
  /** The recogniser was unsure. */
  readonly unclear: boolean;
}

/**
 * A line that will not change any more. `number` counts from 1 and is unique in the session. Cards and estimates are lines only
 * where there is no moving region to show them in.
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

export interface ShownCard {
  readonly topic: string;
  readonly points: readonly string[];
  readonly closing: string;
}

/** The turn that is open for the candidate. */
export interface OpenTurn {
  readonly turnId: string;
  /** Which kind of answer is listened to: an EndpointingMoment. */
  readonly moment: string;
  /** Words already final in this turn. */
  readonly words: readonly ShownWord[];
  /** Still changing. */
  readonly partial: string;
}

/** A running estimate; null: no evidence yet. */
export type ShownBand = { readonly band: number; readonly low: number; readonly high: number } | null;
export type ShownBands = Readonly<Partial<Record<Criterion, ShownBand>>>;

export interface SessionView {
  readonly candidate: string | null;
  readonly timing: Timing;
  /** False: answers are typed. */
  readonly acoustic: boolean;
  readonly part: Part;
  readonly topic: string | null;
  readonly lines: readonly FinishedLine[];
  /** What the examiner is saying now. */
  readonly examinerLine: { readonly atMs: number; readonly text: string; readonly flags: readonly LineFlag[] } | null;
  readonly turn: OpenTurn | null;
  /** A turn that ended before its final transcript came. */
  readonly awaiting: { readonly turnId: string; readonly atMs: number; readonly flags: readonly LineFlag[] } | null;
  readonly card: ShownCard | null;
  readonly preparing: boolean;
  readonly muted: boolean;
  readonly paused: boolean;
  /** The closing line was said; bands are being worked out. */
  readonly scoring: boolean;
  readonly bands: ShownBands | null;
  readonly scored: boolean;
  readonly ended: {
    readonly status: 'completed' | 'ended' | 'failed' | 'aborted';
    readonly why: string;
    readonly atMs: number;
  } | null;
  /** Warnings given in this part, so that each is given once. */
  readonly warned: readonly string[];
}
