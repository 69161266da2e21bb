/**
 * The audio of one turn and the words known so far, from whichever recogniser. Settled words (which will not change) are kept
 * when a recogniser is lost, and the next one receives the audio after them. So each word is in the turn once, in order, and
 * no audio is left out. Pure.
 */
import type { TurnTranscript } from '../../../engine/ports/speech-to-text.js';
import type { Word } from '../../../engine/ports/word.js';
import { FRAME_MS, type Frame } from '../../../engine/speech/frame.js';

/** Audio before the first unsettled word that the next recogniser receives again, to hear the word's beginning. */
const LEAD_MS = 200;

export class TurnBuffer {
  readonly #frames: Frame[] = [];
  /** Settled words, from the turn's first frame. */
  #words: readonly Word[] = [];
  #settledMs = 0;
  /** What the present recogniser was given first, and the words before that. */
  #fromFrame = 0;
  #before: readonly Word[] = [];
  #newest = '';

  add(frame: Frame): void {
    this.#frames.push(frame);
  }

  get length(): number {
    return this.#frames.length;
  }

  frame(index: number): Frame {
    return this.#frames[index] as Frame;
  }

  /** The newest text of the whole turn; empty before the first word. */
  get newest(): string {
    return this.#newest;
  }

  /** Another recogniser takes the turn over. @returns index of the first frame that it must receive */
  handOver(): number {
    const lastWordEndMs = this.#words.at(-1)?.endMs ?? 0;
    const fromMs = Math.max(lastWordEndMs, this.#settledMs - LEAD_MS);
    this.#fromFrame = Math.min(this.#frames.length, Math.floor(fromMs / FRAME_MS));
    this.#before = this.#words;
    return this.#fromFrame;
  }

  /** Takes the current recogniser's text so far. @returns the text of the whole turn */
  partial(text: string): string {
    this.#newest = joined(this.#before, text);
    return this.#newest;
  }

  /** @param untilMs from the first frame the present recogniser was given, like the words */
  settle(words: readonly Word[], untilMs: number): void {
    this.#words = [...this.#before, ...this.#shifted(words)];
    this.#settledMs = this.#fromMs + untilMs;
  }

  finish(transcript: TurnTranscript): TurnTranscript {
    const words = [...this.#before, ...this.#shifted(transcript.words)];
    const confidence = this.#before.length === 0 ? transcript.confidence : meanConfidence(words);
    return { text: joined(this.#before, transcript.text), words, confidence };
  }

  /** The best transcript when no recogniser will say more: the newest text, with the words whose times are known. */
  get known(): TurnTranscript {
    const [settled, text] = [spoken(this.#words), this.#newest];
    return {
      text: text.length > settled.length ? text : settled,
      words: text.length > settled.length ? [] : this.#words,
      confidence: text.length > settled.length ? null : meanConfidence(this.#words),
    };
  }

  get #fromMs(): number {
    return this.#fromFrame * FRAME_MS;
  }

  #shifted(words: readonly Word[]): readonly Word[] {
    const byMs = this.#fromMs;
    return words.map((word) => ({ ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs }));
  }
}

function joined(before: readonly Word[], text: string): string {
  return [spoken(before), text].filter((part) => part !== '').join(' ');
}

function spoken(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

function meanConfidence(words: readonly Word[]): number | null {
  const known = words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
}
