import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  findInstalledModel,
  listModels,
  removeModel,
  verifyModel,
} from '../../../src/providers/models/installed-models.js';
import { writeManifest } from '../../../src/providers/models/manifest.js';
import { archiveModel } from '../../support/model-archives.js';

const small = archiveModel(Buffer.from('small'), 'https://models.invalid/small.tar.bz2');
const large = archiveModel(Buffer.from('large'), 'https://models.invalid/large.tar.bz2', {
  id: 'b-model',
  preference: 5,
});
const catalogue = [small, large];
const folder = await mkdtemp(join(tmpdir(), 'installed-models-'));
const options = { folder, catalogue };

async function install(id: string, sha256: string): Promise<void> {
  const own = join(folder, id);
  const files = ['encoder.onnx', 'decoder.onnx', 'joiner.onnx', 'tokens.txt'];
  mkdirSync(own, { recursive: true });
  for (const file of files) writeFileSync(join(own, file), `${id} ${file}`);
  await writeManifest(join(own, 'manifest.json'), own, files, { id, sha256 });
}

beforeEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await install(small.id, small.sha256);
  await install(large.id, large.sha256);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('installed models', () => {
  it('are found by use: the preferred one, or the one that was named', async () => {
    expect((await findInstalledModel('recognition', options))?.id).toBe('b-model');
    expect((await findInstalledModel('recognition', { ...options, id: 'a-model' }))?.id).toBe('a-model');
    expect(await findInstalledModel('recognition', { ...options, id: 'c-model' })).toBeNull();
    expect(await findInstalledModel('speech', options)).toBeNull();
  });

  it('do not count when a file is gone, the manifest is damaged, or the list names another version', async () => {
    rmSync(join(folder, 'b-model', 'encoder.onnx'));
    expect((await findInstalledModel('recognition', options))?.id).toBe('a-model');
    writeFileSync(join(folder, 'a-model', 'manifest.json'), '{"version":');
    expect(await findInstalledModel('recognition', options)).toBeNull();
    await install(large.id, 'f'.repeat(64));
    expect(await findInstalledModel('recognition', options)).toBeNull();
  });

  it('are none where there is no folder', async () => {
    const nowhere = { ...options, folder: join(folder, 'nowhere') };
    expect(await findInstalledModel('recognition', nowhere)).toBeNull();
    expect((await listModels(nowhere)).map(({ installed }) => installed)).toEqual([false, false]);
  });

  it('are verified file by file', async () => {
    expect(await verifyModel('a-model', options)).toEqual([]);
    writeFileSync(join(folder, 'a-model', 'joiner.onnx'), 'a-model jOiner.onnx');
    rmSync(join(folder, 'a-model', 'tokens.txt'));
    expect(await verifyModel('a-model', options)).toEqual([
      { path: 'joiner.onnx', problem: 'changed' },
      { path: 'tokens.txt', problem: 'missing' },
    ]);
    await expect(verifyModel('x-model', options)).rejects.toMatchObject({ code: 'models.unknown', exitCode: 2 });
  });

  it('are removed, with the rest of an unfinished download', async () => {
    mkdirSync(join(folder, '.downloads'));
    writeFileSync(join(folder, '.downloads', 'a-model.part'), 'half');
    await removeModel('a-model', options);
    expect(existsSync(join(folder, 'a-model'))).toBe(false);
    expect(readdirSync(join(folder, '.downloads'))).toEqual([]);
    expect((await findInstalledModel('recognition', options))?.id).toBe('b-model');
    await expect(removeModel('a-model', options)).rejects.toMatchObject({
      code: 'models.notInstalled',
      exitCode: 3,
      remedy: 'Install it: ielts-examiner models pull a-model',
    });
  });
});
