/**
 * A sound server of the test's own, with a microphone that plays files and a speaker that is recorded: PulseAudio with two
 * null sinks, in a home folder of its own. Needs Debian's pulseaudio, pulseaudio-utils and libasound2-plugins.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../eventually.js';

const run = promisify(execFile);

export interface VirtualMicrophoneOptions {
  /** The rate the devices really run at. */
  readonly deviceRate?: number;
}

export interface SpeakerCapture {
  /** Everything that was heard since, 16 kHz mono. */
  stop(): Promise<Int16Array>;
}

export interface VirtualMicrophone {
  /** For the processes that are to use it. */
  readonly env: NodeJS.ProcessEnv;
  /** Resolves when the file has been played to its end. WAV, any rate. */
  playIntoMicrophone(wavPath: string): Promise<void>;
  /** Resolves when the recording runs. */
  captureSpeaker(): Promise<SpeakerCapture>;
  /** The sound server dies, as when a USB headset is pulled out. */
  vanish(): Promise<void>;
  stop(): Promise<void>;
}

const MICROPHONE = 'virtual_microphone';
const SPEAKER = 'virtual_speaker';

/** Why there is no virtual microphone on this machine, or null. */
export function virtualMicrophoneMissing(): string | null {
  const missing = ['pulseaudio', 'pactl', 'paplay', 'parec'].filter(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
  if (missing.length === 0) return null;
  return `no ${missing.join(', ')} here: apt install pulseaudio pulseaudio-utils libasound2-plugins`;
}

export async function startVirtualMicrophone(options: VirtualMicrophoneOptions = {}): Promise<VirtualMicrophone> {
  const { deviceRate = 48_000 } = options;
  const home = await mkdtemp(join(tmpdir(), 'virtual-microphone-'));
  const runtime = join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
  const asound = join(home, '.asoundrc');
  await writeFile(asound, 'pcm.!default { type pulse }\nctl.!default { type pulse }\n');
  const startUp = join(home, 'pulse.pa');
  await writeFile(
    startUp,
    [
      'load-module module-native-protocol-unix',
      `load-module module-null-sink sink_name=${MICROPHONE} rate=${String(deviceRate)}`,
      `load-module module-null-sink sink_name=${SPEAKER} rate=${String(deviceRate)}`,
      `set-default-sink ${SPEAKER}`,
      `set-default-source ${MICROPHONE}.monitor`,
      '',
    ].join('\n'),
  );
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home, XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: home };
  for (const name of ['PULSE_SERVER', 'PULSE_RUNTIME_PATH', 'PULSE_SINK', 'PULSE_SOURCE', 'ALSA_CONFIG_PATH']) {
    Reflect.deleteProperty(env, name);
  }
  // Not --daemonize: the server is ours to end, by its own process id.
  const server = spawn(
    'pulseaudio',
    ['--daemonize=no', '--exit-idle-time=-1', '--system=false', '--use-pid-file=no', '-n', '-F', startUp],
    { env, stdio: 'ignore' },
  );
  const keepers: ChildProcess[] = [];
  const end = async (): Promise<void> => {
    for (const keeper of keepers) keeper.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    }
  };
  const stop = async (): Promise<void> => {
    await end();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilReady(env);
    keepers.push(keepQuick(MICROPHONE, env), keepQuick(SPEAKER, env));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    env,
    playIntoMicrophone: async (wavPath) => {
      await run('paplay', [`--device=${MICROPHONE}`, wavPath], { env });
    },
    captureSpeaker: async () => await capture(env),
    vanish: end,
    stop,
  };
}

/** A null sink works in steps of two seconds until somebody asks for less: real devices do not. */
function keepQuick(sink: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn('parec', [`--device=${sink}.monitor`, '--latency-msec=10', '--rate=8000', '--channels=1', '--raw'], {
    env,
    stdio: 'ignore',
  });
}

async function untilReady(env: NodeJS.ProcessEnv): Promise<void> {
  await eventually(async () => {
    const { stdout } = await run('pactl', ['list', 'short', 'sinks'], { env });
    if (!stdout.includes(SPEAKER)) throw new Error('PulseAudio has not started');
  }, 50);
}

async function capture(env: NodeJS.ProcessEnv): Promise<SpeakerCapture> {
  const recorder: ChildProcess = spawn(
    'parec',
    [`--device=${SPEAKER}.monitor`, '--format=s16le', '--rate=16000', '--channels=1', '--latency-msec=20', '--raw'],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { stdout } = recorder;
  if (stdout === null) throw new Error('parec has no output');
  const chunks: Buffer[] = [];
  stdout.on('data', (bytes: Buffer) => chunks.push(bytes));
  await once(stdout, 'data');
  return {
    async stop() {
      const ended = once(recorder, 'exit');
      recorder.kill('SIGTERM');
      await ended;
      const bytes = Buffer.concat(chunks);
      const samples = new Int16Array(bytes.length >> 1);
      new Uint8Array(samples.buffer).set(bytes.subarray(0, samples.byteLength));
      return samples;
    },
  };
}
