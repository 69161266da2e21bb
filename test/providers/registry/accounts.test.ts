import { expect, it } from 'vitest';
import { AppError } from '../../../src/engine/errors.js';
import { accountKey } from '../../../src/providers/registry/accounts.js';

const lookUp = (code: string, exitCode: 3 | 130) =>
  accountKey(
    {
      key: () => Promise.reject(new AppError({ code, message: 'No key.', remedy: 'Try again.', exitCode })),
      azureRegion: null,
      quiet: true,
    },
    'deepgram',
  );

it('a locked key costs one provider, Ctrl-C at the passphrase ends the program', async () => {
  expect(await lookUp('keys.locked', 3)).toMatchObject({ apiKey: null, unavailable: { why: 'No key' } });
  await expect(lookUp('keys.interrupted', 130)).rejects.toMatchObject({ exitCode: 130 });
});
