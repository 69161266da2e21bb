/** Size of a production install from the packed tarball, and of one without optional dependencies. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lstat } from 'node:fs/promises';
import { ROOT, run } from '../support/processes.mjs';
import { rounded } from '../support/statistics.mjs';

const MB = 2 ** 20;

export async function measure() {
  const folder = await mkdtemp(join(tmpdir(), 'ielts-examiner-bench-'));
  try {
    // The project was built before; building again here would only take time.
    const packed = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT);
    const { filename, size, unpackedSize } = JSON.parse(packed)[0];
    const tarball = join(folder, filename);
    const whole = await installed(folder, 'whole', tarball, []);
    const bare = await installed(folder, 'bare', tarball, ['--omit=optional']);
    return {
      measurements: [
        { what: 'production install', target: '<= 300 MB', unit: 'MB', value: megabytes(whole.bytes) },
        { what: 'without optional dependencies', unit: 'MB', value: megabytes(bare.bytes) },
        { what: 'our package, packed', unit: 'MB', value: megabytes(size) },
        { what: 'our package, unpacked', unit: 'MB', value: megabytes(unpackedSize) },
        ...whole.largest.map(({ name, bytes }) => ({ what: `of it ${name}`, unit: 'MB', value: megabytes(bytes) })),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function installed(folder, name, tarball, options) {
  const project = await mkdtemp(join(folder, name));
  await writeFile(join(project, 'package.json'), '{ "private": true }');
  await npm(['install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', ...options, tarball], project);
  const modules = join(project, 'node_modules');
  const sizes = [];
  for (const entry of await readdir(modules, { withFileTypes: true })) {
    sizes.push({ name: entry.name, bytes: await sizeOf(join(modules, entry.name)) });
  }
  sizes.sort((a, b) => b.bytes - a.bytes);
  return { bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0), largest: sizes.slice(0, 8) };
}

/** Bytes on disk. */
async function sizeOf(path) {
  const info = await lstat(path);
  if (!info.isDirectory()) return info.blocks * 512;
  const names = await readdir(path);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, bytes) => sum + bytes, info.blocks * 512);
}

async function npm(args, cwd) {
  const { output, errors, exitCode } = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
  if (exitCode !== 0) throw new Error(`npm ${args[0]} failed: ${errors.trim().split('\n').at(-1)}`);
  return output;
}

function megabytes(bytes) {
  return rounded(bytes / MB, 1);
}
