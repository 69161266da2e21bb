/** Streaming neural recognition with sherpa-onnx, on a model that `models pull` installed. */
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechToText, SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import { openRecogniserStream } from '../local-recogniser/recogniser-stream.js';
import { recognisedText, wordsFromTokens, type TokenResult } from './words-from-tokens.js';

/** Small models need one core at a fraction of real time; the other is for the session. */
const THREADS = 1;

export interface RecognitionModel {
  /** The catalogue's id, for messages and remedies. */
  readonly id: string;
  /** Full paths. */
  readonly files: {
    readonly encoder: string;
    readonly decoder: string;
    readonly joiner: string;
    readonly tokens: string;
  };
  /** Silence that makes the model decode the last word: its chunk and look-ahead. */
  readonly tailMs: number;
}

export interface SherpaRecogniserOptions {
  readonly clock: Clock;
  readonly model: RecognitionModel;
}

export function sherpaRecogniser(options: SherpaRecogniserOptions): SpeechToText {
  return {
    id: `sherpa:${options.model.id}`,
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: false },
    open: () => open(options),
  };
}

/** The files are looked at, not loaded: a damaged model is found out by `open`. */
export async function detectSherpaRecogniser(model: RecognitionModel): Promise<Availability> {
  try {
    createRequire(import.meta.url).resolve('sherpa-onnx-node');
  } catch {
    const why = 'the optional package sherpa-onnx-node did not install';
    return { available: false, why, remedy: 'npm install sherpa-onnx-node' };
  }
  for (const [name, path] of Object.entries(model.files)) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) return { available: false, why: `the ${name} of ${model.id} is missing`, remedy: pullAgain(model) };
  }
  return { available: true, detail: `sherpa-onnx, ${model.id}` };
}

async function open({ clock, model }: SherpaRecogniserOptions): Promise<SpeechToTextStream> {
  const provider = `sherpa:${model.id}`;
  const found = await clock.hold(detectSherpaRecogniser(model));
  if (!found.available) {
    throw new ProviderError({
      provider,
      kind: 'unavailable',
      message: `${provider} cannot be used: ${found.why}.`,
      remedy: found.remedy,
      retryable: false,
    });
  }
  return openRecogniserStream({
    provider,
    clock,
    script: new URL('./sherpa-recogniser-process.mjs', import.meta.url),
    settings: { files: model.files, tailMs: model.tailMs, threads: THREADS },
    language: {
      partial: recognisedText,
      transcript: (raw, turnMs) => wordsFromTokens(raw as TokenResult, turnMs),
    },
    remedy: pullAgain(model),
  });
}

function pullAgain({ id }: RecognitionModel): string {
  return `ielts-examiner models pull ${id}`;
}
