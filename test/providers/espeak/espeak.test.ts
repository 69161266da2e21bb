import { describe, expect, it } from 'vitest';
import { createEspeakProgram, detectEspeakProgram } from '../../../src/providers/espeak/espeak-program.js';
import { createEspeakWasm, detectEspeakWasm } from '../../../src/providers/espeak/espeak-wasm.js';
import { chunks, textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';

const installed = (await detectEspeakProgram()).available;
const builtIn = (await detectEspeakWasm()).available;
if (!installed) console.warn('espeak-ng is not installed: tests on it are skipped.');

describe.runIf(builtIn)('built in', () => {
  textToSpeechContract('espeak-ng in WebAssembly', () => createEspeakWasm());

  it('says that a voice does not exist, and speaks on', async () => {
    const voice = createEspeakWasm({ voice: 'xx-nowhere' });
    for (let i = 0; i < 2; i += 1) {
      await expect(chunks(voice, 'Hello.')).rejects.toMatchObject({
        kind: 'invalidRequest',
        message: expect.stringMatching(/xx-nowhere.*does not exist/),
      });
    }
    await voice.close();
  });

  it('fails after it was closed', async () => {
    const voice = createEspeakWasm();
    await voice.close();
    await expect(chunks(voice, 'Hello.')).rejects.toMatchObject({ code: 'provider.unavailable' });
  });
});

describe.runIf(installed)('installed', () => {
  textToSpeechContract('espeak-ng', () => createEspeakProgram());

  it('says that a voice does not exist', async () => {
    await expect(chunks(await createEspeakProgram({ voice: 'xx-nowhere' }), 'Hello.')).rejects.toMatchObject({
      kind: 'invalidRequest',
      remedy: expect.stringMatching(/en-gb/),
      message: expect.stringMatching(/does not exist/),
    });
  });
});

it('says how to get espeak-ng where it is missing', async () => {
  expect(await detectEspeakProgram({ program: 'no-such-espeak' })).toMatchObject({ available: false });
});

it('sounds different at another rate, and says so in its cache key', async () => {
  const [calm, quick] = [createEspeakWasm({ wordsPerMinute: 120 }), createEspeakWasm({ wordsPerMinute: 200 })];
  expect(calm.cacheKey).not.toBe(quick.cacheKey);
  const [slow] = await chunks(calm, 'What do you enjoy most about your studies?');
  const [fast] = await chunks(quick, 'What do you enjoy most about your studies?');
  await Promise.all([calm.close(), quick.close()]);
  expect(slow!.samples.length).toBeGreaterThan(fast!.samples.length * 1.3);
});
