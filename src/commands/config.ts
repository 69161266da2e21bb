/** `config show|path|set|validate`: what the program goes by, and where each value comes from. */
import { safeLine } from '../engine/text/safe-text.js';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import {
  configFiles,
  loadConfiguration,
  refuseLateTargetWith,
  refuseUnknownProfile,
  sourceText,
  type Configuration,
} from '../config/configuration.js';
import { changeConfig } from '../config/files/change-config.js';
import { PROJECT_FILES, USER_FILES } from '../config/files/find-config-files.js';
import { configError } from '../config/files/parse-config.js';
import { looksLikeSecret } from '../config/files/secrets-in-files.js';
import { hideEnvironmentKeys } from '../config/keys/environment.js';
import { appPaths } from '../config/paths.js';
import { PROFILE_PORTS } from '../config/profiles/provider-options.js';
import { profileNames } from '../config/profiles/resolve-profile.js';
import { isPartTime } from '../config/settings/part-time-settings.js';
import { SETTING_NAMES, settingSchemas, type SettingName } from '../config/settings/settings.js';
import { isAppError } from '../engine/errors.js';
import { didYouMean } from '../engine/text/nearest.js';
import { withoutSecrets } from '../engine/text/secret-texts.js';
import { PORT_NAMES } from '../engine/reports/wording.js';
import { printJson, table, wrapping, type Write } from './output.js';

interface JsonOption {
  readonly json: boolean;
}

export async function configShow({ json }: JsonOption, writeText: Write): Promise<number> {
  const write = json ? writeText : wrapping(writeText);
  const configuration = await loadConfiguration();
  const { settings, sources, profile, ownProfiles, profileSources } = configuration;
  if (json) {
    const values = SETTING_NAMES.map((name) => [name, { value: settings[name], source: sources[name] }]);
    printJson({ settings: Object.fromEntries(values) as object, profile, ownProfiles: profileSources }, write);
    return 0;
  }
  const rows = SETTING_NAMES.map((name) => [name, valueText(name, settings[name]), sourceText(sources[name])]);
  write(table([{ title: 'Setting' }, { title: 'Value' }, { title: 'From' }], rows));
  write(`\nProfile ${profile.name}, in order of preference:\n`);
  for (const port of PROFILE_PORTS) write(`  ${PORT_NAMES[port]}: ${listText(configuration, port)}\n`);
  const own = Object.keys(ownProfiles);
  const others = profileNames(ownProfiles).filter((name) => name !== profile.name);
  write(`\nOther profiles: ${others.map((name) => (own.includes(name) ? `${name} (yours)` : name)).join(', ')}\n`);
  return 0;
}

/** Where the files are, or would be. */
export async function configPath({ json }: JsonOption, write: Write): Promise<number> {
  const { files } = await loadConfiguration();
  const pathOf = (kind: string) => files.find((file) => file.kind === kind)?.path ?? null;
  const user = pathOf('user');
  const project = pathOf('project');
  if (json)
    printJson(
      { user: user ?? defaultUserFile(), project, found: { user: user !== null, project: project !== null } },
      write,
    );
  else {
    write(`user     ${safeLine(user ?? `${defaultUserFile()} (not there yet)`)}\n`);
    write(`project  ${safeLine(project ?? `none: ${PROJECT_FILES[0]} in this folder or one above it`)}\n`);
  }
  return 0;
}

export interface ConfigSetOptions {
  readonly place: string;
  readonly value?: string;
  readonly project?: boolean;
  readonly unset?: boolean;
}

export async function configSet(
  { place, value, project = false, unset = false }: ConfigSetOptions,
  write: Write,
): Promise<number> {
  if ((value === undefined) !== unset) {
    throw configError(
      'usage',
      'Give a value, or --unset to take it away.',
      'For example: ielts-examiner config set profile cloud',
    );
  }
  const steps = place.split('.');
  checkPlace(steps[0] ?? '');
  if (value?.trim() === '') {
    throw configError(
      'usage',
      `"${safeLine(place)}" was given an empty value.`,
      `To go back to its default: ielts-examiner config set ${safeLine(place)} --unset`,
    );
  }
  hideEnvironmentKeys();
  if (value !== undefined && (looksLikeSecret(value) || withoutSecrets(value) !== value)) {
    throw configError(
      'secret',
      'This looks like a key, and a key must not lie in a configuration file.',
      'Store it safely: ielts-examiner keys set NAME. It stands in your shell history now: take it out there, too.',
    );
  }
  // Not what they come to: a file that cannot be used can be mended here.
  const files = await configFiles();
  if (place === 'profile' && value !== undefined) refuseUnknownProfile(value, files);
  const kind = project ? 'project' : 'user';
  const path =
    files.find((file) => file.kind === kind)?.path ??
    (project ? join(process.cwd(), PROJECT_FILES[0]) : defaultUserFile());
  const given: unknown = value === undefined ? undefined : valueIn(value, place);
  if (isPartTime(place)) refuseLateTargetWith({ kind, name: place, value: given }, files);
  await changeConfig({ path, kind, place: steps, value: given });
  write(
    unset
      ? `${safeLine(place)} is no longer set in ${safeLine(path)}\n`
      : `${safeLine(place)}: ${safeLine(value ?? '')} is set in ${safeLine(path)}\n`,
  );
  await tellWhatHidesIt(steps[0] ?? '', kind, write);
  return 0;
}

/** A text as it is, where one is wanted: in YAML "HDA Intel PCH: ALC257 (hw:0,0)" is no name of a device, and "Headset #2" half of one. */
function valueIn(written: string, place: string): unknown {
  const name = SETTING_NAMES.find((known) => known === place);
  const isText = name !== undefined && settingSchemas[name].safeParse(written).success;
  return isText ? written : parseYaml(written);
}

/** Rejects with what is wrong; the exit code is 2 then. */
export async function configValidate({ json }: JsonOption, write: Write): Promise<number> {
  const { files } = await loadConfiguration();
  const paths = files.map(({ path }) => path);
  if (json) printJson({ valid: true, files: paths }, write);
  else if (paths.length === 0) write('There is no configuration file; the defaults are used.\n');
  else for (const path of paths) write(`ok  ${safeLine(path)}\n`);
  return 0;
}

function defaultUserFile(): string {
  return join(appPaths().config, USER_FILES[0]);
}

function checkPlace(first: string): void {
  const known = [...SETTING_NAMES, 'profiles'];
  if (known.includes(first)) return;
  throw configError(
    'unknownSetting',
    `There is no setting "${safeLine(first)}"${didYouMean(first, known)}`,
    `Choose one of: ${known.join(', ')}.`,
  );
}

/** A value that something stronger hides would seem not to work. */
async function tellWhatHidesIt(setting: string, kind: 'user' | 'project', write: Write): Promise<void> {
  const name = SETTING_NAMES.find((known) => known === setting);
  if (name === undefined) return;
  const configuration = await loadConfiguration().catch((error: unknown) => {
    // Other times that are still to be mended: this value is set all the same.
    if (isAppError(error) && error.code === 'config.lateTarget') return null;
    throw error;
  });
  if (configuration === null) return;
  const source = configuration.sources[name];
  if (source.kind !== 'default' && source.kind !== kind) write(`Note: ${sourceText(source)} goes before it.\n`);
}

function valueText(name: SettingName, value: unknown): string {
  if (value === null) return '-';
  // Without a language model, "both" is the measured one.
  if (name === 'rater' && value === 'both') return 'both, with a language model';
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function listText({ profile }: Configuration, port: (typeof PROFILE_PORTS)[number]): string {
  const entries = profile.ports[port].map(({ provider, options }) => {
    const said = Object.entries(options).map(([name, value]) => `${name} ${String(value)}`);
    return safeLine(said.length === 0 ? provider : `${provider} (${said.join(', ')})`);
  });
  return entries.length === 0 ? 'none' : entries.join(', ');
}
