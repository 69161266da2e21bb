/**
 * Recognises turns over one long-lived streaming connection to Deepgram. Deepgram's word times count from the beginning of the
 * connection's audio, so they are shifted to the first frame of the turn. Waits for the network are bounded in real time, and
 * held on the clock.
 */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import type {
  EndOfTurnSign,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import { FRAME_MS, joinSamples, msToSamples, samplesToMs, type Frame } from '../../engine/speech/frame.js';
import { providerErrorOf, providerFailure, type FailureSource } from '../resilience/provider-failure.js';
import { sameTerms, type ListenDialect } from './dialect.js';
import { ListenConnection } from './listen-connection.js';
import { LoudAudio } from './loud-audio.js';
import { TurnWords, type HeardStretch } from './turn-words.js';

/** 80 ms per message: what Flux asks for, and a delay that nobody notices. */
const FRAMES_PER_MESSAGE = 4;

/** Bounds in milliseconds of real time. */
export interface DeepgramBounds {
  readonly connectMs: number;
  /** How long an answer waits for a connection with its question's keyterms. A handshake takes a third of it. */
  readonly keytermsMs: number;
  /** From the end of a turn to its final words. */
  readonly finalMs: number;
  /** How long audible audio may be sent without any message from the server. */
  readonly silenceMs: number;
  readonly closeMs: number;
  /** Interval of keep-alive messages. Default: what the protocol asks for. */
  readonly keepAliveMs?: number;
}

export const DEEPGRAM_BOUNDS: DeepgramBounds = {
  connectMs: 2000,
  keytermsMs: 1000,
  finalMs: 1500,
  silenceMs: 2500,
  closeMs: 500,
};

/** Silence sent after a turn to a server that cannot be told to end it; such a server reports every 250 ms of audio. */
const PADDING = new Int16Array(msToSamples(480));

const NOTHING: TurnTranscript = { text: '', words: [], confidence: null };

export interface DeepgramStreamOptions {
  readonly source: FailureSource;
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly dialect: ListenDialect;
  readonly bounds: DeepgramBounds;
  /** Those that the connection is opened with. Default: none. */
  readonly keyterms?: readonly string[];
}

interface OpenTurn {
  readonly listener: SpeechToTextListener;
  readonly words: TurnWords;
  readonly loud: LoudAudio;
  batch: Frame[];
  samples: number;
  partial: string;
  settledMs: number;
  /** Settles the promise of `endTurn`; null unless it is awaited. */
  ending: { done(): void; fail(error: ProviderError): void } | null;
}

export async function openDeepgramStream(options: DeepgramStreamOptions): Promise<SpeechToTextStream> {
  const stream = new DeepgramStream(options);
  await options.clock.hold(stream.connect());
  return stream;
}

class DeepgramStream implements SpeechToTextStream {
  readonly #options: DeepgramStreamOptions;
  #connection: ListenConnection | null = null;
  #turn: OpenTurn | null = null;
  /** Samples sent over the connection so far. */
  #sentSamples = 0;
  #keyterms: readonly string[];
  #failure: ProviderError | null = null;
  #closed = false;
  #keepingAlive: NodeJS.Timeout | undefined;
  #sentSomething = false;
  /** Real time at which audible audio was sent that no message has followed yet; null when there is none. */
  #unansweredSinceMs: number | null = null;

  constructor(options: DeepgramStreamOptions) {
    this.#options = options;
    this.#keyterms = options.keyterms ?? [];
  }

  async connect(): Promise<void> {
    const { source, apiKey, baseUrl, clock, dialect, bounds } = this.#options;
    this.#connection = await ListenConnection.open({
      source,
      apiKey,
      baseUrl,
      connectMs: bounds.connectMs,
      closeMs: bounds.closeMs,
      wallTimeMs: () => Date.parse(clock.wallTime()),
      create: (client, connection) => dialect.create(client, this.#keyterms, connection),
      message: (message) => {
        this.#read(message);
      },
      gone: (error) => {
        this.#fail(error);
      },
    });
    this.#keepingAlive = setInterval(() => {
      if (!this.#sentSomething && this.#connection?.usable === true) dialect.keepAlive(this.#connection);
      this.#sentSomething = false;
    }, bounds.keepAliveMs ?? dialect.keepAliveMs);
    this.#keepingAlive.unref();
  }

  beginTurn({ keyterms }: TurnOptions, listener: SpeechToTextListener): void {
    if (this.#turn !== null) this.#abandon(this.#turn);
    const turn: OpenTurn = {
      listener,
      words: new TurnWords(samplesToMs(this.#sentSamples)),
      loud: new LoudAudio(FRAMES_PER_MESSAGE * FRAME_MS),
      batch: [],
      samples: 0,
      partial: '',
      settledMs: 0,
      ending: null,
    };
    this.#turn = turn;
    this.#unansweredSinceMs = null;
    if (this.#closed) return;
    const failure = this.#failure;
    if (failure !== null) {
      void this.#options.clock.hold(
        Promise.resolve().then(() => {
          if (this.#turn === turn) listener.failed(failure);
        }),
      );
      return;
    }
    if (this.#connection !== null && !sameTerms(keyterms, this.#keyterms)) {
      this.#keyterms = keyterms;
      this.#options.dialect.expect(this.#connection, keyterms);
    }
  }

  push(frame: Frame): void {
    const turn = this.#turn;
    if (turn === null || turn.ending !== null || this.#failure !== null || this.#closed) return;
    turn.batch.push(frame);
    turn.samples += frame.length;
    if (turn.batch.length === FRAMES_PER_MESSAGE) this.#send(turn);
  }

  endTurn(): Promise<TurnTranscript> {
    const turn = this.#turn;
    if (turn === null || turn.ending !== null) return Promise.resolve(NOTHING);
    return this.#options.clock.hold(this.#finish(turn));
  }

  async cancelTurn(): Promise<void> {
    if (this.#turn !== null) this.#abandon(this.#turn);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#keepingAlive);
    const turn = this.#turn;
    this.#turn = null;
    turn?.ending?.fail(providerErrorOf(this.#options.source, 'interrupted', { detail: 'closed by us' }));
    await this.#connection?.close();
  }

  async #finish(turn: OpenTurn): Promise<TurnTranscript> {
    const { source } = this.#options;
    try {
      if (this.#failure !== null) throw this.#failure;
      if (this.#closed) throw providerErrorOf(source, 'interrupted', { detail: 'closed by us' });
      // A server that got no audio has nothing to finalise and does not answer.
      if (turn.samples === 0) return NOTHING;
      if (turn.batch.length > 0) this.#send(turn);
      this.#endOnServer();
      if (!this.#heardAll(turn)) await this.#awaitEnd(turn);
      return turn.words.transcript(samplesToMs(turn.samples));
    } finally {
      if (this.#turn === turn) this.#turn = null;
    }
  }

  #awaitEnd(turn: OpenTurn): Promise<void> {
    const { source, bounds } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    return new Promise<void>((resolve, reject) => {
      turn.ending = { done: resolve, fail: reject };
      timer = setTimeout(() => {
        // Words that are not final are better than none, if they cover everything audible.
        if (turn.words.coveredMs >= turn.loud.untilMs) resolve();
        else reject(providerErrorOf(source, 'timeout', { detail: 'no final transcript' }));
      }, bounds.finalMs);
    }).finally(() => {
      clearTimeout(timer);
    });
  }

  /** Whether all audible audio has final words: the server then has nothing to finalise and does not answer. */
  #heardAll({ words, loud, samples }: OpenTurn): boolean {
    const turnMs = samplesToMs(samples);
    if (words.pending) return !this.#options.dialect.endsTurns && words.coveredMs >= turnMs;
    return words.settled.untilMs >= Math.min(loud.untilMs, turnMs);
  }

  #endOnServer(): void {
    const connection = this.#connection;
    if (connection?.usable !== true) return;
    const { dialect } = this.#options;
    dialect.endTurn(connection);
    if (dialect.endsTurns) return;
    connection.sendAudio(PADDING);
    this.#sentSamples += PADDING.length;
  }

  /** Forgets a turn, and keeps its late results out of the next turn. */
  #abandon(turn: OpenTurn): void {
    this.#turn = null;
    turn.ending?.fail(providerErrorOf(this.#options.source, 'interrupted', { detail: 'the turn was cancelled' }));
    if (turn.samples > 0) this.#endOnServer();
  }

  #send(turn: OpenTurn): void {
    const samples = joinSamples(turn.batch);
    turn.batch = [];
    const loudMs = turn.loud.untilMs;
    turn.loud.add(samples, samplesToMs(turn.samples));
    if (turn.loud.untilMs > loudMs) this.#expectAnswer();
    if (this.#failure !== null) return;
    this.#sentSamples += samples.length;
    this.#sentSomething = true;
    this.#connection?.sendAudio(samples);
  }

  #expectAnswer(): void {
    const now = performance.now();
    this.#unansweredSinceMs ??= now;
    if (now - this.#unansweredSinceMs < this.#options.bounds.silenceMs) return;
    this.#fail(providerErrorOf(this.#options.source, 'timeout', { detail: 'nothing recognised' }));
  }

  #read(message: unknown): void {
    if (this.#failure !== null || this.#closed) return;
    const { source, dialect } = this.#options;
    try {
      this.#unansweredSinceMs = null;
      for (const news of dialect.read(message)) {
        if (news.type === 'refused') this.#fail(providerFailure(source, news));
        else if (news.type === 'heard') this.#hear(news.stretch, news.flushed);
        else this.#sign(news.sign, news.wordEndMs);
      }
    } catch (error) {
      this.#fail(providerErrorOf(source, 'badResponse', { cause: error, detail: 'a message of no known kind' }));
    }
  }

  /** A word about the turn before may come a second late: it says nothing of this one. */
  #sign(sign: EndOfTurnSign, wordEndMs: number | null): void {
    const turn = this.#turn;
    if (turn === null || turn.ending !== null || (wordEndMs !== null && !turn.words.concerns(wordEndMs))) return;
    turn.listener.endOfTurn?.(sign);
  }

  #hear(stretch: HeardStretch, flushed: boolean): void {
    const turn = this.#turn;
    if (turn === null) return;
    const news = turn.words.add(stretch);
    if (turn.ending !== null) {
      if ((flushed && news) || this.#heardAll(turn)) turn.ending.done();
      return;
    }
    if (!news) return;
    const { words, untilMs } = turn.words.settled;
    if (untilMs > turn.settledMs) {
      turn.settledMs = untilMs;
      turn.listener.settled?.(words, untilMs);
    }
    const { text } = turn.words;
    if (text === '' || text === turn.partial) return;
    turn.partial = text;
    turn.listener.partial(text);
  }

  /** Reports a failure to the open turn, once: by rejecting `endTurn` if that is awaited, else through the listener. */
  #fail(error: ProviderError): void {
    if (this.#failure !== null || this.#closed) return;
    this.#failure = error;
    clearInterval(this.#keepingAlive);
    const turn = this.#turn;
    if (turn?.ending) turn.ending.fail(error);
    else turn?.listener.failed(error);
    void this.#connection?.close();
  }
}
