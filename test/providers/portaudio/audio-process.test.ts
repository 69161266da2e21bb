import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { audioProblem } from '../../../src/providers/portaudio/audio-problem.js';
import type { AudioNews, AudioOrder } from '../../../src/providers/portaudio/protocol.js';

const SOURCES = resolve('src/providers/portaudio');

/** Stands in for naudiodon: one device that knows 44.1 kHz stereo only, and plays into a file. */
const FAKE_NAUDIODON = `
const { Readable, Writable } = require('node:stream');
const { appendFileSync } = require('node:fs');
const device = { id: 0, name: 'Fussy', maxInputChannels: 2, maxOutputChannels: 2, defaultSampleRate: 44100,
  defaultLowOutputLatency: 0.01, hostAPIName: 'Fake' };
exports.getDevices = () => [device];
exports.getHostAPIs = () => ({ defaultHostAPI: 0, HostAPIs: [{ defaultInput: 0, defaultOutput: 0 }] });
exports.AudioIO = ({ inOptions, outOptions }) => {
  const { sampleRate, channelCount } = inOptions ?? outOptions;
  if (sampleRate !== 44100 || channelCount !== 2) throw new Error('Format not supported: Invalid sample rate');
  const stream = inOptions
    ? new Readable({ highWaterMark: inOptions.highwaterMark, read() {
        const block = Buffer.alloc(inOptions.highwaterMark);
        for (let at = 0; at < block.length; at += 4) { block.writeInt16LE(1000, at); block.writeInt16LE(3000, at + 2); }
        setTimeout(() => this.push(block), 20);
      } })
    : new Writable({ write(chunk, _, done) { appendFileSync(__dirname + '/played', chunk); setTimeout(done, 5); } });
  stream.start = () => {};
  return stream;
};`;

describe('the audio process', () => {
  let folder = '';
  let child: ChildProcess | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audio-process-'));
    for (const name of (await readdir(SOURCES)).filter((file) => file.endsWith('.mjs'))) {
      await cp(join(SOURCES, name), join(folder, name));
    }
  });
  afterEach(() => {
    child?.kill('SIGKILL');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function start(mode: AudioOrder['mode']): { news: Promise<AudioNews>; audio: Duplex } {
    child = fork(join(folder, 'audio-process.mjs'), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
      execArgv: [],
      cwd: folder,
    });
    const news = once(child, 'message').then(([message]) => message as AudioNews);
    child.send({ mode, device: null, sampleRate: 16_000, frameMs: 20 } satisfies AudioOrder);
    return { news, audio: child.stdio[4] as unknown as Duplex };
  }

  it('says that naudiodon is missing, and the user what to do about it', async () => {
    const news = await start('microphone').news;
    expect(news).toMatchObject({ type: 'failed', problem: 'notInstalled' });
    const error = audioProblem('microphone', 'notInstalled', news.type === 'failed' ? news.message : '');
    expect(error).toMatchObject({
      code: 'provider.unavailable',
      remedy: expect.stringMatching(/npm install naudiodon/) as string,
    });
    const library = 'libasound.so.2: cannot open shared object file: No such file or directory';
    expect(audioProblem('devices', 'notInstalled', library).remedy).toMatch(/apt install libasound2/);
  });

  describe('with a device that refuses 16 kHz mono', () => {
    beforeAll(async () => {
      await mkdir(join(folder, 'node_modules', 'naudiodon'), { recursive: true });
      await writeFile(join(folder, 'node_modules', 'naudiodon', 'index.js'), FAKE_NAUDIODON);
    });

    it("records at the device's own rate, both channels averaged", async () => {
      const { news, audio } = start('microphone');
      expect(await news).toMatchObject({ type: 'opened', sampleRate: 44_100, deviceName: 'Fussy' });
      const [bytes] = (await once(audio, 'data')) as [Buffer];
      expect(bytes.length % (882 * 2)).toBe(0);
      expect(new Set(new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 882 * 2)))).toEqual(
        new Set([2000]),
      );
    });

    it('plays on both channels, counts back, and drops what is thrown away', async () => {
      const { news, audio } = start('speaker');
      expect(await news).toMatchObject({ type: 'opened', sampleRate: 44_100 });
      let finished = 0;
      audio.on('data', (bytes: Buffer) => {
        finished = bytes.readUInt32LE(bytes.length - 4);
      });
      const message = (kind: number, value: number, samples: number): Buffer => {
        const bytes = Buffer.alloc(8 + samples * 2);
        bytes.writeUInt32LE(kind, 0);
        bytes.writeUInt32LE(samples * 2, 4);
        new Int16Array(bytes.buffer, bytes.byteOffset + 8, samples).fill(value);
        return bytes;
      };
      const first = message(1, 111, 882);
      // Cut anywhere: the pipe does not keep messages apart.
      audio.write(first.subarray(0, 5));
      await sleep(20);
      audio.write(first.subarray(5));
      while (finished < 1) await sleep(5);
      audio.write(
        Buffer.concat([
          ...Array.from({ length: 50 }, () => message(1, 222, 882)),
          message(2, 0, 0),
          message(1, 333, 882),
        ]),
      );
      while (finished < 53) await sleep(5);
      await sleep(50);
      const played = await readFile(join(folder, 'node_modules', 'naudiodon', 'played'));
      const counts = new Map<number, number>();
      for (let at = 0; at < played.length; at += 2) {
        const value = played.readInt16LE(at);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      expect(counts.get(111)).toBe(882 * 2);
      expect(counts.get(333)).toBe(882 * 2);
      expect(counts.get(222) ?? 0).toBeLessThanOrEqual(882 * 2);
      expect(counts.get(0)).toBeGreaterThan(0);
    });

    it('dies with the process that started it', async () => {
      const program = `
        const child = require('node:child_process').fork(${JSON.stringify(join(folder, 'audio-process.mjs'))}, [],
          { stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'], execArgv: [] });
        child.on('message', () => console.log(child.pid));
        child.send({ mode: 'microphone', device: null, sampleRate: 16000, frameMs: 20 });
        setInterval(() => {}, 1000);`;
      const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(String(said));
      expect(await isRunning(pid)).toBe(true);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      for (let attempt = 0; attempt < 200 && (await isRunning(pid)); attempt++) await sleep(20);
      expect(await isRunning(pid)).toBe(false);
    });
  });
});

/** A dead process that nobody has collected yet does not run. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !/^State:\s*[ZX]/m.test(await readFile(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}
