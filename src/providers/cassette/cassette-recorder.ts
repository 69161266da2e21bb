/** Wraps the providers of a replay and writes down what they say. Recording goes through the ports, so every provider can be recorded. */
import type {
  Cassette,
  CassetteHeader,
  CassetteMessage,
  CassetteMessageOf,
  CassettePort,
  RecordedFrom,
} from '../../engine/replay/cassette/format.js';
import { emptyHeader, sourceOf } from '../../engine/replay/cassette/format.js';
import { alignmentKey, grammarKey, lineKey } from '../../engine/replay/cassette/keys.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { Alignment, SpeechRating, WordAligner } from '../../engine/ports/word-aligner.js';
import type { ProviderNotices } from '../../engine/session/log/provider-notices.js';
import { isAudible } from '../../engine/session/examiner/spoken-line.js';
import type { AnswerUnderWay } from './answer-places.js';
import { recordedModel } from './language-model.js';
import { recordedNotices } from './notices.js';
import { Occurrences } from './occurrences.js';
import { recordedAssessor } from './pronunciation.js';
import { kindOfFailure } from './recorded-failure.js';
import { RecordedRecogniser } from './recorded-recogniser.js';
import { recordedDetector } from './voice-activity.js';

export class CassetteRecorder {
  readonly #clock: Clock;
  readonly #requests = new Map<CassettePort, number>();
  readonly #turns = new Map<string, number>();
  #messages: CassetteMessage[] = [];
  #header: CassetteHeader;
  readonly #answering: (() => AnswerUnderWay) | null;

  /** @param answering what the candidate says; null where nobody counts */
  constructor(from: RecordedFrom, clock: Clock, answering: (() => AnswerUnderWay) | null = null) {
    this.#clock = clock;
    this.#answering = answering;
    this.#header = emptyHeader(from);
  }

  cassette(): Cassette {
    return { header: this.#header, messages: this.#messages };
  }

  speechToText(inner: SpeechToText): SpeechToText {
    const { partials, wordTimes, confidences, endOfTurn } = inner.capabilities;
    const source = { ...sourceOf(inner.id), partials, wordTimes, confidences, endOfTurn };
    this.#header = { ...this.#header, speechToText: source };
    return new RecordedRecogniser(inner, this.#clock, {
      write: (message) => {
        // Words after a failure: it went on after all.
        if (message.type === 'final') this.#forget('turnFailed', message.turn);
        this.#messages.push(message);
      },
      begin: (turnId) => {
        const known = this.#turns.get(turnId);
        const turn = known ?? this.#turns.size + 1;
        this.#turns.set(turnId, turn);
        if (known === undefined) this.#begun('speechToText');
        else this.#forget(null, turn);
        return turn;
      },
      underWay: () => this.#answering?.() ?? null,
    });
  }

  textToSpeech(inner: TextToSpeech): TextToSpeech {
    this.#header = { ...this.#header, textToSpeech: sourceOf(inner.id) };
    const begun = (): void => {
      this.#begun('textToSpeech');
    };
    const known = new Set<string>();
    const occurrences = new Occurrences();
    const finished = (text: string, sampleRate: number, pieces: readonly Int16Array[]): void => {
      const key = lineKey(text);
      if (known.has(key)) return;
      known.add(key);
      this.#messages.push({ type: 'line', key, text, sampleRate, ...shapeOf(pieces) });
    };
    const failed = (text: string, occurrence: number, error: unknown): void => {
      this.#failed('textToSpeech', lineKey(text), occurrence, error);
    };
    return {
      id: inner.id,
      cacheKey: inner.cacheKey,
      async *synthesize(request) {
        // The player does not count it either.
        if (request.signal.aborted) return;
        begun();
        const occurrence = occurrences.next(lineKey(request.text));
        const pieces: Int16Array[] = [];
        let rate = 16_000;
        try {
          for await (const chunk of inner.synthesize(request)) {
            rate = chunk.sampleRate;
            pieces.push(chunk.samples);
            yield chunk;
          }
        } catch (error) {
          failed(request.text, occurrence, error);
          throw error;
        }
        if (!isAborted(request.signal)) finished(request.text, rate, pieces);
      },
      close: () => inner.close(),
    };
  }

  wordAligner(inner: WordAligner): WordAligner {
    this.#header = { ...this.#header, wordAligner: sourceOf(inner.id) };
    const occurrences = new Occurrences();
    return {
      id: inner.id,
      align: async (samples, words) => {
        const key = alignmentKey(words);
        const occurrence = occurrences.next(key);
        const result = await inner.align(samples, words).catch((error: unknown) => {
          this.#failed('wordAligner', key, occurrence, error);
          throw error;
        });
        this.#messages.push({ type: 'alignment', key, occurrence, ...alignmentLine(result) });
        return result;
      },
      close: () => inner.close(),
    };
  }

  grammar(inner: GrammarChecker): GrammarChecker {
    this.#header = { ...this.#header, grammar: sourceOf(inner.id) };
    const known = new Set<string>();
    const occurrences = new Occurrences();
    return {
      id: inner.id,
      check: async (text) => {
        const key = grammarKey(text);
        const occurrence = occurrences.next(key);
        const issues = await inner.check(text).catch((error: unknown) => {
          this.#failed('grammar', key, occurrence, error);
          throw error;
        });
        if (!known.has(key)) {
          known.add(key);
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

  languageModel(inner: LanguageModel): LanguageModel {
    const { tools, structuredOutput } = inner.capabilities;
    this.#header = { ...this.#header, languageModel: { ...sourceOf(inner.id), tools, structuredOutput } };
    return recordedModel(
      inner,
      (message) => this.#messages.push(message),
      () => {
        this.#begun('languageModel');
      },
    );
  }

  pronunciation(inner: PronunciationAssessor): PronunciationAssessor {
    this.#header = { ...this.#header, pronunciation: sourceOf(inner.id) };
    return recordedAssessor(
      inner,
      (message) => this.#messages.push(message),
      () => {
        this.#begun('pronunciation');
      },
    );
  }

  voiceActivity(inner: VoiceActivityDetector): VoiceActivityDetector {
    this.#header = { ...this.#header, voiceActivity: sourceOf(inner.id) };
    return recordedDetector(inner, (message) => this.#messages.push(message));
  }

  /** What the recorded providers tell of themselves. */
  notices(inner: ProviderNotices): ProviderNotices {
    return recordedNotices(
      inner,
      (message) => this.#messages.push(message),
      (port) => (this.#header[port] === null ? null : (this.#requests.get(port) ?? 0)),
    );
  }

  #begun(port: CassettePort): void {
    this.#requests.set(port, (this.#requests.get(port) ?? 0) + 1);
  }

  #failed(port: 'textToSpeech' | 'wordAligner' | 'grammar', key: string, occurrence: number, error: unknown): void {
    this.#messages.push({ type: 'requestFailed', port, key, occurrence, kind: kindOfFailure(error) });
  }

  /** @param type null for all that a turn has */
  #forget(type: CassetteMessage['type'] | null, turn: number): void {
    this.#messages = this.#messages.filter(
      (message) => !('turn' in message) || message.turn !== turn || (type !== null && message.type !== type),
    );
  }
}

/** Asked anew: it may have been aborted meanwhile. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted;
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
