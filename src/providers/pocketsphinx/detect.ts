/** Whether Debian's recogniser is here, found by its files alone: nothing is loaded. */
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Availability } from '../../engine/ports/availability.js';

export const POCKETSPHINX_REMEDY = 'sudo apt-get install libpocketsphinx3 pocketsphinx-en-us';

/** Where Debian's package pocketsphinx-en-us puts its files. */
export const DEFAULT_MODEL_FOLDER = '/usr/share/pocketsphinx/model/en-us';

const LIBRARY = 'libpocketsphinx.so.3';
const LIBRARY_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib/arm-linux-gnueabihf',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

export interface DetectOptions {
  readonly modelFolder?: string;
  readonly libraryFolders?: readonly string[];
}

/** The acoustic model's folder and the two files, in the order `hmm`, `lm`, `dict`. */
export function modelPaths(modelFolder: string): readonly [string, string, string] {
  return [
    join(modelFolder, 'en-us'),
    join(modelFolder, 'en-us.lm.bin'),
    join(modelFolder, 'cmudict-en-us.dict'),
  ] as const;
}

export async function detectPocketsphinx(options: DetectOptions = {}): Promise<Availability> {
  const folders = options.libraryFolders ?? [
    ...LIBRARY_FOLDERS,
    ...(process.env['LD_LIBRARY_PATH'] ?? '').split(':').filter(Boolean),
  ];
  const libraries = await Promise.all(folders.map((folder) => exists(join(folder, LIBRARY))));
  if (!libraries.includes(true)) return missing(`${LIBRARY} is not installed`);
  const paths = modelPaths(options.modelFolder ?? DEFAULT_MODEL_FOLDER);
  for (const path of paths) {
    if (!(await exists(path))) return missing(`its English model is not installed (no ${path})`);
  }
  try {
    createRequire(import.meta.url).resolve('koffi');
  } catch {
    return { available: false, why: 'the optional package koffi did not install', remedy: 'npm install koffi' };
  }
  return { available: true, detail: 'pocketsphinx, US English' };
}

function missing(why: string): Availability {
  return { available: false, why, remedy: POCKETSPHINX_REMEDY };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
