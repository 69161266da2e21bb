/** A fixture with everything it is made of in one piece, for a worker that has no copy of the folder. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../engine/errors.js';
import { fixtureError } from '../fixture/fixture-error.js';
import { readDescribed } from '../fixture/read-fixture.js';
import { shortName } from '../fixture/read-text-file.js';
import { fileTrouble } from '../../../engine/file-trouble.js';

export interface Bundle {
  /** SHA-256 of the bytes. */
  readonly hash: string;
  readonly bytes: Buffer;
  /** The fixture's folder inside. */
  readonly folder: string;
}

const headerSchema = z.array(z.strictObject({ path: z.string().min(1), bytes: z.number().int().min(0) }));
/** Redis takes half a gigabyte in one piece; a fixture of more than this is a mistake. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Rejects with AppError `fixture.*`, also when the description cannot be read. */
export async function bundleOf(folder: string): Promise<Bundle> {
  const { root, files } = await readDescribed(folder);
  const paths = [...new Set([...files, ...(await filesIn(folder))])].sort();
  const contents = await Promise.all(paths.map(contentOf));
  const header = JSON.stringify(
    paths.map((path, index) => ({
      path: relative(root, path).split(sep).join('/'),
      bytes: contents[index]?.length ?? 0,
    })),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(header));
  const bytes = Buffer.concat([length, Buffer.from(header), ...contents]);
  if (bytes.length > MAX_BYTES) {
    throw new AppError({
      code: 'queue.tooLarge',
      message: `The fixture has ${String(Math.round(bytes.length / 1e6))} MB of files, too many for a queue.`,
      remedy: 'Replay it without --queue, or take files away that it does not need.',
      exitCode: 3,
    });
  }
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    folder: relative(root, folder).split(sep).join('/'),
  };
}

/** Links that lead out are left behind: they are refused on the other side, too. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const root = await realpath(folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() || (entry.isSymbolicLink() && (await leadsToFileIn(root, path))) ? [path] : [];
    }),
  );
  return found.flat();
}

/** @param root without symbolic links */
async function leadsToFileIn(root: string, link: string): Promise<boolean> {
  const target = await realpath(link).catch(() => null);
  return target !== null && target.startsWith(join(root, sep)) && (await stat(target)).isFile();
}

async function contentOf(path: string): Promise<Buffer> {
  return await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

function unreadable(path: string, error: unknown): AppError {
  return fixtureError(
    'fixture.unreadable',
    `${shortName(path)} cannot be read: ${fileTrouble(error)}.`,
    'Check the file.',
    error,
  );
}

/** Writes the files below `into`, and nowhere else. Rejects for bytes that are no bundle. */
export async function unpackBundle(bytes: Buffer, into: string): Promise<void> {
  const headerBytes = bytes.length < 4 ? Number.NaN : bytes.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 4, 4 + headerBytes)));
  let at = 4 + headerBytes;
  for (const { path, bytes: size } of header) {
    const parts = path.split('/');
    if (isAbsolute(path) || parts.includes('..') || parts.includes('') || path.includes('\\')) {
      throw new Error(`the path ${JSON.stringify(path)} leaves the folder`);
    }
    if (at + size > bytes.length) throw new Error('it is cut off');
    const target = join(into, ...parts);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes.subarray(at, at + size));
    at += size;
  }
}
