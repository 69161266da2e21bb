/** A voice that is a system program, run once per line: text in a file, sound as a WAV file. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAppError } from '../../engine/errors.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechChunk, SynthesisRequest, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { plainSpeech, PLAIN_SPEECH_REVISION } from './plain-speech.js';
import { runProgram } from './run-program.js';
import { parseWavOutput } from './wav-output.js';

export interface SpeechProgramOptions {
  readonly id: string;
  /** The program's version. */
  readonly version: string;
  /** What else changes the sound, such as the rate. */
  readonly settings?: string;
  readonly provider: string;
  readonly program: string;
  /** Arguments that make it read `text` (a file) and write `sound` (a WAV file). Nothing of the line is among them. */
  readonly args: (files: { readonly text: string; readonly sound: string }) => readonly string[];
  /** Makes the line fit for the program; an empty result is silence. */
  readonly prepare?: (text: string) => string;
  readonly remedy: string;
  /** What its failure says when it does not have the voice, and what to do then. */
  readonly unknownVoice?: { readonly said: RegExp; readonly remedy: string };
  /** Longest time one line may take. */
  readonly timeoutMs?: (line: string) => number;
}

/** A line takes well under a second, a busy machine several; long lines get more before a program counts as hanging. */
export function speakingTimeoutMs(line: string): number {
  return 10_000 + 10 * line.length;
}

export function speechProgram(options: SpeechProgramOptions): TextToSpeech {
  const { id, version, settings = '', prepare = plainSpeech } = options;
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const requireOpen = (): void => {
    if (closing.signal.aborted) throw closed(options.provider);
  };
  return {
    id,
    cacheKey: [id, version, settings, `text ${String(PLAIN_SPEECH_REVISION)}`].filter((part) => part !== '').join(' '),
    async *synthesize({ text, signal }: SynthesisRequest): AsyncGenerator<SpeechChunk> {
      requireOpen();
      const line = prepare(text);
      if (line === '' || signal.aborted) return;
      const speaking = speak(options, line, AbortSignal.any([signal, closing.signal]));
      underWay.add(speaking);
      const spoken = await speaking.finally(() => underWay.delete(speaking));
      // Aborted while the program ran.
      if ((signal as { readonly aborted: boolean }).aborted) return;
      requireOpen();
      if (spoken !== null) yield spoken;
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(underWay);
    },
  };
}

/** Null when aborted. */
async function speak(options: SpeechProgramOptions, line: string, signal: AbortSignal): Promise<SpeechChunk | null> {
  const { provider, program, remedy } = options;
  // Files, since flite and say open their output by name and seek in it.
  const folder = await mkdtemp(join(tmpdir(), 'ielts-examiner-voice-')).catch((cause: unknown) => {
    throw noSound(options, 'no temporary file could be made', cause);
  });
  try {
    const files = { text: join(folder, 'line.txt'), sound: join(folder, 'line.wav') };
    await writeFile(files.text, `${line}\n`);
    const timeoutMs = (options.timeoutMs ?? speakingTimeoutMs)(line);
    const run = { provider, program, args: options.args(files), input: '', signal, timeoutMs, remedy };
    const printed = await runProgram(run).catch((error: unknown) => {
      throw refusal(options, error) ?? error;
    });
    if (printed === null) return null;
    const bytes = await readFile(files.sound).catch((cause: unknown) => {
      throw noSound(options, `${program} wrote no sound`, cause);
    });
    const spoken = parseWavOutput(bytes);
    if (spoken === null) throw noSound(options, `${program} wrote something that is not 16-bit mono sound`);
    return spoken;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Another remedy for a program that works but has no such voice; null for other failures. */
function refusal({ provider, unknownVoice }: SpeechProgramOptions, error: unknown): ProviderError | null {
  if (unknownVoice === undefined || !isAppError(error) || !unknownVoice.said.test(error.message)) return null;
  const { remedy } = unknownVoice;
  return new ProviderError({
    provider,
    kind: 'invalidRequest',
    message: error.message,
    remedy,
    retryable: false,
    cause: error,
  });
}

function closed(provider: string): ProviderError {
  return new ProviderError({
    provider,
    kind: 'unavailable',
    message: `${provider} failed: it has been closed.`,
    remedy: 'Start a new session.',
    retryable: false,
  });
}

function noSound({ provider, remedy }: SpeechProgramOptions, why: string, cause?: unknown): ProviderError {
  return new ProviderError({
    provider,
    kind: 'badResponse',
    message: `${provider} failed: ${why}.`,
    remedy,
    retryable: false,
    cause,
  });
}
