/** The differences between Deepgram's two streaming protocols, and one form for the messages of both. */
import type { DeepgramClient } from '@deepgram/sdk';
import type { EndOfTurnSign } from '../../engine/ports/speech-to-text.js';
import type { ConnectionArguments, ListenConnection, ListenSocket } from './listen-connection.js';
import type { HeardStretch } from './turn-words.js';

export type ListenNews =
  | {
      readonly type: 'heard';
      readonly stretch: HeardStretch;
      /** Whether this answers `endTurn`. */
      readonly flushed: boolean;
    }
  | {
      readonly type: 'endOfTurn';
      readonly sign: EndOfTurnSign;
      /** End of the last word it is about, in milliseconds of the connection's audio; null where it is about no word. */
      readonly wordEndMs: number | null;
    }
  /** The server's error message before it closes the connection. */
  | { readonly type: 'refused'; readonly code: string; readonly detail: string };

export interface ListenDialect {
  readonly model: string;
  create(client: DeepgramClient, keyterms: readonly string[], connection: ConnectionArguments): Promise<ListenSocket>;
  /** Interval of keep-alive messages between turns, in real milliseconds. */
  readonly keepAliveMs: number;
  keepAlive(connection: ListenConnection): void;
  /** Whether an open connection can be told other keyterms; if not, they need a connection of their own. */
  readonly changesKeyterms: boolean;
  /** Sends a turn's keyterms, before its audio, when they differ from those of the connection. */
  expect(connection: ListenConnection, keyterms: readonly string[]): void;
  /** False: the server ends turns by its own judgement alone, and `endTurn` does nothing. */
  readonly endsTurns: boolean;
  /** Asks the server to finalise what it has heard so far. */
  endTurn(connection: ListenConnection): void;
  /** Throws when the message does not belong to the protocol. */
  read(message: unknown): readonly ListenNews[];
}

/** Whether a message has a kind unknown to us. Newer versions of the protocol may add some; they are ignored. */
export function isUnknownKind(message: unknown, kinds: readonly string[]): boolean {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return typeof message.type === 'string' && !kinds.includes(message.type);
}

/** Both protocols take 500 tokens of keyterms, and silently stop transcribing when given more. */
const MOST_KEYTERMS = 60;

export function keytermsOf(terms: readonly string[]): string[] {
  return [...new Set(terms)].slice(0, MOST_KEYTERMS);
}

export function sameTerms(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((term, index) => term === other[index]);
}

/** Seconds of the protocol, which rounds them to a hundredth. */
export function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
