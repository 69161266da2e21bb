import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/engine/errors.js';
import { FRAME_SAMPLES, SILENT_FRAME } from '../../../src/engine/speech/frame.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { readCandidateRange, readRecording } from '../../../src/providers/recording/read-recording.js';
import { createRecorder } from '../../../src/providers/recording/recorder.js';
import { HEADER_BYTES } from '../../../src/providers/recording/wav-file.js';
import { describeAudioRecorder } from '../../support/contracts/audio-recorder.contract.js';
import { eventually } from '../../support/eventually.js';
import { runnableCopy } from '../../support/runnable-copy.js';

let folder = '';
let files = 0;
const newPath = (): string => join(folder, `recording-${String(files++)}.wav`);
const frameOf = (value: number): Int16Array => new Int16Array(FRAME_SAMPLES).fill(value);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorder-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describeAudioRecorder('the WAV recorder', async () => {
  const path = newPath();
  return { recorder: createRecorder({ path }), read: async () => await readRecording(path) };
});

/** Second n of the candidate is the value n + 1, of the examiner its negative. */
async function record(path: string, seconds: number, startMs?: number, first = 0): Promise<AppError | null> {
  const recorder = createRecorder({ path, ...(startMs === undefined ? {} : { startMs }) });
  for (let index = 0; index < seconds * 50; index++) {
    const value = first + Math.floor(index / 50) + 1;
    recorder.write(frameOf(value), frameOf(-value));
  }
  await recorder.close();
  return recorder.failure as AppError | null;
}

describe('a recording', () => {
  it('is for the owner’s ears alone', async () => {
    const path = join(folder, 'of-its-own', 'recording.wav');
    await record(path, 1);
    expect([(await stat(path)).mode & 0o777, (await stat(join(path, '..'))).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('is an ordinary stereo WAV file, candidate left and examiner right', async () => {
    const path = newPath();
    await record(path, 2);
    const { source, samples, warnings } = await readAudioFile(path);
    expect(source).toEqual({
      format: 'wav',
      sampleRate: 16_000,
      channels: 2,
      bitDepth: 16,
      software: 'ielts-examiner',
    });
    expect(samples).toHaveLength(32_000);
    expect(warnings.map((warning) => warning.code)).toEqual(['audio.silent']);
  });

  it('makes the folders it needs', async () => {
    const path = join(folder, 'a', 'b', 'recording.wav');
    expect(await record(path, 1)).toBeNull();
    expect((await readRecording(path)).candidate).toHaveLength(16_000);
  });

  it('is read by range without the rest', async () => {
    const path = newPath();
    await record(path, 10);
    expect(await readCandidateRange(path, 3000, 3500)).toEqual(new Int16Array(8000).fill(4));
    expect(await readCandidateRange(path, 9500, 12_000)).toEqual(new Int16Array(8000).fill(10));
    expect(await readCandidateRange(path, 20_000, 30_000)).toHaveLength(0);
    expect(await readCandidateRange(path, -500, 500)).toHaveLength(8000);
  });

  it('never overwrites another', async () => {
    const path = newPath();
    await writeFile(path, 'precious');
    expect((await record(path, 1))?.code).toBe('recording.exists');
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it('fails clearly where nothing can be written, and is no reason to stop', async () => {
    const path = join(folder, 'file', 'recording.wav');
    await writeFile(join(folder, 'file'), '');
    const failure = await record(path, 1);
    expect(failure?.code).toBe('recording.failed');
    expect(failure?.remedy).not.toBe('');
  });
});

describe('a resumed recording', () => {
  it('goes on at its media time: what a killed process lost is silence', async () => {
    const path = newPath();
    await record(path, 3);
    expect(await record(path, 2, 5000, 5)).toBeNull();
    const { candidate } = await readRecording(path);
    expect(candidate).toHaveLength(7 * 16_000);
    expect(await readCandidateRange(path, 2000, 3000)).toEqual(new Int16Array(16_000).fill(3));
    expect(await readCandidateRange(path, 3000, 5000)).toEqual(new Int16Array(32_000));
    expect(await readCandidateRange(path, 5000, 6000)).toEqual(new Int16Array(16_000).fill(6));
  });

  it('drops what the event log does not know of', async () => {
    const path = newPath();
    await record(path, 4);
    await record(path, 1, 2000, 20);
    expect((await readRecording(path)).candidate).toHaveLength(3 * 16_000);
    expect(await readCandidateRange(path, 2000, 3000)).toEqual(new Int16Array(16_000).fill(21));
  });

  it('starts with silence when the earlier file is gone', async () => {
    const path = newPath();
    expect(await record(path, 1, 2000)).toBeNull();
    expect((await readRecording(path)).candidate).toHaveLength(3 * 16_000);
  });
});

describe('a recording cut short', () => {
  it('is read as far as it goes, whatever its header says', async () => {
    const path = newPath();
    await record(path, 3);
    await truncate(path, HEADER_BYTES + 64_000 + 3);
    expect((await readRecording(path)).candidate.length).toBe(16_000);
  });

  it('is read to its end when the header is behind the audio', async () => {
    const path = newPath();
    await record(path, 1);
    const file = await open(path, 'a');
    await file.write(Buffer.alloc(32_000));
    await file.close();
    expect((await readRecording(path)).candidate.length).toBe(24_000);
  });

  it('says clearly that it is missing or not a recording', async () => {
    await expect(readRecording(newPath())).rejects.toMatchObject({ code: 'recording.notFound', exitCode: 3 });
    const path = newPath();
    await writeFile(path, 'not a recording, but long enough to look for a header in it, which is not there');
    await expect(readRecording(path)).rejects.toMatchObject({ code: 'recording.unreadable', exitCode: 3 });
  });
});

describe('a process killed while it records', () => {
  const FRAMES = 140;

  it('leaves a file that plays up to the last second', async () => {
    const script = await runnableCopy('src/providers/recording/recorder.ts', join(folder, 'copy'));
    const path = newPath();
    // A session that goes on; the parent kills it without warning.
    const program = `
      import { createRecorder } from ${JSON.stringify(script)};
      const recorder = createRecorder({ path: ${JSON.stringify(path)} });
      for (let frame = 1; frame <= ${String(FRAMES)}; frame++)
        recorder.write(new Int16Array(320).fill(frame), new Int16Array(320).fill(-7));
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    await eventually(async () => {
      // Playable as it is: other programs believe the header.
      const bytes = (await readFile(path)).readUInt32LE(HEADER_BYTES - 4);
      expect(bytes).toBeGreaterThan((FRAMES - 50) * FRAME_SAMPLES * 4);
    });
    child.kill('SIGKILL');
    await once(child, 'exit');

    const untouched = newPath();
    await copyFile(path, untouched);
    const left = await readFile(untouched);
    expect(left.readUInt32LE(4)).toBe(left.readUInt32LE(HEADER_BYTES - 4) + HEADER_BYTES - 8);
    const played = await readAudioFile(untouched);
    expect(played.samples.length / FRAME_SAMPLES).toBeGreaterThan(FRAMES - 50);
    const { candidate, examiner } = await readRecording(path);
    const frames = Math.floor(candidate.length / FRAME_SAMPLES);
    expect(frames).toBeGreaterThan(FRAMES - 50);
    for (let index = 0; index < frames; index++) {
      expect(candidate[index * FRAME_SAMPLES]).toBe(index + 1);
      expect(examiner[index * FRAME_SAMPLES]).toBe(-7);
    }
  });
});

describe('a full disk', () => {
  const disk = join(tmpdir(), `full-disk-${String(process.pid)}`);
  let mounted = false;
  beforeAll(() => {
    mkdirSync(disk, { recursive: true });
    mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk]).status === 0;
  });
  afterAll(async () => {
    if (mounted) execFileSync('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  });

  it('stops the recording, keeps it playable, and lets the session go on', async (context) => {
    if (!mounted) context.skip('this machine does not let us mount a small disk');
    const path = join(disk, 'recording.wav');
    const failure = await record(path, 5);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'recording.full', exitCode: 3 });
    expect((await stat(path)).size).toBeLessThanOrEqual(128 * 1024);
    const { candidate } = await readRecording(path);
    expect(candidate.length).toBeGreaterThan(16_000);
    expect(candidate.subarray(0, 16_000)).toEqual(new Int16Array(16_000).fill(1));
  });

  it('is left with room for the events: the recording stops before it is full', async (context) => {
    if (!mounted) context.skip('this machine does not let us mount a small disk');
    const recorder = createRecorder({ path: join(disk, 'modest.wav'), keepFreeBytes: 1024 * 1024 });
    for (let index = 0; index < 100; index++) recorder.write(SILENT_FRAME, SILENT_FRAME);
    await recorder.close();
    expect(recorder.failure).toMatchObject({ code: 'recording.full' });
    expect((await stat(join(disk, 'modest.wav'))).size).toBeLessThan(1024);
  });

  it('is reported the same where the disk only pretends to be full', async () => {
    const recorder = createRecorder({
      path: newPath(),
      openFile: async (...parameters) => {
        const file = await open(...parameters);
        const write = file.write.bind(file);
        let calls = 0;
        file.write = (async (...values: Parameters<typeof write>) => {
          calls++;
          if (calls > 4) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          return await write(...values);
        }) as typeof file.write;
        return file;
      },
    });
    for (let index = 0; index < 500; index++) {
      recorder.write(SILENT_FRAME, SILENT_FRAME);
      if (index % 50 === 0) await sleep(5);
    }
    await recorder.close();
    expect(recorder.failure).toMatchObject({ code: 'recording.full' });
  });
});
