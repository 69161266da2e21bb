/** Keys that stand in the environment: kept out of texts, and out of the programs that we start. */
import { keepOutOfTexts } from '../../engine/text/secret-texts.js';
import { KEY_NAMES, KEYS } from './key-names.js';

export const PASSPHRASE_VARIABLE = 'IELTS_EXAMINER_PASSPHRASE';

const SECRET_VARIABLES: readonly string[] = [...KEY_NAMES.map((name) => KEYS[name].variable), PASSPHRASE_VARIABLE];

/** For child processes: none of them needs an account. */
export function environmentWithoutKeys(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET_VARIABLES.includes(name)));
}

/** Before an error is shown: it may quote what somebody gave by mistake. */
export function hideEnvironmentKeys(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of SECRET_VARIABLES) keepOutOfTexts(env[name]?.trim() ?? '');
}
