// Ink and Kysely come as seven hundred small modules, which every session loads. The build puts what we use of them into one
// file each, and lets our modules import that: docs/adr/0019.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

const PACKAGES = ['ink', 'kysely'];
/** Ink's window into a debugger for React, with a server of its own: opened by nobody here. */
const LEFT_OUT = /[\\/]ink[\\/]build[\\/]devtools\.js$/;
/** Stay packages of their own: React, which is one for all, and what our own code imports as well. */
const ALONE = [/^react($|\/)/, 'chalk'];
/** Licences that ask for nothing but to stand beside the code. */
const FREE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause']);
const PACKAGE_FOLDER = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
const FOLDER = join('dist', 'packages');

const files = (await readdir('dist', { recursive: true }))
  .filter((path) => path.endsWith('.js') && !path.startsWith('packages'))
  .map((path) => join('dist', path));
const sources = new Map(await Promise.all(files.map(async (path) => [path, await readFile(path, 'utf8')])));

await mkdir(FOLDER, { recursive: true });
for (const name of PACKAGES) {
  const imports = new RegExp(String.raw`^import \{([^}]*)\} from '(?:${name}|[./]+packages/${name}\.js)';`, 'gm');
  const used = new Set();
  for (const [path, source] of sources) {
    const changed = source.replace(imports, (_, names) => {
      for (const one of names.split(',')) if (one.trim() !== '') used.add(one.trim().split(' as ')[0]);
      const target = relative(dirname(path), join(FOLDER, `${name}.js`)).replaceAll('\\', '/');
      return `import {${names}} from '${target.startsWith('.') ? target : `./${target}`}';`;
    });
    if (changed.includes(`from '${name}'`))
      throw new Error(`${path} imports ${name} in a way that the build does not know.`);
    if (changed !== source) {
      sources.set(path, changed);
      await writeFile(path, changed);
    }
  }
  await writeFile(join(FOLDER, `${name}.js`), await bundled(name, [...used].sort()));
}

/** @returns one module with these exports of the package and all that they need */
async function bundled(name, used) {
  const entry = join(process.cwd(), 'entry.js');
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    external: ALONE,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : null),
        load(id) {
          if (id === entry) return `export { ${used.join(', ')} } from '${name}';`;
          return LEFT_OUT.test(id) ? '' : null;
        },
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  const [whole, more] = output;
  if (more !== undefined) throw new Error(`${name} did not become one file.`);
  const folders = new Set(whole.moduleIds.map((id) => PACKAGE_FOLDER.exec(id)?.[0]).filter(Boolean));
  const licences = await Promise.all([...folders].sort().map(licenceOf));
  return `/*\n${licences.join('\n\n').replaceAll('*/', '* /')}\n*/\n${whole.code}`;
}

/** Name, version and the whole licence: whoever hands on the code must hand on that. */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (!FREE.has(license)) throw new Error(`${name} is under ${license}: look whether it may be part of our file.`);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n${file === undefined ? '' : (await readFile(join(folder, file), 'utf8')).trim()}`;
}
