/**
 * @file The program that runs in its own process and touches PortAudio: native crashes, hanging drivers and chatter on the
 * standard streams stay in here. See protocol.ts for what is said over which pipe. It dies with the process that
 * started it.
 */
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { captureTo } from './capture.mjs';
import { chooseDevice } from './choose-device.mjs';
import { playFrom } from './playback.mjs';
import { AUDIO_PIPE } from './wire.mjs';

class Problem extends Error {
  constructor(problem, message) {
    super(message);
    this.problem = problem;
  }
}

/** Not `process.exit`, which runs native clean-up that may hang on a vanished device. */
function die() {
  process.kill(process.pid, 'SIGKILL');
}

/** @param {import('./protocol.js').AudioNews} news */
function tell(news, then) {
  if (process.send === undefined) die();
  process.send?.(news, () => then?.());
}

function fail(problem, error) {
  tell({ type: 'failed', problem, message: error instanceof Error ? error.message : String(error) }, die);
}

function load() {
  try {
    return createRequire(import.meta.url)('naudiodon');
  } catch (error) {
    throw new Problem('notInstalled', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function devicesOf(naudiodon) {
  const raw = naudiodon.getDevices();
  // Asked without devices, PortAudio answers with nonsense.
  const apis = raw.length === 0 ? null : naudiodon.getHostAPIs();
  const host = apis?.HostAPIs[apis.defaultHostAPI];
  return raw.map((device) => ({
    id: device.id,
    name: device.name,
    api: device.hostAPIName,
    inputs: device.maxInputChannels,
    outputs: device.maxOutputChannels,
    defaultSampleRate: device.defaultSampleRate,
    outputLatencyMs: Math.max(0, device.defaultLowOutputLatency) * 1000,
    isDefaultInput: device.maxInputChannels > 0 && device.id === host?.defaultInput,
    isDefaultOutput: device.maxOutputChannels > 0 && device.id === host?.defaultOutput,
  }));
}

/** @param {import('./protocol.js').AudioOrder} order */
function run(order) {
  const naudiodon = load();
  const devices = devicesOf(naudiodon);
  if (order.mode === 'list') {
    tell({ type: 'devices', devices }, die);
    return;
  }
  const choice = chooseDevice(devices, order.mode, order.device);
  if ('problem' in choice) throw new Problem(choice.problem, choice.detail);
  const pipe = new Socket({ fd: AUDIO_PIPE, readable: true, writable: true });
  pipe.on('error', die);
  pipe.on('close', die);
  const lost = (error) => {
    fail('lost', error);
  };
  try {
    const start = order.mode === 'microphone' ? captureTo : playFrom;
    start(naudiodon, choice, order, pipe, {
      lost,
      opened: (details) => {
        tell({ type: 'opened', deviceName: choice.name, ...details });
      },
    });
  } catch (error) {
    throw new Problem('refused', error instanceof Error ? error.message : String(error));
  }
}

process.once('disconnect', die);
process.once('message', (order) => {
  try {
    run(order);
  } catch (error) {
    fail(error instanceof Problem ? error.problem : 'lost', error);
  }
});
