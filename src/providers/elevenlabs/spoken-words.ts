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
/** The longest audio that is held back while its times are missing, in seconds. */
const LONGEST_WAIT_S = 1;

export class SpokenWords {
  readonly #sampleRate: number;
  /** Samples not handed on yet. */
  #waiting = new Int16Array(0);
  /** Samples handed on. */
  #said = 0;
  /** Number of samples received. */
  #arrived = 0;
  #characters = '';

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
    if (times === null || times.characters.length === 0) {
      // Either they follow, or they do not come at all.
      const waits = this.#characters !== '' && this.#waiting.length < LONGEST_WAIT_S * this.#sampleRate;
      return waits ? [] : this.#hand(this.#waiting.length, this.#characters.length);
    }
    const known = this.#characters.length;
    this.#characters += times.characters.join('');
    const word = lastWholeWord(times.characters);
    // The first sound must not wait: half a word is passed on, and would be said again after a failure.
    if (word === null) return this.#said === 0 ? this.#hand(this.#waiting.length, 0) : [];
    const startMs = (times.startS[0] ?? 0) * 1000;
    const beganMs = (beganAt / this.#sampleRate) * 1000;
    const offset = startMs < beganMs - RELATIVE_MS ? beganAt : 0;
    const end = offset + Math.round((times.endS[word.last] ?? 0) * this.#sampleRate);
    return this.#hand(Math.min(this.#waiting.length, Math.max(0, end - this.#said)), known + word.after);
  }

  /** @returns everything that is left at the end of the line */
  end(): readonly SpeechChunk[] {
    return this.#hand(this.#waiting.length, this.#characters.length);
  }

  #hand(length: number, spokenCharacters: number): readonly SpeechChunk[] {
    if (length === 0) return [];
    const samples = this.#waiting.slice(0, length);
    this.#waiting = this.#waiting.slice(length);
    this.#said += length;
    const told = this.#characters === '' ? {} : { spokenCharacters };
    return [{ samples, sampleRate: this.#sampleRate, ...told }];
  }
}

/** The last word that is followed by something else, or null. `after`: characters up to its end. */
function lastWholeWord(characters: readonly string[]): { readonly last: number; readonly after: number } | null {
  const gap = characters.findLastIndex((character) => /\s/.test(character));
  const last = characters.findLastIndex((character, index) => index < gap && !/\s/.test(character));
  if (last === -1) return null;
  return { last, after: characters.slice(0, last + 1).join('').length };
}
