/** Turns for a service that listens to files: pieces of a turn are requests, their words come back in order. */
import type OpenAI from 'openai';
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type {
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import type { Word } from '../../engine/ports/word.js';
import { samplesToMs, type Frame } from '../../engine/speech/frame.js';
import { BodyTooLong } from '../network/bounded-text.js';
import { providerErrorOf, providerFailure, type FailureSource } from '../resilience/provider-failure.js';
import { TurnPieces, type Piece } from './pieces.js';
import { transcribe, type TranscriptionRequest } from './transcribe.js';

const NOTHING: TurnTranscript = { text: '', words: [], confidence: null };

export interface TranscriptionStreamOptions {
  readonly source: FailureSource;
  readonly client: OpenAI;
  readonly toFile: TranscriptionRequest['toFile'];
  readonly model: string;
  readonly clock: Clock;
  /** Real milliseconds from the end of a turn to its final words. */
  readonly finalMs: number;
}

interface OpenTurn {
  readonly options: TurnOptions;
  readonly listener: SpeechToTextListener;
  readonly pieces: TurnPieces;
  readonly abort: AbortController;
  /** Words of the pieces so far, in order; each waits for the one before. */
  words: Promise<readonly Word[]>;
  ended: boolean;
  /** The listener knows that it failed: each piece after the one that did fails, too. */
  told: boolean;
}

export class TranscriptionStream implements SpeechToTextStream {
  readonly #options: TranscriptionStreamOptions;
  #turn: OpenTurn | null = null;
  #closed = false;

  constructor(options: TranscriptionStreamOptions) {
    this.#options = options;
  }

  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void {
    this.#abandon();
    const pieces = new TurnPieces();
    const abort = new AbortController();
    if (this.#closed) return;
    this.#turn = { options, listener, pieces, abort, words: Promise.resolve([]), ended: false, told: false };
  }

  push(frame: Frame): void {
    const turn = this.#turn;
    if (turn === null || turn.ended) return;
    const piece = turn.pieces.add(frame);
    if (piece === null) return;
    this.#send(turn, piece);
    // A failure is told at once: there is time to find somebody else.
    turn.words.catch((error: unknown) => {
      if (this.#turn !== turn || turn.ended || turn.told) return;
      turn.told = true;
      turn.listener.failed(error as ProviderError);
    });
  }

  endTurn(): Promise<TurnTranscript> {
    const turn = this.#turn;
    if (turn === null || turn.ended) return Promise.resolve(NOTHING);
    turn.ended = true;
    this.#send(turn, turn.pieces.rest());
    return this.#options.clock.hold(this.#finish(turn));
  }

  async cancelTurn(): Promise<void> {
    this.#abandon();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#abandon();
  }

  async #finish(turn: OpenTurn): Promise<TurnTranscript> {
    const { finalMs, source } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(providerErrorOf(source, 'timeout', { detail: 'no transcript' }));
      }, finalMs);
    });
    try {
      const words = await Promise.race([turn.words, late]);
      const known = words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
      return {
        text: words.map(({ text }) => text).join(' '),
        words,
        confidence: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length,
      };
    } finally {
      clearTimeout(timer);
      turn.abort.abort();
      if (this.#turn === turn) this.#turn = null;
    }
  }

  #send(turn: OpenTurn, piece: Piece): void {
    const { client, toFile, model } = this.#options;
    const earlier = turn.words;
    const request = transcribe({
      client,
      toFile,
      model,
      piece,
      keyterms: turn.options.keyterms,
      signal: turn.abort.signal,
      partial: (text) => {
        void this.#tellPartial(turn, earlier, text);
      },
    }).catch((error: unknown) => {
      throw this.#error(turn, error);
    });
    turn.words = Promise.all([earlier, request]).then(([before, words]) => {
      const all = [...before, ...words.map((word) => later(word, piece.startMs))];
      this.#tellSettled(turn, all, piece);
      return all;
    });
    // Told where it is awaited.
    turn.words.catch(() => undefined);
  }

  async #tellPartial(turn: OpenTurn, earlier: OpenTurn['words'], text: string): Promise<void> {
    const before = await earlier.catch(() => null);
    if (before === null || this.#turn !== turn || turn.ended || text.trim() === '') return;
    const plain = text
      .toLowerCase()
      .replace(/[.,!?;:]+(?=\s|$)/g, '')
      .trim();
    turn.listener.partial([...before.map((word) => word.text), plain].join(' '));
  }

  #tellSettled(turn: OpenTurn, words: readonly Word[], piece: Piece): void {
    if (this.#turn !== turn || turn.ended) return;
    if (words.length > 0) turn.listener.partial(words.map(({ text }) => text).join(' '));
    turn.listener.settled?.(words, piece.startMs + samplesToMs(piece.samples.length));
  }

  #abandon(): void {
    this.#turn?.abort.abort();
    this.#turn = null;
  }

  #error(turn: OpenTurn, error: unknown): ProviderError {
    if (turn.abort.signal.aborted)
      return providerErrorOf(this.#options.source, 'interrupted', { detail: 'cancelled by us' });
    return transcriptionError(this.#options.source, this.#options.clock, error);
  }
}

/** From what the SDK throws. */
export function transcriptionError(source: FailureSource, clock: Clock, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const { status, code, headers, message, name, cause } = error as {
    readonly status?: number;
    readonly code?: string | null;
    readonly headers?: Headers;
    readonly message?: string;
    readonly name?: string;
    readonly cause?: unknown;
  };
  const tooLong = [error, cause].find((each) => each instanceof BodyTooLong);
  if (tooLong !== undefined) return providerErrorOf(source, 'badResponse', { detail: tooLong.message, cause: error });
  if (name === 'ZodError' || error instanceof SyntaxError)
    return providerErrorOf(source, 'badResponse', { cause: error });
  if (status === undefined) return providerFailure(source, { cause: error });
  return providerFailure(source, {
    status,
    code: code ?? null,
    detail: message ?? null,
    ...(headers === undefined ? {} : { header: (header) => headers.get(header) }),
    wallTimeMs: Date.parse(clock.wallTime()),
    cause: error,
  });
}

function later(word: Word, byMs: number): Word {
  return { ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs };
}
