/** Wraps the providers of a replay and writes down what they say. Recording goes through the ports, so every provider can be recorded. */
import type {
  AudioHashes,
  Cassette,
  CassetteHeader,
  CassetteMessage,
  CassetteMessageOf,
} from '../../engine/replay/cassette/format.js';
import { CASSETTE_PROTOCOL } from '../../engine/replay/cassette/format.js';
import { alignmentKey, grammarKey, lineKey } from '../../engine/replay/cassette/keys.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { Alignment, SpeechRating, WordAligner } from '../../engine/ports/word-aligner.js';
import { isAudible } from '../../engine/session/spoken-line.js';
import { RecordedRecogniser } from './recorded-recogniser.js';

type Source = NonNullable<CassetteHeader['grammar']>;

export class CassetteRecorder {
  readonly #clock: Clock;
  readonly #messages: CassetteMessage[] = [];
  readonly #lines = new Set<string>();
  readonly #checked = new Set<string>();
  readonly #aligned = new Map<string, number>();
  #header: CassetteHeader;

  /** @param hashes of the candidate's audio */
  constructor(hashes: AudioHashes, clock: Clock) {
    this.#clock = clock;
    this.#header = {
      type: 'cassette',
      protocol: CASSETTE_PROTOCOL,
      ...hashes,
      speechToText: null,
      textToSpeech: null,
      wordAligner: null,
      grammar: null,
    };
  }

  cassette(): Cassette {
    return { header: this.#header, messages: this.#messages };
  }

  speechToText(inner: SpeechToText): SpeechToText {
    this.#header = { ...this.#header, speechToText: { ...sourceOf(inner.id), ...inner.capabilities } };
    return new RecordedRecogniser(inner, this.#clock, (message) => this.#messages.push(message));
  }

  textToSpeech(inner: TextToSpeech): TextToSpeech {
    this.#header = { ...this.#header, textToSpeech: sourceOf(inner.id) };
    const finished = (text: string, sampleRate: number, pieces: readonly Int16Array[]): void => {
      const key = lineKey(text);
      if (this.#lines.has(key)) return;
      this.#lines.add(key);
      this.#messages.push({ type: 'line', key, text, sampleRate, ...shapeOf(pieces) });
    };
    return {
      id: inner.id,
      cacheKey: inner.cacheKey,
      async *synthesize(request) {
        const pieces: Int16Array[] = [];
        let rate = 16_000;
        for await (const chunk of inner.synthesize(request)) {
          rate = chunk.sampleRate;
          pieces.push(chunk.samples);
          yield chunk;
        }
        if (!request.signal.aborted) finished(request.text, rate, pieces);
      },
      close: () => inner.close(),
    };
  }

  wordAligner(inner: WordAligner): WordAligner {
    this.#header = { ...this.#header, wordAligner: sourceOf(inner.id) };
    return {
      id: inner.id,
      align: async (samples, words) => {
        const key = alignmentKey(words);
        const occurrence = this.#aligned.get(key) ?? 0;
        this.#aligned.set(key, occurrence + 1);
        const result = await inner.align(samples, words);
        this.#messages.push({ type: 'alignment', key, occurrence, ...alignmentLine(result) });
        return result;
      },
      close: () => inner.close(),
    };
  }

  grammar(inner: GrammarChecker): GrammarChecker {
    this.#header = { ...this.#header, grammar: sourceOf(inner.id) };
    return {
      id: inner.id,
      check: async (text) => {
        const issues = await inner.check(text);
        const key = grammarKey(text);
        if (!this.#checked.has(key)) {
          this.#checked.add(key);
          const kept = issues.map(({ kind, message, start, end, suggestions }) => ({
            kind,
            message,
            start,
            end,
            suggestions: [...suggestions],
          }));
          this.#messages.push({ type: 'grammar', key, issues: kept });
        }
        return issues;
      },
      close: () => inner.close(),
    };
  }
}

function alignmentLine(
  alignment: Alignment | null,
): Pick<CassetteMessageOf<'alignment'>, 'words' | 'unknown' | 'rating'> {
  if (alignment === null) return { words: null, unknown: [] };
  const { words, unknown, rating = null } = alignment;
  return {
    words: words.map(({ text, startMs, endMs, score, phones }) => [
      text,
      startMs,
      endMs,
      score,
      phones.map(({ phone, startMs: from, endMs: to, score: likelihood, heard }) =>
        heard === undefined ? [phone, from, to, likelihood] : [phone, from, to, likelihood, heard],
      ),
    ]),
    unknown: [...unknown],
    ...(rating === null ? {} : { rating: ratingLine(rating) }),
  };
}

function ratingLine({
  fluency,
  prosodic,
  accuracy,
  total,
  words,
  modelVersion,
}: SpeechRating): NonNullable<CassetteMessageOf<'alignment'>['rating']> {
  return [fluency, prosodic, accuracy, total, words, modelVersion];
}

/** Provider ids are `provider` or `provider:model`. */
function sourceOf(id: string): Source {
  const [provider = id, ...model] = id.split(':');
  return { provider, model: model.length === 0 ? null : model.join(':') };
}

function shapeOf(pieces: readonly Int16Array[]): { samples: number; audibleFrom: number; audibleTo: number } {
  let samples = 0;
  let audibleFrom: number | null = null;
  let audibleTo = 0;
  for (const piece of pieces) {
    const first = piece.findIndex(isAudible);
    if (first !== -1) {
      audibleFrom ??= samples + first;
      audibleTo = samples + piece.findLastIndex(isAudible) + 1;
    }
    samples += piece.length;
  }
  return { samples, audibleFrom: audibleFrom ?? 0, audibleTo };
}
