import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { providerNames } from '../../src/providers/registry/provider-names.js';
import { environmentWith, fixtureFolder, replay as replayed } from '../support/replay-fixtures.js';

const TALK = `version: 1
title: A talk
exam: { parts: [1] }
providers: { stt: none, tts: none, grammar: none, aligner: none }
answers: [{ text: "I want to stop the test please." }]
`;

async function replay(folder: string): Promise<{ readonly code: number; readonly output: string }> {
  const { code, lines } = await replayed({ paths: [folder] });
  return { code, output: lines.join('\n') };
}

/** What is told of a broken fixture. */
async function told(
  files: Readonly<Record<string, string>>,
  change?: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = await fixtureFolder(files);
  await change?.(folder);
  const { code, output } = await replay(folder);
  expect(code).toBe(3);
  return output.replaceAll(folder, 'FOLDER');
}

it('a missing title says what to write', async () => {
  const text = await told({ 'talk/fixture.yaml': TALK.replace('title: A talk\n', '') });
  expect(text).toContain('"title": missing; write "title: WHAT IT IS ABOUT"');
});

it('every alias without an anchor is told at its own place', async () => {
  const text = await told({ 'talk/fixture.yaml': TALK.replace('A talk', '*b').replace('[1]', '*c') });
  expect(text).toContain('talk/fixture.yaml:2:8: "*b" has no anchor "&b" before it');
  expect(text).toContain('talk/fixture.yaml:3:16: "*c" has no anchor');
});

it('unknown topics and cards are told with their places, all at once', async () => {
  const text = await told({ 'talk/fixture.yaml': TALK.replace('[1]', '[1], topics: [hom, moon], card: nobody') });
  for (const [column, what] of [
    [30, 'topic "hom"'],
    [35, 'topic "moon"'],
    [48, 'task card "nobody"'],
  ] as const)
    expect(text).toContain(`talk/fixture.yaml:3:${String(column)}: There is no ${what} in the question bank`);
});

it('brackets that nobody closes are told in words, and a link that leads out of the folder at its place', async () => {
  const open = await told({ 'talk/fixture.yaml': TALK.replace('parts: [1] }', 'parts: [1') });
  expect(open).toContain('talk/fixture.yaml:4:1: a "]" is missing before this line, or the line has to be indented');
  const talk = TALK.replace(/answers:.*\n/, 'answers: [{ audio: audio/1.wav }]\n');
  const linked = await told({ 'talk/fixture.yaml': talk, 'talk/audio/2.wav': '', 'other.wav': '' }, async (folder) => {
    await symlink('../../other.wav', join(folder, 'talk/audio/1.wav'));
  });
  expect(linked).toContain('talk/fixture.yaml:5:20: talk/audio/1.wav leads out of its folder.');
});

it('what a fixture inherits or includes is told with the place that says it', async () => {
  const files = {
    'talks/replay.yaml': 'exam:\n  topics: [hom]\nproviders: { stt: nobody }\n',
    'talks/shared/card.yaml': '# a card\nexam: { card: nothing }\n',
    'talks/talk/fixture.yaml': `${TALK.replace('stt: none, ', '')}include: ../shared/card.yaml\n`,
  };
  const text = await told(files);
  expect(text).toContain('talks/replay.yaml:2:12: There is no topic "hom" in the question bank');
  expect(text).toContain('shared/card.yaml:2:15: There is no task card "nothing" in the question bank');
  const { lines } = await replayed(
    { paths: [await fixtureFolder(files)] },
    { ...environmentWith(), providerNames: providerNames() },
  );
  expect(lines.join('\n')).toContain('talks/replay.yaml:3:19: there is no provider "nobody" for "stt"');
});

it('all sound files that cannot be read are told at once, and all that are missing', async () => {
  const answers = 'answers: [{ audio: audio/1.flac }, { audio: audio/2.wav }]\n';
  const talk = TALK.replace(/answers:.*\n/, answers);
  const bad = await told({ 'talk/fixture.yaml': talk, 'talk/audio/1.flac': 'text', 'talk/audio/2.wav': 'text' });
  const missing = await told({ 'talk/fixture.yaml': talk });
  for (const text of [bad, missing]) {
    expect(text).toMatch(/talk\/fixture\.yaml:5:20: .*1\.flac/);
    expect(text).toMatch(/talk\/fixture\.yaml:5:45: .*2\.wav/);
  }
});

it('a file that is no text and one that is empty are told as such', async () => {
  const empty = await told({ 'talk/fixture.yaml': TALK, 'replay.yaml': '# nothing yet\n' });
  expect(empty).toMatch(/replay\.yaml:1:1: it is empty/);
  const binary = await told({ 'talk/fixture.yaml': TALK }, async (folder) => {
    await writeFile(join(folder, 'talk/fixture.yaml'), Buffer.from([0x66, 0x4c, 0x61, 0x43, 0, 0xff, 0xfe]));
  });
  expect(binary).toContain('talk/fixture.yaml is no text in UTF-8.');
});

it('an include that leaves the folder is refused for leaving, whether or not it exists', async () => {
  const text = await told({ 'talk/fixture.yaml': `${TALK}include: ../../../nowhere.yaml\n` });
  expect(text).toContain('"../../../nowhere.yaml" leads out of');
});

it('a baseline of another version says so, and how to write this one again', async () => {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': TALK, 'talk/baseline.json': '{ "version": 2 }' });
  const { code, output } = await replay(folder);
  expect(code).toBe(3);
  expect(output).toContain('talk/baseline.json is a baseline of version 2, and this program reads version 1.');
  expect(output).toContain(`replay --update ${join(folder, 'talk')}`);
  await writeFile(join(folder, 'talk/baseline.json'), '{ "version": 1, "status": 3 }');
  expect((await replay(folder)).output).toContain('talk/baseline.json is no baseline: "status": must be text');
});
