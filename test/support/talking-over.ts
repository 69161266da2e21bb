/** A candidate who also speaks while the examiner does, at a moment that an event names. */
import type { AudioInput } from '../../src/engine/ports/audio-input.js';
import type { SessionEvent } from '../../src/engine/session/log/events.js';
import { FRAME_SAMPLES } from '../../src/engine/speech/frame.js';

/** @param over how many milliseconds are spoken from this event on, 0 for none */
export function talkingOver(
  input: AudioInput,
  samplesOf: (ms: number) => Int16Array,
  over: (event: SessionEvent) => number,
): AudioInput {
  let said = new Int16Array(0);
  return {
    description: input.description,
    hearsPlayback: input.hearsPlayback,
    open: (controls) => input.open(controls),
    async read() {
      const frame = await input.read();
      if (frame === null || said.length === 0) return frame;
      const mixed = frame.slice();
      for (const [index, sample] of said.subarray(0, FRAME_SAMPLES).entries())
        mixed[index] = Math.max(-32_768, Math.min(32_767, (mixed[index] ?? 0) + sample));
      said = said.slice(FRAME_SAMPLES);
      return mixed;
    },
    onEvent(event) {
      input.onEvent?.(event);
      const ms = over(event);
      if (ms > 0) said = Int16Array.from(samplesOf(ms));
    },
    close: () => input.close(),
  };
}
