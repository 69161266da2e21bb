/** What scoring takes and gives. Every figure is a practice estimate. */
import type { GrammarIssue } from '../ports/grammar-checker.js';
import type { Alignment } from '../ports/word-aligner.js';
import type { Word } from '../ports/word.js';
import type { RatedPart } from '../exam/types.js';
import type { SetAside } from './model-rating/set-aside.js';

export type Criterion = 'fluency' | 'lexical' | 'grammar' | 'pronunciation';
export const CRITERIA: readonly Criterion[] = ['fluency', 'lexical', 'grammar', 'pronunciation'];

export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** One answer, as scoring sees it. All times in session media time. */
export interface ScoredTurn {
  readonly turnId: string;
  readonly part: RatedPart;
  readonly question: string;
  readonly text: string;
  readonly words: readonly Word[];
  /** First to last speech. */
  readonly startMs: number;
  readonly endMs: number;
  /** End of the examiner's question, for the response delay; null when unknown. */
  readonly questionEndedAtMs: number | null;
  /** Voiced stretches from voice activity, in order. Empty for typed answers. */
  readonly segments: readonly Interval[];
  readonly typed: boolean;
  /** 16 kHz mono of [startMs, endMs]; null where nothing was recorded. */
  readonly samples: Int16Array | null;
  /** Set where the program itself cut a recording at its pauses: this need not be an answer, and the silence before it may be the candidate's own. */
  readonly cut?: {
    /** Silence before it that counts as a pause; 0 before the first piece. */
    readonly pauseMs: number;
    /** That pause is at the edge of a clause. */
    readonly atBoundary: boolean;
  };
  /**
   * How far this is taken for a piece of a text that tells no answers, not for an answer: 0 to 1, the same for all pieces of a text. Left out: 0.
   */
  readonly asText?: number;
}

/** What providers found in a turn, gathered before the pure measures run. */
export interface TurnEvidence {
  readonly alignment: Alignment | null;
  /** Null where nobody looked for errors, or the checker failed: that is not the same as none. */
  readonly grammar: readonly GrammarIssue[] | null;
  /** Pitch of voiced frames, Hz: measured once, so that an answer's audio need not be kept. Left out: measured from the samples. */
  readonly pitches?: readonly number[];
}

/** Measures by name; null where the turn gives no evidence for one. Names and formulas: docs and the measures' own comments. */
export type Measures = Readonly<Record<string, number | null>>;

export interface Quote {
  readonly turnId: string;
  readonly text: string;
  readonly atMs: number;
  readonly why: string;
}

/** A change that would raise a band, by the mapping that made it. */
export interface AdvisedChange {
  /** Stable names of what the advice is about. */
  readonly about: readonly string[];
  readonly measure: string;
  readonly value: number;
  /** What is usual a band higher. */
  readonly target: number;
  /** Bands to gain, before rounding. */
  readonly bands: number;
}

/** Something about one answer as a whole. It informs and moves no band. */
export interface AnswerNote {
  readonly kind: 'offQuestion' | 'undeveloped' | 'developed' | 'prepared' | 'repeatsQuestion' | 'otherLanguage';
  readonly turnId: string;
  readonly question: string;
  /** The answer's beginning. */
  readonly text: string;
  readonly atMs: number;
  /** What was seen, and what to do. */
  readonly why: string;
}

export type CriterionScore =
  | {
      readonly rateable: true;
      /** Whole band, 0 to 9. */
      readonly band: number;
      /** Before rounding. */
      readonly raw: number;
      readonly low: number;
      readonly high: number;
      readonly basis: readonly { readonly measure: string; readonly value: number; readonly meaning: string }[];
      readonly quotes: readonly Quote[];
      readonly practise: readonly string[];
      /** What each of `practise` rests on, in the same order. Left out by scores from before it was computed. */
      readonly changes?: readonly AdvisedChange[];
      /** What the band does not know, such as pauses when there is only a transcript. */
      readonly caveat?: string;
    }
  | {
      readonly rateable: false;
      readonly reason: string;
      /** What was noticed all the same in too few words for a band. Left out: nothing. */
      readonly quotes?: readonly Quote[];
    };

/** A language model's rating beside the measured one: what it said, and whether it moved a band. */
export type SecondOpinion =
  | {
      readonly available: true;
      /** The model's id. */
      readonly rater: string;
      readonly version: string;
      readonly samples: number;
      /** 0 when the rating was kept from an earlier time. */
      readonly tokens: number;
      /** US dollars by the price table, 0 when kept; null where the model is not in it. Left out by scores from before it was told. */
      readonly costUsd?: number | null | undefined;
      /** Passages that may have been meant for the rater and were kept from it; left out where there were none. */
      readonly leftOut?: number | undefined;
      readonly criteria: readonly {
        readonly criterion: Criterion;
        /** The measured rater's, before rounding. */
        readonly measured: number;
        /** Mean over the samples, with the lowest and the highest. */
        readonly band: number;
        readonly low: number;
        readonly high: number;
        /** False: the measured band stands alone. */
        readonly used: boolean;
        /** Why it is not used; left out by scores from before more than the distance could be the reason. */
        readonly setAside?: SetAside | undefined;
        readonly reason: string;
        readonly quotes: readonly Quote[];
        /** Quotes of all samples, and those of them that were never said; left out by scores from before they were counted. */
        readonly quoted?: number | undefined;
        readonly madeUp?: number | undefined;
      }[];
    }
  | {
      readonly available: false;
      readonly rater: string;
      readonly why: string;
      /** What it cost all the same: answers of the wrong shape are paid for, too. Left out by scores from before it was told. */
      readonly tokens?: number | undefined;
      readonly costUsd?: number | null | undefined;
    };

export interface TestScore {
  /** Version of the mapping from measures to bands. */
  readonly mapping: string;
  readonly rater: string;
  readonly criteria: Readonly<Record<Criterion, CriterionScore>>;
  readonly overall:
    | {
        readonly rateable: true;
        readonly band: number;
        readonly mean: number;
        readonly low: number;
        readonly high: number;
        readonly rounding: 'down' | 'nearest';
      }
    | { readonly rateable: false; readonly reason: string };
  /** Band of the words alone: no sound, no pronunciation. For tests that get no Speaking band; null under the least number of words. */
  readonly fromWords?: WordsBand | null;
  readonly measures: Measures;
  /** On single answers: relevance, development, signs of preparation. Left out by scores from before there were any. */
  readonly notes?: readonly AnswerNote[];
  /** Left out where no language model was asked. */
  readonly secondOpinion?: SecondOpinion | undefined;
  /** Always true: never an official score. */
  readonly practiceEstimate: true;
}

export interface WordsBand {
  /** Fluency was rated, too; left out by versions that did not tell. */
  readonly withFluency?: boolean;
  /** The nearest half band. */
  readonly band: number;
  readonly raw: number;
  readonly low: number;
  readonly high: number;
}
