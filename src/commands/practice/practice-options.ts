/** The options of the command line. An option left out is decided by the configuration. */
import type { SettingFlags } from '../../config/configuration.js';
import type { Settings } from '../../config/settings/settings.js';
import type { RatedPart } from '../../engine/exam/types.js';
import type { Rounding } from '../../engine/scoring/bands.js';
import type { BargeIn } from '../../engine/session/session-options.js';

/** How a session is shown. */
export interface OutputOptions {
  readonly plain?: boolean;
  readonly json?: boolean;
  readonly liveBands?: boolean;
}

export interface EndOptions {
  /** `mic`, `text`, or the path of a file or folder. */
  readonly input?: string;
  readonly speed?: '1' | 'max';
}

/** Which devices are used, by number or part of a name. */
export interface DeviceOptions {
  readonly microphone?: string;
  readonly speaker?: string;
}

/** Which providers do the work. */
export interface ProviderOptions {
  readonly profile?: string;
  readonly stt?: string;
  readonly voice?: string;
  readonly llm?: string;
}

export interface PracticeOptions extends OutputOptions, EndOptions, DeviceOptions, ProviderOptions {
  readonly parts: readonly RatedPart[];
  readonly candidate?: string;
  readonly seed?: number;
  readonly topic?: readonly string[];
  readonly card?: string;
  readonly bargeIn?: BargeIn;
  readonly strict?: boolean;
  readonly untimed?: boolean;
  readonly rounding?: Rounding;
  readonly demo?: boolean;
}

export interface ResumeOptions extends OutputOptions, EndOptions, DeviceOptions, ProviderOptions {}

type FlagOptions = Partial<Omit<PracticeOptions, 'parts'>>;

/** The settings that flags give. */
export function flagsOf(options: FlagOptions): SettingFlags {
  const { profile, stt, voice, llm, microphone, speaker, candidate, rounding, bargeIn, liveBands, speed } = options;
  const timing = timingOf(options);
  return { profile, stt, voice, llm, microphone, speaker, candidate, rounding, bargeIn, liveBands, speed, timing };
}

function timingOf({ strict, untimed }: FlagOptions): Settings['timing'] | undefined {
  if (strict === true) return 'strict';
  return untimed === true ? 'untimed' : undefined;
}
