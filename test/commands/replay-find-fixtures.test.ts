/** Which folders are fixtures, wherever they lie and whatever leads to them. */
import { realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFixtures } from '../../src/commands/replay/select/find-fixtures.js';
import { globMatcher } from '../../src/commands/replay/select/glob.js';
import { touchedFixtures } from '../../src/commands/replay/watch/touched-fixtures.js';
import { outside, realPlaces, searchedFolders } from '../../src/commands/replay/watch/watched-folders.js';
import { fixtureFolder, replayJson } from '../support/replay-fixtures.js';

async function idsBelow(folder: string): Promise<readonly string[]> {
  return (await findFixtures([folder])).map(
    ({ id, problem }) => `${id}${problem === undefined ? '' : ` ${problem.code}`}`,
  );
}

it('a fixture is found behind links, however deep it lies, and in the order of the names', async () => {
  const deep = Array.from({ length: 14 }, (_, level) => `level-${String(level)}`).join('/');
  const root = await fixtureFolder({
    'talks/b/fixture.yaml': '',
    'talks/c10/fixture.yaml': '',
    [`talks/d/${deep}/fixture.yaml`]: '',
    'elsewhere/group/one/fixture.yaml': '',
    'elsewhere/single/fixture.yaml': '',
    'elsewhere/notes.txt': '',
  });
  const talks = join(root, 'talks');
  await symlink(join(root, 'elsewhere/group'), join(talks, 'a'));
  await symlink('../elsewhere/single', join(talks, 'c9'));
  await symlink('../elsewhere/notes.txt', join(talks, 'notes'));
  expect(await idsBelow(talks)).toEqual(['a/one', 'b', 'c9', 'c10', `d/${deep}`]);
});

it('each is found once, circles end, and a link to nowhere is told', async () => {
  const root = await fixtureFolder({ 'talks/b/one/fixture.yaml': '', 'other/two/fixture.yaml': '' });
  const talks = join(root, 'talks');
  await symlink('b', join(talks, 'a-latest'));
  await symlink('b/one', join(talks, 'a-one'));
  await symlink('..', join(talks, 'b/up'));
  await symlink('../..', join(talks, 'b/out'));
  await symlink('../other', join(talks, 'c'));
  await symlink('../other', join(talks, 'd'));
  await symlink('.', join(root, 'other/itself'));
  await symlink('../gone', join(talks, 'z'));
  expect(await idsBelow(talks)).toEqual(['b/one', 'c/two', 'z replay.unreadable']);
});

it('one with the other ending of YAML is told, not passed over', async () => {
  const root = await fixtureFolder({ 'talks/a/fixture.yaml': '', 'talks/b/fixture.yml': '' });
  expect(await idsBelow(join(root, 'talks'))).toEqual(['a', 'b fixture.otherEnding']);
  expect(await idsBelow(join(root, 'talks/b'))).toEqual(['b fixture.otherEnding']);
});

it('what several paths lead to is found once, as by the first of them', async () => {
  const root = await fixtureFolder({ 'talks/a/one/fixture.yaml': '', 'talks/b/fixture.yaml': '' });
  const talks = join(root, 'talks');
  await symlink('talks', join(root, 'linked'));
  await symlink('talks/a/one', join(root, 'first'));
  for (const others of [['linked'], ['first'], ['talks/a/one/fixture.yaml', 'talks/b'], ['linked/a', 'talks']]) {
    const found = await findFixtures([talks, ...others.map((path) => join(root, path))]);
    expect(found.map(({ id, problem }) => [id, problem])).toEqual([
      ['a/one', undefined],
      ['b', undefined],
    ]);
  }
});

it('a watch sees changes behind links', async () => {
  const root = await realpath(
    await fixtureFolder({ 'talks/b/fixture.yaml': '', 'elsewhere/group/one/fixture.yaml': '' }),
  );
  await symlink('elsewhere/group', join(root, 'linked'));
  await symlink('../elsewhere/group', join(root, 'talks/a'));
  const found = await findFixtures([join(root, 'talks')]);
  const searched = await searchedFolders([join(root, 'talks')]);
  expect(searched).toEqual([join(root, 'talks')]);
  expect(outside(searched, await realPlaces(found))).toEqual([join(root, 'elsewhere/group/one')]);
  const linked = await findFixtures([join(root, 'linked')]);
  for (const [fixtures, ids] of [
    [found, ['a/one']],
    [linked, ['one']],
  ] as const) {
    const changed = new Set([join(root, 'elsewhere/group/one/fixture.yaml')]);
    const surroundings = { program: [], places: await realPlaces(fixtures) };
    expect(touchedFixtures(fixtures, fixtures, changed, surroundings).map(({ id }) => id)).toEqual(ids);
  }
});

it('a folder whose description is a folder is broken, and a file of another name is no fixture', async () => {
  const root = await fixtureFolder({ 'talks/a/fixture.yaml/inside.txt': '', 'talks/a/audio/1.txt': '' });
  const { code, report } = await replayJson({ paths: [root] });
  expect([code, report.fixtures[0]?.failures[0]?.message]).toEqual([3, 'a/fixture.yaml is a folder.']);
  const refused = replayJson({ paths: [join(root, 'talks/a/audio/1.txt')] });
  await expect(refused).rejects.toMatchObject({ code: 'replay.noFixture', exitCode: 2 });
});

it.each([
  ['Part 1, home', 'Part 1, home', true],
  ['a,b', 'a', false],
  ['{a,b}/c', 'b/c', true],
  ['talks/**', 'talks/deep/x', true],
])('the filter %s: %s is one of it: %s', (glob, id, isOne) => {
  expect(globMatcher(glob)(id)).toBe(isOne);
});
