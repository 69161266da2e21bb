/** What `doctor` says of the configuration, of each cloud, and of language models on this machine. No key is opened offline. */
import type { Configuration } from '../../config/configuration.js';
import { KEY_NAMES, KEYS, type KeyName } from '../../config/keys/key-names.js';
import { appPaths } from '../../config/paths.js';
import { isAppError } from '../../engine/errors.js';
import type { AccountState } from '../../providers/accounts/account-state.js';
import { accountOptions } from '../keys/account-options.js';
import { openKeyRing } from '../keys/open-key-ring.js';
import type { Check, CheckResult, CheckStatus } from './check.js';
import { isUnusable, SEE_FOLDERS } from './system-checks.js';

type Load = () => Promise<Configuration>;

/**
 * @param online asks each provider, by a call that costs nothing
 * @param configuration is asked by several checks
 */
export function accountChecks(online: boolean, configuration: Load): readonly Check[] {
  // Null where it cannot be read, which the check of the configuration tells.
  const known = async (): Promise<Configuration | null> => await configuration().catch(() => null);
  const clouds = online
    ? KEY_NAMES.map((name) => onlineCheck(name, known))
    : [{ id: 'clouds', title: 'Clouds', run: () => cloudsResult(known) }];
  return [
    { id: 'configuration', title: 'Configuration', run: () => configurationResult(configuration) },
    ...clouds.map((check) => ({ ...check, run: () => check.run().catch(seenAbove) })),
    { id: 'localModel', title: 'Local language model', run: () => localModelResult(known) },
  ];
}

/** A folder that cannot be used is told once, and not for every key. */
async function seenAbove(error: unknown): Promise<CheckResult> {
  const unreadable = isAppError(error) && error.code === 'keys.unreadable';
  if (!unreadable || !(await isUnusable(appPaths().config))) throw error;
  return { status: 'warning', detail: `the key file cannot be read, ${SEE_FOLDERS}` };
}

type Known = () => Promise<Configuration | null>;

async function configurationResult(configuration: Load): Promise<CheckResult> {
  const { profile, files } = await configuration();
  const where = files.length === 0 ? 'no file, the defaults' : files.map(({ path }) => path).join(', ');
  return { status: 'ok', detail: `profile ${profile.name}; ${where}` };
}

/** Which keys are there; without any, the embedded providers are what there is to use, and nothing is wrong. */
async function cloudsResult(configuration: Known): Promise<CheckResult> {
  const ring = openKeyRing();
  const keys = await ring.list();
  const [bad] = ring.unusable();
  const placeOf = (name: KeyName) => keys.find((key) => key.name === name)?.place;
  const there = KEY_NAMES.filter((name) => placeOf(name) !== undefined);
  const missing = KEY_NAMES.filter((name) => placeOf(name) === undefined).map((name) => KEYS[name].label);
  if (bad !== undefined) {
    return {
      status: 'warning',
      detail: `what ${bad.variable} is set to cannot be a key: ${bad.why}`,
      remedy: `Copy it from your account at ${KEYS[bad.name].label} again, or take it away: unset ${bad.variable}`,
    };
  }
  if (there.length === 0) return { status: 'ok', detail: 'no keys: only the providers of this machine are used' };
  const present = there.map((name) => `${KEYS[name].label} (key in the ${placeOf(name) ?? ''})`).join(', ');
  const without = missing.length === 0 ? '' : `; no key for ${missing.join(', ')}`;
  if (there.includes('azure') && isWithoutRegion(await configuration())) {
    return {
      status: 'warning',
      detail: `${present}${without}; Azure Speech needs its region`,
      remedy: 'ielts-examiner config set azureRegion westeurope',
    };
  }
  return { status: 'ok', detail: `${present}${without}. Whether they work: ielts-examiner doctor --online` };
}

function isWithoutRegion(known: Configuration | null): boolean {
  if (known === null || known.settings.azureRegion !== null) return false;
  const entries = Object.values(known.profile.ports).flat();
  return !entries.some(({ provider, options }) => provider === 'azure' && options['region'] !== undefined);
}

const STATUS: Readonly<Record<AccountState, CheckStatus>> = {
  works: 'ok',
  rateLimited: 'warning',
  trouble: 'warning',
  unreachable: 'warning',
  wrongKey: 'missing',
  noCredit: 'missing',
  noSuchRegion: 'missing',
  noRegion: 'missing',
};

function onlineCheck(name: KeyName, configuration: Known): Check {
  return {
    id: `cloud.${name}`,
    title: KEYS[name].label,
    run: async () => {
      // Not asked for a passphrase in the middle of a table: one in the environment is used.
      const { PASSPHRASE_VARIABLE } = await import('../../config/keys/environment.js');
      const ring = openKeyRing(() => Promise.resolve(process.env[PASSPHRASE_VARIABLE] ?? null));
      const found = await ring.get(name).catch((error: unknown) => {
        if (isAppError(error) && error.code === 'keys.locked') return 'locked' as const;
        throw error;
      });
      if (found === 'locked') {
        return {
          status: 'warning',
          detail: 'the key is in your encrypted key file, for which no passphrase was given',
          remedy: `Be asked for it: ielts-examiner keys test ${name}. Or give it to doctor in ${PASSPHRASE_VARIABLE}.`,
        };
      }
      if (found === null) return { status: 'ok', detail: 'no key, so it is not used' };
      const known = await configuration();
      // It may say that the key is for another address.
      if (known === null) return { status: 'warning', detail: 'not asked: see Configuration' };
      const { checkAccount } = await import('../../providers/accounts/check-account.js');
      const options = accountOptions(known)(name);
      const { state, detail, remedy } = await checkAccount({ name, secret: found.secret, ...options });
      return { status: STATUS[state], detail, ...(remedy === undefined ? {} : { remedy }) };
    },
  };
}

async function localModelResult(configuration: Known): Promise<CheckResult> {
  const { findLocalServers, LOCAL_SERVERS } = await import('../../providers/chat-completions/detect.js');
  const profile = (await configuration())?.profile;
  const own = (profile?.ports.languageModel ?? []).flatMap(({ provider, options: { baseUrl } }) =>
    provider === 'local' && typeof baseUrl === 'string' ? [{ label: `your server at ${baseUrl}`, baseUrl }] : [],
  );
  const usual = LOCAL_SERVERS.filter(({ baseUrl }) => !own.some((each) => each.baseUrl === baseUrl));
  const servers = await findLocalServers([...own, ...usual]);
  const silent = own.find(({ label }) => !servers.some((server) => server.label === label));
  if (silent !== undefined) {
    return {
      status: 'warning',
      detail: `${silent.label} does not answer with a model`,
      remedy: `Start it, or correct its address in the profile ${profile?.name ?? ''}.`,
    };
  }
  if (servers.length === 0)
    return { status: 'ok', detail: 'no server found (Ollama, llama.cpp, LM Studio); none is needed' };
  const found = servers.map(({ label, models }) => `${label}: ${models.slice(0, 3).join(', ')}`).join('; ');
  return { status: 'ok', detail: `${found}. Use it: ielts-examiner practice --llm local` };
}
