/** How much of a line has been heard: exact when the voice gives word times, otherwise estimated from its pace. */
import type { SpeechChunk } from '../../../engine/ports/text-to-speech.js';

/** Milliseconds per character before a voice's pace is known: a calm voice says 16 characters a second. */
const USUAL_MS_PER_CHARACTER = 62;
/** Samples below this amplitude are silence, which does not count before the first word. */
const AUDIBLE = 180;

/** The pace of each voice, learned from complete lines. */
export class VoicePace {
  readonly #msPerCharacter = new Map<string, number>();

  of(voice: string): number {
    return this.#msPerCharacter.get(voice) ?? USUAL_MS_PER_CHARACTER;
  }

  learn(voice: string, characters: number, spokenMs: number): void {
    if (characters > 0 && spokenMs > 0) this.#msPerCharacter.set(voice, spokenMs / characters);
  }
}

export class SpokenProgress {
  readonly #text: string;
  readonly #pace: VoicePace;
  /** Index of the character at which the current voice began. */
  #from = 0;
  #spokenMs = 0;
  #known: number | null = null;
  #voice = '';

  constructor(text: string, pace: VoicePace) {
    this.#text = text;
    this.#pace = pace;
  }

  heard(voice: string, { samples, sampleRate, spokenCharacters }: SpeechChunk): void {
    this.#voice = voice;
    const silent = this.#spokenMs === 0 ? samples.findIndex((sample) => Math.abs(sample) > AUDIBLE) : 0;
    if (silent !== -1) this.#spokenMs += ((samples.length - silent) / sampleRate) * 1000;
    if (spokenCharacters !== undefined) this.#known = spokenCharacters;
  }

  /** The text that the next voice must say, beginning with a whole word; '' when nothing is left. */
  rest(): string {
    const left = this.#text.slice(this.#from);
    const at = this.#known ?? this.#spokenMs / this.#pace.of(this.#voice);
    this.#from += Math.min(left.length, wordStart(left, Math.floor(at)));
    this.#spokenMs = 0;
    this.#known = null;
    const rest = this.#text.slice(this.#from);
    return /[\p{L}\p{N}]/u.test(rest) ? rest : '';
  }

  /** The line was said to its end: learns the pace of the voice that ended it. */
  finished(): void {
    this.#pace.learn(this.#voice, this.#text.length - this.#from, this.#spokenMs);
  }
}

/** The beginning of the word at that index: hearing half a word twice is better than missing it. */
function wordStart(text: string, at: number): number {
  for (const word of text.matchAll(/\S+/g)) {
    const end = word.index + word[0].length;
    // The rest of a word may be only a comma.
    if (at < end && /[\p{L}\p{N}]/u.test(text.slice(Math.max(at, word.index), end))) return word.index;
  }
  return text.length;
}
