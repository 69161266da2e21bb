/** What was installed, file by file, so that `models verify` can tell a damaged file from a good one without the network. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileSha256 } from './file-hash.js';

const manifestSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  /** Of the download that it came from. */
  sha256: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** Null when there is none or it cannot be read: then the model counts as not installed. */
export async function readManifest(path: string): Promise<Manifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** @param paths relative to the folder */
export async function writeManifest(
  file: string,
  folder: string,
  paths: readonly string[],
  model: { readonly id: string; readonly sha256: string },
): Promise<void> {
  const files: Manifest['files'] = [];
  for (const path of paths.toSorted()) {
    const full = join(folder, path);
    files.push({ path, bytes: (await stat(full)).size, sha256: await fileSha256(full) });
  }
  const manifest: Manifest = { version: 1, id: model.id, sha256: model.sha256, files };
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
