import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderSpeechCache } from '../../../src/providers/speech-cache/folder-speech-cache.js';
import { cachedLine, speechCacheContract } from '../../support/contracts/speech-cache.contract.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const line = cachedLine;

speechCacheContract(
  'a folder',
  () => createFolderSpeechCache({ folder: join(temporaryFolder(), 'cache') }),
  () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'a file where the folder should be');
    return createFolderSpeechCache({ folder: file });
  },
);

describe('speech cache in a folder', () => {
  let parent: string;
  let folder: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'speech-cache-'));
    folder = join(parent, 'cache');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('gives back in the next process what was put in', async () => {
    await createFolderSpeechCache({ folder }).put('flite\nHello.', line(3));
    expect(await createFolderSpeechCache({ folder }).get('flite\nHello.')).toEqual(line(3));
  });

  it('lets no key name a file', async () => {
    const cache = createFolderSpeechCache({ folder });
    for (const key of ['../../outside', '/etc/passwd', 'a\0b', 'x'.repeat(10_000)]) {
      await cache.put(key, line(1));
      expect(await cache.get(key)).toEqual(line(1));
    }
    expect(await readdir(parent)).toEqual(['cache']);
    expect((await readdir(folder)).every((name) => /^[0-9a-f]{64}\.pcm$/.test(name))).toBe(true);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 300)],
    ['changed', (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === 200 ? byte ^ 1 : byte)))],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('hello')],
  ])('takes a file that is %s for a miss, and heals', async (_, damage) => {
    const cache = createFolderSpeechCache({ folder });
    await cache.put('key', line(5));
    const [name] = await readdir(folder);
    const path = join(folder, name!);
    await writeFile(path, damage(await readFile(path)));
    expect(await cache.get('key')).toBeNull();
    await cache.put('key', line(5));
    expect(await cache.get('key')).toEqual(line(5));
  });

  it('stays within its size; what was used last stays', async () => {
    const cache = createFolderSpeechCache({ folder, maxBytes: 10_500 });
    const paths: string[] = [];
    for (let i = 0; i < 9; i += 1) {
      const before = new Set(await readdir(folder).catch(() => []));
      await cache.put(`line ${String(i)}`, line(i));
      const [added] = (await readdir(folder)).filter((name) => !before.has(name));
      paths.push(join(folder, added!));
      await utimes(paths[i]!, 1000 + i, 1000 + i);
    }
    expect(await cache.get('line 0')).not.toBeNull();
    await cache.put('line 9', line(9));
    await cache.put('line 10', line(10));
    const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_500);
    expect(await cache.get('line 1')).toBeNull();
    expect(await cache.get('line 0')).not.toBeNull();
    expect(await cache.get('line 10')).not.toBeNull();
  });

  it('does not keep what alone is too large', async () => {
    const cache = createFolderSpeechCache({ folder, maxBytes: 1000 });
    await cache.put('key', line(1));
    expect(await cache.get('key')).toBeNull();
  });

  it('leaves no drafts behind and removes those of dead processes', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'old.tmp'), 'x');
    await utimes(join(folder, 'old.tmp'), 1000, 1000);
    await createFolderSpeechCache({ folder }).put('key', line(1));
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('takes many writes at once by two processes', async () => {
    const cache = createFolderSpeechCache({ folder });
    const other = createFolderSpeechCache({ folder });
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? cache : other).put(`line ${String(i % 4)}`, line(i % 4))),
    );
    for (let i = 0; i < 4; i += 1) expect(await cache.get(`line ${String(i)}`)).toEqual(line(i));
  });
});
