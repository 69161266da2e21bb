/** Loads every setting together with its source. Precedence: flag, environment, project file, user file, default. */
import { findProjectFile, findUserFile, type ConfigFile } from './files/find-config-files.js';
import { configError, type ConfigFileKind } from './files/parse-config.js';
import { appPaths } from './paths.js';
import { resolveProfile, type OwnProfiles, type Profile } from './profiles/resolve-profile.js';
import { lateTarget } from '../engine/exam/part-times.js';
import { partTimesOf } from './settings/part-time-settings.js';
import {
  DEFAULT_SETTINGS,
  SETTING_NAMES,
  settingSchemas,
  variableOf,
  type SettingName,
  type Settings,
} from './settings/settings.js';
import { wordTable } from '../engine/text/word-table.js';

export type ValueSource =
  | { readonly kind: 'flag' }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'project' | 'user'; readonly path: string; readonly line: number }
  | { readonly kind: 'default' };

/** Settings given on the command line. Undefined means not given. */
export type SettingFlags = { readonly [Name in SettingName]?: Settings[Name] | undefined };

export interface Configuration {
  readonly settings: Settings;
  readonly sources: Readonly<Record<SettingName, ValueSource>>;
  readonly ownProfiles: OwnProfiles;
  readonly profileSources: Readonly<Record<string, ValueSource>>;
  readonly files: readonly ConfigFile[];
  /** The chosen profile. */
  readonly profile: Profile;
}

export interface ConfigurationRequest {
  readonly flags?: SettingFlags;
  readonly env?: NodeJS.ProcessEnv;
  /** The folder from which a project file is looked for, upwards. */
  readonly folder?: string;
}

/** Rejects with an AppError (exit code 2) that names the file, the line and what is wrong. */
export async function loadConfiguration(request: ConfigurationRequest = {}): Promise<Configuration> {
  const { flags = {}, env = process.env, folder = process.cwd() } = request;
  const files = await configFiles(folder, env);
  const { settings, sources } = settingsOf(flags, env, files);
  refuseLateTarget(settings, sources);
  const { ownProfiles, profileSources } = profilesOf(files);
  const profile = resolveProfile(settings.profile, ownProfiles);
  return { settings, sources, ownProfiles, profileSources, files, profile };
}

function settingsOf(
  flags: SettingFlags,
  env: NodeJS.ProcessEnv,
  files: readonly ConfigFile[],
): Pick<Configuration, 'settings' | 'sources'> {
  const settings: Partial<Record<SettingName, unknown>> = {};
  const sources: Partial<Record<SettingName, ValueSource>> = {};
  for (const name of SETTING_NAMES) {
    const { value, source } = settingOf(name, flags, env, files);
    settings[name] = value;
    sources[name] = source;
  }
  return { settings: settings as Settings, sources: sources as Configuration['sources'] };
}

function refuseLateTarget(settings: Settings, sources: Configuration['sources']): void {
  const late = lateTarget(partTimesOf(settings));
  if (late === null) return;
  const [target, hardStop] = late;
  const said = (name: SettingName) => `${name} (${String(settings[name])}, ${sourceText(sources[name])})`;
  throw configError(
    'lateTarget',
    `${said(target)} lies after ${said(hardStop)}: no question starts after the target, and the part ends at the hard stop.`,
    `Set ${hardStop} to ${settings[target]} or later, or ${target} to ${settings[hardStop]} or earlier, first: ielts-examiner config set NAME TIME.`,
  );
}

/** Refuses to store a time with which no later command would start. @param value undefined takes the setting away */
export function refuseLateTargetWith(
  { kind, name, value }: { readonly kind: ConfigFileKind; readonly name: SettingName; readonly value: unknown },
  files: readonly ConfigFile[],
): void {
  const schema = settingSchemas[name];
  // What is no time at all is refused where it would be written.
  if (value !== undefined && !schema.safeParse(value).success) return;
  const isChanged = (file: ConfigFile) => file.kind === kind;
  const empty: ConfigFile = { kind, path: '', content: {}, lineOf: () => 1 };
  const missing = files.some(isChanged) ? [] : [empty];
  const changed = (kind === 'project' ? [...missing, ...files] : [...files, ...missing]).map((file) =>
    isChanged(file) ? { ...file, content: { ...file.content, [name]: value } } : file,
  );
  if (name === 'longTurn') return;
  // Only the pair that is changed: where both are late, neither could be mended otherwise.
  const { part1Target, part1HardStop, part3Target, part3HardStop } = DEFAULT_SETTINGS;
  const others = name.startsWith('part1') ? { part3Target, part3HardStop } : { part1Target, part1HardStop };
  // A user's file is used in other folders, too, where this project's settings hide nothing; variables last no longer than a shell.
  const places = kind === 'user' ? [changed.filter(isChanged), changed] : [changed];
  for (const used of places) {
    const { settings, sources } = settingsOf({}, {}, used);
    const isGiven = value !== undefined && sources[name].kind === kind;
    refuseLateTarget({ ...settings, ...others }, isGiven ? { ...sources, [name]: { kind: 'flag' } } : sources);
  }
}

/** Where a value comes from, in words. */
export function sourceText(source: ValueSource): string {
  switch (source.kind) {
    case 'flag':
      return 'command line';
    case 'environment':
      return `environment variable ${source.variable}`;
    case 'project':
    case 'user':
      return `${source.kind} file ${source.path}:${String(source.line)}`;
    case 'default':
      return 'default';
  }
}

/** The configuration files alone, project file first. They can be read and mended even when the settings in them conflict. */
export async function configFiles(
  folder: string = process.cwd(),
  env: NodeJS.ProcessEnv = process.env,
): Promise<readonly ConfigFile[]> {
  const [project, user] = await Promise.all([findProjectFile(folder), findUserFile(appPaths(env).config)]);
  return [project, user].filter((file) => file !== null);
}

/** Refuses to store an unknown profile, with which no later command would start. */
export function refuseUnknownProfile(name: string, files: readonly ConfigFile[]): void {
  resolveProfile(name, profilesOf(files).ownProfiles);
}

function settingOf(
  name: SettingName,
  flags: SettingFlags,
  env: NodeJS.ProcessEnv,
  files: readonly ConfigFile[],
): { readonly value: unknown; readonly source: ValueSource } {
  if (flags[name] !== undefined) return { value: flags[name], source: { kind: 'flag' } };
  const variable = variableOf(name);
  const text = env[variable];
  // `VARIABLE= command` is the usual way to unset a variable.
  if (text !== undefined && text !== '') {
    return { value: fromEnvironment(name, variable, text), source: { kind: 'environment', variable } };
  }
  for (const { kind, path, content, lineOf } of files) {
    if (content[name] !== undefined) return { value: content[name], source: { kind, path, line: lineOf([name]) } };
  }
  return { value: DEFAULT_SETTINGS[name], source: { kind: 'default' } };
}

const WORDS: Readonly<Record<string, boolean>> = wordTable({
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
});

function fromEnvironment(name: SettingName, variable: string, text: string): unknown {
  const schema = settingSchemas[name];
  const isSwitch = typeof DEFAULT_SETTINGS[name] === 'boolean';
  const parsed = schema.safeParse(isSwitch ? (WORDS[text.toLowerCase()] ?? text) : text);
  if (parsed.success) return parsed.data;
  const wanted = isSwitch ? 'on or off' : (parsed.error.issues[0]?.message ?? 'another value');
  throw configError(
    'badVariable',
    `The environment variable ${variable} has a value that cannot be used: ${wanted}.`,
    `Give it another value, or take it away: unset ${variable}`,
  );
}

/** A profile of the project replaces a profile of the user with the same name. */
function profilesOf(files: readonly ConfigFile[]): Pick<Configuration, 'ownProfiles' | 'profileSources'> {
  const ownProfiles: Record<string, OwnProfiles[string]> = {};
  const profileSources: Record<string, ValueSource> = {};
  for (const { kind, path, content, lineOf } of files) {
    for (const [name, profile] of Object.entries(content.profiles ?? {})) {
      if (Object.hasOwn(ownProfiles, name)) continue;
      ownProfiles[name] = profile;
      profileSources[name] = { kind, path, line: lineOf(['profiles', name]) };
    }
  }
  return { ownProfiles, profileSources };
}
