/**
 * Azure's pronunciation assessment: an answer's audio with what was recognised in it, in pieces of at most half a minute.
 * It costs as much as recognition and sends the candidate's voice away, so it is never on by itself.
 */
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { PronunciationAssessment, PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { Word } from '../../engine/ports/word.js';
import { SAMPLE_RATE } from '../../engine/speech/frame.js';
import { wavBytes } from '../audio-files/wav-bytes.js';
import { httpFailure } from './http-failure.js';
import { BodyTooLong, boundedText } from '../network/bounded-text.js';
import { fetchWithoutRedirects } from '../network/refuse-redirects.js';
import { meterRequest } from '../prices/usage-meter.js';
import { asProviderError, providerErrorOf, type FailureSource } from '../resilience/provider-failure.js';
import { within } from '../resilience/clock-waits.js';
import { readAssessment, type AssessedPiece } from './assessment-answer.js';
import { assessmentPieces, type AssessmentPiece } from './assessment-pieces.js';
import { azurePlace, azureUrl, type AzureAccount } from './azure-endpoint.js';
import { detectAzureSpeech } from './azure-speech.js';

/** For half a minute of sound. Nobody waits for it, but the end of the test should not hang on it. */
const PIECE_LIMIT_MS = 10_000;
/** Every word with its scores takes 150 bytes. */
const LONGEST_ANSWER = 256 * 1024;
/** The language whose sounds the service knows best. */
const DEFAULT_LANGUAGE = 'en-US';
const ID = 'azure:pronunciation-assessment';

export interface AzureAssessorOptions extends AzureAccount {
  readonly language?: string;
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
}

/** Without asking anybody: whether there is a key, and a region or an endpoint of one's own. */
export function detectAzureAssessor(account: Partial<AzureAccount>): Availability {
  const speech = detectAzureSpeech(account);
  return speech.available
    ? { available: true, detail: `Azure pronunciation assessment ${azurePlace(account)}` }
    : speech;
}

export function createAzureAssessor(options: AzureAssessorOptions): PronunciationAssessor {
  const { apiKey, clock } = options;
  const source: FailureSource = { provider: ID, vendor: 'azure', secrets: [apiKey] };
  const closing = new AbortController();
  /** By their sound: answers that failed half-way. */
  const begun = new WeakMap<Int16Array, BegunAnswer>();
  return {
    id: ID,
    async assess(samples, words, signal): Promise<PronunciationAssessment | null> {
      const over = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      const known = begun.get(samples);
      begun.delete(samples);
      const answer = known?.words === words ? known : { words, rated: [] };
      try {
        return await assessAll(samples, answer, over);
      } catch (error) {
        begun.set(samples, answer);
        throw asProviderError(source, error);
      }
    },
    close: () => {
      closing.abort();
      return Promise.resolve();
    },
  };

  async function assessAll(
    samples: Int16Array,
    { words, rated }: BegunAnswer,
    over: AbortSignal,
  ): Promise<PronunciationAssessment | null> {
    for (const piece of assessmentPieces(samples, words).slice(rated.length)) {
      const request = new AbortController();
      const asking = ask(options, source, piece, AbortSignal.any([request.signal, over]));
      const answer = await within(clock, asking, PIECE_LIMIT_MS, over).finally(() => {
        request.abort();
      });
      if (answer === 'aborted') return null;
      if (answer === 'timeout') throw providerErrorOf(source, 'timeout');
      rated.push({ piece, assessed: answer.value });
    }
    const found = rated.flatMap(({ piece, assessed }) => (assessed === null ? [] : [{ piece, assessed }]));
    return found.length === 0 ? null : joined(found);
  }
}

/** An answer some of whose pieces are rated: who asks for it again after a failure does not pay for them again. */
interface BegunAnswer {
  readonly words: readonly Word[];
  readonly rated: { readonly piece: AssessmentPiece; readonly assessed: AssessedPiece | null }[];
}

async function ask(
  options: AzureAssessorOptions,
  source: FailureSource,
  { samples, text }: AssessmentPiece,
  signal: AbortSignal,
): Promise<AssessedPiece | null> {
  const { apiKey, language = DEFAULT_LANGUAGE, clock, monitor } = options;
  const request = meterRequest({ port: 'pronunciation', provider: ID, pricedAs: ID, monitor, clock });
  let heard = false;
  let whole = false;
  try {
    const path = '/speech/recognition/conversation/cognitiveservices/v1';
    const url = azureUrl(options, 'stt', `${path}?language=${encodeURIComponent(language)}&format=detailed`);
    const response = await fetchWithoutRedirects(url, {
      method: 'POST',
      headers: {
        'Ocp-Apim-Subscription-Key': apiKey,
        'Content-Type': `audio/wav; codecs=audio/pcm; samplerate=${String(SAMPLE_RATE)}`,
        Accept: 'application/json',
        'Pronunciation-Assessment': Buffer.from(
          JSON.stringify({
            ReferenceText: text,
            GradingSystem: 'HundredMark',
            Granularity: 'Word',
            Dimension: 'Comprehensive',
            EnableProsodyAssessment: 'True',
          }),
        ).toString('base64'),
      },
      body: wavBytes(samples),
      signal,
    });
    if (!response.ok) throw await httpFailure(source, response, clock);
    heard = true;
    request.firstByte();
    const assessed = readAssessment(await boundedText(response, LONGEST_ANSWER));
    if (assessed === 'failed') throw providerErrorOf(source, 'overloaded', { detail: 'an internal error' });
    if (assessed === 'garbage') throw providerErrorOf(source, 'badResponse', { detail: 'no assessment' });
    whole = true;
    return assessed;
  } catch (error) {
    throw error instanceof BodyTooLong ? providerErrorOf(source, 'badResponse', { detail: error.message }) : error;
  } finally {
    // Who refuses a request does not charge for it; of one that was given up nobody knows.
    const charged = heard || signal.aborted;
    request.finish({ audioSeconds: charged ? samples.length / SAMPLE_RATE : 0 }, !whole);
  }
}

/** Each piece counts by its length. */
function joined(
  found: readonly { readonly piece: AssessmentPiece; readonly assessed: AssessedPiece }[],
): PronunciationAssessment {
  const mean = (value: (assessed: AssessedPiece) => number | null): number | null => {
    const known = found.flatMap(({ piece, assessed }) => {
      const score = value(assessed);
      return score === null ? [] : [{ score, weight: piece.samples.length }];
    });
    const weight = known.reduce((sum, each) => sum + each.weight, 0);
    return weight === 0 ? null : known.reduce((sum, each) => sum + each.score * each.weight, 0) / weight;
  };
  return {
    accuracy: mean(({ accuracy }) => accuracy) ?? 0,
    fluency: mean(({ fluency }) => fluency),
    prosody: mean(({ prosody }) => prosody),
    words: found.flatMap(({ piece, assessed }) =>
      assessed.words.map((word) => ({
        ...word,
        startMs: word.startMs + piece.startMs,
        endMs: word.endMs + piece.startMs,
      })),
    ),
  };
}
