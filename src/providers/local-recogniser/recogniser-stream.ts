/**
 * A recogniser in a child process, as the engine wants it: frames go out in batches, partial texts come back with the
 * answers. `push` never waits; the clock is told of the work instead, so that on the virtual clock every partial
 * and every final transcript arrives at the same media time on every machine.
 */
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type {
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import { joinSamples, samplesToMs, type Frame } from '../../engine/speech/frame.js';
import { forkTransport } from '../child-process/fork-transport.js';
import { RemoteService } from '../child-process/remote-service.js';
import type { StartTransport } from '../child-process/transport.js';

/** 100 ms: a partial no later than a reader notices, and ten messages a second instead of fifty. */
const FRAMES_PER_BATCH = 5;

/** Bounds a process that hangs; generous, since a turn said on the virtual clock may queue behind a busy machine. */
const ANSWER_TIMEOUT_MS = 60_000;

const NOTHING: TurnTranscript = { text: '', words: [], confidence: null };

/** How one vendor's raw answers become text and words. */
export interface RecogniserLanguage {
  partial(raw: string): string;
  /** @param turnMs length of the audio that the turn had; no word may end after it */
  transcript(raw: unknown, turnMs: number): TurnTranscript;
}

export interface LocalRecogniserOptions {
  readonly provider: string;
  readonly clock: Clock;
  /** Calls `serveRecogniser`. */
  readonly script: URL;
  /** Given to the script's `load`. */
  readonly settings: unknown;
  readonly language: RecogniserLanguage;
  /** What to do when the model does not load or the process dies. */
  readonly remedy: string;
  /** Only for tests that look at the process. */
  readonly start?: StartTransport;
}

interface OpenTurn {
  readonly number: number;
  readonly listener: SpeechToTextListener;
  batch: Frame[];
  samples: number;
  partial: string;
}

/** Starts the process and loads the model. Rejects with a ProviderError of kind `unavailable`. */
export async function openRecogniserStream(options: LocalRecogniserOptions): Promise<SpeechToTextStream> {
  const stream = new RecogniserStream(options);
  await options.clock.hold(stream.load());
  return stream;
}

class RecogniserStream implements SpeechToTextStream {
  readonly #options: LocalRecogniserOptions;
  readonly #service: RemoteService;
  #turn: OpenTurn | null = null;
  #turns = 0;
  /** Why the process is gone; the stream is of no use after it. */
  #failure: ProviderError | null = null;
  #closed = false;

  constructor(options: LocalRecogniserOptions) {
    this.#options = options;
    const { provider, remedy, script } = options;
    const start = options.start ?? forkTransport({ script });
    this.#service = new RemoteService({
      provider,
      remedy,
      timeoutMs: ANSWER_TIMEOUT_MS,
      start: (listener) =>
        start({
          ...listener,
          gone: (how) => {
            listener.gone(how);
            this.#fail(this.#error('crashed', `its process ended (${how})`));
          },
        }),
    });
  }

  async load(): Promise<void> {
    try {
      await this.#service.call({ type: 'open', settings: this.#options.settings });
    } catch (error) {
      await this.close();
      // A model that cannot be loaded now cannot be loaded a second later either.
      throw this.#error('unavailable', `its model did not load: ${reasonOf(error)}`, error);
    }
  }

  beginTurn(_options: TurnOptions, listener: SpeechToTextListener): void {
    const turn: OpenTurn = { number: ++this.#turns, listener, batch: [], samples: 0, partial: '' };
    this.#turn = turn;
    const failure = this.#failure;
    if (failure === null || this.#closed) return;
    const tell = async (): Promise<void> => {
      await Promise.resolve();
      if (this.#turn === turn) listener.failed(failure);
    };
    void this.#options.clock.hold(tell());
  }

  push(frame: Frame): void {
    const turn = this.#turn;
    if (turn === null || this.#failure !== null || this.#closed) return;
    turn.batch.push(frame);
    turn.samples += frame.length;
    if (turn.batch.length === FRAMES_PER_BATCH) void this.#options.clock.hold(this.#send(turn));
  }

  endTurn(): Promise<TurnTranscript> {
    const turn = this.#turn;
    this.#turn = null;
    return this.#options.clock.hold(turn === null ? Promise.resolve(NOTHING) : this.#finish(turn));
  }

  async cancelTurn(): Promise<void> {
    this.#turn = null;
    if (this.#failure !== null || this.#closed) return;
    await this.#options.clock.hold(this.#ask({ type: 'cancel' }).then(nothing, nothing));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#turn = null;
    await this.#service.close();
  }

  async #finish(turn: OpenTurn): Promise<TurnTranscript> {
    if (this.#failure !== null) throw this.#failure;
    if (turn.batch.length > 0) void this.#send(turn);
    const raw = await this.#ask({ type: 'end', turn: turn.number });
    return raw === null ? NOTHING : this.#options.language.transcript(raw, samplesToMs(turn.samples));
  }

  /** Never rejects: a failure goes to the listener. */
  async #send(turn: OpenTurn): Promise<void> {
    const samples = joinSamples(turn.batch);
    turn.batch = [];
    try {
      const raw = await this.#ask({ type: 'audio', turn: turn.number, samples });
      const text = this.#options.language.partial(raw as string);
      if (this.#turn !== turn || text === '' || text === turn.partial) return;
      turn.partial = text;
      turn.listener.partial(text);
    } catch (error) {
      // `#ask` has told the listener, unless reading the answer itself went wrong.
      if (!(error instanceof ProviderError)) this.#fail(this.#error('badResponse', String(error), error));
    }
  }

  async #ask(request: unknown): Promise<unknown> {
    try {
      return await this.#service.call(request);
    } catch (error) {
      const failure = error as ProviderError;
      this.#fail(failure);
      throw failure;
    }
  }

  /** Tells the open turn, once. A turn that is being finished hears of it by its rejected promise alone. */
  #fail(failure: ProviderError): void {
    if (this.#failure !== null || this.#closed) return;
    this.#failure = failure;
    this.#turn?.listener.failed(failure);
  }

  #error(kind: 'crashed' | 'unavailable' | 'badResponse', why: string, cause?: unknown): ProviderError {
    const { provider, remedy } = this.#options;
    return new ProviderError({
      provider,
      kind,
      message: `${provider} failed: ${why.replace(/\.$/, '')}.`,
      remedy,
      retryable: kind === 'crashed',
      cause,
    });
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^\S+ failed: /, '');
}

function nothing(): void {
  // Cancelling what is gone is no error.
}
