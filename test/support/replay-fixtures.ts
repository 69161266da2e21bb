/** Fixtures in a folder of a test's own, replayed without any engine installed. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wavBytes } from '../../src/providers/audio-files/wav-bytes.js';
import { replayCommand } from '../../src/commands/replay.js';
import type { ReplayOptions } from '../../src/commands/replay/replay-options.js';
import type { ReplayEnvironment } from '../../src/commands/replay/run/job.js';
import type { SessionProviders } from '../../src/providers/registry/types.js';
import { ProviderNotices } from '../../src/engine/session/log/provider-notices.js';
import { TEST_BANK } from './test-bank.js';
import { levelVoiceActivity } from './virtual-session.js';

const BARE: SessionProviders = {
  speechToText: null,
  textToSpeech: null,
  voiceActivity: levelVoiceActivity(),
  wordAligner: null,
  grammar: null,
  languageModel: null,
  notices: new ProviderNotices(),
  speechCache: null,
  chosen: [],
  missing: [],
  warnings: [],
};

/** A machine with nothing but what the test gives it. */
export function environmentWith(providers: () => Partial<SessionProviders> = () => ({})): ReplayEnvironment {
  return {
    openProviders: async ({ requested }) => {
      const here = { ...BARE, ...providers() };
      return {
        ...here,
        speechToText: requested.speechToText === 'none' ? null : here.speechToText,
        textToSpeech: requested.textToSpeech === 'none' ? null : here.textToSpeech,
        wordAligner: requested.wordAligner === 'none' ? null : here.wordAligner,
        grammar: requested.grammar === 'none' ? null : here.grammar,
        languageModel: requested.languageModel === 'none' ? null : here.languageModel,
        pronunciation: requested.pronunciation === 'none' ? null : (here.pronunciation ?? null),
      };
    },
    loadQuestionBank: async () => TEST_BANK,
  };
}

/** @param files by path; strings are text, samples become a WAV file */
export async function fixtureFolder(files: Readonly<Record<string, string | Int16Array>>): Promise<string> {
  // The home of the test file, which is gone when that is done; several files may share this module.
  const folder = await mkdtemp(join(process.env['IELTS_EXAMINER_HOME'] ?? '', 'fixtures-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : wavBytes(content));
  }
  return folder;
}

export interface ReplayOutput {
  readonly code: number;
  readonly lines: readonly string[];
}

export async function replay(
  options: ReplayOptions,
  environment: ReplayEnvironment = environmentWith(),
  workerScript?: URL,
): Promise<ReplayOutput> {
  const lines: string[] = [];
  const run = { environment, ...(workerScript === undefined ? {} : { workerScript }) };
  const code = await replayCommand(options, (text) => lines.push(...text.split('\n')), run);
  return { code, lines };
}

/** What the JSON reporter writes, as far as tests look at it. */
export interface JsonReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly fixtures: readonly {
    readonly id: string;
    readonly status: string;
    readonly transcript: readonly { readonly speaker: string; readonly text: string }[];
    readonly metrics: Readonly<Record<string, unknown>> | null;
    readonly failures: readonly {
      readonly expectation: string;
      readonly code?: string;
      readonly message: string;
      readonly remedy?: string;
    }[];
    readonly notes: readonly { readonly code: string; readonly message: string }[];
    readonly eventLogSha256: string | null;
  }[];
}

export async function replayJson(
  options: ReplayOptions,
  environment?: ReplayEnvironment,
): Promise<{ readonly code: number; readonly report: JsonReport; readonly text: string }> {
  const { code, lines } = await replay({ ...options, reporter: ['json'] }, environment);
  const text = lines.join('\n');
  return { code, report: JSON.parse(text) as JsonReport, text };
}
