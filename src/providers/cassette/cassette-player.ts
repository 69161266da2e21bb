/**
 * Providers that say what a cassette has recorded. They carry the names of the providers that were recorded, so the log
 * of a replay reads like that of the recording. What the cassette does not know is noted, and makes it stale.
 */
import type {
  Cassette,
  CassetteMessage,
  CassetteMessageOf,
  CassettePort,
} from '../../engine/replay/cassette/format.js';
import type { FollowKey } from '../../engine/replay/cassette/followed-keys.js';
import { NOT_ON_CASSETTE, type CassetteGap } from '../../engine/replay/cassette/gaps.js';
import { recordedId } from '../../engine/replay/cassette/format.js';
import { alignmentKey, grammarKey, lineKey } from '../../engine/replay/cassette/keys.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { Alignment, SpeechRating, WordAligner } from '../../engine/ports/word-aligner.js';
import { closedError } from './closed.js';
import { playedModel } from './language-model.js';
import { PlayedNotices } from './notices.js';
import { AnswersOrFailures, RecordedRequests } from './occurrences.js';
import { recordedAnswers } from '../../engine/replay/cassette/recorded-answer.js';
import { AnswerPlaces, type AnswerUnderWay } from './answer-places.js';
import { PlayedRecogniser } from './played-recogniser.js';
import { playedAssessor } from './pronunciation.js';
import { recordedFailure } from './recorded-failure.js';
import { playedDetector } from './voice-activity.js';

/** A low tone, loud enough to count as sound: nobody hears it, and its length is all that matters. */
const TONE_AMPLITUDE = 1000;
const TONE_PERIOD_SAMPLES = 128;

interface PlayOptions {
  /** By what a request is looked up, where that is not its own key. */
  readonly keyOf?: FollowKey | undefined;
  /** What the candidate says; left out where nobody counts. */
  readonly answering?: (() => AnswerUnderWay) | null;
  /** Somebody breaks the examiner's lines off without a word of it to this: any that was begun may have been. */
  readonly linesBreakOff?: boolean;
}

export class CassettePlayer {
  readonly #cassette: Cassette;
  readonly #gaps: CassetteGap[] = [];
  /** The examiner's lines that were begun and not heard to their end. */
  readonly #brokenOff = new Set<string>();
  /** Several recognisers that play one cassette number an answer alike. */
  readonly #places = new AnswerPlaces();
  #notices: PlayedNotices | null = null;
  readonly #keyOf: FollowKey;
  readonly #answering: (() => AnswerUnderWay) | null;
  readonly #linesBreakOff: boolean;

  constructor(cassette: Cassette, options: PlayOptions = {}) {
    const { keyOf = (_port, key) => key, answering = null, linesBreakOff = false } = options;
    this.#cassette = cassette;
    this.#keyOf = keyOf;
    this.#linesBreakOff = linesBreakOff;
    // Older ones do not say which answer a turn was.
    const isNumbered = cassette.messages.some((message) => message.type === 'final' && message.answer !== undefined);
    this.#answering = isNumbered ? answering : null;
  }

  /** What was asked for and is not on the cassette, for people. */
  get missing(): readonly string[] {
    return this.#gaps.map(({ what }) => what);
  }

  /** The same with its ports; it grows while the session goes on. */
  get gaps(): readonly CassetteGap[] {
    return this.#gaps;
  }

  /** From now on, failures and use that were recorded are told again as the requests are over. */
  tell(monitor: ProviderMonitor): void {
    this.#notices = new PlayedNotices(this.#messages('notice'), monitor);
  }

  /** Where nobody counts, answers come in the order in which they were recorded. */
  speechToText(): SpeechToText {
    const source = this.#cassette.header.speechToText;
    const { partials = false, wordTimes = false, confidences = false, endOfTurn = false } = source ?? {};
    return new PlayedRecogniser({
      placeOf: (turn) => this.#places.placeOf(turn, this.#answering?.() ?? null),
      id: this.#id('speechToText'),
      capabilities: { partials, wordTimes, confidences, endOfTurn },
      answers: recordedAnswers(this.#messages('partial', 'sign', 'final', 'turnFailed')),
      ...this.#ends('speechToText'),
    });
  }

  textToSpeech(): TextToSpeech {
    const id = this.#id('textToSpeech');
    const lines = this.#messages('line');
    const requests = new AnswersOrFailures(lines, this.#failures('textToSpeech'));
    const brokenOff = this.#brokenOff;
    const linesBreakOff = this.#linesBreakOff;
    const { missing, keyOf, over } = this.#ends('textToSpeech');
    let closed = false;
    return {
      id,
      cacheKey: `${id} cassette`,
      async *synthesize({ text, signal }) {
        if (signal.aborted) return;
        if (closed) throw closedError(id);
        try {
          const line = requests.next(keyOf(lineKey(text))) ?? restOf(text, lines, brokenOff);
          if (line?.type === 'requestFailed') throw recordedFailure(id, line.kind);
          if (line === undefined) throw missing(`the examiner’s line "${text}"`);
          brokenOff.add(line.text);
          if (line.samples > 0) yield { samples: toneOf(line), sampleRate: line.sampleRate };
          if (!linesBreakOff) brokenOff.delete(line.text);
        } finally {
          over();
        }
      },
      close: async () => {
        closed = true;
      },
    };
  }

  wordAligner(): WordAligner {
    const id = this.#id('wordAligner');
    const requests = new RecordedRequests([...this.#messages('alignment'), ...this.#failures('wordAligner')]);
    return {
      id,
      align: async (_samples, words) => {
        const message = requests.next(this.#keyOf('wordAligner', alignmentKey(words)));
        if (message === undefined) throw this.#miss('wordAligner', `the words "${words.slice(0, 8).join(' ')} ..."`);
        if (message.type === 'requestFailed') throw recordedFailure(id, message.kind);
        return alignmentOf(message);
      },
      close: async () => {},
    };
  }

  grammar(): GrammarChecker {
    const id = this.#id('grammar');
    const requests = new AnswersOrFailures(this.#messages('grammar'), this.#failures('grammar'));
    return {
      id,
      check: async (text) => {
        const message = requests.next(this.#keyOf('grammar', grammarKey(text)));
        if (message === undefined) throw this.#miss('grammar', `the text "${text.slice(0, 40)} ..."`);
        if (message.type === 'requestFailed') throw recordedFailure(id, message.kind);
        return message.issues;
      },
      close: async () => {},
    };
  }

  languageModel(): LanguageModel {
    return playedModel({
      id: this.#id('languageModel'),
      source: this.#cassette.header.languageModel,
      messages: [...this.#messages('modelAnswer'), ...this.#failures('languageModel')],
      ...this.#ends('languageModel'),
    });
  }

  pronunciation(): PronunciationAssessor {
    return playedAssessor({
      id: this.#id('pronunciation'),
      messages: [...this.#messages('assessment'), ...this.#failures('pronunciation')],
      ...this.#ends('pronunciation'),
    });
  }

  voiceActivity(): VoiceActivityDetector {
    return playedDetector({
      id: this.#id('voiceActivity'),
      messages: this.#messages('voice'),
      missing: (what) => this.#miss('voiceActivity', what),
    });
  }

  #messages<Type extends CassetteMessage['type']>(...types: readonly Type[]): readonly CassetteMessageOf<Type>[] {
    const wanted: ReadonlySet<string> = new Set(types);
    return this.#cassette.messages.filter((message): message is CassetteMessageOf<Type> => wanted.has(message.type));
  }

  #failures(port: CassettePort): readonly CassetteMessageOf<'requestFailed'>[] {
    return this.#messages('requestFailed').filter((message) => message.port === port);
  }

  #ends(port: 'speechToText' | 'textToSpeech' | 'languageModel' | 'pronunciation') {
    return {
      missing: (what: string): ProviderError => this.#miss(port, what),
      keyOf: (key: string): string => this.#keyOf(port, key),
      over: (): void => {
        this.#notices?.over(port);
      },
    };
  }

  #id(port: CassettePort): string {
    return recordedId(this.#cassette.header[port]);
  }

  #miss(port: CassettePort, what: string): ProviderError {
    this.#gaps.push({ port, what });
    return new ProviderError({
      provider: this.#id(port),
      kind: 'unavailable',
      code: NOT_ON_CASSETTE,
      message: `The cassette does not know ${what}.`,
      remedy: 'Record it again with: ielts-examiner replay --record',
      retryable: false,
    });
  }
}

/**
 * The end of a line, asked for where its beginning was said by somebody who broke off: as long as its share of the letters. A line
 * that merely ends like another one was not recorded.
 */
function restOf(
  text: string,
  lines: Iterable<CassetteMessageOf<'line'>>,
  brokenOff: ReadonlySet<string>,
): CassetteMessageOf<'line'> | undefined {
  for (const line of lines) {
    if (!line.text.endsWith(` ${text}`) || !brokenOff.has(line.text)) continue;
    const left = (samples: number): number => Math.max(0, samples - line.samples + length);
    const length = Math.round((line.samples * text.length) / line.text.length);
    return { ...line, text, samples: length, audibleFrom: left(line.audibleFrom), audibleTo: left(line.audibleTo) };
  }
  return undefined;
}

function alignmentOf({ words, unknown, rating }: CassetteMessageOf<'alignment'>): Alignment | null {
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
  CassetteMessageOf<'alignment'>['rating']
>): SpeechRating {
  return { fluency, prosodic, accuracy, total, words, modelVersion };
}

function toneOf({ samples, audibleFrom, audibleTo }: CassetteMessageOf<'line'>): Int16Array {
  const tone = new Int16Array(samples);
  const half = TONE_PERIOD_SAMPLES / 2;
  for (let from = audibleFrom; from < audibleTo;) {
    const place = Math.floor(from / half);
    const to = Math.min(audibleTo, (place + 1) * half);
    tone.fill(place % 2 === 0 ? TONE_AMPLITUDE : -TONE_AMPLITUDE, from, to);
    from = to;
  }
  return tone;
}
