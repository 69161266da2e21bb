import type { RatedPart, Timing } from '../../engine/exam/types.js';
import type { Rounding } from '../../engine/scoring/bands.js';
import type { BargeIn } from '../../engine/session/session-options.js';

/** How a session is shown. */
export interface OutputOptions {
  readonly plain?: boolean;
  readonly json?: boolean;
  readonly liveBands: boolean;
}

export interface EndOptions {
  /** mic, text, or the path of a file or folder. */
  readonly input?: string;
  readonly speed?: '1' | 'max';
}

export interface PracticeOptions extends OutputOptions, EndOptions {
  readonly parts: readonly RatedPart[];
  readonly candidate?: string;
  readonly seed?: number;
  readonly topic?: readonly string[];
  readonly card?: string;
  readonly profile: string;
  readonly stt?: string;
  readonly voice?: string;
  readonly bargeIn: BargeIn;
  readonly strict?: boolean;
  readonly untimed?: boolean;
  readonly rounding: Rounding;
  readonly demo?: boolean;
}

export interface ResumeOptions extends OutputOptions, EndOptions {}

export function timingOf(options: Pick<PracticeOptions, 'strict' | 'untimed'>): Timing {
  if (options.strict === true) return 'strict';
  return options.untimed === true ? 'untimed' : 'standard';
}
