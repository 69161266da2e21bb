import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { configPath, configShow, configValidate } from '../../src/commands/config.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const home = temporaryFolder();
const project = temporaryFolder();
const userFile = join(home, 'config', 'config.yaml');
const projectFile = join(project, 'ielts-examiner.yaml');

beforeEach(() => {
  mkdirSync(join(home, 'config'), { recursive: true });
  vi.stubEnv('IELTS_EXAMINER_HOME', home);
  vi.spyOn(process, 'cwd').mockReturnValue(project);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function said(command: typeof configShow, json = false): Promise<string> {
  let text = '';
  expect(await command({ json }, (piece) => (text += piece))).toBe(0);
  return text;
}

it('config show says where each value came from, and whose profile it is', async () => {
  writeFileSync(
    userFile,
    'profile: mine\nrounding: nearest\nprofiles:\n  mine: { extends: cloud, languageModel: [openai] }\n',
  );
  writeFileSync(projectFile, '# of the repository\nrounding: down\n');
  vi.stubEnv('IELTS_EXAMINER_BARGE_IN', 'off');
  const text = await said(configShow);
  expect(text).toMatch(new RegExp(`^rounding +down +.*${projectFile}:2`, 'm'));
  expect(text).toMatch(new RegExp(`^profile +mine +.*${userFile}:1`, 'm'));
  expect(text).toMatch(/^bargeIn +\S+ +.*IELTS_EXAMINER_BARGE_IN/m);
  expect(text).toMatch(/^liveBands +\S+ +default/m);
  // Nobody but a language model can be the second one.
  expect(text).toMatch(/^rater +both, with a language model +default/m);
  expect(text).toMatch(/^Profile mine, in order of preference:$/m);
  expect(text).toMatch(/^Other profiles: auto, offline, cloud$/m);
  const { settings } = JSON.parse(await said(configShow, true)) as {
    settings: Record<string, { value: unknown; source: unknown }>;
  };
  expect(settings['rounding']).toMatchObject({
    value: 'down',
    source: { kind: 'project', path: projectFile, line: 2 },
  });
  expect(settings['bargeIn']).toMatchObject({ value: 'off', source: { kind: 'environment' } });
  expect(JSON.parse(await said(configPath, true))).toMatchObject({ user: userFile, project: projectFile });
  expect((await said(configValidate)).split('\n').toSorted()).toEqual(
    ['', `ok  ${projectFile}`, `ok  ${userFile}`].toSorted(),
  );
});

it('config show names the right key that is nearest to a wrong one', async () => {
  writeFileSync(userFile, 'roundin: nearest\n');
  writeFileSync(projectFile, '');
  await expect(said(configShow)).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringMatching(/config\.yaml:1:1: unknown key "roundin".*rounding/s),
    exitCode: 2,
  });
});
