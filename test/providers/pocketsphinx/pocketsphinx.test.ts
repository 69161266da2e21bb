import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { detectPocketsphinx } from '../../../src/providers/pocketsphinx/detect.js';
import { pocketsphinx, POCKETSPHINX_WARNING } from '../../../src/providers/pocketsphinx/pocketsphinx.js';
import { describeSpeechToText, type SpokenSample } from '../../support/contracts/speech-to-text.contract.js';
import { framesOf, recogniseTurn } from '../../support/speech-frames.js';
import { speak, speechToolsMissing } from '../../support/speech-files.js';

const found = await detectPocketsphinx();
const missing = found.available ? speechToolsMissing() : `${found.why}: ${found.remedy}`;

const TEXTS = ['i live in a small town near the sea', 'we went to the museum with my grandmother last summer'] as const;
const samples: SpokenSample[] = [];

beforeAll(async () => {
  if (missing !== null) return;
  const folder = mkdtempSync(join(tmpdir(), 'pocketsphinx-'));
  for (const [index, text] of TEXTS.entries()) {
    const path = join(folder, `${String(index)}.wav`);
    speak(text, path);
    samples.push({
      text,
      frames: framesOf((await readAudioFile(path)).samples),
    });
  }
});

describeSpeechToText({
  name: 'pocketsphinx',
  missing,
  create: (clock) => pocketsphinx({ clock }),
  slowToOpen: true,
  samples: () => samples as unknown as readonly [SpokenSample, SpokenSample],
});

describe('pocketsphinx where it is not installed', () => {
  it('says what is missing and the command that installs it', async () => {
    expect(await detectPocketsphinx({ libraryFolders: [] })).toEqual({
      available: false,
      why: expect.stringContaining('libpocketsphinx'),
      remedy: 'sudo apt-get install libpocketsphinx3 pocketsphinx-en-us',
    });
  });

  it.skipIf(missing !== null)('does not open without its model', async () => {
    const recogniser = pocketsphinx({ clock: new VirtualClock(), modelFolder: '/nowhere' });
    await expect(recogniser.open()).rejects.toMatchObject({
      code: 'provider.unavailable',
      retryable: false,
      remedy: expect.stringContaining('pocketsphinx-en-us'),
    });
  });

  it('warns of its quality and names the better model', () => {
    expect(POCKETSPHINX_WARNING).toMatch(/models pull zipformer-en-20m/);
  });
});

describe.skipIf(missing !== null)('pocketsphinx', () => {
  it('finds a word where it was said', async () => {
    const clock = new VirtualClock();
    const stream = await pocketsphinx({ clock }).open();
    const { transcript } = await recogniseTurn(stream, samples[0]!.frames, clock);
    await stream.close();
    const loudEndMs = lastLoudMs(samples[0]!.frames);
    expect(Math.abs((transcript.words.at(-1)?.endMs ?? 0) - loudEndMs)).toBeLessThan(150);
  });
});

function lastLoudMs(frames: readonly Int16Array[]): number {
  return (frames.findLastIndex((frame) => frame.some((sample) => Math.abs(sample) > 1000)) + 1) * 20;
}
