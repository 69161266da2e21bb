/**
 * Cuts the audio of a voice with character times at the ends of words, so that after a failure it is known exactly which words
 * were heard. An unfinished word at the end of a chunk waits for the next chunk.
 */
import type { SpeechChunk } from '../../engine/ports/text-to-speech.js';

/** When each character of a chunk is said, in seconds. */
export interface CharacterTimes {
  readonly characters: readonly string[];
  readonly startS: readonly number[];
  readonly endS: readonly number[];
}

/** Times that lie this much before the chunk's own beginning count from there, not from the line's. */
const RELATIVE_MS = 150;
/** The longest audio that is held back while the end of its word is missing, in seconds. */
const LONGEST_WAIT_S = 1;

interface WholeWord {
  /** In samples from the line's beginning. */
  readonly endAt: number;
  /** Characters of the line up to its end. */
  readonly characters: number;
}

export class SpokenWords {
  readonly #sampleRate: number;
  /** Samples not handed on yet. */
  #waiting = new Int16Array(0);
  /** Samples handed on. */
  #said = 0;
  /** Number of samples received. */
  #arrived = 0;
  #characters = '';
  /** Words that are followed by something else, and whose audio has not been handed on. */
  #words: readonly WholeWord[] = [];
  /** The word that may go on. */
  #openWord: WholeWord | null = null;
  /** Characters up to the end of the last word that was handed on. */
  #spoken = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** @returns the chunks that can be passed on; empty while only part of a word has arrived */
  add(samples: Int16Array, times: CharacterTimes | null): readonly SpeechChunk[] {
    const beganAt = this.#arrived;
    this.#arrived += samples.length;
    const all = new Int16Array(this.#waiting.length + samples.length);
    all.set(this.#waiting);
    all.set(samples, this.#waiting.length);
    this.#waiting = all;
    if (times !== null) this.#note(times, beganAt);
    // Times may be there before their audio: a word is said when all of it is.
    const word = this.#words.findLast(({ endAt }) => endAt <= this.#arrived);
    if (word !== undefined) {
      this.#words = this.#words.filter(({ endAt }) => endAt > word.endAt);
      this.#spoken = word.characters;
      if (word.endAt > this.#said) return this.#hand(word.endAt - this.#said);
    }
    // The first sound must not wait: half a word is passed on, and would be said again after a failure.
    const waits = this.#said > 0 && this.#characters !== '' && this.#waiting.length < LONGEST_WAIT_S * this.#sampleRate;
    return waits ? [] : this.#hand(this.#waiting.length);
  }

  /** @returns everything that is left at the end of the line */
  end(): readonly SpeechChunk[] {
    this.#spoken = this.#characters.length;
    return this.#hand(this.#waiting.length);
  }

  #note({ characters, startS, endS }: CharacterTimes, beganAt: number): void {
    const beganMs = (beganAt / this.#sampleRate) * 1000;
    const offset = (startS[0] ?? 0) * 1000 < beganMs - RELATIVE_MS ? beganAt : 0;
    for (const [index, character] of characters.entries()) {
      this.#characters += character;
      if (!/\s/.test(character)) {
        const endAt = offset + Math.round((endS[index] ?? 0) * this.#sampleRate);
        this.#openWord = { endAt, characters: this.#characters.length };
      } else if (this.#openWord !== null) {
        this.#words = [...this.#words, this.#openWord];
        this.#openWord = null;
      }
    }
  }

  #hand(length: number): readonly SpeechChunk[] {
    if (length === 0) return [];
    const samples = this.#waiting.slice(0, length);
    this.#waiting = this.#waiting.slice(length);
    this.#said += length;
    const told = this.#characters === '' ? {} : { spokenCharacters: this.#spoken };
    return [{ samples, sampleRate: this.#sampleRate, ...told }];
  }
}
