import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSileroDetector, detectSilero } from '../../../src/providers/silero/silero-detector.js';
import { voiceActivityDetectorContract } from '../../support/contracts/voice-activity-detector.contract.js';
import { fliteSpeech, haveFlite, haveSharedData, sileroModel } from '../support/test-audio.js';

const create = async () => createSileroDetector({ modelPath: sileroModel });
const usable = haveSharedData && (await detectSilero({ modelPath: sileroModel })).available;
if (!usable) console.warn('The Silero model or ONNX Runtime is absent: tests on it are skipped.');

describe.runIf(usable && haveFlite)('with a synthetic voice', () => {
  voiceActivityDetectorContract('silero', create, () =>
    fliteSpeech('I have lived in London for about ten years and I really like it there'),
  );
});

describe('without its model', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'silero-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('says how to get it', async () => {
    const modelPath = join(folder, 'missing.onnx');
    expect(await detectSilero({ modelPath })).toMatchObject({
      available: false,
      remedy: expect.stringMatching(/models pull silero-vad/),
    });
    await expect(createSileroDetector({ modelPath })).rejects.toMatchObject({
      code: 'provider.unavailable',
      remedy: expect.stringMatching(/models pull/),
    });
  });

  it('says that a file is no model, each time', async () => {
    const modelPath = join(folder, 'broken.onnx');
    await writeFile(modelPath, 'not a model');
    for (let i = 0; i < 2; i += 1) {
      await expect(createSileroDetector({ modelPath })).rejects.toMatchObject({ code: 'provider.unavailable' });
    }
  });
});
