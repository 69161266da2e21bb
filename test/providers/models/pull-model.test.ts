import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueModel } from '../../../src/providers/models/catalogue.js';
import {
  findInstalledModel,
  listModels,
  removeModel,
  verifyModel,
} from '../../../src/providers/models/installed-models.js';
import { asDiskError } from '../../../src/providers/models/model-error.js';
import { pullModel, type PullOptions, type PullProgress } from '../../../src/providers/models/pull-model.js';
import {
  answers,
  breaksAfter,
  sendsAll,
  stallsAfter,
  startFileServer,
  type FileServer,
} from '../../support/file-server.js';
import { archiveModel, ENCODER, MODEL_ENTRIES, sha256, singleFileModel, tarBz2 } from '../../support/model-archives.js';

const ARCHIVE = tarBz2(MODEL_ENTRIES);
const NO_RETRY: readonly number[] = [];

let server: FileServer;
let folder: string;
let model: CatalogueModel;
let part: string;

beforeEach(async () => {
  server = await startFileServer();
  server.files.set('/a-model.tar.bz2', ARCHIVE);
  folder = await mkdtemp(join(tmpdir(), 'models-'));
  model = archiveModel(ARCHIVE, `${server.url}/a-model.tar.bz2`);
  part = join(folder, '.downloads', 'a-model.part');
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const pull = (options: PullOptions = {}, what = model) =>
  pullModel(what.id, { folder, catalogue: [what], retryDelaysMs: NO_RETRY, ...options });

/** What a failed or finished pull must leave: no staging, no lock, nothing outside the folder. */
function leftovers(): readonly string[] {
  return readdirSync(join(folder, '.downloads')).filter((name) => !name.endsWith('.part'));
}

describe('pulling a model', () => {
  it('installs the wanted files and nothing else, and finds them again', async () => {
    const steps: PullProgress[] = [];
    expect(await pull({ onProgress: (step) => steps.push(step) })).toMatchObject({ pulled: true });
    expect(readdirSync(join(folder, 'a-model')).toSorted()).toEqual([
      'README.md',
      'decoder.onnx',
      'encoder.onnx',
      'joiner.onnx',
      'manifest.json',
      'tokens.txt',
    ]);
    expect(readFileSync(join(folder, 'a-model', 'encoder.onnx')).equals(ENCODER)).toBe(true);
    expect(await findInstalledModel('recognition', { folder, catalogue: [model] })).toMatchObject({
      id: 'a-model',
      files: { encoder: join(folder, 'a-model', 'encoder.onnx'), tokens: join(folder, 'a-model', 'tokens.txt') },
      tailMs: 400,
    });
    expect(steps.at(0)).toEqual({ step: 'downloading', doneBytes: 0, fromBytes: 0, bytes: ARCHIVE.length });
    expect(steps.at(-1)).toEqual({ step: 'unpacking', doneBytes: ARCHIVE.length, bytes: ARCHIVE.length });
    expect(existsSync(part)).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  it('makes folders for the owner alone: sessions are kept beside the models', async () => {
    const data = join(folder, 'data');
    await pull({ folder: join(data, 'models') });
    expect(
      [data, join(data, 'models'), join(data, 'models', 'a-model')].map((path) => statSync(path).mode & 0o777),
    ).toEqual([0o700, 0o700, 0o700]);
  });

  it('installs a model of one file', async () => {
    const content = Buffer.from('a detector');
    server.files.set('/detector.onnx', content);
    const detector = singleFileModel(content, `${server.url}/detector.onnx`);
    await pull({}, detector);
    const found = await findInstalledModel('voiceActivity', { folder, catalogue: [detector] });
    expect(readFileSync(found!.files.model)).toEqual(content);
  });

  it('leaves a whole model alone and replaces a damaged one', async () => {
    await pull();
    expect(await pull()).toMatchObject({ pulled: false });
    expect(server.requests).toHaveLength(1);
    writeFileSync(join(folder, 'a-model', 'joiner.onnx'), 'damaged');
    expect(await pull()).toMatchObject({ pulled: true });
    expect(await verifyModel('a-model', { folder, catalogue: [model] })).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  it('fetches from a mirror, under the file’s own name', async () => {
    const elsewhere = archiveModel(ARCHIVE, 'https://models.invalid/releases/a-model.tar.bz2?raw=1');
    server.files.set('/mirror/a-model.tar.bz2', ARCHIVE);
    await pull({ baseUrl: `${server.url}/mirror/` }, elsewhere);
    expect(server.requests).toEqual([{ path: '/mirror/a-model.tar.bz2', range: null }]);
  });

  it('follows a redirect', async () => {
    server.files.set('/moved', ARCHIVE);
    server.misbehave.push(answers(302, { location: '/moved' }));
    expect(await pull()).toMatchObject({ pulled: true });
  });

  it('names the nearest model when there is none of that name', async () => {
    await expect(pullModel('a-modle', { folder, catalogue: [model] })).rejects.toMatchObject({
      code: 'models.unknown',
      exitCode: 2,
      remedy: expect.stringMatching(/^Did you mean a-model\?/),
    });
  });
});

describe('an interrupted download', () => {
  it('goes on where the connection broke, in the same call', async () => {
    server.misbehave.push(breaksAfter(20_000));
    expect(await pull({ retryDelaysMs: [1] })).toMatchObject({ pulled: true });
    expect(server.requests.map(({ range }) => range)).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  it('keeps what it has when it gives up, and the next call goes on', async () => {
    server.misbehave.push(breaksAfter(20_000));
    await expect(pull()).rejects.toMatchObject({
      code: 'models.network',
      exitCode: 3,
      remedy: expect.stringMatching(/goes on after the \d+ bytes/),
    });
    const partBytes = statSync(part).size;
    expect(partBytes).toBeGreaterThan(0);
    expect(leftovers()).toEqual([]);
    expect((await listModels({ folder, catalogue: [model] }))[0]).toMatchObject({
      installed: false,
      partBytes,
    });
    expect(await pull()).toMatchObject({ pulled: true });
    expect(server.requests.at(-1)?.range).toBe(`bytes=${String(partBytes)}-`);
  });

  it('keeps what it has when it is aborted', async () => {
    server.misbehave.push(stallsAfter(10_000));
    const stop = new AbortController();
    const pulling = pull({
      signal: stop.signal,
      onProgress: (progress) => {
        if (progress.doneBytes > 0) stop.abort();
      },
    });
    await expect(pulling).rejects.toMatchObject({ code: 'models.interrupted', exitCode: 130 });
    const partBytes = statSync(part).size;
    expect(partBytes).toBeGreaterThan(0);
    await pull();
    expect(server.requests.at(-1)?.range).toBe(`bytes=${String(partBytes)}-`);
  });

  it('starts over where the server knows no ranges', async () => {
    server.misbehave.push(breaksAfter(14_000), sendsAll());
    expect(await pull({ retryDelaysMs: [1] })).toMatchObject({ pulled: true });
  });

  it('starts over when the server has nothing after the part or sends another part', async () => {
    const wrongRange = { 'content-range': `bytes 0-9/${String(ARCHIVE.length)}`, 'content-length': '0' };
    for (const trick of [answers(416), answers(206, wrongRange)]) {
      await rm(folder, { recursive: true });
      mkdirSync(join(folder, '.downloads'), { recursive: true });
      writeFileSync(part, ARCHIVE.subarray(0, 10_000));
      server.misbehave.push(trick);
      expect(await pull({ retryDelaysMs: [1] })).toMatchObject({ pulled: true });
      expect(server.requests.at(-1)?.range).toBeNull();
    }
  });

  it('throws away a part that is longer than the file', async () => {
    mkdirSync(join(folder, '.downloads'), { recursive: true });
    writeFileSync(part, Buffer.alloc(ARCHIVE.length + 1));
    expect(await pull()).toMatchObject({ pulled: true });
  });

  it('does not ask the server when everything is here already', async () => {
    mkdirSync(join(folder, '.downloads'), { recursive: true });
    writeFileSync(part, ARCHIVE);
    expect(await pull()).toMatchObject({ pulled: true });
    expect(server.requests).toEqual([]);
  });

  it('gives up on a server that stops sending', async () => {
    server.misbehave.push(stallsAfter(1000));
    await expect(pull({ idleTimeoutMs: 100 })).rejects.toMatchObject({
      code: 'models.network',
      message: expect.stringMatching(/stopped sending/),
    });
  });
});

describe('a download that is not what it should be', () => {
  it('is refused with both hashes, and only the bad file is deleted', async () => {
    const other = Buffer.from(ARCHIVE);
    other[5000]! ^= 1;
    mkdirSync(join(folder, 'neighbour'));
    writeFileSync(join(folder, '.keep'), '');
    server.misbehave.push(sendsAll(other));
    await expect(pull()).rejects.toMatchObject({
      code: 'models.checksum',
      exitCode: 3,
      message: expect.stringMatching(new RegExp(`expected ${sha256(ARCHIVE)}, got ${sha256(other)}`)),
    });
    expect(existsSync(part)).toBe(false);
    expect(readdirSync(folder).toSorted()).toEqual(['.downloads', '.keep', 'neighbour']);
    expect(await pull()).toMatchObject({ pulled: true });
  });

  it('is refused before it is downloaded when its size is wrong, naming both sizes', async () => {
    server.misbehave.push(sendsAll(ARCHIVE.subarray(0, 1234)));
    await expect(pull()).rejects.toMatchObject({
      code: 'models.size',
      message: expect.stringMatching(new RegExp(`${String(ARCHIVE.length)} bytes expected, got 1234`)),
    });
    expect(existsSync(part)).toBe(false);
  });

  it('is cut off when it is longer than it should be and did not say so', async () => {
    server.misbehave.push((_, response) => {
      response.writeHead(200);
      response.end(Buffer.alloc(ARCHIVE.length + 100_000));
    });
    await expect(pull()).rejects.toMatchObject({ code: 'models.size' });
    expect(existsSync(part)).toBe(false);
  });

  it.each([404, 403])('says so when the server answers %i, at once', async (status) => {
    server.misbehave.push(answers(status));
    await expect(pull({ retryDelaysMs: [1, 1] })).rejects.toMatchObject({
      code: 'models.network',
      message: expect.stringMatching(new RegExp(`answered ${String(status)}`)),
    });
    expect(server.requests).toHaveLength(1);
  });

  it('tries again when the server answers 500', async () => {
    server.misbehave.push(answers(500));
    expect(await pull({ retryDelaysMs: [1] })).toMatchObject({ pulled: true });
    await removeModel('a-model', { folder, catalogue: [model] });
    server.misbehave.push(answers(503), answers(500));
    await expect(pull({ retryDelaysMs: [1] })).rejects.toMatchObject({ code: 'models.network' });
  });

  it('names the reason when no server can be reached', async () => {
    const nobody = archiveModel(ARCHIVE, 'http://127.0.0.1:1/a-model.tar.bz2');
    await expect(pull({}, nobody)).rejects.toMatchObject({
      code: 'models.network',
      message: expect.stringMatching(/ECONNREFUSED|bad port/),
    });
  });
});

describe('an archive that nobody should unpack', () => {
  const pullArchive = (archive: Buffer, changes: object = {}) => {
    server.files.set('/bad.tar.bz2', archive);
    return pull({}, archiveModel(archive, `${server.url}/bad.tar.bz2`, changes));
  };

  it.each([
    ['a name that climbs out', [{ path: '../evil', content: 'x' }]],
    ['a name that climbs out from inside', [{ path: 'a-model/../../evil', content: 'x' }]],
    ['an absolute name', [{ path: '/tmp/evil-model', content: 'x' }]],
    ['a Windows name', [{ path: 'C:\\evil', content: 'x' }]],
    ['a link in the place of a file', [{ path: 'a-model/joiner.onnx', type: 'SymbolicLink', linkpath: '/etc/passwd' }]],
    ['a hard link in the place of a file', [{ path: 'a-model/joiner.onnx', type: 'Link', linkpath: '../evil' }]],
    ['a pipe', [{ path: 'a-model/joiner.onnx', type: 'FIFO' }]],
  ] as const)('is refused for %s', async (_, entries) => {
    await expect(
      pullArchive(tarBz2([...MODEL_ENTRIES.slice(0, 3), ...entries, ...MODEL_ENTRIES.slice(4)])),
    ).rejects.toMatchObject({
      code: 'models.archive',
      exitCode: 3,
      message: expect.stringMatching(/refused/),
    });
    expect(existsSync(join(folder, 'a-model'))).toBe(false);
    expect(existsSync(join(folder, '..', 'evil'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  it('is refused when it unpacks to far more than its size', async () => {
    const bomb = tarBz2([...MODEL_ENTRIES, { path: 'a-model/zeros', content: Buffer.alloc(1_000_000) }]);
    await expect(pullArchive(bomb)).rejects.toMatchObject({
      code: 'models.archive',
      message: expect.stringMatching(/more than/),
    });
  });

  it('is refused when a name comes twice', async () => {
    const twice = tarBz2([...MODEL_ENTRIES, { path: 'a-model/tokens.txt', content: 'other' }]);
    await expect(pullArchive(twice)).rejects.toMatchObject({ exitCode: 3 });
    expect(existsSync(join(folder, 'a-model'))).toBe(false);
  });

  it('is refused without a file that the model needs', async () => {
    await expect(pullArchive(tarBz2(MODEL_ENTRIES.slice(0, 4)))).rejects.toMatchObject({
      code: 'models.archive',
      message: expect.stringMatching(/no tokens\.txt/),
    });
  });

  it.each([
    ['is no archive at all', Buffer.from('<html>sign in</html>'.repeat(100))],
    ['is cut short', ARCHIVE.subarray(0, 40_000)],
    ['is damaged inside', damaged(ARCHIVE)],
  ])('is refused when it %s', async (_, archive) => {
    await expect(pullArchive(archive)).rejects.toMatchObject({ code: 'models.archive' });
    expect(existsSync(join(folder, 'a-model'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });
});

describe('the disk', () => {
  it('may be full', async () => {
    mkdirSync(join(folder, '.downloads'));
    symlinkSync('/dev/full', part);
    await expect(pull()).rejects.toMatchObject({
      code: 'models.disk',
      exitCode: 3,
      message: expect.stringMatching(/is full/),
      remedy: expect.stringMatching(/Free some space/),
    });
    expect(leftovers()).toEqual([]);
  });

  it('may have too little room, which is said before the download', async () => {
    const vast = archiveModel(ARCHIVE, `${server.url}/a-model.tar.bz2`, { bytes: 1e15 });
    await expect(pull({}, vast)).rejects.toMatchObject({
      code: 'models.disk',
      message: expect.stringMatching(/MB are free/),
    });
    expect(server.requests).toEqual([]);
  });

  it('may not let us write', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(pull({ folder: join(folder, 'file', 'models') })).rejects.toMatchObject({ code: 'models.disk' });
    const refused = Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
    expect(asDiskError('/models', refused)).toMatchObject({
      code: 'models.disk',
      remedy: 'Make /models writable, or choose another place with IELTS_EXAMINER_HOME.',
    });
  });
});

describe('two pulls of one model', () => {
  it('exclude each other', async () => {
    server.misbehave.push(stallsAfter(1000));
    const stop = new AbortController();
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = pull({ signal: stop.signal, onProgress: begun });
    const ended = expect(first).rejects.toMatchObject({ code: 'models.interrupted' });
    await started;
    await expect(pull()).rejects.toMatchObject({
      code: 'models.busy',
      message: expect.stringMatching(String(process.pid)),
    });
    stop.abort();
    await ended;
    expect(await pull()).toMatchObject({ pulled: true });
  });

  it('do not wait for a process that has died', async () => {
    mkdirSync(join(folder, '.downloads'));
    writeFileSync(join(folder, '.downloads', 'a-model.lock'), '4194304');
    expect(await pull()).toMatchObject({ pulled: true });
  });
});

/** Right in size, wrong in the middle: past the header of the second block or the first one's data. */
function damaged(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  copy.fill(0xaa, 20_000, 20_400);
  return copy;
}
