/**
 * @file Runs in the audio process: from the pipe to the speaker. PortAudio's callback waits for audio when there is none,
 * which upsets drivers, so silence is played whenever nothing is queued; the device's own pace drives the loop.
 */
import { formatsFor } from './formats.mjs';
import { SPEAKER_AUDIO, SPEAKER_HEADER_BYTES } from './wire.mjs';

/** Frames handed to PortAudio ahead of time: enough for a busy machine, little enough that an interruption is heard at once. */
const MAX_QUEUE = 3;

/**
 * Throws when the device takes none of the formats.
 * @param {typeof import('naudiodon')} naudiodon
 * @param {import('./protocol.js').AudioDevice} device
 * @param {import('./protocol.js').AudioOrder} order
 * @param {import('node:net').Socket} pipe
 * @param {{ lost: (error: unknown) => void, opened: (details: { sampleRate: number, latencyMs: number }) => void }} report
 */
export function playFrom(naudiodon, device, order, pipe, report) {
  let refusal = null;
  for (const { sampleRate, channelCount } of formatsFor(order.sampleRate, device.defaultSampleRate)) {
    if (channelCount > device.outputs) continue;
    const frameSamples = Math.round((sampleRate * order.frameMs) / 1000);
    const frameBytes = frameSamples * channelCount * 2;
    try {
      const stream = naudiodon.AudioIO({
        outOptions: {
          deviceId: device.id,
          sampleRate,
          channelCount,
          sampleFormat: 16,
          framesPerBuffer: frameSamples,
          highwaterMark: frameBytes,
          maxQueue: MAX_QUEUE,
          closeOnError: false,
        },
      });
      stream.on('error', report.lost);
      stream.start();
      const latencyMs = (MAX_QUEUE + 1) * order.frameMs + device.outputLatencyMs;
      play(stream, new SpeakerQueue(pipe, channelCount), Buffer.alloc(frameBytes), () => {
        report.opened({ sampleRate, latencyMs });
      });
      return;
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal ?? new Error('it has no channel to play on');
}

/** Frames the device must have taken before it counts as open: sound servers can take two seconds to start pulling. */
const FRAMES_TO_START = MAX_QUEUE + 3;

function play(stream, queue, silence, started) {
  let taken = 0;
  const next = () => {
    const audio = queue.take();
    stream.write(audio ?? silence, (error) => {
      if (audio !== null) queue.finished(1);
      if (++taken === FRAMES_TO_START) started();
      if (!error) next();
    });
  };
  next();
}

/** Takes messages apart as they come from the pipe, and counts back those that are finished with. */
class SpeakerQueue {
  #pipe;
  #channelCount;
  #waiting = [];
  #rest = Buffer.alloc(0);
  #finished = 0;

  constructor(pipe, channelCount) {
    this.#pipe = pipe;
    this.#channelCount = channelCount;
    pipe.on('data', (bytes) => {
      this.#receive(bytes);
    });
  }

  take() {
    return this.#waiting.shift() ?? null;
  }

  finished(messages) {
    this.#finished += messages;
    const count = Buffer.allocUnsafe(4);
    count.writeUInt32LE(this.#finished >>> 0);
    this.#pipe.write(count);
  }

  #receive(bytes) {
    let buffer = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    while (buffer.length >= SPEAKER_HEADER_BYTES) {
      const end = SPEAKER_HEADER_BYTES + buffer.readUInt32LE(4);
      if (buffer.length < end) break;
      if (buffer[0] === SPEAKER_AUDIO) {
        const mono = buffer.subarray(SPEAKER_HEADER_BYTES, end);
        this.#waiting.push(this.#channelCount === 1 ? mono : twice(mono));
      } else {
        const dropped = this.#waiting.length;
        this.#waiting = [];
        this.finished(dropped + 1);
      }
      buffer = buffer.subarray(end);
    }
    this.#rest = buffer;
  }
}

/** The same on both channels. */
function twice(mono) {
  const stereo = Buffer.allocUnsafe(mono.length * 2);
  for (let at = 0; at + 2 <= mono.length; at += 2) {
    const sample = mono.readInt16LE(at);
    stereo.writeInt16LE(sample, at * 2);
    stereo.writeInt16LE(sample, at * 2 + 2);
  }
  return stereo;
}
