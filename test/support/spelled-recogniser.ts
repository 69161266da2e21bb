/** A recogniser of spelled speech that fails where it is told to, in each stream that is opened of it anew. */
import { ProviderError, type ProviderErrorKind } from '../../src/engine/ports/provider-error.js';
import type { SpeechToText, SpeechToTextListener, SpeechToTextStream } from '../../src/engine/ports/speech-to-text.js';
import type { Word } from '../../src/engine/ports/word.js';
import type { Frame } from '../../src/engine/speech/frame.js';
import { readSpelledFrames } from './servers/spelled-speech.js';

/** What one stream does wrong; the number counts its frames over all turns. */
export type SpelledFault =
  | { readonly at: 'open'; readonly kind: ProviderErrorKind }
  /** Tells that it is gone. */
  | { readonly at: 'frame'; readonly frame: number; readonly kind: ProviderErrorKind }
  /** Says nothing more, the final transcript neither. */
  | { readonly at: 'silence'; readonly frame: number }
  | { readonly at: 'end'; readonly kind: ProviderErrorKind };

export interface SpelledRecogniserOptions {
  readonly id: string;
  /** One per stream that is opened; streams after them are sound. */
  readonly faults?: readonly (SpelledFault | null)[];
  /** Words are settled in groups of this many. Default 3; 0: never. */
  readonly settledWords?: number;
}

export interface SpelledRecogniser extends SpeechToText {
  readonly opened: number;
  readonly heardFrames: number;
  /** Streams that are open. */
  readonly live: number;
}

export function spelledRecogniser({ id, faults = [], settledWords = 3 }: SpelledRecogniserOptions): SpelledRecogniser {
  let opened = 0;
  let heardFrames = 0;
  let live = 0;
  const error = (kind: ProviderErrorKind): ProviderError =>
    new ProviderError({
      provider: id,
      kind,
      message: `${id} failed (${kind}).`,
      remedy: 'None.',
      retryable: !['authentication', 'quota', 'timeout', 'rateLimited', 'invalidRequest'].includes(kind),
    });

  function stream(fault: SpelledFault | null): SpeechToTextStream {
    let frames = 0;
    let turn: Frame[] = [];
    let listener: SpeechToTextListener | null = null;
    let dead: ProviderError | null = null;
    let silent = false;
    let partial = '';
    let settled = 0;
    let closed = false;
    live += 1;
    const tell = (words: readonly Word[]): void => {
      const text = words.map((word) => word.text).join(' ');
      if (text !== partial) listener?.partial((partial = text));
      if (settledWords === 0) return;
      // The newest word may still go on.
      const sure = Math.floor(Math.max(0, words.length - 1) / settledWords) * settledWords;
      if (sure <= settled) return;
      settled = sure;
      listener?.settled?.(words.slice(0, sure), words[sure - 1]?.endMs ?? 0);
    };
    return {
      beginTurn(_, hearer) {
        listener = hearer;
        turn = [];
        partial = '';
        settled = 0;
        if (dead !== null) {
          const failure = dead;
          void Promise.resolve().then(() => {
            if (listener === hearer) hearer.failed(failure);
          });
        }
      },
      push(frame) {
        if (listener === null || dead !== null) return;
        frames += 1;
        heardFrames += 1;
        turn.push(frame);
        if (fault?.at === 'silence' && frames >= fault.frame) silent = true;
        if (fault?.at === 'frame' && frames === fault.frame) {
          dead = error(fault.kind);
          listener.failed(dead);
        } else if (!silent && frames % 5 === 0) tell(readSpelledFrames(turn));
      },
      endTurn() {
        const ended = listener;
        listener = null;
        if (ended === null) return Promise.resolve({ text: '', words: [], confidence: null });
        if (dead !== null) return Promise.reject(dead);
        if (silent) return new Promise(() => undefined);
        if (fault?.at === 'end') {
          dead = error(fault.kind);
          return Promise.reject(dead);
        }
        const words = readSpelledFrames(turn);
        const confidence = words.length === 0 ? null : 0.9;
        return Promise.resolve({ text: words.map((word) => word.text).join(' '), words, confidence });
      },
      cancelTurn: async () => {
        listener = null;
      },
      close: async () => {
        if (!closed) live -= 1;
        closed = true;
        listener = null;
        dead ??= error('interrupted');
      },
    };
  }

  return {
    id,
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: false },
    get opened() {
      return opened;
    },
    get heardFrames() {
      return heardFrames;
    },
    get live() {
      return live;
    },
    open: async () => {
      const fault = faults[opened++] ?? null;
      if (fault?.at === 'open') throw error(fault.kind);
      return stream(fault);
    },
  };
}
