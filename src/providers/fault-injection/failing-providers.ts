/** Providers that fail on purpose at chosen requests, to see that a session survives it. */
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { ProviderErrorKind } from '../../engine/ports/provider-error.js';
import type { SpeechToText, SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { FRAME_MS } from '../../engine/speech/frame.js';
import { failureSource, providerErrorOf } from '../resilience/provider-failure.js';
import { sleep } from '../resilience/clock-waits.js';

export interface Fault {
  /** The request that fails (a turn, a line, an answer of the model), from 1; a second attempt counts as a request. */
  readonly request: number;
  /** Whether all later requests fail as well. */
  readonly on: boolean;
  /** `timeout`: the request never gets another answer. */
  readonly kind: ProviderErrorKind;
  /** How much of the turn is heard, or of the line's audio delivered, before the failure. Milliseconds. */
  readonly afterMs: number;
}

/** Counts the requests of one provider and gives the fault of the next one. */
class Faults {
  readonly #faults: readonly Fault[];
  #requests = 0;

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  next(): Fault | null {
    const request = ++this.#requests;
    return this.#faults.find((fault) => (fault.on ? request >= fault.request : request === fault.request)) ?? null;
  }
}

function errorOf(provider: string, { kind }: Fault): Error {
  return providerErrorOf(failureSource(provider), kind, { detail: 'a fault of the fixture' });
}

export function failingSpeechToText(inner: SpeechToText, faults: readonly Fault[]): SpeechToText {
  const failing = new Faults(faults);
  return {
    id: inner.id,
    capabilities: inner.capabilities,
    open: async () => failingStream(inner.id, await inner.open(), failing),
  };
}

function failingStream(provider: string, inner: SpeechToTextStream, faults: Faults): SpeechToTextStream {
  let fault: Fault | null = null;
  let failed = false;
  let sentMs = 0;
  let tell: (error: Error) => void = () => undefined;
  return {
    beginTurn: (options, listener) => {
      fault = faults.next();
      failed = false;
      sentMs = 0;
      tell = (error) => {
        listener.failed(error);
      };
      inner.beginTurn(options, {
        partial: (text) => {
          if (!failed) listener.partial(text);
        },
        settled: (words, untilMs) => {
          if (!failed) listener.settled?.(words, untilMs);
        },
        endOfTurn: (sign) => {
          if (!failed) listener.endOfTurn?.(sign);
        },
        failed: tell,
      });
    },
    push: (frame) => {
      if (!failed && fault !== null && sentMs >= fault.afterMs) {
        failed = true;
        if (fault.kind !== 'timeout') tell(errorOf(provider, fault));
      }
      sentMs += FRAME_MS;
      return failed ? undefined : inner.push(frame);
    },
    endTurn: async () => {
      if (fault === null) return await inner.endTurn();
      await inner.cancelTurn();
      if (fault.kind === 'timeout') return await new Promise<never>(() => undefined);
      throw errorOf(provider, fault);
    },
    cancelTurn: () => inner.cancelTurn(),
    close: () => inner.close(),
  };
}

export function failingTextToSpeech(inner: TextToSpeech, faults: readonly Fault[], clock: Clock): TextToSpeech {
  const failing = new Faults(faults);
  return {
    id: inner.id,
    cacheKey: inner.cacheKey,
    async *synthesize(request) {
      const fault = failing.next();
      if (fault === null) {
        yield* inner.synthesize(request);
        return;
      }
      let leftMs = fault.afterMs;
      // To its end, also where nobody hears it: whoever records the voice records whole lines.
      for await (const chunk of inner.synthesize(request)) {
        if (leftMs <= 0) continue;
        const samples = chunk.samples.subarray(0, Math.round((leftMs * chunk.sampleRate) / 1000));
        leftMs -= (samples.length * 1000) / chunk.sampleRate;
        yield { samples, sampleRate: chunk.sampleRate };
      }
      await failNow(inner.id, fault, clock, request.signal);
    },
    close: () => inner.close(),
  };
}

export function failingLanguageModel(inner: LanguageModel, faults: readonly Fault[], clock: Clock): LanguageModel {
  const failing = new Faults(faults);
  return {
    id: inner.id,
    model: inner.model,
    get capabilities() {
      return inner.capabilities;
    },
    async *generate(request) {
      const fault = failing.next();
      if (fault !== null) await failNow(inner.id, fault, clock, request.signal);
      else yield* inner.generate(request);
    },
    close: () => inner.close(),
  };
}

/** One day: longer than any wait is bounded to. */
const FOR_EVER_MS = 86_400_000;

async function failNow(provider: string, fault: Fault, clock: Clock, signal: AbortSignal): Promise<void> {
  if (fault.kind === 'timeout') await sleep(clock, FOR_EVER_MS, signal);
  else if (!signal.aborted) throw errorOf(provider, fault);
}
