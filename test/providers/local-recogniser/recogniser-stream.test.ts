import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import { FRAME_SAMPLES, type Frame } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { forkTransport } from '../../../src/providers/child-process/fork-transport.js';
import { openRecogniserStream } from '../../../src/providers/local-recogniser/recogniser-stream.js';
import { eventually } from '../../support/eventually.js';
import { pushAll, recordingListener, type RecordingListener } from '../../support/speech-frames.js';

const script = new URL('./scripts/fragile-recogniser-process.mjs', import.meta.url);
const QUIET = 0;
const ABORT = 1;
const EXIT_A_LITTLE_LATER = 2;
const REFUSE = 3;

function frames(command: number, count = 5): readonly Frame[] {
  return Array.from({ length: count }, () => new Int16Array(FRAME_SAMPLES).fill(command));
}

describe('a recogniser in a child process', () => {
  const clock = new VirtualClock();
  const open: SpeechToTextStream[] = [];
  const deaths: string[] = [];
  const opened = async (settings = ''): Promise<SpeechToTextStream> => {
    const stream = await openRecogniserStream({
      provider: 'fragile',
      clock,
      script,
      start: (listener) =>
        forkTransport({ script })({
          ...listener,
          gone: (how) => {
            listener.gone(how);
            deaths.push(how);
          },
        }),
      settings,
      language: {
        partial: (raw) => raw,
        transcript: (raw, turnMs) => ({ text: JSON.stringify({ raw, turnMs }), words: [], confidence: null }),
      },
      remedy: 'Reinstall it.',
    });
    open.push(stream);
    return stream;
  };
  const began = (stream: SpeechToTextStream): RecordingListener => {
    const listener = recordingListener(clock);
    stream.beginTurn({ turnId: 'turn', keyterms: [] }, listener);
    return listener;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((stream) => stream.close()));
    deaths.length = 0;
  });

  it('sends 100 ms at a time, and at the end what is left', async () => {
    const stream = await opened();
    const listener = began(stream);
    await pushAll(stream, frames(QUIET, 12), clock);
    expect(listener.partials.map(({ text }) => text)).toEqual(['batch 1', 'batch 2']);
    expect(JSON.parse((await stream.endTurn()).text)).toEqual({ raw: { batches: 3 }, turnMs: 240 });
  });

  it('gives a partial before virtual time goes on', async () => {
    const stream = await opened();
    const listener = began(stream);
    const beganAtMs = clock.nowMs();
    await pushAll(stream, frames(QUIET, 25), clock);
    expect(listener.partials.map(({ atMs }) => atMs - beganAtMs)).toEqual([80, 180, 280, 380, 480]);
  });

  it('keeps late partials of a turn that is over to itself', async () => {
    const stream = await opened();
    const cancelled = began(stream);
    for (const frame of frames(QUIET, 10)) void stream.push(frame);
    await stream.cancelTurn();
    const ended = began(stream);
    for (const frame of frames(QUIET, 10)) void stream.push(frame);
    await stream.endTurn();
    expect([...cancelled.partials, ...ended.partials]).toEqual([]);
  });

  it('tells the listener once when the process dies under it, and the final transcript is rejected', async () => {
    const stream = await opened();
    const listener = began(stream);
    await pushAll(stream, [...frames(ABORT), ...frames(QUIET, 20)], clock);
    expect(listener.failures).toEqual([
      expect.objectContaining({ code: 'provider.crashed', provider: 'fragile', message: expect.stringMatching(/SIG/) }),
    ]);
    await expect(stream.endTurn()).rejects.toMatchObject({ kind: 'crashed', retryable: true });
  });

  it('notices a death while nobody asks anything', async () => {
    const stream = await opened();
    const listener = began(stream);
    await pushAll(stream, frames(EXIT_A_LITTLE_LATER), clock);
    await eventually(() => {
      expect(listener.failures).toEqual([expect.objectContaining({ kind: 'crashed' })]);
    });
  });

  it('tells the next turn when it died between turns', async () => {
    const stream = await opened();
    began(stream);
    await pushAll(stream, frames(EXIT_A_LITTLE_LATER), clock);
    await stream.endTurn();
    await eventually(() => {
      expect(deaths).toHaveLength(1);
    });
    const listener = began(stream);
    expect(listener.failures).toEqual([]);
    await clock.elapse(20);
    expect(listener.failures).toHaveLength(1);
    await pushAll(stream, frames(QUIET), clock);
    await expect(stream.endTurn()).rejects.toMatchObject({ kind: 'crashed' });
  });

  it('rejects the final transcript, and only that, when it dies making it', async () => {
    const stream = await opened('dies at the end');
    const listener = began(stream);
    await pushAll(stream, frames(QUIET), clock);
    await expect(stream.endTurn()).rejects.toMatchObject({ kind: 'crashed' });
    expect(listener.failures).toEqual([]);
    await expect(stream.cancelTurn()).resolves.toBeUndefined();
  });

  it('passes on what the recogniser refuses', async () => {
    const stream = await opened();
    const listener = began(stream);
    await pushAll(stream, frames(REFUSE), clock);
    expect(listener.failures[0]).toMatchObject({ kind: 'badResponse', message: 'fragile failed: cannot decode this.' });
  });

  it('says why a model did not load', async () => {
    await expect(opened('does not load')).rejects.toMatchObject({
      code: 'provider.unavailable',
      message: expect.stringMatching(/did not load.*exit code 255.*bad model/),
      remedy: 'Reinstall it.',
      retryable: false,
    });
  });

  it('leaves no process behind when its parent is killed', async () => {
    const parent = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { fork } from 'node:child_process';
       const child = fork(${JSON.stringify(fileURLToPath(script))}, { execArgv: [] });
       child.send({ id: 1, request: { type: 'open', settings: '' } });
       child.on('message', () => console.log(child.pid));`,
    ]);
    const [pid] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await eventually(() => {
      expect(isRunning(pid)).toBe(false);
    });
  });

  it('ends when its parent lets go of it', async () => {
    const child = fork(fileURLToPath(script), { stdio: 'ignore' });
    child.send({ id: 1, request: { type: 'open', settings: '' } });
    await once(child, 'message');
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

/** A zombie has ended: whoever adopted it has not looked yet. */
function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
