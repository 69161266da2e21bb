import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VoiceActivityDetector } from '../../../src/engine/ports/voice-activity-detector.js';
import { FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';
import { answersFromPath } from '../../../src/providers/audio-files/answers-from-path.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { createRecorder } from '../../../src/providers/recording/recorder.js';
import { rms } from '../../support/signals.js';
import { sox, speak, speechToolsMissing } from '../../support/speech-files.js';

const missing = speechToolsMissing();

/** Loud is speech: enough for clean recordings. */
const voiceActivity: VoiceActivityDetector = {
  id: 'level',
  process: (frame) => (rms(frame) > 200 ? 1 : 0),
  reset: () => {},
  close: () => {},
};

describe.skipIf(missing !== null)(`answers from files${missing === null ? '' : ` (${missing})`}`, () => {
  let home = '';
  let folder = '';
  let count = 0;
  const voice = (name: string): string => join(home, name);
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'answers-'));
    speak('One.', voice('one.wav'));
    speak('It is a small town near the sea, and I like it.', voice('two.wav'));
    speak('My brother and I used to go fishing there.', voice('three.wav'));
    sox('-n', '-r', '16000', '-b', '16', voice('pause.wav'), 'trim', '0', '4');
    sox('-n', '-r', '16000', '-b', '16', voice('breath.wav'), 'trim', '0', '1.2');
  });
  beforeEach(async () => {
    folder = join(home, `folder-${String(count++)}`);
    await mkdir(folder);
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  it('takes a folder in natural order, of any format', async () => {
    await copyFile(voice('one.wav'), join(folder, '1.wav'));
    sox(voice('two.wav'), join(folder, '2.flac'));
    sox(voice('three.wav'), join(folder, '10.mp3'));
    const { answers, description, warnings } = await answersFromPath(folder, voiceActivity);
    const lengths = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => (await readAudioFile(voice(`${name}.wav`))).samples.length),
    );
    expect(answers.map((answer) => answer.kind)).toEqual(['audio', 'audio', 'audio']);
    answers.forEach((answer, index) => {
      if (answer.kind !== 'audio') return;
      expect(answer.delayMs).toBe(600);
      expect(Math.abs(answer.samples.length - (lengths[index] ?? 0))).toBeLessThan(3000);
    });
    expect(description).toMatch(/^files: folder-\d+ \(3\)$/);
    expect(warnings).toEqual([]);
  });

  it('leaves out, with a warning, what does not claim to be audio', async () => {
    await copyFile(voice('one.wav'), join(folder, '1.wav'));
    await writeFile(join(folder, 'notes.txt'), 'hello');
    await writeFile(join(folder, '.hidden.wav'), 'hello');
    await mkdir(join(folder, 'older.wav'));
    const { answers, warnings } = await answersFromPath(folder, voiceActivity);
    expect(answers).toHaveLength(1);
    expect(warnings).toHaveLength(2);
    expect(warnings.join()).toMatch(/notes\.txt.*older\.wav/);
  });

  it('refuses a folder in which something claims to be audio and is not', async () => {
    await copyFile(voice('one.wav'), join(folder, '1.wav'));
    await writeFile(join(folder, '2.wav'), 'hello');
    await expect(answersFromPath(folder, voiceActivity)).rejects.toMatchObject({ code: 'audio.unsupported' });
  });

  it('refuses a folder without audio, and one in which nobody can be heard', async () => {
    await expect(answersFromPath(folder, voiceActivity)).rejects.toMatchObject({ code: 'audio.noFiles', exitCode: 2 });
    await copyFile(voice('pause.wav'), join(folder, '1.wav'));
    await expect(answersFromPath(folder, voiceActivity)).rejects.toMatchObject({ code: 'audio.silent', exitCode: 2 });
  });

  it('keeps a silent answer among others, with a warning', async () => {
    await copyFile(voice('pause.wav'), join(folder, '1.wav'));
    await copyFile(voice('one.wav'), join(folder, '2.wav'));
    const { answers, warnings } = await answersFromPath(folder, voiceActivity);
    expect(answers).toHaveLength(2);
    expect(warnings.join()).toMatch(/silent/);
  });

  it('cuts one long recording at the long pauses only', async () => {
    const order = ['pause', 'one', 'pause', 'two', 'breath', 'three', 'pause', 'three', 'pause'];
    sox(...order.map((name) => voice(`${name}.wav`)), join(folder, 'session.flac'));
    const { answers, description } = await answersFromPath(join(folder, 'session.flac'), voiceActivity);
    expect(description).toBe('recording: session.flac (3 answers)');
    const [one, both, three] = answers.map((answer) => ('samples' in answer ? answer.samples.length / 16_000 : 0));
    expect(one).toBeLessThan(1.5);
    expect(both).toBeGreaterThan((three ?? 0) + 1.2 + 1.5);
    expect(answers).toHaveLength(3);
  });

  it('takes the candidate alone from a recording of ours', async () => {
    const path = join(folder, 'ours.wav');
    const recorder = createRecorder({ path });
    const { samples } = await readAudioFile(voice('two.wav'));
    const loud = new Int16Array(FRAME_SAMPLES).map((_, index) => (index % 2 === 0 ? 9000 : -9000));
    const silence = new Int16Array(FRAME_SAMPLES);
    for (let index = 0; index < 100; index++) recorder.write(silence, loud);
    for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
      recorder.write(samples.subarray(at, at + FRAME_SAMPLES), silence);
    }
    for (let index = 0; index < 100; index++) recorder.write(silence, loud);
    await recorder.close();
    const { answers } = await answersFromPath(path, voiceActivity);
    expect(answers).toHaveLength(1);
    expect('samples' in (answers[0] ?? {}) && (answers[0] as { samples: Int16Array }).samples.length).toBeLessThan(
      samples.length + 0.6 * 16_000,
    );
  });

  it('refuses a recording in which nobody speaks, and a path that leads nowhere', async () => {
    await expect(answersFromPath(voice('pause.wav'), voiceActivity)).rejects.toMatchObject({ code: 'audio.silent' });
    await expect(answersFromPath(join(folder, 'x.wav'), voiceActivity)).rejects.toMatchObject({
      code: 'audio.notFound',
    });
  });
});
