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
import { httpFailure } from '../cloud-speech/http-failure.js';
import { fetchWithoutRedirects } from '../network/refuse-redirects.js';
import { meterRequest } from '../prices/usage-meter.js';
import { asProviderError, providerErrorOf, type FailureSource } from '../resilience/provider-failure.js';
import { within } from '../resilience/waits.js';
import { readAssessment, type AssessedPiece } from './assessment-answer.js';
import { assessmentPieces, type AssessmentPiece } from './assessment-pieces.js';
import { azureUrl, type AzureAccount } from './azure-endpoint.js';
import { detectAzureSpeech } from './azure-speech.js';

/** Nobody waits for it, but the end of the test should not hang on it. */
const ANSWER_LIMIT_MS = 10_000;
/** The language whose sounds the service knows best. */
const DEFAULT_LANGUAGE = 'en-US';
const ID = 'azure:pronunciation-assessment';

export interface AzureAssessorOptions extends AzureAccount {
  readonly language?: string;
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
}

/** Without asking anybody: whether there is a key and a region. */
export function detectAzureAssessor(account: Partial<AzureAccount>): Availability {
  const speech = detectAzureSpeech(account);
  return speech.available
    ? { available: true, detail: `Azure pronunciation assessment in ${account.region ?? ''}` }
    : speech;
}

export function createAzureAssessor(options: AzureAssessorOptions): PronunciationAssessor {
  const { apiKey, clock } = options;
  const source: FailureSource = { provider: ID, vendor: 'azure', secrets: [apiKey] };
  const closing = new AbortController();
  return {
    id: ID,
    async assess(samples, words): Promise<PronunciationAssessment | null> {
      try {
        return await assessAll(options, source, samples, words, closing.signal);
      } catch (error) {
        throw asProviderError(source, error);
      }
    },
    close: () => {
      closing.abort();
      return Promise.resolve();
    },
  };

  async function assessAll(
    account: AzureAssessorOptions,
    failureSource: FailureSource,
    samples: Int16Array,
    words: readonly Word[],
    closed: AbortSignal,
  ): Promise<PronunciationAssessment | null> {
    const found: { readonly piece: AssessmentPiece; readonly assessed: AssessedPiece }[] = [];
    for (const piece of assessmentPieces(samples, words)) {
      const request = new AbortController();
      const asking = ask(account, failureSource, piece, AbortSignal.any([request.signal, closed]));
      const answer = await within(clock, asking, ANSWER_LIMIT_MS, closed);
      request.abort();
      if (answer === 'aborted') return null;
      if (answer === 'timeout') throw providerErrorOf(failureSource, 'timeout');
      if (answer.value !== null) found.push({ piece, assessed: answer.value });
    }
    return found.length === 0 ? null : joined(found);
  }
}

async function ask(
  options: AzureAssessorOptions,
  source: FailureSource,
  { samples, text }: AssessmentPiece,
  signal: AbortSignal,
): Promise<AssessedPiece | null> {
  const { apiKey, language = DEFAULT_LANGUAGE, clock, monitor } = options;
  const request = meterRequest({ port: 'pronunciation', provider: ID, pricedAs: ID, monitor, clock });
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
          }),
        ).toString('base64'),
      },
      body: wave(samples),
      signal,
    });
    if (!response.ok) throw await httpFailure(source, response, clock);
    const answer: unknown = await response.json().catch(() => null);
    request.firstByte();
    whole = true;
    try {
      return readAssessment(answer);
    } catch {
      throw providerErrorOf(source, 'badResponse', { detail: 'no assessment' });
    }
  } finally {
    request.finish({ audioSeconds: samples.length / SAMPLE_RATE }, !whole);
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

function wave(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length * 2, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}
