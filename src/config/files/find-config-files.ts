/** Finds the two configuration files: the project's, from the current folder upwards, and the user's own. */
import { parse } from 'node:path';
import { lilconfig } from 'lilconfig';
import { messageOf } from '../../engine/errors.js';
import { configError, parseConfig, type ConfigFileKind, type ParsedConfig } from './parse-config.js';

export const PROJECT_FILES = ['ielts-examiner.yaml', 'ielts-examiner.yml', 'ielts-examiner.json'] as const;
export const USER_FILES = ['config.yaml', 'config.yml', 'config.json'] as const;

export interface ConfigFile extends ParsedConfig {
  readonly kind: ConfigFileKind;
  readonly path: string;
}

/** Null when there is no project file. Rejects with an AppError when there is one that cannot be used. */
export async function findProjectFile(folder: string): Promise<ConfigFile | null> {
  return await find('project', folder, PROJECT_FILES, parse(folder).root);
}

export async function findUserFile(folder: string): Promise<ConfigFile | null> {
  return await find('user', folder, USER_FILES, folder);
}

async function find(
  kind: ConfigFileKind,
  folder: string,
  places: readonly string[],
  stopDir: string,
): Promise<ConfigFile | null> {
  // lilconfig could run JavaScript files. It only looks for these two file names, and only loads their text.
  const text = (_path: string, content: string): string => content;
  const searcher = lilconfig('ielts-examiner', {
    searchPlaces: [...places],
    stopDir,
    cache: false,
    ignoreEmptySearchPlaces: false,
    loaders: { '.yaml': text, '.yml': text, '.json': text },
  });
  const found = await searcher.search(folder).catch((error: unknown) => {
    throw configError(
      'unreadable',
      `The configuration file cannot be read: ${messageOf(error)}`,
      'Make it a readable file, or take it away.',
    );
  });
  if (found === null) return null;
  const content = found.isEmpty === true ? '' : (found.config as string);
  return { kind, path: found.filepath, ...parseConfig(content, found.filepath, kind) };
}
