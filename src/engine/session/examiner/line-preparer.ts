/**
 * Synthesizes examiner lines ahead of time, so that what a candidate waits for is endpointing alone. Lines come from
 * the cache on disk, from a synthesis already under way, or from a new one. A voice that fails leaves a silent line
 * that lasts as long as reading it would: the text is on screen and the test goes on.
 */
import type { Clock } from '../../ports/clock.js';
import type { CreateResampler, Resampler } from '../../ports/resampler.js';
import type { SpeechCache } from '../../ports/speech-cache.js';
import type { Speaker, TextToSpeech } from '../../ports/text-to-speech.js';
import { SAMPLE_RATE, msToSamples } from '../../speech/frame.js';
import { SpokenLine } from './spoken-line.js';

/** Lines kept in memory: the likely next ones and the newest, for repeats. About 100 KB each. */
const KEPT_LINES = 24;
/** Reading time of a line that has no sound, per character. */
const READING_MS_PER_CHARACTER = 55;

export interface LinePreparerOptions {
  readonly textToSpeech: TextToSpeech | null;
  readonly cache: SpeechCache | null;
  readonly createResampler: CreateResampler;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
  /** A line that was not known is worked on from now on, beside whoever asked for it. */
  readonly onBegun?: () => void;
}

export interface PreparedLine {
  readonly line: SpokenLine;
  /** True when its sound was there before it was asked for. */
  readonly prepared: boolean;
}

interface SpokenPiece {
  readonly samples: Int16Array;
  readonly speaker: Speaker;
}

export class LinePreparer {
  readonly #options: LinePreparerOptions;
  readonly #lines = new Map<string, { line: SpokenLine; abort: AbortController }>();

  constructor(options: LinePreparerOptions) {
    this.#options = options;
  }

  get voice(): string {
    return this.#options.textToSpeech?.id ?? 'none';
  }

  /** Starts synthesizing in the background, most urgent first. */
  expect(texts: readonly string[]): void {
    for (const text of texts) this.#start(text);
  }

  /** The line's sound, to be played once. */
  take(text: string): PreparedLine {
    const prepared = this.#lines.get(text)?.line.ready ?? false;
    const line = this.#start(text);
    return { line: line.rewound(), prepared };
  }

  close(): void {
    for (const { abort } of this.#lines.values()) abort.abort();
    this.#lines.clear();
  }

  #start(text: string): SpokenLine {
    const known = this.#lines.get(text);
    if (known) {
      // Newest last, so that the oldest is dropped first.
      this.#lines.delete(text);
      this.#lines.set(text, known);
      return known.line;
    }
    const line = new SpokenLine();
    const abort = new AbortController();
    this.#lines.set(text, { line, abort });
    this.#dropOldest();
    void this.#fill(line, text, abort.signal);
    this.#options.onBegun?.();
    return line;
  }

  #dropOldest(): void {
    while (this.#lines.size > KEPT_LINES) {
      const [oldest] = this.#lines.keys();
      if (oldest === undefined) return;
      const dropped = this.#lines.get(oldest);
      // Nothing is left to be stopped of most lines, and an abort makes an error with its stack.
      if (dropped?.line.done === false) dropped.abort.abort();
      this.#lines.delete(oldest);
    }
  }

  /** Never rejects. */
  async #fill(line: SpokenLine, text: string, signal: AbortSignal): Promise<void> {
    const { textToSpeech, cache, clock } = this.#options;
    try {
      if (textToSpeech === null) {
        line.addSilence(msToSamples(readingMs(text)));
        return;
      }
      const key = cacheKeyOf(textToSpeech, text);
      const cached = cache === null ? null : await clock.hold(cache.get(key));
      if (cached !== null && cached.length > 0) {
        line.add(cached, textToSpeech.id);
        return;
      }
      const keys = new Set<string>();
      for await (const { samples, speaker } of this.#synthesize(textToSpeech, text, signal)) {
        line.add(samples, speaker.id);
        keys.add(cacheKeyOf(speaker, text));
      }
      if (signal.aborted) return;
      if (!line.ready) throw new Error('the voice gave no sound');
      line.finish();
      // A line that two voices said is nobody's.
      const [spokenKey] = keys;
      if (cache !== null && spokenKey !== undefined && keys.size === 1)
        await clock.hold(cache.put(spokenKey, line.samples()));
    } catch (error) {
      if (signal.aborted) return;
      if (this.#lines.get(text)?.line === line) this.#lines.delete(text);
      this.#options.onFailure(error);
      if (!line.done) line.addSilence(msToSamples(readingMs(text)));
    } finally {
      line.finish();
    }
  }

  /** In the engine's rate. Each voice has its own converter: what is left in one belongs before the next voice's sound. */
  async *#synthesize(textToSpeech: TextToSpeech, text: string, signal: AbortSignal): AsyncGenerator<SpokenPiece> {
    let converter: { readonly from: number; readonly speaker: Speaker; readonly resampler: Resampler } | null = null;
    for await (const chunk of textToSpeech.synthesize({ text, signal })) {
      const { samples, sampleRate, speaker = textToSpeech } = chunk;
      if (converter !== null && (converter.from !== sampleRate || converter.speaker.id !== speaker.id)) {
        yield { samples: converter.resampler.flush(), speaker: converter.speaker };
        converter = null;
      }
      if (sampleRate === SAMPLE_RATE) {
        yield { samples, speaker };
        continue;
      }
      converter ??= {
        from: sampleRate,
        speaker,
        resampler: await this.#options.clock.hold(this.#options.createResampler(sampleRate, SAMPLE_RATE)),
      };
      yield { samples: converter.resampler.process(samples), speaker };
    }
    if (converter !== null) yield { samples: converter.resampler.flush(), speaker: converter.speaker };
  }
}

/** What really spoke, and what it said. */
function cacheKeyOf({ id, cacheKey }: Speaker, text: string): string {
  return `${id}\n${cacheKey}\n${text}`;
}

function readingMs(text: string): number {
  return 400 + text.length * READING_MS_PER_CHARACTER;
}
