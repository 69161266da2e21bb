/** A voice that is a system program, run once per line: text in a file or on standard input, sound as WAV. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { SpeechChunk, SynthesisRequest, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { plainSpeech } from './plain-speech.js';
import { runProgram } from './run-program.js';
import { parseWavOutput } from './wav-output.js';

/** A line takes well under a second; a busy machine several. */
const TIMEOUT_MS = 30_000;

export interface SpeechProgramOptions {
  readonly id: string;
  readonly cacheKey: string;
  readonly provider: string;
  readonly program: string;
  /** Arguments that make it read `text` (a file) and write `sound` (a WAV file). Nothing of the line is among them. */
  readonly args: (files: { readonly text: string; readonly sound: string }) => readonly string[];
  readonly remedy: string;
}

export function speechProgram(options: SpeechProgramOptions): TextToSpeech {
  const { id, cacheKey } = options;
  return {
    id,
    cacheKey,
    async *synthesize({ text, signal }: SynthesisRequest): AsyncGenerator<SpeechChunk> {
      const line = plainSpeech(text);
      if (line === '') return;
      const spoken = await speak(options, line, signal);
      if (spoken !== null) yield spoken;
    },
    close: async () => undefined,
  };
}

async function speak(options: SpeechProgramOptions, line: string, signal: AbortSignal): Promise<SpeechChunk | null> {
  const { provider, program, remedy } = options;
  if (signal.aborted) return null;
  // Files, since flite and say open their output by name and seek in it.
  const folder = await mkdtemp(join(tmpdir(), 'ielts-examiner-voice-')).catch((cause: unknown) => {
    throw noSound(options, 'no temporary file could be made', cause);
  });
  try {
    const files = { text: join(folder, 'line.txt'), sound: join(folder, 'line.wav') };
    await writeFile(files.text, `${line}\n`);
    const run = { provider, program, args: options.args(files), input: '', signal, timeoutMs: TIMEOUT_MS, remedy };
    if ((await runProgram(run)) === null) return null;
    const bytes = await readFile(files.sound).catch((cause: unknown) => {
      throw noSound(options, `${program} wrote no sound`, cause);
    });
    const spoken = parseWavOutput(bytes);
    if (spoken === null) throw noSound(options, `${program} wrote something that is not 16-bit mono sound`);
    return signal.aborted ? null : spoken;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
