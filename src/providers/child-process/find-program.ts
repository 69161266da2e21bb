/** Looks for a program on the search path, without starting it. */
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The program's full path, or null. Never throws. */
export async function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  for (const folder of folders) {
    for (const candidate of names) {
      const path = join(folder, candidate);
      if (await isProgram(path)) return path;
    }
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
