/** Makes both sides of the demo audible: mixes the recorded candidate into what the speaker plays. */
import type { AudioInput } from '../../engine/ports/audio-input.js';
import type { AudioOutput } from '../../engine/ports/audio-output.js';
import { SILENT_FRAME, type Frame, type MaybePromise } from '../../engine/speech/frame.js';

export function listenIn(
  input: AudioInput,
  output: AudioOutput,
): { readonly input: AudioInput; readonly output: AudioOutput } {
  let said: Frame = SILENT_FRAME;
  const heard = (frame: Frame | null): Frame | null => {
    said = frame ?? SILENT_FRAME;
    return frame;
  };
  return {
    input: {
      description: input.description,
      hearsPlayback: input.hearsPlayback,
      open: (controls) => input.open(controls),
      read: (): MaybePromise<Frame | null> => {
        const frame = input.read();
        return frame instanceof Promise ? frame.then(heard) : heard(frame);
      },
      onEvent: (event) => input.onEvent?.(event),
      close: () => input.close(),
    },
    output: {
      description: output.description,
      get failure() {
        return output.failure ?? null;
      },
      open: () => output.open(),
      write: (frame) => {
        output.write(said === SILENT_FRAME ? frame : mixed(frame, said));
      },
      flush: () => {
        output.flush();
      },
      queuedMs: () => output.queuedMs(),
      close: () => output.close(),
    },
  };
}

function mixed(one: Frame, other: Frame): Frame {
  const sum = new Int16Array(one.length);
  for (let i = 0; i < one.length; i++) sum[i] = Math.max(-32768, Math.min(32767, (one[i] ?? 0) + (other[i] ?? 0)));
  return sum;
}
