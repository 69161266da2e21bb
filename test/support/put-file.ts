/** Writes a file in one piece: whoever watches it on a slow machine never sees it half written. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

export async function putFile(path: string, text: string): Promise<void> {
  const piece = join(temporaryFolder(), 'piece');
  await writeFile(piece, text);
  await rename(piece, path);
}
