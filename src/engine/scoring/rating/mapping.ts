/** The shape of a mapping from measures to bands. The mapping itself is data, with a version that every report names. */
import type { MeasureName, MeasureValues } from '../measures/catalogue.js';
import type { MeasureSettings } from '../measures/gathered.js';
import type { Criterion } from '../types.js';

/** (value, band) points in rising order of value; bands must only rise or only fall. Straight lines between, flat outside. */
export type Curve = readonly (readonly [value: number, band: number])[];

export interface MeasureCurve {
  readonly measure: MeasureName;
  /** Share in the criterion's mean, before dividing by the weights present. */
  readonly weight: number;
  readonly curve: Curve;
  /** Where the points come from. */
  readonly source: string;
}

/** Bands taken off by value. */
export interface Penalty extends MeasureCurve {
  /**
   * What recognition errors alone bring into the value, in its unit per share of the words that the recogniser doubted; taken off it first. None: 0.
   */
  readonly fromDoubts?: number;
  /** {@link MeasureCurve.weight} for what was typed, where no recogniser made the errors. Left out: the same. */
  readonly typedWeight?: number;
}

export interface CriterionMapping {
  readonly curves: readonly MeasureCurve[];
  /** At least these must have a value, or the criterion is not rated. */
  readonly needs: readonly MeasureName[];
  /** Taken off the mean, the largest of them: (value, bands). For evidence that speaks against somebody only. */
  readonly penalties: readonly Penalty[];
  /**
   * Penalties take nobody below this band: speech full of errors that still has the word order of English is understood. What has not is held down
   * by {@link Mapping.ceilings}. Left out: 0.
   */
  readonly lowestByErrors?: number;
  /** What holds the criterion down by itself: it is no higher than the curve at the weighted mean of these curves' bands. Nothing where one has no value. */
  readonly limit?: { readonly by: readonly MeasureName[]; readonly curve: Curve; readonly source: string };
  /** How far the mean is believed, 0 to 1: the rest is pulled to {@link Mapping.prior}, as a regression would. */
  readonly trust: number;
  /** Instead of {@link trust} where the speech model has rated nothing, less by a power of the share of words that the recogniser was sure of. */
  readonly withoutModel?: { readonly trust: number; readonly doubt: number };
  /** Share of the band that comes from the calibration on words (data/band-calibration.json), the rest from the curves; 0 to 1. */
  readonly wordsShare: number;
  /** Half width of the range with plenty of evidence, bands. */
  readonly spread: number;
}

export interface Mapping {
  readonly version: string;
  /** Band of a usual candidate, towards which thin evidence is pulled. */
  readonly prior: number;
  readonly criteria: Readonly<Record<Criterion, CriterionMapping>>;
  /** No band may lie above these, whatever else was measured: (value, highest band). */
  readonly ceilings: readonly { readonly measure: MeasureName; readonly curve: Curve; readonly source: string }[];
  readonly evidence: EvidenceRules;
  readonly settings: MeasureSettings;
}

export interface EvidenceRules {
  /** Words and speech (ms, pauses left out) below which nothing is rated. */
  readonly test: Minimum;
  readonly running: Minimum;
  /** Below this much speech no Speaking band is given. */
  readonly bandPhonationMs: number;
  /** The same for a recording that does not tell its parts: only this much speech can be a whole test. */
  readonly unknownPartsPhonationMs: number;
  /** Words found in the audio below which Pronunciation is not rated. */
  readonly alignedWords: number;
  /** Worse audio than this is not rated acoustically. */
  readonly maxClippedShare: number;
  readonly minSnrDb: number;
  /** Mean confidence of the recogniser (0 to 1) below which its words are not believed; from `clearConfidence` on they are in full. */
  readonly minConfidence: number;
  readonly clearConfidence: number;
  /** Words at which the range is the square root of two wider than at its narrowest. */
  readonly halfWords: number;
}

export interface Minimum {
  readonly words: number;
  readonly phonationMs: number;
}

/** Value on a curve; straight lines between its points, the end values outside them. */
export function interpolate(curve: Curve, value: number): number {
  const first = curve[0];
  const last = curve.at(-1);
  if (!first || !last) throw new RangeError('A curve needs at least one point.');
  if (value <= first[0]) return first[1];
  for (let index = 1; index < curve.length; index += 1) {
    const left = curve[index - 1] ?? first;
    const right = curve[index] ?? last;
    if (value <= right[0]) return left[1] + ((right[1] - left[1]) * (value - left[0])) / (right[0] - left[0]);
  }
  return last[1];
}

/** Reads a measure by name. */
export function valueOf(values: MeasureValues, measure: MeasureName): number | null {
  return values[measure];
}
