/** What differs between Deepgram's two streaming protocols, and what they say, in the same words for both. */
import type { DeepgramClient } from '@deepgram/sdk';
import type { EndOfTurnSign } from '../../engine/ports/speech-to-text.js';
import type { ConnectionArguments, ListenConnection, ListenSocket } from './listen-connection.js';
import type { HeardStretch } from './turn-words.js';

export type ListenNews =
  | {
      readonly type: 'heard';
      readonly stretch: HeardStretch;
      /** The answer to `endTurn`. */
      readonly flushed: boolean;
    }
  | { readonly type: 'endOfTurn'; readonly sign: EndOfTurnSign }
  /** The server says what is wrong before it closes. */
  | { readonly type: 'refused'; readonly code: string; readonly detail: string };

export interface ListenDialect {
  readonly model: string;
  create(client: DeepgramClient, keyterms: readonly string[], connection: ConnectionArguments): Promise<ListenSocket>;
  /** Real milliseconds between signs of life; nothing else is sent between turns. */
  readonly keepAliveMs: number;
  keepAlive(connection: ListenConnection): void;
  /** Sent before a turn's audio, when the terms are not those of the connection. */
  expect(connection: ListenConnection, keyterms: readonly string[]): void;
  /** False: the server ends turns by its own judgement alone, and `endTurn` does nothing. */
  readonly endsTurns: boolean;
  /** Asks for what has been heard so far to become final. */
  endTurn(connection: ListenConnection): void;
  /** Throws when the message is none of the protocol's. */
  read(message: unknown): readonly ListenNews[];
}

/** A message of a kind that came to the protocol later than we did: not for us, and no reason to hang up. */
export function isUnknownKind(message: unknown, kinds: readonly string[]): boolean {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return typeof message.type === 'string' && !kinds.includes(message.type);
}

/** Both protocols take 500 tokens of terms, and stop transcribing without a word when there are more; a question has far fewer. */
const MOST_KEYTERMS = 60;

export function keytermsOf(terms: readonly string[]): string[] {
  return [...new Set(terms)].slice(0, MOST_KEYTERMS);
}

/** Seconds of the protocol, which rounds them to a hundredth. */
export function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
