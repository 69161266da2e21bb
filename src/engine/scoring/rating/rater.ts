/** A rater turns what was measured into bands. The measured rater is one; a language model may be another. */
import type { MeasureName } from '../measures/catalogue.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Criterion, SecondOpinion } from '../types.js';

/** One criterion, before quotes and advice are added. */
export type Rating =
  | {
      readonly rateable: true;
      /** 0 to 9, before rounding. */
      readonly raw: number;
      readonly low: number;
      readonly high: number;
      /** Measures that the band rests on, the weightiest first. */
      readonly restsOn: readonly MeasureName[];
      /** What the band does not know. */
      readonly caveat?: string;
    }
  | { readonly rateable: false; readonly reason: string };

export type Ratings = Readonly<Record<Criterion, Rating>>;

export interface Rater {
  /** Such as "measured". */
  readonly id: string;
  /** Version of what it rates with. */
  readonly version: string;
  rate(test: MeasuredTest, conditions: RatingConditions): Ratings;
  /** What another rater thinks, where one was asked, for the report. */
  secondOpinion?(test: MeasuredTest, conditions: RatingConditions): SecondOpinion;
}

export interface RatingConditions {
  /** `test`: full evidence rules. `running`: an early estimate, shown with its wide range. */
  readonly purpose: 'test' | 'running';
  /** Quality of the recording where it was measured. */
  readonly audio?: AudioQuality;
  /** Why the whole cannot be rated, whatever was measured: no speech in it, or none in English. */
  readonly refusal?: string;
  /** A recording from elsewhere: nobody knows which part of the test an answer belongs to. */
  readonly partsUnknown?: boolean;
  /** A text was read aloud: its words and sentences are not the candidate's own. */
  readonly wordsGiven?: boolean;
}

export interface AudioQuality {
  /** Share of clipped samples, 0 to 1; null when not measured. */
  readonly clippedShare: number | null;
  /** Signal-to-noise ratio, dB; null when not measured. */
  readonly snrDb: number | null;
}
