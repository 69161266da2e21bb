/** An audio output that plays nothing, at the pace at which a speaker would play. */
import type { AudioOutput } from '../../engine/ports/audio-output.js';
import type { Clock } from '../../engine/ports/clock.js';
import { samplesToMs } from '../../engine/speech/frame.js';

export function createNullOutput({ clock }: { readonly clock: Clock }): AudioOutput {
  /** When a speaker would have played all that was handed over. */
  let heardUntilMs = 0;
  return {
    description: 'nowhere',
    open: async () => {},
    write(frame) {
      heardUntilMs = Math.max(heardUntilMs, clock.nowMs()) + samplesToMs(frame.length);
    },
    flush() {
      heardUntilMs = 0;
    },
    queuedMs: () => Math.max(0, heardUntilMs - clock.nowMs()),
    close: async () => {},
  };
}
