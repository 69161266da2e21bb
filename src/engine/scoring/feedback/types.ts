/** What a candidate can learn from one criterion, before quotes are checked and advice is chosen. */
import type { MeasureName } from '../measures/catalogue.js';
import type { MeasureSettings } from '../measures/gathered.js';
import type { Gain } from '../rating/gains.js';
import type { Quote } from '../types.js';

export interface Feedback {
  readonly quotes: readonly Quote[];
  readonly advice: readonly Advice[];
}

/** One thing to practise, made from the candidate's own answers. */
export interface Advice {
  /** Stable names of what it is about, such as "overused:good": what the last report said is not said again. */
  readonly about: readonly string[];
  /** Measures that following it would better. */
  readonly raises: readonly MeasureName[];
  readonly text: string;
  /** Worth saying whatever it gains: something that was certainly said wrong. */
  readonly certain?: boolean;
}

export interface FeedbackContext {
  readonly settings: MeasureSettings;
  /** What each measure would gain, by the mapping. */
  readonly gains: ReadonlyMap<MeasureName, Gain>;
  /** What the candidate's last report was about: not said again. */
  readonly told: ReadonlySet<string>;
  /** A text was read aloud: only how it was said can be bettered. */
  readonly read: boolean;
}
