import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = readFileSync('docs/ARCHITECTURE.md', 'utf8');
const [, places = '', providers = ''] =
  /## Where things are\n([^]*?)### Inside `src\/providers\/`\n([^]*?)\n## /.exec(text) ?? [];

/** The first column's folders; `…/` stands for the last folder that was written in full. */
const named = [...places.matchAll(/^\| (.+?) +\|/gm)].reduce<{
  readonly base: string;
  readonly all: readonly string[];
}>(
  ({ base, all }, [, cell = '']) => {
    const written = [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    const paths = written.map((path) => path.replace('…/', base));
    const parent = written.find((path) => path === 'src/engine/session/');
    return { base: parent ?? base, all: [...all, ...paths] };
  },
  { base: '', all: [] },
).all;

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

it('the architecture page names folders that are there', () => {
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((path) => statSync(path, { throwIfNoEntry: false }) === undefined)).toEqual([]);
});

it('the architecture page leaves out no folder', () => {
  const ignored = readFileSync('.gitignore', 'utf8').split('\n');
  const top = foldersIn('.').filter((name) => !name.startsWith('.') && !ignored.includes(`${name}/`) && name !== 'src');
  const within = (folder: string): readonly string[] => foldersIn(folder).map((name) => `${folder}/${name}`);
  const wanted = [...top, ...within('src'), ...within('src/engine'), ...within('src/engine/session')];
  expect(wanted.filter((path) => !named.includes(`${path}/`) && path !== 'src/engine')).toEqual([]);
  const ofProviders = [...providers.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  expect(foldersIn('src/providers').filter((name) => !ofProviders.includes(name))).toEqual([]);
  expect(ofProviders.filter((name) => name !== undefined && !foldersIn('src/providers').includes(name))).toEqual([]);
});
