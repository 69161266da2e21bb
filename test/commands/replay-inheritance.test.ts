import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { notesOn } from '../../src/commands/replay/fixture/fixture-notes.js';
import { readFixture } from '../../src/commands/replay/fixture/read-fixture.js';
import { findFixtures } from '../../src/commands/replay/select/find-fixtures.js';
import { isAppError } from '../../src/engine/errors.js';
import { fixtureFolder } from '../support/replay-fixtures.js';

const FIXTURE = 'version: 1\ntitle: Typed\nanswers: [{ text: "Yes." }]\n';

async function problem(folder: string): Promise<string> {
  try {
    await readFixture(folder);
    return 'none';
  } catch (error) {
    return isAppError(error) ? `${error.code}: ${error.message}` : String(error);
  }
}

it('defaults come from every folder above, the nearest word counts, and maps are merged', async () => {
  const root = await fixtureFolder({
    'replay.yaml':
      'version: 1\ntolerances: { turns: 300ms, bands: 1 }\nexpect: { status: completed, wer: { max: 0.3 } }\n',
    'suite/replay.yaml': 'version: 1\ntolerances: { bands: 0.5 }\nexpect: { wer: { max: 0.2 } }\n',
    'suite/talk/fixture.yaml': `${FIXTURE}expect: { wer: { max: 0.1 } }\n`,
    'suite/plain/fixture.yaml': FIXTURE,
    'other/fixture.yaml': FIXTURE,
  });
  expect(await readFixture(join(root, 'suite/talk'))).toMatchObject({
    tolerances: { turns: 300, bands: 0.5 },
    expect: { status: 'completed', wer: { max: 0.1 } },
  });
  expect((await readFixture(join(root, 'suite/plain'))).expect).toEqual({ status: 'completed', wer: { max: 0.2 } });
  expect((await readFixture(join(root, 'other'))).tolerances).toEqual({ turns: 300, bands: 1 });
});

it('the five hundredth fixture is read and refused as the first', async () => {
  const root = await fixtureFolder({
    'talk/fixture.yaml': `${FIXTURE}expect: { wer: { max: 0.1 }, events: [{ type: part.ended, where: { part: part1 } }] }\n`,
    'slip/fixture.yaml': `${FIXTURE}expect: { wer: { max: -1 }, events: [{ type: part.ended, where: { part: part9 } }] }\n`,
  });
  const read = async (): Promise<unknown> => [await readFixture(join(root, 'talk')), await problem(join(root, 'slip'))];
  const first = await read();
  for (let count = 0; count < 500; count++) await readFixture(join(root, 'talk'));
  expect(await read()).toEqual(first);
  expect(first).toContainEqual(expect.stringContaining('part9'));
});

it('what is shared need not say its version, but may not say another one', async () => {
  const root = await fixtureFolder({
    'replay.yaml': 'bargeIn: on\n',
    'shared.yaml': 'exam: { seed: 9 }\n',
    'talk/fixture.yaml': `${FIXTURE}include: ../shared.yaml\n`,
    'new/replay.yaml': 'version: 2\n',
    'new/talk/fixture.yaml': FIXTURE,
    'none/fixture.yaml': FIXTURE.replace('version: 1\n', ''),
  });
  expect(await readFixture(join(root, 'talk'))).toMatchObject({ bargeIn: 'on', exam: { seed: 9 } });
  expect(await problem(join(root, 'new/talk'))).toMatch(/^fixture\.version: .*replay\.yaml:1:10: .* version 2/);
  expect(await problem(join(root, 'none'))).toMatch(
    /^fixture\.invalid: .*:1:1: "version": missing; write "version: 1"$/,
  );
});

it('a root ends the search', async () => {
  const root = await fixtureFolder({
    'replay.yaml': 'version: 1\nbargeIn: off\n',
    'suite/replay.yaml': 'version: 1\nroot: true\n',
    'suite/talk/fixture.yaml': FIXTURE,
  });
  expect((await readFixture(join(root, 'suite/talk'))).bargeIn).toBe('auto');
});

it('a fixture includes other files, which hold where it is silent; lists are not mixed', async () => {
  const root = await fixtureFolder({
    'shared/polite.yaml': 'version: 1\ninclude: ../shared/exam.yaml\nanswers: [{ text: "No." }]\nbargeIn: on\n',
    'shared/exam.yaml': 'version: 1\nexam: { parts: [1], seed: 9 }\nbargeIn: off\n',
    'talk/fixture.yaml': `${FIXTURE}include: ../shared/polite.yaml\nexam: { seed: 4 }\n`,
  });
  expect(await readFixture(join(root, 'talk'))).toMatchObject({
    exam: { parts: [1], seed: 4 },
    bargeIn: 'on',
    answers: [{ text: 'Yes.' }],
  });
});

it('what one key needs of another may stand in another file, and is missed where it stands in none', async () => {
  const root = await fixtureFolder({
    'replay.yaml': 'degrade: { buffer: 100ms }\n',
    'bursts.yaml': 'degrade: { burst: 3 }\n',
    'talk/fixture.yaml': `${FIXTURE}include: ../bursts.yaml\ndegrade: { loss: 0.7, jitter: 20ms }\n`,
    'none/fixture.yaml': FIXTURE,
  });
  expect((await readFixture(join(root, 'talk'))).degrade).toMatchObject({ buffer: 100, burst: 3, loss: 0.7 });
  expect(await problem(join(root, 'none'))).toContain('"degrade.buffer": no packet comes late without "jitter"');
});

it('a note tells of a replay.yaml that does not hold for the fixture beside it, unless the fixture includes it', async () => {
  const root = await fixtureFolder({
    'talk/replay.yaml': 'bargeIn: on\n',
    'talk/fixture.yaml': FIXTURE,
    'own/replay.yaml': 'bargeIn: on\n',
    'own/fixture.yaml': `${FIXTURE}include: ./replay.yaml\n`,
  });
  const notes = async (name: string) => notesOn(join(root, name), await readFixture(join(root, name)));
  expect((await notes('talk')).map(({ message }) => message)).toEqual([expect.stringContaining('talk/replay.yaml')]);
  expect(await notes('own')).toEqual([]);
});

it('names a loop of includes', async () => {
  const root = await fixtureFolder({
    'a.yaml': 'version: 1\ninclude: b.yaml\n',
    'b.yaml': 'version: 1\ninclude: [a.yaml]\n',
    'talk/fixture.yaml': `${FIXTURE}include: ../a.yaml\n`,
  });
  expect(await problem(join(root, 'talk'))).toBe(
    'fixture.includeLoop: b.yaml:2:10: includes lead in a circle: a.yaml → b.yaml → a.yaml',
  );
});

it('an include stays below the folder of fixtures, also by a link', async () => {
  const root = await fixtureFolder({
    'secret.yaml': 'version: 1\n',
    'fixtures/talk/fixture.yaml': `${FIXTURE}include: ../../secret.yaml\n`,
    'fixtures/link/fixture.yaml': `${FIXTURE}include: inside.yaml\n`,
    'fixtures/gone/fixture.yaml': `${FIXTURE}include: nowhere.yaml\n`,
  });
  await mkdir(join(root, 'fixtures/x'));
  await symlink(join(root, 'secret.yaml'), join(root, 'fixtures/link/inside.yaml'));
  expect(await problem(join(root, 'fixtures/talk'))).toMatch(/^fixture\.outside: talk\/fixture\.yaml:4:10: /);
  expect(await problem(join(root, 'fixtures/link'))).toMatch(/^fixture\.outside: /);
  expect(await problem(join(root, 'fixtures/gone'))).toMatch(/^fixture\.missingFile: .*"nowhere.yaml" does not exist/);
});

it.each([
  ['fixture.yaml', 'talks/talk/fixture.yaml', '../../outside.yaml', 'fixture.outside'],
  ['replay.yaml', 'talks/replay.yaml', '../outside.yaml', 'fixture.outside'],
  ['fixture.yaml', 'talks/talk/fixture.yaml', '../shared.yaml', 'fixture.outside'],
  ['fixture.yaml', 'talks/talk/fixture.yaml', 'other.yaml', 'none'],
  ['replay.yaml', 'talks/replay.yaml', 'shared.yaml', 'none'],
  ['fixture.yaml', 'talks/talk/fixture.yaml', 'nothing.yaml', 'fixture.unreadable'],
  ['replay.yaml', 'talks/replay.yaml', 'nothing.yaml', 'fixture.unreadable'],
])('a %s that is a link: %s to %s: %s', async (_name, link, target, expected) => {
  const root = await fixtureFolder({
    'outside.yaml': 'secret: 1\n',
    'talks/shared.yaml': 'bargeIn: on\n',
    'talks/replay.yaml': 'bargeIn: on\n',
    'talks/talk/other.yaml': FIXTURE,
    'talks/talk/fixture.yaml': FIXTURE,
  });
  await rm(join(root, link), { force: true });
  await symlink(target, join(root, link));
  expect((await problem(join(root, 'talks/talk'))).split(':')[0]).toBe(expected);
  // Nor is it passed over.
  expect(await findFixtures([join(root, 'talks')])).toHaveLength(1);
});

it('what is wrong in a shared file is told with its name, line and column', async () => {
  const root = await fixtureFolder({
    'replay.yaml': 'version: 1\ntolerances: { band: 1 }\n',
    'talk/fixture.yaml': FIXTURE,
  });
  expect(await problem(join(root, 'talk'))).toMatch(/replay\.yaml:2:15: unknown key "band"; did you mean "bands"\?/);
  await writeFile(join(root, 'replay.yaml'), 'version: 3\n');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await problem(join(root, 'talk'))).toMatch(/^fixture\.version: .*replay\.yaml:1:10: /);
});

it('what was read of other fixtures’ expectations is taken only for the very same', async () => {
  const expecting = (written: string): string => `${FIXTURE}expect: ${written}\n`;
  const root = await fixtureFolder({
    'a/fixture.yaml': expecting('{ latency: { responseP95: 2s } }'),
    'b/fixture.yaml': expecting('{ latency: { responseP95: 2s } } # again'),
    'c/fixture.yaml': expecting('{ transcript: { contains: ["2001-12-14T00:00:00.000Z"] } }'),
    // JSON has one text for this and the one above.
    'd/fixture.yaml': expecting('{ transcript: { contains: [!!timestamp 2001-12-14] } }'),
    'e/fixture.yaml': expecting('&all { events: *all }'),
    'f/fixture.yaml': expecting('null'),
    'g/fixture.yaml': `${expecting('{}')}noise: { kind: pink }\n`,
  });
  const told = async (name: string): Promise<string> => await problem(join(root, name));
  expect((await readFixture(join(root, 'a'))).expect).toEqual({ latency: { responseP95: 2000 } });
  expect((await readFixture(join(root, 'b'))).expect).toEqual({ latency: { responseP95: 2000 } });
  expect(await told('c')).toBe('none');
  for (const name of ['d', 'e', 'f', 'g']) expect(await told(name), name).toMatch(/^fixture\.invalid: /);
});
