import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  keysList,
  keysRemove,
  keysRotate,
  keysSet,
  keysTest,
  type KeysOptions,
  type KeysWorld,
} from '../../../src/commands/keys.js';
import { createKeyFile, type KeyFile } from '../../../src/config/keys/key-file.js';
import type { KeyName } from '../../../src/config/keys/key-names.js';
import { KeyRing } from '../../../src/config/keys/key-ring.js';
import type { KeyStore } from '../../../src/config/keys/key-store.js';
import { Secret } from '../../../src/config/keys/secret.js';
import { AppError } from '../../../src/engine/errors.js';
import { startDeepgramServer, type DeepgramServer } from '../../support/servers/deepgram-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const [OLD, NEW] = ['dg-planted-old-key', 'dg-planted-new-key'];
const CHEAP = { n: 2 ** 12, r: 8, p: 1 };
const root = temporaryFolder();
let count = 0;
let passphrase: string | null;
let file: KeyFile;
let keychain: (KeyStore & { broken?: boolean }) | null;
let server: DeepgramServer;

beforeAll(async () => {
  server = await startDeepgramServer({ apiKey: NEW });
});
afterAll(() => server.close());
beforeEach(() => {
  const home = join(root, String(++count));
  mkdirSync(join(home, 'config'), { recursive: true });
  const profile = { speechToText: [{ provider: 'deepgram', baseUrl: server.url }] };
  writeFileSync(join(home, 'config', 'config.yaml'), JSON.stringify({ profile: 'mine', profiles: { mine: profile } }));
  vi.stubEnv('IELTS_EXAMINER_HOME', home);
  for (const name of ['DEEPGRAM', 'GROQ', 'OPENAI', 'ELEVENLABS']) vi.stubEnv(`${name}_API_KEY`, '');
  vi.stubEnv('AZURE_SPEECH_KEY', '');
  passphrase = 'correct horse battery';
  file = openFile(home);
  keychain = null;
});
afterEach(() => {
  server.mischief.behave();
  vi.unstubAllEnvs();
});

/** As another process does: nothing is open yet. */
function openFile(home = join(root, String(count))): KeyFile {
  return createKeyFile({ path: join(home, 'config', 'keys.json'), ask: async () => passphrase, cost: CHEAP });
}

function memoryKeychain(): KeyStore & { broken?: boolean } {
  const keys = new Map<KeyName, Secret>();
  const store: KeyStore & { broken?: boolean } = {
    place: 'keychain',
    description: 'the keychain',
    list: async () => [...keys].map(([name, { fingerprint }]) => ({ name, place: 'keychain', fingerprint })),
    get: async (name) => keys.get(name) ?? null,
    set: async (name, secret) => void keys.set(name, secret),
    remove: async (name) => {
      if (store.broken === true)
        throw new AppError({
          code: 'keys.keychain',
          message: 'The keychain could not remove the key.',
          remedy: 'Unlock the keychain.',
          exitCode: 3,
        });
      return keys.delete(name);
    },
  };
  return store;
}

async function run<Options>(
  command: (options: Options, write: (text: string) => void, world: KeysWorld) => Promise<number>,
  options: Options,
  typed = NEW,
): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const ring = new KeyRing({ env: process.env, keychain: async () => keychain, file });
  const world: KeysWorld = { ring, read: async () => new Secret(typed) };
  const code = await command(options, (piece) => (text += piece), world);
  expect(text).not.toMatch(/planted|correct horse/);
  return { code, text };
}

const states = async (options: Partial<KeysOptions> = {}) => {
  const { code, text } = await run(keysTest, { json: true, ...options });
  const { keys } = JSON.parse(text) as {
    keys: { name: string; place: string | null; state: string; detail: string }[];
  };
  return { code, keys };
};

describe('keys rotate', () => {
  it('puts the new key where the old one was, once its provider accepts it, and takes older copies away', async () => {
    keychain = memoryKeychain();
    await keychain.set('deepgram', new Secret(OLD));
    await file.set('deepgram', new Secret('dg-planted-oldest'));
    await file.set('groq', new Secret('gsk-planted-other'));
    const { code, text } = await run(keysRotate, { name: 'deepgram' });
    expect(code).toBe(0);
    expect(text).toMatch(/new Deepgram key \(fingerprint \w+\) is in the keychain; the old one is gone/);
    expect(text).toMatch(/An older one is gone from .*, too/);
    expect((await keychain.get('deepgram'))?.reveal()).toBe(NEW);
    expect((await openFile().list()).map(({ name }) => name)).toEqual(['groq']);
  });

  it('keeps the old key when the new one is refused, and stores it untested only when told to', async () => {
    await file.set('deepgram', new Secret(OLD));
    const refused = run(keysRotate, { name: 'deepgram' }, 'dg-planted-mistyped');
    await expect(refused).rejects.toMatchObject({
      code: 'keys.untested',
      message: expect.stringContaining('The old key was kept'),
      remedy: expect.stringContaining('--untested'),
      exitCode: 3,
    });
    expect((await openFile().get('deepgram'))?.reveal()).toBe(OLD);
    expect((await run(keysRotate, { name: 'deepgram', untested: true }, 'dg-planted-mistyped')).code).toBe(0);
    expect((await openFile().get('deepgram'))?.reveal()).toBe('dg-planted-mistyped');
  });

  it('says so where an older copy may be left, and which key goes before the new one', async () => {
    keychain = memoryKeychain();
    await file.set('deepgram', new Secret('dg-planted-oldest'));
    await keychain.set('deepgram', new Secret(OLD));
    file = openFile();
    passphrase = null;
    vi.stubEnv('DEEPGRAM_API_KEY', 'dg-planted-environment');
    const { code, text } = await run(keysRotate, { name: 'deepgram' });
    expect(code).toBe(0);
    expect(text).toMatch(/Whether .* has an older one is not known: /);
    expect(text).toContain('Note: DEEPGRAM_API_KEY goes before it.');
  });

  it('needs a stored key that can be replaced', async () => {
    vi.stubEnv('DEEPGRAM_API_KEY', OLD);
    await expect(run(keysRotate, { name: 'deepgram' })).rejects.toMatchObject({
      code: 'keys.missing',
      remedy: 'Store one: ielts-examiner keys set deepgram',
      exitCode: 2,
    });
  });
});

describe('keys remove', () => {
  it('takes the key out of every place, and says what only its owner can take away', async () => {
    keychain = memoryKeychain();
    await run(keysSet, { name: 'deepgram' }, OLD);
    await file.set('deepgram', new Secret('dg-planted-oldest'));
    vi.stubEnv('DEEPGRAM_API_KEY', 'dg-planted-environment');
    const { code, text } = await run(keysRemove, { name: 'deepgram' });
    expect(code).toBe(0);
    expect(text.match(/The Deepgram key is gone from/g)).toHaveLength(2);
    expect(text).toContain('unset DEEPGRAM_API_KEY');
    expect([await keychain.list(), await openFile().list()]).toEqual([[], []]);
  });

  it('says that there was none', async () => {
    const { code, text } = await run(keysRemove, { name: 'groq' });
    expect([code, text]).toEqual([4, 'There was no Groq key.\n']);
  });

  it('takes it out of one place when another does not open', async () => {
    keychain = memoryKeychain();
    keychain.broken = true;
    await file.set('deepgram', new Secret(OLD));
    const { code, text } = await run(keysRemove, { name: 'deepgram' });
    expect(code).toBe(3);
    expect(text).toContain('Whether the keychain has one is not known: The keychain could not remove the key.');
    expect(await openFile().list()).toEqual([]);
  });
});

describe('keys test', () => {
  it('tells of each key in plain words: works, locked, no key', async () => {
    vi.stubEnv('DEEPGRAM_API_KEY', NEW);
    vi.stubEnv('OPENAI_API_KEY', 'two words');
    await file.set('groq', new Secret('gsk-planted-key'));
    file = openFile();
    passphrase = null;
    const { code, keys } = await states();
    expect(code).toBe(3);
    expect(keys.map(({ name, place, state }) => [name, place, state])).toEqual([
      ['deepgram', 'environment', 'works'],
      ['groq', null, 'locked'],
      ['openai', 'environment', 'unusable'],
    ]);
    const { text } = await run(keysTest, { json: false });
    expect(text).toMatch(/^deepgram +works +Deepgram accepts the key/m);
    expect(text).toMatch(/^groq +locked +/m);
    expect(text).toMatch(/^ +→ .*IELTS_EXAMINER_PASSPHRASE/m);
    expect(text).toMatch(/^openai +no key +what OPENAI_API_KEY is set to cannot be a key/m);
    expect(await states({ name: 'azure' })).toMatchObject({ code: 3, keys: [{ name: 'azure', state: 'missing' }] });
  });

  it.each([
    [{ type: 'status', status: 402 }, 'noCredit', /^deepgram +no credit +Deepgram accepts the key, but/m],
    [{ type: 'status', status: 429, retryAfterS: 7 }, 'rateLimited', /^deepgram +rate limited +.* in 7 s/m],
    [{ type: 'status', status: 500 }, 'trouble', /^deepgram +trouble +Deepgram has trouble of its own/m],
    [{ type: 'refuse' }, 'unreachable', /^deepgram +unreachable +Deepgram cannot be reached: the connection was cut/m],
  ] as const)('tells what the provider does: %j', async (mischief, state, row) => {
    vi.stubEnv('DEEPGRAM_API_KEY', NEW);
    server.mischief.always(mischief);
    expect(await states()).toMatchObject({ code: 3, keys: [{ state }] });
    expect((await run(keysTest, { json: false })).text).toMatch(row);
  });

  it('is content when every key works, and has nothing to test without one', async () => {
    expect((await run(keysTest, { json: false })).text).toContain('There are no keys to test');
    vi.stubEnv('DEEPGRAM_API_KEY', NEW);
    expect(await states()).toMatchObject({ code: 0, keys: [{ state: 'works' }] });
  });
});

describe('keys list', () => {
  it('names every place of a key by fingerprint, and which one is used', async () => {
    await file.set('deepgram', new Secret(OLD));
    vi.stubEnv('DEEPGRAM_API_KEY', NEW);
    const { text } = await run(keysList, { json: false });
    expect(text).toContain(new Secret(OLD).fingerprint);
    expect(text).toMatch(/^deepgram +environment, DEEPGRAM_API_KEY +\S+ *$/m);
    expect(text).toMatch(/^deepgram +encrypted file +\S+ +not used: the one above goes before it$/m);
  });
});
