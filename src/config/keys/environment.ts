/** Keeps API keys of the environment out of messages and out of child processes. */
import { keepOutOfTexts } from '../../engine/text/secret-texts.js';
import { KEY_NAMES, KEYS } from './key-names.js';

export const PASSPHRASE_VARIABLE = 'IELTS_EXAMINER_PASSPHRASE';

const SECRET_VARIABLES: readonly string[] = [...KEY_NAMES.map((name) => KEYS[name].variable), PASSPHRASE_VARIABLE];

/** The environment for child processes, none of which needs a key. */
export function environmentWithoutKeys(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET_VARIABLES.includes(name)));
}

/** Called before an error is shown, since it may quote a key that somebody gave by mistake. */
export function hideEnvironmentKeys(): void {
  for (const name of SECRET_VARIABLES) keepOutOfTexts(process.env[name]?.trim() ?? '');
}
