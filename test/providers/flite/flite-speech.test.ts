import { describe, expect, it } from 'vitest';
import { createFlite, detectFlite } from '../../../src/providers/flite/flite-speech.js';
import { chunks, textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';
import { haveFlite } from '../support/test-audio.js';

describe.runIf(haveFlite)('with flite installed', () => {
  textToSpeechContract('flite', () => createFlite());

  it('is found with its voice', async () => {
    expect(await detectFlite()).toEqual({ available: true, detail: 'flite, voice slt' });
  });

  it('says which voices there are when the wanted one is missing', async () => {
    expect(await detectFlite({ voice: 'mary' })).toMatchObject({
      available: false,
      remedy: expect.stringMatching(/slt/),
    });
  });

  it('refuses a voice that it does not have, instead of using another one', async () => {
    await expect(createFlite({ voice: 'nobody' })).rejects.toMatchObject({
      code: 'provider.invalidRequest',
      remedy: expect.stringMatching(/slt/),
    });
  });

  it('says accented letters as the plain ones, and nothing for a script that it cannot read', async () => {
    const voice = await createFlite();
    expect(await chunks(voice, 'naïve café')).toEqual(await chunks(voice, 'naive cafe'));
    expect(await chunks(voice, '日本語')).toEqual([]);
    await voice.close();
  });

  it('names its version in its cache key', async () => {
    expect((await createFlite()).cacheKey).toMatch(/^flite:slt \d+\.\d+/);
  });
});

describe('without flite', () => {
  it('says how to get it', async () => {
    expect(await detectFlite({ program: 'no-such-flite' })).toMatchObject({
      available: false,
      remedy: expect.stringMatching(/apt-get/),
    });
    await expect(chunks(await createFlite({ program: 'no-such-flite' }), 'Hello.')).rejects.toMatchObject({
      code: 'provider.unavailable',
      remedy: expect.stringMatching(/apt-get install flite/),
    });
  });

  it('reports a program that fails or writes no sound', async () => {
    await expect(chunks(await createFlite({ program: 'false' }), 'Hello.')).rejects.toMatchObject({ kind: 'crashed' });
    await expect(chunks(await createFlite({ program: 'true' }), 'Hello.')).rejects.toMatchObject({
      kind: 'badResponse',
    });
  });
});
