/** What is remembered of a turn while recognisers come and go, and how long each of them may take. */
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
} from '../../../engine/ports/speech-to-text.js';
import { FRAME_MS } from '../../../engine/speech/frame.js';
import type { MeteredRequest } from '../../prices/usage-meter.js';
import { SHORTEST_ATTEMPT_MS } from '../bounds.js';
import type { Chance } from '../failover.js';
import { TurnBuffer } from './turn-buffer.js';

/**
 * Milliseconds from the end of a turn to its final words. A recogniser that listened all along needs a tenth of this. The
 * {@link Patience} that is left is enough for the next one to hear the audio whose words are not final.
 */
const FINAL_MS = 1_600;
/** The same for a recogniser that starts working at the end of the turn. */
const WHOLE_TURN_FINAL_MS = 2_400;

/** A turn, or the rest of a turn, given to one recogniser. */
export interface Attempt {
  readonly chance: Chance<SpeechToText>;
  readonly stream: SpeechToTextStream;
  readonly meter: MeteredRequest;
  readonly fromFrame: number;
  sent: number;
}

export interface Turn {
  readonly options: TurnOptions;
  readonly listener: SpeechToTextListener;
  readonly buffer: TurnBuffer;
  readonly failures: Map<SpeechToText, number>;
  readonly tried: Set<SpeechToText>;
  /** Those who were asked, at its end, although they rest. */
  readonly hopedFor: Set<SpeechToText>;
  /** Id of the recogniser that gave the newest words. */
  provider: string | null;
  attempt: Attempt | null;
  /** The search for another recogniser, while one is under way. */
  seeking: Promise<void> | null;
  ending: boolean;
}

export function newTurn(options: TurnOptions, listener: SpeechToTextListener): Turn {
  return {
    options,
    listener,
    buffer: new TurnBuffer(),
    failures: new Map(),
    tried: new Set(),
    hopedFor: new Set(),
    provider: null,
    attempt: null,
    seeking: null,
    ending: false,
  };
}

/** Nobody listens to it, and nobody is looked for. */
export function isUnheard({ attempt, seeking }: Turn): boolean {
  return attempt === null && seeking === null;
}

/** Milliseconds that somebody who may be followed by another may take to the final words. */
export function finalMs({ chance }: Attempt, leftMs: number): number {
  const usualMs = chance.member.capabilities.partials ? FINAL_MS : WHOLE_TURN_FINAL_MS;
  // What is left then is the next one's.
  return Math.min(usualMs, Math.max(SHORTEST_ATTEMPT_MS, leftMs - SHORTEST_ATTEMPT_MS));
}

export function consumption({ sent, fromFrame }: Attempt): { audioSeconds: number } {
  return { audioSeconds: ((sent - fromFrame) * FRAME_MS) / 1000 };
}
