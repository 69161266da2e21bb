/** Archives for the tests of `models pull`: small ones like the real ones, and ones that nobody should unpack. */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { Header, type HeaderData } from 'tar';
import { parseCatalogue, type CatalogueModel } from '../../src/providers/models/catalogue.js';

export interface ArchiveEntry {
  readonly path: string;
  readonly content?: Buffer | string;
  readonly type?: HeaderData['type'];
  readonly linkpath?: string;
}

/** A `.tar.bz2` made header by header, so that it may say anything. */
export function tarBz2(entries: readonly ArchiveEntry[]): Buffer {
  const blocks: Buffer[] = [];
  for (const { path, content = '', type = 'File', linkpath = '' } of entries) {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    new Header({ path, type, linkpath, size: body.length, mode: 0o644, mtime: new Date(0) }).encode(header);
    blocks.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  return bzip2(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

export function bzip2(content: Buffer): Buffer {
  const options = { input: content, maxBuffer: 1e9 };
  const compressed = spawnSync('bzip2', ['-c'], options);
  if (compressed.status === 0) return compressed.stdout;
  // The packages that could compress are all heavier than the Python that CI has anyway, which takes ten times as long.
  const program = 'import bz2,sys; sys.stdout.buffer.write(bz2.compress(sys.stdin.buffer.read()))';
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program], options);
  if (status !== 0) throw new Error(`python3 could not compress: ${String(stderr)}`);
  return stdout;
}

export const ENCODER = randomBytes(60_000);

export const MODEL_ENTRIES: readonly ArchiveEntry[] = [
  { path: 'a-model/', type: 'Directory' },
  { path: 'a-model/encoder.onnx', content: ENCODER },
  { path: 'a-model/decoder.onnx', content: 'decoder' },
  { path: 'a-model/joiner.onnx', content: 'joiner' },
  { path: 'a-model/tokens.txt', content: '<blk> 0\n' },
  { path: 'a-model/README.md', content: 'Licence: free' },
  { path: 'a-model/test_wavs/0.wav', content: 'not wanted' },
];

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A catalogue entry for an archive as if it were served at `url`. */
export function archiveModel(archive: Buffer, url: string, changes: object = {}): CatalogueModel {
  return parse({
    id: 'a-model',
    use: 'recognition',
    name: 'A model',
    description: 'For tests.',
    preference: 1,
    url,
    bytes: archive.length,
    sha256: sha256(archive),
    licence: 'MIT',
    archive: { format: 'tar.bz2', folder: 'a-model' },
    files: { encoder: 'encoder.onnx', decoder: 'decoder.onnx', joiner: 'joiner.onnx', tokens: 'tokens.txt' },
    tailMs: 400,
    ...changes,
  });
}

export function singleFileModel(content: Buffer, url: string): CatalogueModel {
  return parse({
    id: 'a-detector',
    use: 'voiceActivity',
    name: 'A detector',
    description: 'For tests.',
    preference: 1,
    url,
    bytes: content.length,
    sha256: sha256(content),
    licence: 'MIT',
    archive: null,
    files: { model: 'detector.onnx' },
  });
}

function parse(model: object): CatalogueModel {
  return parseCatalogue({ version: 1, models: [model] })[0]!;
}
