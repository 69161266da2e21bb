/** What listens behind a local server of recognition: audio that spells its words, or a real recogniser. */
import type { SpeechToText, SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import type { Word } from '../../../src/engine/ports/word.js';
import { FRAME_SAMPLES, samplesToMs } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { readSpelling } from './spelled-speech.js';

/** Listens to one connection. Times are milliseconds from the first sample after the last flush. */
export interface ServerEar {
  /** Words of the audio since the last flush, as far as they are known. */
  hear(samples: Int16Array): Promise<readonly Word[]>;
  /** The same, final; afterwards there are none. */
  flush(): Promise<readonly Word[]>;
  close(): Promise<void>;
}

export type GrowEar = () => Promise<ServerEar>;

/** Reads spelled speech. */
export const spelledEar: GrowEar = async () => {
  let heard = new Int16Array(0);
  return {
    hear: async (samples) => {
      const both = new Int16Array(heard.length + samples.length);
      both.set(heard);
      both.set(samples, heard.length);
      heard = both;
      return readSpelling(heard);
    },
    flush: async () => {
      const words = readSpelling(heard);
      heard = new Int16Array(0);
      return words;
    },
    close: async () => undefined,
  };
};

/**
 * Listens with a real recogniser, which is waited for: nothing is said of audio that it has not heard yet. It takes seconds
 * to load: one whose connection is gone listens to the next.
 */
export function realEar(create: (clock: VirtualClock) => SpeechToText): GrowEar & { close(): Promise<void> } {
  const idle: { readonly clock: VirtualClock; readonly stream: SpeechToTextStream }[] = [];
  const grow: GrowEar = async () => {
    const { clock, stream } = idle.pop() ?? (await loaded());
    let text = '';
    let sent = 0;
    let rest = new Int16Array(0);
    let open = false;
    const begin = (): void => {
      open = true;
      text = '';
      sent = 0;
      stream.beginTurn(
        { turnId: 'server', keyterms: [] },
        { partial: (news) => (text = news), failed: () => undefined },
      );
    };
    return {
      hear: async (samples) => {
        if (!open) begin();
        const all = new Int16Array(rest.length + samples.length);
        all.set(rest);
        all.set(samples, rest.length);
        let at = 0;
        for (; at + FRAME_SAMPLES <= all.length; at += FRAME_SAMPLES)
          await stream.push(all.slice(at, at + FRAME_SAMPLES));
        rest = all.slice(at);
        await clock.settle();
        sent += samples.length;
        // Its partials come as text alone: their words share the time there was.
        const words = text.split(' ').filter(Boolean);
        const share = samplesToMs(sent) / Math.max(1, words.length);
        return words.map((word, index) => ({
          text: word,
          startMs: index * share,
          endMs: (index + 1) * share,
          confidence: 0.5,
        }));
      },
      flush: async () => {
        if (!open) return [];
        open = false;
        return (await stream.endTurn()).words;
      },
      close: async () => {
        await stream.cancelTurn();
        idle.push({ clock, stream });
      },
    };
  };
  const loaded = async () => {
    const clock = new VirtualClock();
    return { clock, stream: await create(clock).open() };
  };
  return Object.assign(grow, {
    close: async () => {
      await Promise.all(idle.splice(0).map(({ stream }) => stream.close()));
    },
  });
}
