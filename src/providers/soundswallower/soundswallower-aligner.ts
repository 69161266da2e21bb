/**
 * Forced alignment by SoundSwallower: words, phones and how well each phone fits, 0.04 s of work per second of audio; and the
 * comparison of each phone with all others by the same acoustic model, half as much again. Long recordings are cut first, where an exact search
 * places their words.
 */
import { createRequire } from 'node:module';
import type { Availability } from '../../engine/ports/availability.js';
import type { AnalyzedWord, HeardPhone, SoundAnalysis, SoundAnalyzer } from '../../engine/ports/sound-analyzer.js';
import type { AlignedWord, Alignment, SpeechRating, WordAligner } from '../../engine/ports/word-aligner.js';
import { withHeardPhones } from '../../engine/scoring/speech-model/alignment-of.js';
import { msToSamples, samplesToMs } from '../../engine/speech/frame.js';
import { forkTransport } from '../child-process/fork-transport.js';
import { RemoteService } from '../child-process/remote-service.js';
import { derivePronunciation, partsOf } from './pronunciations.js';
import { analyzedWords, heardPhones, piecesOf } from './segments.js';
import type { Placed, Segment } from './segments.js';

const REMEDY = 'Reinstall the program: npm install -g ielts-examiner.';
/** Up to here the phones are found at once (0.5 s of work, 30 MB); longer audio is cut at pauses first. */
const WHOLE_MS = 20_000;
const PIECE_MS = 8000;
/** Two searches of different kind place a word alike; both are rarely wrong in the same way. */
const AGREED_MS = 250;
/** One call: a two-minute long turn takes about 5 s, on a slow and busy machine several times that. */
const TIMEOUT_MS = 120_000;
/** Longer audio in one call gets as long as it lasts. */
const timeoutOf = (samples: { readonly length: number }): number => Math.max(TIMEOUT_MS, samplesToMs(samples.length));
/** The aligner needs some frames; nothing shorter can hold a word. */
const SHORTEST_MS = 100;

export async function detectSoundSwallower(): Promise<Availability> {
  try {
    createRequire(import.meta.url).resolve('soundswallower');
    return { available: true, detail: 'SoundSwallower, US English' };
  } catch {
    return { available: false, why: 'the package soundswallower is not installed', remedy: REMEDY };
  }
}

export function createSoundSwallowerAligner(): WordAligner {
  return new SoundSwallowerAligner();
}

export function createSoundSwallowerAnalyzer(): SoundAnalyzer {
  return new SoundSwallowerAligner();
}

class SoundSwallowerAligner implements WordAligner, SoundAnalyzer {
  readonly id = 'soundswallower:en-us';
  readonly #service = new RemoteService({
    provider: 'soundswallower',
    start: forkTransport({ script: new URL('./align-process.mjs', import.meta.url) }),
    remedy: REMEDY,
    timeoutMs: TIMEOUT_MS,
  });
  /** Words whose pronunciation the decoder has, or certainly has not. */
  readonly #known = new Map<string, boolean>();

  #learning: Promise<void> = Promise.resolve();

  async align(samples: Int16Array, words: readonly string[]): Promise<Alignment | null> {
    const analysis = await this.analyze(samples, words);
    if (analysis === null) return null;
    const rating = await this.#rate(samples, words, analysis);
    return { words: analysis.words.map(withHeardPhones), unknown: analysis.unknown, rating };
  }

  async analyze(samples: Int16Array, words: readonly string[]): Promise<SoundAnalysis | null> {
    const found = await this.#withKnownWords(samples, words, async (audio, spoken) => {
      const heard: HeardPhone[] = [];
      const aligned = await this.#alignSpoken(audio, spoken, async (piece, texts, offsetMs) => {
        const sounds = await this.#sounds(piece, texts, offsetMs);
        // Pauses that no piece holds are silence.
        const heardUntilMs = heard.at(-1)?.endMs ?? 0;
        if (offsetMs > heardUntilMs) heard.push({ phone: 'SIL', startMs: heardUntilMs, endMs: offsetMs });
        heard.push(...sounds.heard);
        return sounds.words;
      });
      return aligned && { words: aligned, heard };
    });
    return found && { heard: [], ...found };
  }

  async close(): Promise<void> {
    await this.#service.close();
  }

  /** Teaches the decoder the words, leaves out those it cannot say, and gives the others back as they were written. */
  async #withKnownWords<Found extends { readonly words: readonly AlignedWord[] }>(
    samples: Int16Array,
    words: readonly string[],
    find: (audio: Float32Array, spoken: readonly string[]) => Promise<Found | null>,
  ): Promise<(Found & Pick<Alignment, 'unknown'>) | NothingToFind | null> {
    try {
      const texts = words.map(plainWord);
      // One after the other: a word may be added to the dictionary only once.
      const learned = this.#learning.then(() => this.#learn(texts.filter((text) => text !== '')));
      this.#learning = learned.catch(() => undefined);
      await learned;
      const sayable: number[] = [];
      const unknown: string[] = [];
      for (const [index, text] of texts.entries()) {
        if (this.#known.get(text) === true) sayable.push(index);
        else unknown.push(words[index] ?? '');
      }
      if (sayable.length === 0) return { words: [], unknown };
      if (samplesToMs(samples.length) < SHORTEST_MS) return null;
      const found = await find(
        toFloat(samples),
        sayable.map((index) => texts[index] ?? ''),
      );
      if (found === null) return null;
      const asWritten = found.words.map((word, index) => ({ ...word, text: words[sayable[index] ?? -1] ?? word.text }));
      return { ...found, words: asWritten, unknown };
    } catch (error) {
      // The next call meets a new decoder, which has to learn its words again.
      this.#known.clear();
      throw error;
    }
  }

  /** `fit` finds the phones of one piece; a piece that cannot be fitted keeps the rough places of its words, without phones. */
  async #alignSpoken<Word extends AlignedWord>(
    samples: Float32Array,
    words: readonly string[],
    fit: (samples: Float32Array, words: readonly string[], offsetMs: number) => Promise<readonly Word[] | null>,
  ): Promise<readonly (Word | PhonelessWord)[] | null> {
    if (samplesToMs(samples.length) <= WHOLE_MS) return fit(samples, words, 0);
    const spans = await this.#places(samples, words);
    if (spans === null) return null;
    const placed = words.map((text, index) => {
      const [begin, end] = spans[index] ?? [0, 0];
      return { text, startMs: Math.round(1000 * begin), endMs: Math.round(1000 * end) };
    });
    const all: (Word | PhonelessWord)[] = [];
    for (const piece of piecesOf(placed, PIECE_MS, samplesToMs(samples.length))) {
      const part = samples.slice(msToSamples(piece.startMs), msToSamples(piece.endMs));
      const texts = piece.words.map(({ text }) => text);
      const aligned = await fit(part, texts, piece.startMs);
      all.push(...piece.words.map((rough, index) => withDoubt(rough, aligned?.[index])));
    }
    return all;
  }

  /** An alignment is worth having without a rating. */
  async #rate(samples: Int16Array, words: readonly string[], analysis: SoundAnalysis): Promise<SpeechRating | null> {
    return (await this.#service
      .call({ rate: { samples, words, analysis } }, timeoutOf(samples))
      .catch(() => null)) as SpeechRating | null;
  }

  async #sounds(
    samples: Float32Array,
    words: readonly string[],
    offsetMs: number,
  ): Promise<{ readonly words: readonly AnalyzedWord[] | null; readonly heard: readonly HeardPhone[] }> {
    const { segments, heard } = (await this.#service.call({ analyze: { samples, words } })) as {
      readonly segments: readonly Segment[] | null;
      readonly heard: readonly Segment[];
    };
    return { words: segments && analyzedWords(segments, words, offsetMs), heard: heardPhones(heard, offsetMs) };
  }

  /** Begin and end of each word, s. */
  async #places(
    samples: Float32Array,
    words: readonly string[],
  ): Promise<readonly (readonly [number, number])[] | null> {
    return (await this.#service.call({ place: { samples, words } }, timeoutOf(samples))) as
      readonly (readonly [number, number])[] | null;
  }

  /** Finds out which words the decoder can align, and teaches it those that follow from others. */
  async #learn(words: readonly string[]): Promise<void> {
    const open = [...new Set(words)].filter((word) => !this.#known.has(word));
    if (open.length === 0) return;
    const listed = await this.#lookup(open);
    const missing = open.filter((word) => listed.get(word) === null);
    const parts = await this.#lookup([...new Set(missing.flatMap(partsOf))]);
    const derived = missing.map(
      (word) => [word, derivePronunciation(word, (part) => parts.get(part) ?? null)] as const,
    );
    const learned = derived.filter((pair): pair is readonly [string, string] => pair[1] !== null);
    if (learned.length > 0) await this.#service.call({ add: learned });
    for (const word of open) this.#known.set(word, listed.get(word) !== null);
    for (const [word] of learned) this.#known.set(word, true);
  }

  async #lookup(words: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    if (words.length === 0) return new Map();
    const phones = (await this.#service.call({ lookup: words })) as readonly (string | null)[];
    return new Map(words.map((word, index) => [word, phones[index] ?? null]));
  }
}

/** No word that the dictionary has. */
interface NothingToFind {
  readonly words: readonly [];
  readonly unknown: readonly string[];
}

type PhonelessWord = Omit<AlignedWord, 'phones'> & { readonly phones: readonly never[] };

/** The rough place stands, and is doubtful, where the piece could not be aligned. */
function withDoubt<Word extends AlignedWord>(rough: Placed, aligned: Word | undefined): Word | PhonelessWord {
  if (aligned === undefined) return { ...rough, score: 0, phones: [], doubtful: true };
  const apartMs = Math.abs(aligned.startMs + aligned.endMs - rough.startMs - rough.endMs) / 2;
  return apartMs <= AGREED_MS ? aligned : { ...aligned, doubtful: true };
}

/** A word as the dictionary writes it; empty when nothing sayable is left. */
function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^a-z'-]/g, '')
    .replace(/^[-']+|-+$/g, '');
}

function toFloat(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (sample) => sample / 32_768);
}
