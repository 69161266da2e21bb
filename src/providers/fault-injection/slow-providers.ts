/** Providers that answer late on purpose, to see what a slow one does to a conversation. Delays pass on the session's clock. */
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { SpeechToText, SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { failureSource, providerErrorOf } from '../resilience/provider-failure.js';
import { sleep } from '../resilience/clock-waits.js';

/** Delays partial transcripts, end-of-turn signs and the final transcript by `lateMs`. */
export function slowSpeechToText(inner: SpeechToText, lateMs: number, clock: Clock): SpeechToText {
  return {
    id: inner.id,
    capabilities: inner.capabilities,
    open: async () => slowStream(inner.id, await inner.open(), lateMs, clock),
  };
}

function slowStream(provider: string, inner: SpeechToTextStream, lateMs: number, clock: Clock): SpeechToTextStream {
  const never = new AbortController().signal;
  let turn = 0;
  let closed = false;
  return {
    beginTurn: (options, listener) => {
      const own = ++turn;
      const later = (tell: () => void): void => {
        clock.setTimer(lateMs, () => {
          // After the turn nobody wants to know.
          if (own === turn) tell();
        });
      };
      inner.beginTurn(options, {
        partial: (text) => {
          later(() => {
            listener.partial(text);
          });
        },
        settled: (words, untilMs) => {
          later(() => listener.settled?.(words, untilMs));
        },
        endOfTurn: (sign) => {
          later(() => listener.endOfTurn?.(sign));
        },
        // Behind what was said before it.
        failed: (error) => {
          later(() => listener.failed(error));
        },
      });
    },
    push: (frame) => inner.push(frame),
    endTurn: async () => {
      const transcript = await inner.endTurn().catch((error: unknown) => {
        // Whoever ended the turn hears of it now, and not once more.
        turn++;
        throw error;
      });
      await sleep(clock, lateMs, never);
      if (closed) throw providerErrorOf(failureSource(provider), 'interrupted', { detail: 'closed by us' });
      turn++;
      return transcript;
    },
    cancelTurn: () => {
      turn++;
      return inner.cancelTurn();
    },
    close: () => {
      closed = true;
      return inner.close();
    },
  };
}

/** The first sound comes so much later. */
export function slowTextToSpeech(inner: TextToSpeech, lateMs: number, clock: Clock): TextToSpeech {
  return {
    id: inner.id,
    cacheKey: inner.cacheKey,
    async *synthesize(request) {
      await sleep(clock, lateMs, request.signal);
      yield* inner.synthesize(request);
    },
    close: () => inner.close(),
  };
}

/** Delays the first token by `lateMs`. */
export function slowLanguageModel(inner: LanguageModel, lateMs: number, clock: Clock): LanguageModel {
  return {
    id: inner.id,
    model: inner.model,
    get capabilities() {
      return inner.capabilities;
    },
    async *generate(request) {
      await sleep(clock, lateMs, request.signal);
      yield* inner.generate(request);
    },
    close: () => inner.close(),
  };
}
