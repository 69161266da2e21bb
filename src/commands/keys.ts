/** `keys set|list|remove|test|rotate`: nothing here ever shows a key. */
import { safeLine } from '../engine/text/safe-text.js';
import { text as readAll } from 'node:stream/consumers';
import { loadConfiguration } from '../config/configuration.js';
import { KEY_NAMES, KEYS, keyNameOf, type KeyName } from '../config/keys/key-names.js';
import type { KeyRing, UnusableKey } from '../config/keys/key-ring.js';
import type { KeyPlace, KeyStore } from '../config/keys/key-store.js';
import { secretFrom, whyNoKey, type Secret } from '../config/keys/secret.js';
import { AppError, isAppError } from '../engine/errors.js';
import type { AccountReport } from '../providers/accounts/account-state.js';
import { sentence, wrapLine } from '../ui/text-format.js';

import { accountOptions } from './keys/account-options.js';
import { askHidden } from './keys/hidden-prompt.js';
import { openKeyRing } from './keys/open-key-ring.js';
import { askPerson } from './keys/passphrase.js';
import { printJson, table, type Write } from './output.js';

export interface KeysOptions {
  readonly json: boolean;
  readonly name?: string | undefined;
}

/** What the commands work on: the keys of whoever runs the program, unless a test says otherwise. */
export interface KeysWorld {
  readonly ring: KeyRing;
  readonly read: (name: KeyName) => Promise<Secret>;
}

const usersWorld = (): KeysWorld => ({ ring: openKeyRing(), read: readKey });

export async function keysSet(
  { name: wanted }: { readonly name: string },
  write: Write,
  { ring, read }: KeysWorld = usersWorld(),
): Promise<number> {
  const name = keyNameOf(wanted);
  const secret = await read(name);
  const home = await ring.home();
  await home.set(name, secret);
  write(`The ${KEYS[name].label} key (fingerprint ${secret.fingerprint}) is in ${safeLine(home.description)}.\n`);
  await warnWhatHides(ring, name, home, write);
  write(`See whether it works: ielts-examiner keys test ${name}\n`);
  return 0;
}

const PLACES: Readonly<Record<KeyPlace, string>> = {
  environment: 'environment',
  keychain: 'keychain',
  file: 'encrypted file',
};

export async function keysList(
  { json }: KeysOptions,
  write: Write,
  { ring }: Pick<KeysWorld, 'ring'> = usersWorld(),
): Promise<number> {
  const keys = await ring.list();
  const unusable = ring.unusable();
  if (json) printJson({ keys, unusable }, write);
  else if (keys.length === 0 && unusable.length === 0) {
    write('There are no keys, so only the providers of this machine are used.\n');
    write(`Store one: ielts-examiner keys set ${KEY_NAMES.join('|')}\n`);
  } else {
    const used = new Set<KeyName>();
    const bad = unusable.map(({ name, variable, why }) => {
      used.add(name);
      return [name, `${PLACES.environment}, ${variable}`, '', `cannot be a key: ${why}`];
    });
    const rows = keys.map(({ name, place, fingerprint }) => {
      const hidden = used.has(name);
      used.add(name);
      const where = place === 'environment' ? `${PLACES[place]}, ${KEYS[name].variable}` : PLACES[place];
      return [name, where, fingerprint, hidden ? 'not used: the one above goes before it' : ''];
    });
    write(table([{ title: 'Key' }, { title: 'Where' }, { title: 'Fingerprint' }, { title: '' }], [...bad, ...rows]));
  }
  return 0;
}

export async function keysRemove(
  { name: wanted }: { readonly name: string },
  write: Write,
  { ring }: Pick<KeysWorld, 'ring'> = usersWorld(),
): Promise<number> {
  const name = keyNameOf(wanted);
  let removed = false;
  let unknown = false;
  for (const store of await ring.stores()) {
    const place = safeLine(store.description);
    const gone = await store.remove(name).catch(notHad);
    if (gone === true) {
      removed = true;
      write(`The ${KEYS[name].label} key is gone from ${place}.\n`);
    } else if (gone !== false) {
      unknown = true;
      write(`Whether ${place} has one is not known: ${gone.detail}\n${gone.remedy}\n`);
    }
  }
  if (process.env[KEYS[name].variable]) {
    write(`There is one in the environment, which only you can take away: unset ${KEYS[name].variable}\n`);
  } else if (!removed && !unknown) write(`There was no ${KEYS[name].label} key.\n`);
  if (unknown) return 3;
  return removed ? 0 : 4;
}

/** @returns 0 when every key works, else 3 */
export async function keysTest(
  { json, name: wanted }: KeysOptions,
  write: Write,
  { ring }: Pick<KeysWorld, 'ring'> = usersWorld(),
): Promise<number> {
  const known = new Set([...(await ring.list()), ...ring.unusable()].map(({ name }) => name));
  const names = wanted === undefined ? KEY_NAMES.filter((name) => known.has(name)) : [keyNameOf(wanted)];
  const { checkAccount } = await import('../providers/accounts/check-account.js');
  const options = accountOptions(await loadConfiguration());
  const reports: ({ readonly name: KeyName; readonly place: KeyPlace | null } & Omit<AccountReport, 'state'> & {
      readonly state: string;
    })[] = [];
  // One after the other: the first may ask for a passphrase.
  for (const name of names) {
    const bad = ring.unusable().find((each) => each.name === name);
    if (bad !== undefined) {
      reports.push({ name, place: 'environment', ...unusable(bad) });
      continue;
    }
    const found = await ring.get(name).catch(notHad);
    if (found !== null && 'state' in found) {
      reports.push({ name, place: null, ...found });
      continue;
    }
    const report =
      found === null ? missing(name) : await checkAccount({ name, secret: found.secret, ...options(name) });
    reports.push({ name, place: found?.place ?? null, ...report });
  }
  if (json) printJson({ keys: reports }, write);
  else if (reports.length === 0) write('There are no keys to test. Store one: ielts-examiner keys set NAME\n');
  else {
    for (const { name, state, detail, remedy } of reports) {
      const [first = '', ...rest] = rowsBeside(safeLine(sentence(detail)));
      write(`${name.padEnd(12)}${(STATES[state] ?? state).padEnd(18)}${first}\n`);
      const remedies = remedy === undefined ? [] : rowsBeside(`→ ${safeLine(remedy)}`);
      for (const row of [...rest, ...remedies]) write(`${' '.repeat(STATE_COLUMNS)}${row}\n`);
    }
  }
  return reports.every(({ state }) => state === 'works') ? 0 : 3;
}

/** Of a key's name and its state, before what is said of it. */
const STATE_COLUMNS = 30;

/** In a pipe nothing is broken. */
function rowsBeside(text: string): readonly string[] {
  const { isTTY, columns = 80 } = process.stdout;
  return isTTY ? wrapLine(text, Math.max(20, columns - STATE_COLUMNS)) : [text];
}

const STATES: Readonly<Record<string, string>> = {
  works: 'works',
  missing: 'no key',
  unusable: 'no key',
  wrongKey: 'wrong key',
  noCredit: 'no credit',
  rateLimited: 'rate limited',
  unreachable: 'unreachable',
  noSuchRegion: 'no such region',
  noRegion: 'no region',
  trouble: 'trouble',
  locked: 'locked',
};

export interface KeysRotateOptions {
  readonly name?: string | undefined;
  readonly untested?: boolean;
}

/** A name: a new key takes the old one's place after it was tested. None: the key file gets a new passphrase. */
export async function keysRotate(
  { name: wanted, untested = false }: KeysRotateOptions,
  write: Write,
  { ring, read }: KeysWorld = usersWorld(),
): Promise<number> {
  if (wanted === undefined) {
    await ring.file.changePassphrase(askPerson);
    write('The key file is encrypted anew, under the new passphrase.\n');
    return 0;
  }
  const name = keyNameOf(wanted);
  const home = await placeOf(ring, name);
  const secret = await read(name);
  if (!untested) await refuseUnlessItWorks(name, secret);
  await home.set(name, secret);
  write(
    `The new ${KEYS[name].label} key (fingerprint ${secret.fingerprint}) is in ${safeLine(home.description)}; the old one is gone.\n`,
  );
  for (const store of await ring.stores()) {
    if (store.place === home.place) continue;
    const place = safeLine(store.description);
    const removed = await store.remove(name).catch(notHad);
    if (removed === true) write(`An older one is gone from ${place}, too.\n`);
    else if (removed !== false) write(`Whether ${place} has an older one is not known: ${removed.detail}\n`);
  }
  await warnWhatHides(ring, name, home, write);
  write(`Now delete the old key in your account at ${KEYS[name].label}.\n`);
  return 0;
}

async function refuseUnlessItWorks(name: KeyName, secret: Secret): Promise<void> {
  const { checkAccount } = await import('../providers/accounts/check-account.js');
  const report = await checkAccount({ name, secret, ...accountOptions(await loadConfiguration())(name) });
  if (report.state === 'works') return;
  throw new AppError({
    code: 'keys.untested',
    message: `The old key was kept: with the new one, ${report.detail}.`,
    remedy: `${report.remedy === undefined ? 'Try again.' : sentence(report.remedy)} To store it all the same: --untested`,
    exitCode: 3,
  });
}

/** Where the key is now: there it is replaced. */
async function placeOf(ring: KeyRing, name: KeyName): Promise<KeyStore> {
  for (const store of await ring.stores()) if ((await store.list()).some((key) => key.name === name)) return store;
  throw new AppError({
    code: 'keys.missing',
    message: `There is no stored ${KEYS[name].label} key that could be replaced.`,
    remedy: `Store one: ielts-examiner keys set ${name}`,
    exitCode: 2,
  });
}

function missing(name: KeyName) {
  return {
    state: 'missing',
    detail: `there is no key for ${KEYS[name].label}`,
    remedy: `Store one: ielts-examiner keys set ${name}, or set ${KEYS[name].variable}`,
  };
}

/** A store that does not open, such as one whose passphrase is wrong, says nothing of the other keys. */
function notHad(error: unknown) {
  if (!isAppError(error) || error.exitCode === 130) throw error;
  const locked = error.code === 'keys.locked' || error.code === 'keys.passphrase';
  return { state: locked ? 'locked' : 'trouble', detail: error.message, remedy: error.remedy };
}

function unusable({ name, variable, why }: UnusableKey) {
  return {
    state: 'unusable',
    detail: `what ${variable} is set to cannot be a key: ${why}`,
    remedy: `Copy it from your account at ${KEYS[name].label} again, or take the variable away: unset ${variable}`,
  };
}

/** From a hidden prompt, or from a pipe. Never from the command line: everybody may read that. */
async function readKey(name: KeyName): Promise<Secret> {
  const { label } = KEYS[name];
  const typed = process.stdin.isTTY
    ? await askHidden(`${label} key (it is not shown): `)
    : await readAll(process.stdin);
  const secret = secretFrom(typed);
  if (secret !== null) return secret;
  throw new AppError({
    code: 'keys.badKey',
    message:
      typed.trim() === ''
        ? 'No key was given.'
        : `This cannot be a key: ${whyNoKey(typed) ?? 'it has letters in it that no key has'}.`,
    remedy: `Copy it from your account at ${label} and paste it here, or pipe it in.`,
    exitCode: 2,
  });
}

async function warnWhatHides(ring: KeyRing, name: KeyName, home: KeyStore, write: Write): Promise<void> {
  const [first] = (await ring.list()).filter((key) => key.name === name);
  if (first === undefined || first.place === home.place) return;
  const what = first.place === 'environment' ? KEYS[name].variable : `the one in the ${PLACES[first.place]}`;
  write(`Note: ${what} goes before it.\n`);
}
