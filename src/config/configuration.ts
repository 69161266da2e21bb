/** Loads every setting together with its source. Precedence: flag, environment, project file, user file, default. */
import { findProjectFile, findUserFile, type ConfigFile } from './files/find-config-files.js';
import { configError } from './files/parse-config.js';
import { appPaths } from './paths.js';
import { resolveProfile, type OwnProfiles, type Profile } from './profiles/resolve-profile.js';
import {
  DEFAULT_SETTINGS,
  SETTING_NAMES,
  settingSchemas,
  variableOf,
  type SettingName,
  type Settings,
} from './settings/settings.js';

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
  const settings: Partial<Record<SettingName, unknown>> = {};
  const sources: Partial<Record<SettingName, ValueSource>> = {};
  for (const name of SETTING_NAMES) {
    const { value, source } = settingOf(name, flags, env, files);
    settings[name] = value;
    sources[name] = source;
  }
  const { ownProfiles, profileSources } = profilesOf(files);
  const resolved = settings as Settings;
  return {
    settings: resolved,
    sources: sources as Configuration['sources'],
    ownProfiles,
    profileSources,
    files,
    profile: resolveProfile(resolved.profile, ownProfiles),
  };
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

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
};

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
