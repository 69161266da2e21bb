import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyFile } from '../../src/config/keys/key-file.js';
import type { AskPassphrase } from '../../src/config/keys/unlock-keys.js';
import { KeyRing } from '../../src/config/keys/key-ring.js';
import { openKeychain, type KeychainEntries } from '../../src/config/keys/keychain.js';
import { Secret, secretFrom } from '../../src/config/keys/secret.js';
import { AppError } from '../../src/engine/errors.js';
import { formsOf, withoutSecrets } from '../../src/engine/text/secret-texts.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();
/** A guess takes 3 ms instead of a third of a second. */
const CHEAP = { n: 2 ** 12, r: 8, p: 1 };
const KEY = 'dg-0123456789-planted';
let count = 0;
let path = '';

beforeEach(() => {
  count += 1;
  path = join(root, String(count), 'keys.json');
});

const answering =
  (passphrase: string | null): AskPassphrase =>
  () =>
    Promise.resolve(passphrase);
const fileWith = (passphrase: string | null) => createKeyFile({ path, ask: answering(passphrase), cost: CHEAP });

describe('a secret', () => {
  it('does not print', () => {
    const secret = new Secret(KEY);
    for (const shown of [
      String(secret),
      `${JSON.stringify({ secret })}`,
      inspect(secret),
      inspect({ deep: [secret] }, { showHidden: true, depth: 9 }),
    ])
      expect(shown).not.toContain(KEY);
    expect(secret.reveal()).toBe(KEY);
    expect(secret.fingerprint).toMatch(/^[0-9a-f]{8}$/);
  });

  it('is taken out of every error that names it, plain or encoded', () => {
    const secret = new Secret('sk-planted/key+with=signs&more');
    const error = new AppError({
      code: 'a.b',
      message: `no: ${secret.reveal()}`,
      remedy: encodeURIComponent(secret.reveal()),
      exitCode: 3,
    });
    expect(error.message).toBe('no: [secret]');
    expect(error.remedy).toBe('[secret]');
  });

  it('is found in base64 whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\x21-\x7e]{14,60}$/),
        fc.string({ maxLength: 9, unit: 'binary-ascii' }),
        fc.string({ maxLength: 9, unit: 'binary-ascii' }),
        (key, before, after) => {
          new Secret(key);
          const text = `${before}${key}${after}`;
          for (const encoding of ['base64', 'base64url'] as const) {
            const encoded = Buffer.from(text).toString(encoding);
            expect(formsOf(key).some((form) => encoded.includes(form))).toBe(true);
            expect(withoutSecrets(encoded)).not.toBe(encoded);
          }
        },
      ),
      { seed: 9, numRuns: 60 },
    );
  });

  it('is what somebody pasted, if that can be a key at all', () => {
    expect(secretFrom('  abcdefgh12\r\n')?.reveal()).toBe('abcdefgh12');
    for (const none of ['', 'short', 'two words here', 'clé-clé-clé-clé']) expect(secretFrom(none)).toBeNull();
  });
});

describe('the encrypted key file', () => {
  it('gives back what was stored, for the owner’s eyes only', async () => {
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    await fileWith('correct horse').set('groq', new Secret('gsk-another-key'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, 'utf8');
    for (const form of [...formsOf(KEY), 'correct horse']) expect(text).not.toContain(form);
    expect((await fileWith('correct horse').get('deepgram'))?.reveal()).toBe(KEY);
    expect((await fileWith('correct horse').get('groq'))?.reveal()).toBe('gsk-another-key');
  });

  it('lists names and fingerprints without a passphrase, and asks for none for what is not there', async () => {
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    const locked = fileWith(null);
    expect(await locked.list()).toEqual([
      { name: 'deepgram', place: 'file', fingerprint: new Secret(KEY).fingerprint },
    ]);
    expect(await locked.get('groq')).toBeNull();
    await expect(locked.get('deepgram')).rejects.toMatchObject({
      code: 'keys.locked',
      remedy: expect.stringContaining('IELTS_EXAMINER_PASSPHRASE'),
    });
  });

  it('says what is missing for the first key that is piped in', async () => {
    await expect(fileWith(null).set('deepgram', new Secret(KEY))).rejects.toMatchObject({
      code: 'keys.locked',
      message: expect.stringMatching(/kept in an encrypted file here .* choose its passphrase/),
    });
  });

  it('takes the same salt and nonce never twice', async () => {
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    const first = JSON.parse(readFileSync(path, 'utf8'));
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    const second = JSON.parse(readFileSync(path, 'utf8'));
    expect(second.kdf.salt).not.toBe(first.kdf.salt);
    expect(second.iv).not.toBe(first.iv);
  });

  it('is asked for again when it was mistyped, three times at most', async () => {
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    const typed = (...answers: readonly string[]) => {
      const asked: string[] = [];
      const ask: AskPassphrase = (why) => Promise.resolve(answers[asked.push(why) - 1] ?? null);
      return { asked, key: createKeyFile({ path, ask, cost: CHEAP }).get('deepgram') };
    };
    const mistyped = typed('corect horse', 'correct horse');
    expect((await mistyped.key)?.reveal()).toBe(KEY);
    expect(mistyped.asked).toEqual(['open', 'again']);
    const lost = typed('one', 'two', 'three', 'correct horse');
    await expect(lost.key).rejects.toMatchObject({ code: 'keys.passphrase' });
    expect(lost.asked).toHaveLength(3);
  });

  it('tells a wrong passphrase from a damaged file', async () => {
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    await expect(fileWith('wrong horse').get('deepgram')).rejects.toMatchObject({ code: 'keys.passphrase' });
    await expect(fileWith('wrong horse').set('groq', new Secret('gsk-another-key'))).rejects.toMatchObject({
      code: 'keys.passphrase',
    });
    const text = readFileSync(path, 'utf8');
    const sealed = JSON.parse(text);
    const flip = (base64: string) => `${base64.startsWith('A') ? 'B' : 'A'}${base64.slice(1)}`;
    const damages = [
      text.slice(0, -20),
      '',
      'not JSON',
      JSON.stringify({ ...sealed, data: flip(sealed.data) }),
      JSON.stringify({ ...sealed, tag: flip(sealed.tag) }),
      JSON.stringify({ ...sealed, kdf: { ...sealed.kdf, salt: flip(sealed.kdf.salt) } }),
      JSON.stringify({ ...sealed, kdf: { ...sealed.kdf, n: 2 ** 40 } }),
      JSON.stringify({ ...sealed, keys: [{ name: 'groq', fingerprint: '00000000' }] }),
    ];
    for (const damage of damages) {
      writeFileSync(path, damage);
      await expect(fileWith('correct horse').list()).rejects.toMatchObject({ code: 'keys.damaged', exitCode: 3 });
    }
    writeFileSync(path, JSON.stringify({ ...sealed, version: 2 }));
    await expect(fileWith('correct horse').list()).rejects.toMatchObject({ code: 'keys.version' });
  });

  it('notices that somebody changed it with a checksum that fits', async () => {
    const { createHash } = await import('node:crypto');
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    const sealed = JSON.parse(readFileSync(path, 'utf8'));
    const { version, kdf, check, cipher, iv } = sealed;
    const keys = [{ name: 'groq', fingerprint: '00000000' }];
    const head = JSON.stringify([
      version,
      kdf.name,
      kdf.n,
      kdf.r,
      kdf.p,
      kdf.salt,
      check,
      cipher,
      iv,
      [['groq', '00000000']],
    ]);
    const checksum = createHash('sha256').update([head, sealed.data, sealed.tag].join('\n')).digest('base64');
    writeFileSync(path, JSON.stringify({ ...sealed, keys, checksum }));
    await expect(fileWith('correct horse').get('groq')).rejects.toMatchObject({ code: 'keys.damaged' });
  });

  it('takes another passphrase, and is gone with its last key', async () => {
    await fileWith('correct horse').set('deepgram', new Secret(KEY));
    await fileWith('correct horse').changePassphrase(answering('battery staple'));
    await expect(fileWith('correct horse').get('deepgram')).rejects.toMatchObject({ code: 'keys.passphrase' });
    const file = fileWith('battery staple');
    expect((await file.get('deepgram'))?.reveal()).toBe(KEY);
    expect(await file.remove('groq')).toBe(false);
    expect(await file.remove('deepgram')).toBe(true);
    expect(() => statSync(path)).toThrow();
  });
});

describe('an encrypted key file that two processes change', () => {
  const OTHER = 'gsk-another-key';
  /** Writes through another process's eyes while the passphrase is being typed. */
  const whileTyping = (passphrase: string, meanwhile: () => Promise<unknown>) =>
    createKeyFile({
      path,
      cost: CHEAP,
      ask: async () => {
        await meanwhile();
        return passphrase;
      },
    });
  const namesIn = async (file = fileWith(null)) => (await file.list()).map(({ name }) => name).toSorted();

  it('keeps what was stored while the other was asked for the passphrase', async () => {
    await fileWith('correct horse').set('groq', new Secret(OTHER));
    let asked = 0;
    const slow = whileTyping('correct horse', () => {
      asked += 1;
      return fileWith('correct horse').set('deepgram', new Secret(KEY));
    });
    await slow.set('openai', new Secret('sk-third-key'));
    expect(await namesIn()).toEqual(['deepgram', 'groq', 'openai']);
    expect(asked).toBe(1);
    expect((await slow.get('deepgram'))?.reveal()).toBe(KEY);
  });

  it('loses no key when the last one known is removed, or the passphrase changes', async () => {
    await fileWith('correct horse').set('groq', new Secret(OTHER));
    const store = () => fileWith('correct horse').set('deepgram', new Secret(KEY));
    expect(await whileTyping('correct horse', store).remove('groq')).toBe(true);
    expect(await namesIn()).toEqual(['deepgram']);
    await fileWith('correct horse').changePassphrase(async () => {
      await fileWith('correct horse').set('groq', new Secret(OTHER));
      return 'battery staple';
    });
    expect((await fileWith('battery staple').get('groq'))?.reveal()).toBe(OTHER);
    expect((await fileWith('battery staple').get('deepgram'))?.reveal()).toBe(KEY);
  });

  it('refuses a first passphrase when the other was quicker with another one', async () => {
    const slow = whileTyping('battery staple', async () => {
      if ((await namesIn()).length === 0) await fileWith('correct horse').set('deepgram', new Secret(KEY));
    });
    await expect(slow.set('groq', new Secret(OTHER))).rejects.toMatchObject({ code: 'keys.passphrase' });
    expect((await fileWith('correct horse').get('deepgram'))?.reveal()).toBe(KEY);
  });

  it('has the keys of all who write at the same moment', async () => {
    await Promise.all(
      (['deepgram', 'groq', 'openai', 'azure'] as const).map((name) =>
        fileWith('correct horse').set(name, new Secret(`key-of-${name}`)),
      ),
    );
    expect(await namesIn()).toEqual(['azure', 'deepgram', 'groq', 'openai']);
    expect(readdirSync(dirname(path))).toEqual(['keys.json']);
  });
});

/** What the package does, in memory: a Secret Service cannot run everywhere. */
function memoryEntries(passwords = new Map<string, string>()): KeychainEntries {
  return (name) => ({
    getPassword: async () => passwords.get(name) ?? null,
    setPassword: async (value) => void passwords.set(name, value),
    deleteCredential: async () => passwords.delete(name),
  });
}

describe('where a key comes from', () => {
  it.each([
    ['sk-with a blank', 'blanks'],
    ['tiny', 'shorter'],
    ['k\u0435y-with-a-cyrillic-letter', 'letters'],
    ['x'.repeat(501), 'longer'],
  ])('is told when a variable is set to what cannot be a key: %j', async (text, why) => {
    const file = fileWith('correct horse');
    await file.set('openai', new Secret('sk-in-the-file'));
    const ring = new KeyRing({ env: { OPENAI_API_KEY: text }, keychain: () => Promise.resolve(null), file });
    expect(ring.unusable()).toMatchObject([{ name: 'openai', variable: 'OPENAI_API_KEY' }]);
    // Not another key behind somebody's back.
    const error: unknown = await ring.get('openai').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'keys.badVariable', message: expect.stringContaining(why) });
    expect(JSON.stringify(error) + String(error)).not.toContain(text);
    expect(
      new KeyRing({ env: { OPENAI_API_KEY: ' ' }, keychain: () => Promise.resolve(null), file }).unusable(),
    ).toEqual([]);
  });

  it('is the environment before the keychain before the file', async () => {
    const keychain = await openKeychain({
      entries: async () => memoryEntries(),
      env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none' },
    });
    const file = fileWith('correct horse');
    const ring = (env: NodeJS.ProcessEnv) => new KeyRing({ env, keychain: () => Promise.resolve(keychain), file });
    expect(await ring({}).get('groq')).toBeNull();
    await file.set('groq', new Secret('gsk-in-the-file'));
    expect(await ring({}).get('groq')).toMatchObject({ place: 'file' });
    await keychain?.set('groq', new Secret('gsk-in-the-keychain'));
    expect(await ring({}).get('groq')).toMatchObject({ place: 'keychain' });
    const all = ring({ GROQ_API_KEY: 'gsk-in-the-environment' });
    expect((await all.get('groq'))?.secret.reveal()).toBe('gsk-in-the-environment');
    expect((await all.list()).map(({ place }) => place)).toEqual(['environment', 'keychain', 'file']);
    expect(await keychain?.remove('groq')).toBe(true);
    expect(await keychain?.get('groq')).toBeNull();
  });

  it('is the file where the keychain’s package did not install, does not answer, or is switched off', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none' };
    expect(await openKeychain({ env, entries: () => Promise.reject(new Error('not installed')) })).toBeNull();
    const broken: KeychainEntries = (name) => ({
      ...memoryEntries()(name),
      getPassword: () => Promise.reject(new Error('no Secret Service')),
    });
    expect(await openKeychain({ env, entries: async () => broken })).toBeNull();
    const entries = async () => memoryEntries();
    if (process.platform === 'linux')
      expect(await openKeychain({ env: { XDG_RUNTIME_DIR: root }, entries })).toBeNull();
    expect(await openKeychain({ env: { ...env, IELTS_EXAMINER_KEYCHAIN: 'off' }, entries })).toBeNull();
    const ring = new KeyRing({ env: {}, keychain: () => Promise.resolve(null), file: fileWith('x') });
    expect((await ring.home()).place).toBe('file');
  });

  it('tells of a keychain that does not answer, in which there may be keys, and of none that is not there', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none' };
    const told: number[] = [];
    const asked = async (getPassword: (signal?: AbortSignal) => Promise<never>, probeWithinMs: number) => {
      const entries: KeychainEntries = (name) => ({ ...memoryEntries()(name), getPassword });
      const onSilent = (withinMs: number) => told.push(withinMs);
      expect(await openKeychain({ env, entries: async () => entries, probeWithinMs, onSilent })).toBeNull();
    };
    await asked(() => Promise.reject(new Error('no Secret Service')), 600_000);
    expect(told).toEqual([]);
    await asked(
      (signal) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('late')))),
      1,
    );
    expect(told).toEqual([1]);
  });

  it.skipIf(process.platform !== 'linux')(
    'is the file when a session bus takes connections and says nothing',
    async () => {
      const connected = vi.fn();
      const bus = createServer(connected);
      await new Promise<void>((resolve) => bus.listen(join(root, 'silent-bus'), resolve));
      const timer = vi.fn();
      const alive = setInterval(timer, 50);
      const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(root, 'silent-bus')}` };
      // Its process takes a tenth of a second to start, or many on a busy machine; only after that does it connect.
      for (let probeWithinMs = 1_000; probeWithinMs < 20_000 && connected.mock.calls.length === 0; probeWithinMs *= 4)
        expect(await openKeychain({ env, probeWithinMs })).toBeNull();
      clearInterval(alive);
      bus.close();
      expect(connected).toHaveBeenCalled();
      // The program itself went on meanwhile.
      expect(timer).toHaveBeenCalled();
    },
  );

  /** For what does answer: a process may take long to start. */
  const PATIENTLY_MS = 120_000;

  describe.skipIf(process.platform !== 'linux')('on Linux is a keychain behind a process of its own', () => {
    /** The package, as far as it matters: it keeps what it is given in a file, and waits for ever for Groq's key. */
    const env = (() => {
      const [store, fake, hook] = ['store.json', 'fake-keyring.mjs', 'hook.mjs'].map((name) => join(root, name));
      writeFileSync(store!, '{}');
      writeFileSync(
        fake!,
        `import { readFileSync, writeFileSync } from 'node:fs';
const read = () => JSON.parse(readFileSync(${JSON.stringify(store)}, 'utf8'));
export class AsyncEntry {
  constructor(service, name) { this.name = service + ' ' + name; }
  async getPassword() {
    if (this.name.endsWith('groq')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    return read()[this.name];
  }
  async setPassword(value) {
    if (value.includes('refused')) throw new Error('the collection is locked');
    writeFileSync(${JSON.stringify(store)}, JSON.stringify({ ...read(), [this.name]: value }));
  }
  async deleteCredential() {
    const { [this.name]: gone, ...rest } = read();
    writeFileSync(${JSON.stringify(store)}, JSON.stringify(rest));
    return gone !== undefined;
  }
}`,
      );
      const resolve = `export const resolve = (name, context, next) =>
  name === '@napi-rs/keyring' ? { url: ${JSON.stringify(pathToFileURL(fake!).href)}, shortCircuit: true } : next(name, context);`;
      writeFileSync(
        hook!,
        `import { register } from 'node:module';
register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(resolve)}`)});`,
      );
      return {
        ...process.env,
        IELTS_EXAMINER_KEYCHAIN: '',
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/any',
        NODE_OPTIONS: `--import ${hook!}`,
      };
    })();

    it('which keeps keys, and tells why it cannot', async () => {
      const keychain = await openKeychain({ env, probeWithinMs: PATIENTLY_MS });
      expect(await keychain?.get('deepgram')).toBeNull();
      await keychain?.set('deepgram', new Secret(KEY));
      expect((await keychain?.get('deepgram'))?.reveal()).toBe(KEY);
      // Also by another program.
      const another = await openKeychain({ env, probeWithinMs: PATIENTLY_MS });
      expect(await another?.remove('deepgram')).toBe(true);
      expect(await keychain?.remove('deepgram')).toBe(false);
      await expect(keychain?.set('deepgram', new Secret('refused-key'))).rejects.toMatchObject({
        code: 'keys.keychain',
        message: 'The keychain could not store the key: the collection is locked.',
      });
    });

    it('whose bus may die at any time: it is waited for once, and the program goes on meanwhile', async () => {
      const keychain = await openKeychain({ env, probeWithinMs: PATIENTLY_MS, answersWithinMs: 300 });
      const timer = vi.fn();
      const alive = setInterval(timer, 50);
      const silent = {
        code: 'keys.keychain',
        message: expect.stringContaining('could not be read: it did not answer'),
      };
      await expect(keychain?.get('groq')).rejects.toMatchObject(silent);
      clearInterval(alive);
      expect(timer).toHaveBeenCalled();
      // Nobody waits a second time.
      await expect(keychain?.list()).rejects.toMatchObject({ message: expect.stringContaining('not answer before') });
    });
  });
});
