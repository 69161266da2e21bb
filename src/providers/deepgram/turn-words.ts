/**
 * Assembles the words of one turn from a streaming recogniser's results. Each result covers a stretch of audio; a stretch is
 * reported again while it grows, becomes final once, and may arrive twice or out of order. Each word ends up in the turn
 * once, in the order of the audio. Pure.
 */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import type { Word } from '../../engine/ports/word.js';

/** What was recognised in a stretch of the connection's audio. Milliseconds from the connection's first sample. */
export interface HeardStretch {
  /** Identifies the stretch: a newer result for the same stretch has the same key. */
  readonly key: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly words: readonly Word[];
  /** Whether it will not change any more. */
  readonly final: boolean;
}

/** Rounding of seconds to milliseconds. */
const ROUNDING_MS = 2;

export class TurnWords {
  readonly #offsetMs: number;
  #stretches: readonly HeardStretch[] = [];

  /** @param offsetMs audio of the connection before the turn's first frame */
  constructor(offsetMs: number) {
    this.#offsetMs = offsetMs;
  }

  /** @returns whether anything of the turn is known now that was not before */
  add(stretch: HeardStretch): boolean {
    if (stretch.endMs <= this.#offsetMs) return false;
    const known = this.#stretches.find(({ key }) => key === stretch.key);
    if (known !== undefined && (known.final || (!stretch.final && stretch.endMs < known.endMs))) return false;
    const others = this.#stretches.filter((other) => other !== known);
    // News of a stretch whose words are final under another key comes late or twice.
    if (others.some((other) => other.final && overlap(other, stretch))) return false;
    const kept = stretch.final ? others.filter((other) => !overlap(other, stretch)) : others;
    this.#stretches = [...kept, stretch].toSorted((one, other) => one.startMs - other.startMs);
    return true;
  }

  /** Whether a word that ends there is one of the turn's, and not of audio before it. */
  concerns(wordEndMs: number): boolean {
    return wordEndMs > this.#offsetMs;
  }

  get text(): string {
    return this.#words(this.#stretches)
      .map(({ text }) => text)
      .join(' ');
  }

  /** How far the results cover the turn's audio, in milliseconds from its first frame. */
  get coveredMs(): number {
    return Math.max(0, ...this.#stretches.map(({ endMs }) => endMs - this.#offsetMs));
  }

  /** Whether some words may still change. */
  get pending(): boolean {
    return this.#stretches.some(({ final, words }) => !final && words.length > 0);
  }

  /** The words of the beginning that will not change, and how far they reach. */
  get settled(): { readonly words: readonly Word[]; readonly untilMs: number } {
    const open = this.#stretches.findIndex(({ final }) => !final);
    const finals = open === -1 ? this.#stretches : this.#stretches.slice(0, open);
    return { words: this.#words(finals), untilMs: Math.max(0, ...finals.map(({ endMs }) => endMs - this.#offsetMs)) };
  }

  /** @param turnMs length of the turn's audio; no word ends after it */
  transcript(turnMs: number): TurnTranscript {
    const words = this.#words(this.#stretches).map((word) => ({
      ...word,
      startMs: Math.min(word.startMs, turnMs),
      endMs: Math.min(word.endMs, turnMs),
    }));
    return transcriptOf(words);
  }

  /** Those of the turn, counted from its first frame, one after the other. */
  #words(stretches: readonly HeardStretch[]): readonly Word[] {
    let before = 0;
    return (
      stretches
        .flatMap(({ words }) => words)
        .map((word) => ({ ...word, startMs: word.startMs - this.#offsetMs, endMs: word.endMs - this.#offsetMs }))
        // A stretch may have begun in audio that was thrown away: a word belongs where its middle is.
        .filter(({ startMs, endMs }) => startMs + endMs > 0)
        .map((word) => {
          const startMs = Math.max(before, word.startMs);
          before = Math.max(startMs, word.endMs);
          return { ...word, startMs, endMs: before };
        })
    );
  }
}

export function transcriptOf(words: readonly Word[]): TurnTranscript {
  const known = words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    confidence: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length,
  };
}

/** As transcripts are everywhere in the program: lower case, without the punctuation around words. '' for none. */
export function plainWord(text: string): string {
  return text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

function overlap(one: HeardStretch, other: HeardStretch): boolean {
  return one.startMs < other.endMs - ROUNDING_MS && other.startMs < one.endMs - ROUNDING_MS;
}
