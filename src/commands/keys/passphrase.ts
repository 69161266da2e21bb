/** The passphrase of the key file: from the environment, or from whoever sits at the terminal. */
import { PASSPHRASE_VARIABLE } from '../../config/keys/environment.js';
import type { AskPassphrase } from '../../config/keys/unlock-keys.js';
import { AppError } from '../../engine/errors.js';
import { keepOutOfTexts } from '../../engine/text/secret-texts.js';
import { askHidden } from './hidden-prompt.js';

const SHORTEST = 8;

export const askPassphrase: AskPassphrase = async (why) => {
  const given = process.env[PASSPHRASE_VARIABLE];
  if (given !== undefined && given !== '') {
    keepOutOfTexts(given);
    if (why === 'create') refuseShort(given);
    return given;
  }
  return await askPerson(why);
};

/** For a passphrase that replaces the one in the environment. */
export const askPerson: AskPassphrase = async (why) => {
  if (!process.stdin.isTTY) return null;
  if (why !== 'create') {
    const wrong = why === 'again' ? 'That is not it. ' : '';
    return noted(await askHidden(`${wrong}Passphrase of your key file: `));
  }
  const passphrase = noted(await askHidden('Keys will be kept in an encrypted file. Choose its passphrase: '));
  refuseShort(passphrase);
  if ((await askHidden('The same again: ')) !== passphrase) {
    throw new AppError({
      code: 'keys.passphrase',
      message: 'The two passphrases differ, so nothing was stored.',
      remedy: 'Run it again.',
      exitCode: 2,
    });
  }
  return passphrase;
};

function noted(passphrase: string): string {
  keepOutOfTexts(passphrase);
  return passphrase;
}

function refuseShort(passphrase: string): void {
  if (passphrase.length >= SHORTEST) return;
  throw new AppError({
    code: 'keys.passphrase',
    message: `A passphrase of fewer than ${String(SHORTEST)} characters protects nothing.`,
    remedy: 'Choose a longer one: four or five words are easy to remember.',
    exitCode: 2,
  });
}
