import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { availabilityCheck, runChecks, type Check } from '../../src/commands/checks/check.js';
import {
  databaseResult,
  foldersResult,
  nodeResult,
  systemChecks,
  terminalResult,
} from '../../src/commands/checks/system-checks.js';
import { cloudsInUse, type CloudPort } from '../../src/commands/checks/clouds-in-use.js';
import { accountChecks } from '../../src/commands/checks/account-checks.js';
import { candidatesCheck, providerChecks, type DetectableProvider } from '../../src/commands/checks/provider-checks.js';
import { once } from '../../src/commands/checks/once.js';
import { doctor } from '../../src/commands/doctor.js';
import { loadConfiguration } from '../../src/config/configuration.js';
import { appPaths } from '../../src/config/paths.js';
import { AppError } from '../../src/engine/errors.js';
import { startChatServer } from '../support/servers/chat-server.js';
import { startDeepgramServer } from '../support/servers/deepgram-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const fine: Check = {
  id: 'fine',
  title: 'Fine',
  required: true,
  run: async () => ({ status: 'ok', detail: 'all well' }),
};
const poor: Check = {
  id: 'poor',
  title: 'Rather poor',
  run: async () => ({ status: 'missing', detail: 'word '.repeat(40).trim(), remedy: 'Run: models pull recogniser' }),
};

/** Read when it is first asked for, and kept. */
const configuration = () => once(() => loadConfiguration());

async function output(
  json: boolean,
  checks: readonly Check[],
): Promise<{ readonly text: string; readonly code: number }> {
  let text = '';
  const code = await doctor({ json, checks, columns: 80 }, (piece) => (text += piece));
  return { text: text.replace(/\u001b\[\d+m/g, ''), code };
}

describe('doctor', () => {
  it('says that a test can be taken although something is missing', async () => {
    const { text, code } = await output(false, [fine, poor]);
    expect(code).toBe(0);
    expect(text).toContain('ok       Fine         all well\n');
    expect(text).toContain('missing  Rather poor  word word');
    expect(text).toContain('→ Run: models pull recogniser');
    expect(text).toContain('one thing above could be better');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('fails when something is missing that every test needs', async () => {
    const { text, code } = await output(false, [{ ...poor, required: true }, fine]);
    expect(code).toBe(3);
    expect(text).toContain('No test can be taken yet');
  });

  it('gives each check with its remedy to programs', async () => {
    const { text, code } = await output(true, [fine, poor]);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toEqual({
      usable: true,
      checks: [
        { id: 'fine', title: 'Fine', required: true, status: 'ok', detail: 'all well' },
        expect.objectContaining({ id: 'poor', status: 'missing', remedy: 'Run: models pull recogniser' }),
      ],
    });
  });

  it('shows what a device calls itself without acting on it', async () => {
    const { text } = await output(false, [{ ...fine, run: async () => ({ status: 'ok', detail: 'a\u001b[2Jb\nc' }) }]);
    expect(text).toContain('ab c\n');
  });
});

describe('runChecks', () => {
  it('bounds each check in time and survives the ones that throw', async () => {
    const finished = await runChecks([
      { ...fine, id: 'hangs', timeoutMs: 20, run: () => new Promise(() => undefined) },
      {
        ...fine,
        id: 'rejects',
        run: () => Promise.reject(new AppError({ code: 'a.b', message: 'no', remedy: 'do this', exitCode: 3 })),
      },
      {
        ...fine,
        id: 'throws',
        run: () => {
          throw new Error('at once');
        },
      },
      fine,
    ]);
    expect(finished.map(({ id, status, detail }) => [id, status, detail])).toEqual([
      ['hangs', 'missing', 'did not answer within 0.02 s'],
      ['rejects', 'missing', 'no'],
      ['throws', 'missing', 'at once'],
      ['fine', 'ok', 'all well'],
    ]);
    expect(finished[1]).toMatchObject({ remedy: 'do this' });
  });

  it("takes a provider's own word", async () => {
    const [there, gone] = await runChecks([
      availabilityCheck({ id: 'a', title: 'A' }, async () => ({ available: true, detail: 'flite 2.2' })),
      availabilityCheck(
        { id: 'b', title: 'B' },
        async () => ({ available: false, why: 'not installed', remedy: 'install it' }),
        'warning',
      ),
    ]);
    expect(there).toMatchObject({ status: 'ok', detail: 'flite 2.2' });
    expect(gone).toMatchObject({ status: 'warning', detail: 'not installed', remedy: 'install it' });
  });
});

describe('the checks of every machine', () => {
  const home = temporaryFolder();
  const paths = appPaths({ IELTS_EXAMINER_HOME: home });

  it('pass here, on a fresh home', async () => {
    const finished = await runChecks(systemChecks(paths));
    const states = finished.map(({ id, status }) => [id, status]);
    expect(states).toContainEqual(['node', 'ok']);
    expect(states).toContainEqual(['folders', 'ok']);
    expect(states).toContainEqual(['database', 'ok']);
    expect(states).toContainEqual(['questions', 'ok']);
  });

  it('know which Node is too old', () => {
    expect(nodeResult('20.18.9').status).toBe('missing');
    expect(nodeResult('18.20.0')).toMatchObject({ status: 'missing', remedy: expect.stringContaining('20.19') });
    expect(nodeResult('20.19.0').status).toBe('ok');
    expect(nodeResult('22.1.0').status).toBe('ok');
  });

  it('know a terminal that is too small, and what is none', () => {
    const facts = { interactive: true, columns: 120, rows: 40, colourDepth: 24 };
    expect(terminalResult(facts)).toEqual({ status: 'ok', detail: '120x40, colour' });
    expect(terminalResult({ ...facts, rows: 20, colourDepth: 1 })).toMatchObject({
      status: 'warning',
      detail: '120x20, no colour',
    });
    expect(terminalResult({ ...facts, interactive: false })).toMatchObject({ status: 'warning' });
  });

  it('name a folder that cannot be used', async () => {
    const file = join(home, 'in-the-way');
    writeFileSync(file, '');
    const result = await foldersResult({ ...paths, models: join(file, 'models') });
    expect(result).toMatchObject({ status: 'missing', detail: expect.stringContaining(join(file, 'models')) });
  });

  it('name a damaged database with its remedy', async () => {
    const database = join(home, 'damaged', 'sessions.sqlite');
    mkdirSync(dirname(database), { recursive: true });
    writeFileSync(database, 'not a database at all, however long one may look at it');
    const [result] = await runChecks([{ ...fine, run: () => databaseResult({ ...paths, database }) }]);
    expect(result).toMatchObject({ status: 'missing', remedy: expect.stringContaining('mv ') });
  });

  it('tell of events that an earlier run left behind', async () => {
    const database = join(home, 'left', 'sessions.sqlite');
    mkdirSync(dirname(database), { recursive: true });
    const left = `${database}.s.${String(process.pid)}.unsaved.jsonl`;
    writeFileSync(
      left,
      '{"sessionId":"s","event":{"type":"session.paused","version":1,"sequence":9,"atMs":0,"wallTime":""}}\n',
    );
    expect(await databaseResult({ ...paths, database })).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining(left),
    });
  });
});

describe('candidatesCheck', () => {
  const gone = {
    name: 'neural',
    detect: async () => ({ available: false, why: 'no model', remedy: 'models pull it' }) as const,
  };
  const there = { name: 'plain', detect: async () => ({ available: true, detail: 'version 5' }) as const };
  const result = async (candidates: Parameters<typeof candidatesCheck>[1]) =>
    (await runChecks([candidatesCheck({ id: 'x', title: 'X' }, candidates)]))[0];

  it('is content with one that works', async () => {
    expect(await result(async () => [gone, there])).toMatchObject({ status: 'ok', detail: 'plain: version 5' });
  });

  it('warns when the one that works is poor, and says how to get the better one', async () => {
    expect(await result(async () => [gone, { ...there, warning: 'many errors' }])).toMatchObject({
      status: 'warning',
      detail: 'plain: version 5; many errors',
      remedy: 'models pull it',
    });
  });

  it('says what is missing when there is none, without what this platform cannot have', async () => {
    const elsewhere = { ...gone, name: 'say', offered: false };
    expect(await result(async () => [elsewhere, gone])).toMatchObject({
      status: 'missing',
      detail: 'neural: no model',
      remedy: 'models pull it',
    });
  });
});

describe('clouds that a test would use', () => {
  const asked = { deepgram: 'DEEPGRAM_API_KEY', elevenlabs: 'ELEVENLABS_API_KEY', openai: 'OPENAI_API_KEY' } as const;
  const use = async (port: CloudPort, keys: readonly (keyof typeof asked)[], more: Record<string, string> = {}) => {
    vi.stubEnv('IELTS_EXAMINER_HOME', temporaryFolder());
    vi.stubEnv('IELTS_EXAMINER_KEYCHAIN', 'off');
    for (const name of keys) vi.stubEnv(asked[name], `planted-key-of-${name}`);
    for (const [name, value] of Object.entries(more)) vi.stubEnv(name, value);
    try {
      return await cloudsInUse(port, configuration());
    } finally {
      vi.unstubAllEnvs();
    }
  };

  it('are those whose keys are there, in the order in which they are asked', async () => {
    expect(await use('speechToText', [])).toEqual([]);
    expect(await use('speechToText', ['openai', 'deepgram'])).toEqual(['Deepgram', 'OpenAI']);
    expect(await use('textToSpeech', ['openai', 'elevenlabs'], { IELTS_EXAMINER_VOICE: 'openai' })).toEqual([
      'OpenAI',
      'ElevenLabs',
    ]);
    expect(await use('languageModel', ['openai'], { IELTS_EXAMINER_LLM: 'local' })).toEqual([
      'a model on this machine',
      'OpenAI',
    ]);
  });

  it('are none where one of this machine, nobody or the profile offline was asked for', async () => {
    expect(await use('textToSpeech', ['elevenlabs'], { IELTS_EXAMINER_VOICE: 'flite' })).toEqual([]);
    expect(await use('speechToText', ['deepgram'], { IELTS_EXAMINER_STT: 'none' })).toEqual([]);
    expect(await use('speechToText', ['deepgram'], { IELTS_EXAMINER_PROFILE: 'offline' })).toEqual([]);
    expect(await use('speechToText', ['deepgram'], { IELTS_EXAMINER_PROFILE: 'nonsense' })).toEqual([]);
  });

  it('go before what this machine has, whose caveats are told only where it is all there is', async () => {
    const rough = {
      name: 'rough',
      detect: async () => ({ available: true, detail: 'version 1' }) as const,
      warning: 'it mishears',
    };
    const run = async (candidates: readonly DetectableProvider[], clouds: readonly string[]) =>
      await candidatesCheck(
        { id: 'a', title: 'A' },
        async () => candidates,
        async () => clouds,
      ).run();
    expect(await run([rough], ['Deepgram', 'OpenAI'])).toEqual({
      status: 'ok',
      detail: 'Deepgram, then OpenAI; if that fails, rough: version 1',
    });
    expect(await run([rough], [])).toMatchObject({ status: 'warning' });
    const gone = async () => ({ available: false, why: 'not installed', remedy: 'install it' }) as const;
    expect(await run([{ name: 'rough', detect: gone }], ['Deepgram'])).toEqual({
      status: 'warning',
      detail: 'Deepgram; nothing here stands by: rough: not installed',
      remedy: 'install it',
    });
  });
});

describe('a home that cannot be used', () => {
  it.each([false, true])('is named once (online: %s)', async (online) => {
    const inTheWay = join(temporaryFolder(), 'in-the-way');
    writeFileSync(inTheWay, '');
    vi.stubEnv('IELTS_EXAMINER_HOME', join(inTheWay, 'home'));
    vi.stubEnv('IELTS_EXAMINER_KEYCHAIN', 'off');
    for (const variable of ['DEEPGRAM_API_KEY', 'GROQ_API_KEY', 'OPENAI_API_KEY', 'ELEVENLABS_API_KEY'])
      vi.stubEnv(variable, '');
    vi.stubEnv('AZURE_SPEECH_KEY', '');
    const checks = [...systemChecks(), ...providerChecks(configuration()), ...accountChecks(online, configuration())];
    const wanted = new Set(['folders', 'database', 'recogniser', 'voice', 'languageModel', 'clouds']);
    const found = await runChecks(checks.filter(({ id }) => wanted.has(id) || id.startsWith('cloud.')));
    vi.unstubAllEnvs();
    expect(found.filter((check) => JSON.stringify(check).includes(inTheWay)).map(({ id }) => id)).toEqual(['folders']);
    expect(found.find(({ id }) => id === 'database')).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('see Folders'),
    });
    expect(found.filter(({ id }) => id.startsWith('cloud')).map(({ detail }) => detail)).toEqual(
      Array.from(
        { length: online ? 5 : 1 },
        () => 'the key file cannot be read, its folder cannot be used: see Folders',
      ),
    );
  });
});

describe('with only some keys', () => {
  const KEYS = {
    deepgram: 'DEEPGRAM_API_KEY',
    groq: 'GROQ_API_KEY',
    openai: 'OPENAI_API_KEY',
    elevenlabs: 'ELEVENLABS_API_KEY',
    azure: 'AZURE_SPEECH_KEY',
  } as const;
  const PORTS = ['recogniser', 'voice', 'languageModel'] as const;
  let details: Readonly<Record<string, string>>;
  let statuses: Readonly<Record<string, string>>;

  async function look(keys: readonly (keyof typeof KEYS)[], config: unknown = {}, online = false): Promise<void> {
    const home = temporaryFolder();
    mkdirSync(join(home, 'config'), { recursive: true });
    writeFileSync(join(home, 'config', 'config.yaml'), JSON.stringify(config));
    vi.stubEnv('IELTS_EXAMINER_HOME', home);
    vi.stubEnv('IELTS_EXAMINER_KEYCHAIN', 'off');
    vi.stubEnv('AZURE_SPEECH_REGION', '');
    for (const [name, variable] of Object.entries(KEYS))
      vi.stubEnv(variable, keys.some((key) => key === name) ? `planted-key-of-${name}` : '');
    try {
      const wanted = new Set<string>([...PORTS, 'configuration', 'clouds', 'localModel']);
      const all = [...providerChecks(configuration()), ...accountChecks(online, configuration())];
      const found = await runChecks(all.filter(({ id }) => wanted.has(id) || id.startsWith('cloud.')));
      details = Object.fromEntries(found.map(({ id, detail }) => [id, detail]));
      statuses = Object.fromEntries(found.map(({ id, status }) => [id, status]));
      expect(JSON.stringify(found)).not.toContain('planted-key');
    } finally {
      vi.unstubAllEnvs();
    }
  }

  it.each([
    [['deepgram'], { recogniser: 'Deepgram' }],
    [['groq'], { languageModel: 'Groq' }],
    [['elevenlabs'], { voice: 'ElevenLabs' }],
    [['azure'], { voice: 'Azure Speech' }],
    [['openai'], { recogniser: 'OpenAI', voice: 'OpenAI', languageModel: 'OpenAI' }],
    [['deepgram', 'openai'], { recogniser: 'Deepgram, then OpenAI', voice: 'OpenAI', languageModel: 'OpenAI' }],
  ] as const)(
    '%j: each port on its own has what its keys allow',
    async (keys, clouds: Partial<Record<string, string>>) => {
      await look(keys, { azureRegion: 'westeurope' });
      for (const port of PORTS) {
        const cloud = clouds[port];
        if (cloud === undefined) expect(details[port]).not.toMatch(/Deepgram|OpenAI|Groq|ElevenLabs|Azure/);
        else expect(details[port]).toMatch(new RegExp(`^${cloud};`));
      }
      expect(details['clouds']).toContain('(key in the environment)');
      expect(details['clouds']).toContain('no key for');
      expect(statuses['clouds']).toBe('ok');
    },
  );

  it('finds a model server on this machine, also at the address of the profile, and says when that is silent', async () => {
    const server = await startChatServer(() => ({ text: '' }), { models: ['nomic-embed-text', 'llama3.1'] });
    const mine = { languageModel: [{ provider: 'local', baseUrl: server.baseUrl }] };
    await look([], { profile: 'mine', profiles: { mine } });
    expect(details['localModel']).toMatch(`your server at ${server.baseUrl}: llama3.1`);
    await server.close();
    await look([], { profile: 'mine', profiles: { mine } });
    expect(details['localModel']).toBe(`your server at ${server.baseUrl} does not answer with a model`);
    expect(statuses['localModel']).toBe('warning');
  });

  it.each([false, true])('tells a configuration that cannot be used once (online: %s)', async (online) => {
    await look(['deepgram', 'azure'], { profil: 'mine' }, online);
    expect(Object.keys(details).filter((id) => details[id]?.includes('profil'))).toEqual(['configuration']);
    expect(details[online ? 'cloud.azure' : 'clouds']).toMatch(online ? /^not asked: see Configuration$/ : /^Deepgram/);
    expect(statuses['localModel']).toBe('ok');
  });

  it('says that Azure needs its region', async () => {
    await look(['azure']);
    expect(details['clouds']).toMatch(/^Azure Speech \(key in the environment\); .*needs its region/);
    expect(statuses['clouds']).toBe('warning');
  });

  it('asks each provider that has one, and says of the others that they are not used', async () => {
    const deepgram = await startDeepgramServer({ apiKey: 'planted-key-of-deepgram' });
    const groq = await startChatServer(() => ({ text: '' }), { key: 'another key' });
    const mine = {
      speechToText: [{ provider: 'deepgram', baseUrl: deepgram.url }],
      languageModel: [{ provider: 'groq', baseUrl: groq.baseUrl }],
    };
    await look(['deepgram', 'groq'], { profile: 'mine', profiles: { mine } }, true);
    await Promise.all([deepgram.close(), groq.close()]);
    expect(details).toMatchObject({
      'cloud.deepgram': 'Deepgram accepts the key',
      'cloud.groq': 'Groq does not accept the key (401)',
      'cloud.openai': 'no key, so it is not used',
      'cloud.elevenlabs': 'no key, so it is not used',
      'cloud.azure': 'no key, so it is not used',
    });
    expect(statuses).toMatchObject({ 'cloud.deepgram': 'ok', 'cloud.groq': 'missing', 'cloud.openai': 'ok' });
  });
});

describe('on this machine', () => {
  it('every check answers, and a test can be taken', async () => {
    let text = '';
    expect(await doctor({ json: true }, (piece) => (text += piece))).toBe(0);
    const { checks } = JSON.parse(text) as {
      readonly checks: readonly { readonly id: string; readonly detail: string }[];
    };
    expect(checks.map(({ id }) => id)).toEqual([
      ...['node', 'terminal', 'folders', 'disk', 'database', 'questions'],
      ...[
        'microphone',
        'speaker',
        'recogniser',
        'voice',
        'languageModel',
        'voiceActivity',
        'aligner',
        'grammar',
        'models',
      ],
      ...['configuration', 'clouds', 'localModel'],
    ]);
    for (const { detail } of checks) expect(detail).not.toMatch(/Cannot find|is not a function/);
  });
});
