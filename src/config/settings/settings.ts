/** Every setting: its values, its environment variable and its default. */
import { z } from 'zod';
import { partTimeSchema, usualTime } from './part-time-settings.js';

export interface Settings {
  /** The profile's name. `auto` uses, per port, a cloud provider that has a key, else this machine's providers. */
  readonly profile: string;
  /** A provider that is tried before those of the profile; `none` switches the port off. Null: the profile decides. */
  readonly stt: string | null;
  readonly voice: string | null;
  readonly llm: string | null;
  /** The grammar checker; null for the best one. `none` checks no grammar, which saves 280 MB and two seconds of CPU. */
  readonly grammar: string | null;
  /** Whether a cloud provider gives a second opinion. It costs money and sends audio away. Default false. */
  readonly pronunciationAssessment: boolean;
  /** Who rates a test at the end: `both`, where the test has a language model; `measured` asks none. */
  readonly rater: 'measured' | 'both';
  /** A device by its number, its name or part of that; it is to be used or nothing. Null: the system's default. */
  readonly microphone: string | null;
  readonly speaker: string | null;
  readonly candidate: string | null;
  readonly rounding: 'down' | 'nearest';
  readonly bargeIn: 'auto' | 'on' | 'off';
  readonly timing: 'standard' | 'strict' | 'untimed';
  /** Such as `4:30` or `3min`. They do not count in an untimed test. */
  readonly part1Target: string;
  readonly part1HardStop: string;
  readonly longTurn: string;
  readonly part3Target: string;
  readonly part3HardStop: string;
  readonly liveBands: boolean;
  /** Null: real time for people, as fast as it goes for a pipe. */
  readonly speed: '1' | 'max' | null;
  readonly azureRegion: string | null;
}

export type SettingName = keyof Settings;

const name = z.string().trim().min(1).max(80);
/** A device's number is a number in YAML. */
const deviceName = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().trim().min(1).max(200),
);
const providerName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a provider name, such as deepgram, or none');

/** The schemas of the settings in a file. A setting whose value is null is left out there. */
export const settingSchemas = {
  profile: z.string().regex(/^[a-z][a-z0-9-]*$/, 'the name of a profile: lower-case letters, digits and hyphens'),
  stt: providerName,
  voice: providerName,
  llm: providerName,
  grammar: providerName,
  pronunciationAssessment: z.boolean(),
  rater: z.enum(['both', 'measured']),
  microphone: deviceName,
  speaker: deviceName,
  candidate: name,
  rounding: z.enum(['down', 'nearest']),
  bargeIn: z.enum(['auto', 'on', 'off']),
  timing: z.enum(['standard', 'strict', 'untimed']),
  part1Target: partTimeSchema('part1Target'),
  part1HardStop: partTimeSchema('part1HardStop'),
  longTurn: partTimeSchema('longTurn'),
  part3Target: partTimeSchema('part3Target'),
  part3HardStop: partTimeSchema('part3HardStop'),
  liveBands: z.boolean(),
  speed: z.preprocess((value) => (value === 1 ? '1' : value), z.enum(['1', 'max'])),
  azureRegion: z.string().regex(/^[a-z][a-z0-9]*$/, 'the short name of a region, such as westeurope'),
} as const satisfies Record<SettingName, z.ZodType>;

export const DEFAULT_SETTINGS: Settings = {
  profile: 'auto',
  stt: null,
  voice: null,
  llm: null,
  grammar: null,
  pronunciationAssessment: false,
  rater: 'both',
  microphone: null,
  speaker: null,
  candidate: null,
  rounding: 'down',
  bargeIn: 'auto',
  timing: 'standard',
  part1Target: usualTime('part1Target'),
  part1HardStop: usualTime('part1HardStop'),
  longTurn: usualTime('longTurn'),
  part3Target: usualTime('part3Target'),
  part3HardStop: usualTime('part3HardStop'),
  liveBands: true,
  speed: null,
  azureRegion: null,
};

export const SETTING_NAMES = Object.keys(settingSchemas) as readonly SettingName[];

/** `bargeIn` is `IELTS_EXAMINER_BARGE_IN`; the region has Microsoft's own name. */
export function variableOf(setting: SettingName): string {
  if (setting === 'azureRegion') return 'AZURE_SPEECH_REGION';
  return `IELTS_EXAMINER_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
