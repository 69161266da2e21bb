/** @file Runs in the audio process: from the microphone into the pipe. */
import { formatsFor } from './formats.mjs';

/** Frames PortAudio may be ahead of us before its callback has to wait: a second. */
const MAX_QUEUE = 50;
/** A reader that is this far behind (10 s) has stopped reading; older audio is of no use to it. */
const MAX_PIPE_BYTES = 10 * 48_000 * 2;

/**
 * Throws when the device takes none of the formats. Left to itself, naudiodon delivers half a second at a time, and ends at
 * the first overflow: hence `highwaterMark` and `closeOnError`.
 * @param {typeof import('naudiodon')} naudiodon
 * @param {import('./protocol.js').AudioDevice} device
 * @param {import('./protocol.js').AudioOrder} order
 * @param {import('node:net').Socket} pipe
 * @param {{ lost: (error: unknown) => void, opened: (details: { sampleRate: number, latencyMs: number }) => void }} report
 */
export function captureTo(naudiodon, device, order, pipe, report) {
  let refusal = null;
  for (const { sampleRate, channelCount } of formatsFor(order.sampleRate, device.defaultSampleRate)) {
    if (channelCount > device.inputs) continue;
    const frameSamples = Math.round((sampleRate * order.frameMs) / 1000);
    try {
      const stream = naudiodon.AudioIO({
        inOptions: {
          deviceId: device.id,
          sampleRate,
          channelCount,
          sampleFormat: 16,
          framesPerBuffer: frameSamples,
          highwaterMark: frameSamples * channelCount * 2,
          maxQueue: MAX_QUEUE,
          closeOnError: false,
        },
      });
      stream.on('error', report.lost);
      stream.on('end', () => {
        report.lost(new Error('the device stopped'));
      });
      stream.on('data', (bytes) => {
        if (pipe.writableLength < MAX_PIPE_BYTES) pipe.write(channelCount === 1 ? bytes : leftAndRight(bytes));
      });
      stream.start();
      report.opened({ sampleRate, latencyMs: 0 });
      return;
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal ?? new Error('it has no channel to record from');
}

/** The mean of both channels. */
function leftAndRight(stereo) {
  const mono = Buffer.allocUnsafe(stereo.length >> 1);
  for (let at = 0; at + 4 <= stereo.length; at += 4) {
    mono.writeInt16LE((stereo.readInt16LE(at) + stereo.readInt16LE(at + 2)) >> 1, at >> 1);
  }
  return mono;
}
