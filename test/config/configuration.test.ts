import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { configSet } from '../../src/commands/config.js';
import { loadConfiguration, type SettingFlags, refuseLateTargetWith } from '../../src/config/configuration.js';
import { changeConfig } from '../../src/config/files/change-config.js';
import { partTimesOf } from '../../src/config/settings/part-time-settings.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();
let count = 0;
let home = '';
let folder = '';

beforeEach(() => {
  count += 1;
  home = join(root, String(count), 'home');
  folder = join(root, String(count), 'project', 'deep', 'inside');
  mkdirSync(join(home, 'config'), { recursive: true });
  mkdirSync(folder, { recursive: true });
});

const user = (text: string) => writeFileSync(join(home, 'config', 'config.yaml'), text);
const project = (text: string) => writeFileSync(join(folder, '..', '..', 'ielts-examiner.yaml'), text);
const load = (flags: SettingFlags = {}, env: NodeJS.ProcessEnv = {}) =>
  loadConfiguration({ flags, env: { IELTS_EXAMINER_HOME: home, ...env }, folder });

describe('where a value comes from', () => {
  it('is the flag before the environment before the project before the user before the default', async () => {
    expect((await load()).sources.rounding).toEqual({ kind: 'default' });
    user('\nrounding: nearest\n');
    expect(await load()).toMatchObject({
      settings: { rounding: 'nearest' },
      sources: { rounding: { kind: 'user', line: 2, path: join(home, 'config', 'config.yaml') } },
    });
    project('rounding: down\n');
    expect(await load()).toMatchObject({
      settings: { rounding: 'down' },
      sources: { rounding: { kind: 'project', line: 1 } },
    });
    const env = { IELTS_EXAMINER_ROUNDING: 'nearest' };
    expect(await load({}, env)).toMatchObject({
      settings: { rounding: 'nearest' },
      sources: { rounding: { kind: 'environment', variable: 'IELTS_EXAMINER_ROUNDING' } },
    });
    expect(await load({ rounding: 'down' }, env)).toMatchObject({
      settings: { rounding: 'down' },
      sources: { rounding: { kind: 'flag' } },
    });
  });

  it('takes switches from the environment in plain words, and an empty variable as none', async () => {
    expect((await load({}, { IELTS_EXAMINER_LIVE_BANDS: 'off' })).settings.liveBands).toBe(false);
    expect((await load({}, { IELTS_EXAMINER_LIVE_BANDS: '' })).sources.liveBands.kind).toBe('default');
    expect((await load({}, { AZURE_SPEECH_REGION: 'westeurope' })).settings.azureRegion).toBe('westeurope');
    await expect(load({}, { IELTS_EXAMINER_LIVE_BANDS: 'perhaps' })).rejects.toMatchObject({
      code: 'config.badVariable',
      message: expect.stringContaining('IELTS_EXAMINER_LIVE_BANDS'),
    });
  });

  it('never runs a file: JavaScript lies there unread', async () => {
    writeFileSync(join(folder, 'ielts-examiner.config.js'), 'process.exit(9)');
    writeFileSync(join(folder, 'ielts-examiner.js'), 'process.exit(9)');
    expect((await load()).files).toEqual([]);
  });

  it('names the file that cannot be used', async () => {
    project('roundin: down\n');
    await expect(load()).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('ielts-examiner.yaml:1:1: unknown key "roundin"'),
    });
  });
});

describe('a profile', () => {
  const providers = async (flags: SettingFlags) => {
    const { ports } = (await load(flags)).profile;
    return Object.fromEntries(
      Object.entries(ports).map(([port, entries]) => [port, entries.map(({ provider }) => provider)]),
    );
  };

  it('is built in for the clouds and for none', async () => {
    expect((await load()).profile.name).toBe('auto');
    expect(await providers({ profile: 'offline' })).toMatchObject({
      speechToText: ['sherpa', 'pocketsphinx'],
      languageModel: [],
    });
    expect(await providers({ profile: 'cloud' })).toMatchObject({
      speechToText: ['deepgram', 'openai', 'sherpa', 'pocketsphinx'],
      languageModel: ['groq', 'openai'],
      pronunciation: ['azure'],
    });
  });

  it('says what it changes of the one it extends; the project’s goes before the user’s', async () => {
    user('profiles:\n  mine: { languageModel: [openai] }\n  fast: { extends: cloud, languageModel: [groq] }\n');
    project('profiles:\n  mine: { extends: fast, textToSpeech: [azure] }\n');
    expect(await providers({ profile: 'mine' })).toMatchObject({
      textToSpeech: ['azure'],
      languageModel: ['groq'],
      speechToText: ['deepgram', 'openai', 'sherpa', 'pocketsphinx'],
    });
    expect((await load()).profileSources).toMatchObject({ mine: { kind: 'project' }, fast: { kind: 'user' } });
  });

  it('that is not there, or extends itself, is told', async () => {
    user('profiles:\n  one: { extends: two }\n  two: { extends: one }\n');
    await expect(load({ profile: 'one' })).rejects.toMatchObject({
      code: 'config.profileCircle',
      message: expect.stringContaining('one → two → one'),
    });
    await expect(load({ profile: 'clod' })).rejects.toMatchObject({
      code: 'config.unknownProfile',
      message: expect.stringContaining('did you mean "cloud"?'),
    });
  });
});

describe('changing a file', () => {
  it('keeps comments and everything else, and makes a file that is not there', async () => {
    const path = join(home, 'config', 'config.yaml');
    await changeConfig({ path, kind: 'user', place: ['rounding'], value: 'nearest' });
    expect(readFileSync(path, 'utf8')).toBe('rounding: nearest\n');
    user('# mine\nrounding: nearest # as at school\ncandidate: Ana\n');
    await changeConfig({ path, kind: 'user', place: ['rounding'], value: 'down' });
    await changeConfig({ path, kind: 'user', place: ['profiles', 'mine', 'languageModel'], value: ['groq'] });
    await changeConfig({ path, kind: 'user', place: ['candidate'], value: undefined });
    expect(readFileSync(path, 'utf8')).toBe(
      '# mine\nrounding: down # as at school\nprofiles:\n  mine:\n    languageModel:\n      - groq\n',
    );
    expect(statSync(path).mode & 0o022).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('keeps its permissions', async () => {
    const path = join(home, 'config', 'config.yaml');
    user('rounding: down\n');
    chmodSync(path, 0o600);
    await changeConfig({ path, kind: 'user', place: ['rounding'], value: 'nearest' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o664);
    await changeConfig({ path, kind: 'user', place: ['rounding'], value: 'down' });
    expect(statSync(path).mode & 0o777).toBe(0o664);
  });

  it('loses none of the changes that are made at the same time', async () => {
    const path = join(home, 'config', 'config.yaml');
    const values = { rounding: 'nearest', candidate: 'Ana', liveBands: false, rater: 'measured' };
    const changes = Object.entries(values).map(
      ([name, value]) => ({ path, kind: 'user', place: [name], value }) as const,
    );
    await Promise.all(changes.map(changeConfig));
    expect((await load()).settings).toMatchObject(values);
    expect(readdirSync(join(home, 'config'))).toEqual(['config.yaml']);
  });

  it('writes nothing that would not be valid', async () => {
    const path = join(home, 'config', 'config.yaml');
    user('rounding: down\n');
    await expect(changeConfig({ path, kind: 'user', place: ['rounding'], value: 'up' })).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(/^Nothing was changed: "rounding": /),
    });
    await expect(changeConfig({ path, kind: 'user', place: ['rounding', 'x'], value: 'up' })).rejects.toMatchObject({
      code: 'config.place',
    });
    await expect(
      changeConfig({ path, kind: 'user', place: ['profiles', 'm', 'extends'], value: 'gsk_abcdefghijklmnopqrstuvwx' }),
    ).rejects.toMatchObject({ code: 'config.secret' });
    expect(readFileSync(path, 'utf8')).toBe('rounding: down\n');
  });
});

describe('config set', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('refuses a profile that there is not before it writes, and mends a file that names one', async () => {
    vi.stubEnv('IELTS_EXAMINER_HOME', home);
    const path = join(home, 'config', 'config.yaml');
    const said: string[] = [];
    const set = (value: string) => configSet({ place: 'profile', value }, (text) => said.push(text));
    user('rounding: down\n');
    await expect(set('cluod')).rejects.toMatchObject({ code: 'config.unknownProfile' });
    expect([readFileSync(path, 'utf8'), said]).toEqual(['rounding: down\n', []]);
    user('profile: cluod\n');
    expect(await set('cloud')).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('profile: cloud\n');
  });

  it('takes a name as it is written, whatever it would be in YAML', async () => {
    vi.stubEnv('IELTS_EXAMINER_HOME', home);
    for (const name of ['HDA Intel PCH: ALC257 Analog (hw:0,0)', 'Headset #2', '[Studio] Mic', '3']) {
      await configSet({ place: 'microphone', value: name }, () => undefined);
      expect((await load()).settings.microphone).toBe(name);
    }
    user('microphone: 3\n');
    expect((await load()).settings.microphone).toBe('3');
    await expect(configSet({ place: 'microphone', value: ' ' }, () => undefined)).rejects.toMatchObject({
      code: 'config.usage',
      remedy: 'To go back to its default: ielts-examiner config set microphone --unset',
    });
    await configSet({ place: 'liveBands', value: 'false' }, () => undefined);
    expect((await load()).settings.liveBands).toBe(false);
    user('');
  });

  it('mends a file in which the times of two parts are late, one after the other', async () => {
    vi.stubEnv('IELTS_EXAMINER_HOME', home);
    user('part1Target: 6:00\npart3Target: 6:00\n');
    for (const place of ['part3Target', 'part1Target'])
      expect(await configSet({ place, unset: true }, () => undefined)).toBe(0);
    await load();
    user('');
  });

  it('refuses times of the user that only this project’s settings put in order, and looks at no variable for that', async () => {
    vi.stubEnv('IELTS_EXAMINER_RATER', 'nonsense');
    const change = { kind: 'user', name: 'part1Target', value: '5:30' } as const;
    const content = { part1HardStop: '6:00', part1Target: '3:00' };
    const project = { kind: 'project', path: 'p.yaml', content, lineOf: () => 1 } as const;
    expect(() => {
      refuseLateTargetWith(change, [project]);
    }).toThrow(/part1HardStop \(5:00, default\)/);
    refuseLateTargetWith({ ...change, value: '4:00' }, [project]);
    vi.unstubAllEnvs();
  });

  it('takes the times of the parts, within bounds and in order, whichever file they come from', async () => {
    vi.stubEnv('IELTS_EXAMINER_HOME', home);
    const path = join(home, 'config', 'config.yaml');
    const said: string[] = [];
    const set = (place: string, value: string) => configSet({ place, value }, (text) => said.push(text));
    await expect(set('part1Target', '6:00')).rejects.toMatchObject({
      code: 'config.lateTarget',
      message: expect.stringMatching(/^part1Target \(6:00, command line\) lies after part1HardStop \(5:00, default\)/),
    });
    for (const bad of ['0:59', '20:01', '4:60', '270', '4.5', 'soon'])
      await expect(set('part1Target', bad)).rejects.toMatchObject({
        code: 'config.invalid',
        message: expect.stringContaining('a time from 1:00 to 20:00, such as 4:30 or 3min'),
      });
    await set('part1HardStop', '6:30');
    await set('part1Target', '6:00');
    await expect(configSet({ place: 'part1HardStop', unset: true }, (text) => said.push(text))).rejects.toMatchObject({
      code: 'config.lateTarget',
    });
    // As a fixture has it.
    await set('longTurn', '2m');
    expect(partTimesOf((await load()).settings).longTurnMs).toBe(120_000);
    await set('longTurn', '90s');
    await expect(set('longTurn', '59s')).rejects.toMatchObject({ code: 'config.invalid' });
    expect(partTimesOf((await load()).settings).longTurnMs).toBe(90_000);
    await configSet({ place: 'longTurn', unset: true }, () => undefined);
    expect(readFileSync(path, 'utf8')).toBe('part1HardStop: 6:30\npart1Target: 6:00\n');
    expect((await load()).settings).toMatchObject({ part1Target: '6:00', part1HardStop: '6:30', longTurn: '2:00' });
    await expect(load({}, { IELTS_EXAMINER_PART1_HARD_STOP: '5:00' })).rejects.toMatchObject({
      code: 'config.lateTarget',
      message: expect.stringContaining('environment variable IELTS_EXAMINER_PART1_HARD_STOP'),
    });
  });
});
