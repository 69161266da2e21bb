/** What all cloud voices share: plain text, quiet cancelling, our own errors, a check that the audio is plausible, and the cost. */
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechChunk, SynthesisRequest, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { plainSpeech, PLAIN_SPEECH_REVISION } from '../child-process/plain-speech.js';
import { meterRequest, type MeteredRequest } from '../prices/usage-meter.js';
import { isRefusal } from '../resilience/error-table.js';
import { providerErrorOf, type FailureSource } from '../resilience/provider-failure.js';
import { isNoise, longestMs, shortestMs } from './plausible-sound.js';

export interface CloudVoiceOptions {
  readonly source: FailureSource;
  /** Voice and settings, as part of the cache key. */
  readonly sound: string;
  /** "provider:model" in the price table. */
  readonly pricedAs: string;
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
  /** Makes one request and yields chunks as they arrive. Errors that it throws go through `failure`. */
  readonly speak: (text: string, signal: AbortSignal) => AsyncIterable<SpeechChunk>;
  /** Turns a thrown error into a ProviderError. */
  readonly failure: (error: unknown) => ProviderError | Promise<ProviderError>;
}

export function cloudVoice(options: CloudVoiceOptions): TextToSpeech {
  return new CloudVoice(options);
}

class CloudVoice implements TextToSpeech {
  readonly id: string;
  readonly cacheKey: string;
  readonly #options: CloudVoiceOptions;
  readonly #closing = new AbortController();

  constructor(options: CloudVoiceOptions) {
    this.id = options.source.provider;
    this.cacheKey = `${this.id} ${options.sound} text-${String(PLAIN_SPEECH_REVISION)}`;
    this.#options = options;
  }

  async *synthesize({ text, signal }: SynthesisRequest): AsyncGenerator<SpeechChunk> {
    if (signal.aborted) return;
    if (this.#closing.signal.aborted) throw this.#closed();
    const line = plainSpeech(text);
    if (line === '') return;
    const { source, pricedAs, monitor, clock } = this.#options;
    const request = meterRequest({ port: 'textToSpeech', provider: source.provider, pricedAs, monitor, clock });
    let [heard, refused, whole] = [false, false, false];
    try {
      for await (const chunk of this.#spoken(line, AbortSignal.any([signal, this.#closing.signal]), request)) {
        heard = true;
        yield chunk;
      }
      whole = !signal.aborted;
    } catch (error) {
      if (signal.aborted) return;
      if (this.#closing.signal.aborted) throw this.#closed();
      const failure = await this.#options.failure(error);
      refused = !heard && isRefusal(failure.kind);
      throw failure;
    } finally {
      // Vendors charge for audio that they have begun to make, whether it is heard or not.
      request.finish({ characters: refused ? 0 : line.length }, !whole);
    }
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  async *#spoken(line: string, signal: AbortSignal, request: MeteredRequest): AsyncGenerator<SpeechChunk> {
    let spokenMs = 0;
    for await (const chunk of this.#options.speak(line, signal)) {
      if (signal.aborted) break;
      if (chunk.samples.length === 0) continue;
      if (isNoise(chunk.samples)) throw this.#implausible('noise instead of speech');
      request.firstByte();
      spokenMs += (chunk.samples.length / chunk.sampleRate) * 1000;
      if (spokenMs > longestMs(line)) throw this.#implausible('more sound than the text can take');
      yield chunk;
    }
    if (this.#closing.signal.aborted) throw this.#closed();
    if (!signal.aborted && spokenMs < shortestMs(line)) throw this.#implausible('less sound than the text takes');
  }

  #implausible(detail: string): ProviderError {
    return providerErrorOf(this.#options.source, 'badResponse', { detail });
  }

  #closed(): ProviderError {
    return new ProviderError({
      provider: this.id,
      kind: 'unavailable',
      message: `The voice ${this.id} was closed.`,
      remedy: 'Start a new session.',
      retryable: false,
    });
  }
}
