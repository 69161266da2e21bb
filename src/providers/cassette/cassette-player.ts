/**
 * Providers that say what a cassette has recorded. They carry the names of the providers that were recorded, so the log
 * of a replay reads like that of the recording. What the cassette does not know is noted, and makes it stale.
 */
import type { Cassette, CassetteMessageOf, CassettePort } from '../../engine/replay/cassette/format.js';
import { alignmentKey, grammarKey, lineKey } from '../../engine/replay/cassette/keys.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { Alignment, SpeechRating, WordAligner } from '../../engine/ports/word-aligner.js';
import { PlayedRecogniser, type RecordedTurn } from './played-recogniser.js';

type AlignmentMessage = CassetteMessageOf<'alignment'>;

/** A low tone, loud enough to count as sound: nobody hears it, and its length is all that matters. */
const TONE_AMPLITUDE = 1000;
const TONE_PERIOD_SAMPLES = 128;

export class CassettePlayer {
  readonly #cassette: Cassette;
  readonly #missing: string[] = [];

  constructor(cassette: Cassette) {
    this.#cassette = cassette;
  }

  /** What was asked for and is not on the cassette, for people. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  has(port: CassettePort): boolean {
    return this.#cassette.header[port] !== null;
  }

  /** @param turnNumber which recorded turn a turn is, where it need not be the next one */
  speechToText(turnNumber?: () => number): SpeechToText {
    const source = this.#cassette.header.speechToText;
    const turns = new Map<number, RecordedTurn>();
    for (const message of this.#cassette.messages) {
      if (message.type !== 'partial' && message.type !== 'final') continue;
      const turn = turns.get(message.turn) ?? { partials: [], final: null };
      turns.set(
        message.turn,
        message.type === 'final' ? { ...turn, final: message } : { ...turn, partials: [...turn.partials, message] },
      );
    }
    const { partials = false, wordTimes = false, confidences = false, endOfTurn = false } = source ?? {};
    return new PlayedRecogniser({
      ...(turnNumber === undefined ? {} : { turnNumber }),
      id: this.#id('speechToText'),
      capabilities: { partials, wordTimes, confidences, endOfTurn },
      turns,
      missing: (what) => this.#miss('speechToText', what),
    });
  }

  textToSpeech(): TextToSpeech {
    const lines = new Map(this.#messages('line').map((line) => [line.key, line]));
    const miss = (text: string): Error => this.#miss('textToSpeech', `the examiner’s line "${text}"`);
    return {
      id: this.#id('textToSpeech'),
      cacheKey: 'cassette',
      async *synthesize({ text, signal }) {
        if (signal.aborted) return;
        const line = lines.get(lineKey(text));
        if (line === undefined) throw miss(text);
        yield { samples: toneOf(line), sampleRate: line.sampleRate };
      },
      close: async () => {},
    };
  }

  wordAligner(): WordAligner {
    const byKey = new Map<string, AlignmentMessage[]>();
    for (const message of this.#messages('alignment')) {
      byKey.set(message.key, [...(byKey.get(message.key) ?? []), message]);
    }
    const asked = new Map<string, number>();
    return {
      id: this.#id('wordAligner'),
      align: async (_samples, words) => {
        const key = alignmentKey(words);
        const occurrence = asked.get(key) ?? 0;
        asked.set(key, occurrence + 1);
        const recorded = byKey.get(key);
        const message = recorded?.find((each) => each.occurrence === occurrence) ?? recorded?.at(-1);
        if (message === undefined) throw this.#miss('wordAligner', `the words "${words.slice(0, 8).join(' ')} ..."`);
        return alignmentOf(message);
      },
      close: async () => {},
    };
  }

  grammar(): GrammarChecker {
    const issues = new Map(this.#messages('grammar').map((message) => [message.key, message.issues]));
    return {
      id: this.#id('grammar'),
      check: async (text) => {
        const found = issues.get(grammarKey(text));
        if (found === undefined) throw this.#miss('grammar', `the text "${text.slice(0, 40)} ..."`);
        return found;
      },
      close: async () => {},
    };
  }

  #messages<Type extends 'line' | 'alignment' | 'grammar'>(type: Type): readonly CassetteMessageOf<Type>[] {
    return this.#cassette.messages.filter((message): message is CassetteMessageOf<Type> => message.type === type);
  }

  #id(port: CassettePort): string {
    const source = this.#cassette.header[port];
    if (source === null) return 'none';
    return source.model === null ? source.provider : `${source.provider}:${source.model}`;
  }

  #miss(port: CassettePort, what: string): ProviderError {
    this.#missing.push(what);
    return new ProviderError({
      provider: this.#id(port),
      kind: 'unavailable',
      message: `The cassette does not know ${what}.`,
      remedy: 'Record it again with: ielts-examiner replay --record',
      retryable: false,
    });
  }
}

function alignmentOf({ words, unknown, rating }: AlignmentMessage): Alignment | null {
  if (words === null) return null;
  return {
    ...(rating === undefined ? {} : { rating: ratingOf(rating) }),
    words: words.map(([text, startMs, endMs, score, phones]) => ({
      text,
      startMs,
      endMs,
      score,
      phones: phones.map(([phone, from, to, likelihood, heard]) => ({
        phone,
        startMs: from,
        endMs: to,
        score: likelihood,
        ...(heard === undefined ? {} : { heard }),
      })),
    })),
    unknown,
  };
}

function ratingOf([fluency, prosodic, accuracy, total, words, modelVersion]: NonNullable<
  AlignmentMessage['rating']
>): SpeechRating {
  return { fluency, prosodic, accuracy, total, words, modelVersion };
}

function toneOf({ samples, audibleFrom, audibleTo }: CassetteMessageOf<'line'>): Int16Array {
  const tone = new Int16Array(samples);
  for (let index = audibleFrom; index < audibleTo; index++) {
    tone[index] = index % TONE_PERIOD_SAMPLES < TONE_PERIOD_SAMPLES / 2 ? TONE_AMPLITUDE : -TONE_AMPLITUDE;
  }
  return tone;
}
