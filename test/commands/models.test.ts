import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pullReporter } from '../../src/commands/model-progress.js';
import { modelsList, modelsPull, modelsRemove, modelsVerify, type ModelsRun } from '../../src/commands/models.js';
import { breaksAfter, startFileServer, type FileServer } from '../support/file-server.js';
import { archiveModel, MODEL_ENTRIES, tarBz2 } from '../support/model-archives.js';

const archive = tarBz2(MODEL_ENTRIES);
let server: FileServer;
let folder: string;
let run: ModelsRun;
let lines: string[];
let progress: string;

const write = (line: string) => {
  lines.push(line);
};
const said = () => lines.join('\n');
const model = 'a-model';

beforeAll(async () => {
  server = await startFileServer();
  server.files.set('/a-model.tar.bz2', archive);
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-command-'));
  lines = [];
  progress = '';
  run = {
    folder,
    catalogue: [archiveModel(archive, `${server.url}/a-model.tar.bz2`)],
    progress: { write: (text: string) => (progress += text) },
    retryDelaysMs: [],
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('models', () => {
  it('are listed with size, licence and whether they are installed', async () => {
    expect(await modelsList({ json: false }, write)).toBe(0);
    expect(said()).toMatch(/zipformer-en-20m +recognition +128 MB +- +Apache-2\.0/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    lines = [];
    await modelsPull({ model, json: false }, write, run);
    await modelsList({ json: false }, write, run);
    expect(said()).toMatch(/a-model +recognition +0\.1 MB +installed +MIT/);
  });

  it('are listed for programs', async () => {
    expect(await modelsList({ json: true }, write, run)).toBe(0);
    expect(JSON.parse(said())).toMatchObject({
      models: [
        { id: model, use: 'recognition', bytes: archive.length, licence: 'MIT', installed: false, partBytes: 0 },
      ],
    });
  });

  it('are pulled, verified and removed', async () => {
    expect(await modelsPull({ model, json: false }, write, run)).toBe(0);
    expect(progress).toMatch(/^Downloading 0\.1 MB\n(Downloading \d+ %\n)*Downloading 100 %\nUnpacking/);
    expect(await modelsPull({ model, json: false }, write, run)).toBe(0);
    expect(await modelsVerify({ model: undefined, json: false }, write, run)).toBe(0);
    expect(await modelsRemove({ model, json: false }, write, run)).toBe(0);
    expect(lines).toEqual([
      `Installed a-model (0.1 MB, licence: MIT) in ${join(folder, model)}`,
      'a-model is installed already, and every file is whole.',
      'a-model: every file is whole',
      'Removed a-model.',
    ]);
  });

  it('that are damaged are named with the files and the remedy', async () => {
    await modelsPull({ model, json: true }, write, run);
    expect(JSON.parse(said())).toMatchObject({ id: model, pulled: true, folder: join(folder, model) });
    expect(progress).toBe('');
    writeFileSync(join(folder, model, 'tokens.txt'), 'damaged');
    lines = [];
    expect(await modelsVerify({ model, json: false }, write, run)).toBe(3);
    expect(said()).toMatch(/a-model: damaged\n {2}tokens\.txt has changed\nInstall it again: .* models pull a-model/);
  });

  it('that nobody knows end with 2, those not installed with 3, an unreachable server with 3', async () => {
    await expect(modelsPull({ model: 'a-modle', json: false }, write, run)).rejects.toMatchObject({
      code: 'models.unknown',
      exitCode: 2,
      remedy: expect.stringContaining('Did you mean a-model') as string,
    });
    await expect(modelsRemove({ model, json: false }, write, run)).rejects.toMatchObject({ exitCode: 3 });
    expect(await modelsVerify({ model, json: true }, write, run)).toBe(3);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ error: { code: 'models.notInstalled' } });
    server.misbehave.push(breaksAfter(1000));
    await expect(modelsPull({ model, json: false }, write, run)).rejects.toMatchObject({
      code: 'models.network',
      exitCode: 3,
      remedy: expect.stringContaining('goes on') as string,
    });
  });
});

describe('the progress bar', () => {
  it('is drawn over itself on a terminal and ends its line', () => {
    let drawn = '';
    const reporter = pullReporter({ isTTY: true, columns: 60, write: (text: string) => (drawn += text) }, false);
    for (const doneBytes of [0, 1, 2, 500_000, 1_000_000]) {
      reporter.progress({ step: 'downloading', doneBytes, fromBytes: 0, bytes: 1_000_000 });
    }
    reporter.end();
    reporter.end();
    expect(drawn.split('\r').at(-1)).toBe('Downloading [########################] 100 % of 1.0 MB\u001b[K\n');
    expect(drawn.split('\n')).toHaveLength(2);
    for (const line of drawn.replaceAll('\u001b[K', '').split('\r')) expect(line.trimEnd().length).toBeLessThan(60);
  });

  it('is lines elsewhere, and says where it goes on', () => {
    let written = '';
    const reporter = pullReporter({ write: (text: string) => (written += text) }, false);
    for (const doneBytes of [500, 510, 700, 1000]) {
      reporter.progress({ step: 'downloading', doneBytes, fromBytes: 500, bytes: 1000 });
    }
    expect(written).toBe('Downloading 0.0 MB, going on after 0.0 MB\nDownloading 70 %\nDownloading 100 %\n');
  });
});
