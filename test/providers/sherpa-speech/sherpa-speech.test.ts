import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createSherpaSpeech, detectSherpaSpeech } from '../../../src/providers/sherpa-speech/sherpa-speech.js';
import type { SpeechModel } from '../../../src/providers/sherpa-speech/voice-config.js';
import { chunks, textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';
import { espeakData, makeTinyVoice } from './tiny-voice.js';

const usable = espeakData !== undefined && (await detectSherpaSpeech({ model: makeTinyVoice(espeakData) })).available;
if (!usable) console.warn("sherpa-onnx-node or Debian's espeak-ng-data is absent: tests on its voices are skipped.");

describe.runIf(usable)('with a tiny model', () => {
  const model = (): SpeechModel => makeTinyVoice(espeakData ?? '');
  textToSpeechContract('sherpa-speech', () => createSherpaSpeech({ model: model() }));

  it('gives the first sentence before the last is made', async () => {
    const voice = createSherpaSpeech({ model: model() });
    const spoken = await chunks(voice, 'Thank you. That was interesting. Now the next question.');
    await voice.close();
    expect(spoken.length).toBe(3);
    expect(spoken.every(({ sampleRate }) => sampleRate === 16_000)).toBe(true);
  });

  it('reports a damaged model as a crash of its process, and lives', async () => {
    const damaged = model();
    await writeFile(damaged.files.model, 'not a model');
    const voice = createSherpaSpeech({ model: damaged });
    for (let i = 0; i < 2; i += 1) {
      await expect(chunks(voice, 'Hello.')).rejects.toMatchObject({
        code: 'provider.crashed',
        remedy: expect.stringMatching(/models pull tiny-voice/),
      });
    }
    await voice.close();
  });
});

it('says which file of a model is missing, and how to get it', async () => {
  const model: SpeechModel = {
    id: 'piper-alba',
    engine: 'vits',
    files: { model: '/nowhere/model.onnx', tokens: '/nowhere/tokens.txt', espeakData: '/nowhere/espeak-ng-data' },
  };
  const remedy = 'Download it with: ielts-examiner models pull piper-alba';
  expect(await detectSherpaSpeech({ model })).toMatchObject({ available: false, remedy });
  const voice = createSherpaSpeech({ model });
  await expect(chunks(voice, 'Hello.')).rejects.toMatchObject({ code: 'provider.unavailable', remedy });
  await voice.close();
});
