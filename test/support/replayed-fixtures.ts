/** Replays the fixtures that ship with the project, as the command does. */
import { replayCommand } from '../../src/commands/replay.js';
import type { ReplayOptions } from '../../src/commands/replay/replay-options.js';
import { detectPocketsphinx } from '../../src/providers/pocketsphinx/detect.js';

export interface ReplayReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly fixtures: readonly { readonly id: string; readonly status: string; readonly failures: readonly unknown[] }[];
}

/** @returns the json reporter's text */
export async function replayedFixtures(options: Omit<ReplayOptions, 'reporter'>): Promise<string> {
  const lines: string[] = [];
  await replayCommand({ ...options, reporter: ['json'] }, (line) => lines.push(line));
  return lines.join('\n');
}

/** What did not pass, with the reasons. */
export function fixtureProblems(text: string): readonly unknown[] {
  const { fixtures } = JSON.parse(text) as ReplayReport;
  return fixtures.filter(({ status }) => status !== 'passed').map(({ id, failures }) => ({ id, failures }));
}

/**
 * With real recognition, voice activity, alignment and grammar. The examiner's voice stays on the cassette: its sound is
 * nobody's input.
 */
export async function problemsWithRealEngines(id: string): Promise<readonly unknown[]> {
  return fixtureProblems(await replayedFixtures({ paths: ['fixtures'], filter: [id], stt: 'pocketsphinx' }));
}

/** Why real recognition cannot be had here, or null. */
export async function realRecognitionMissing(): Promise<string | null> {
  const recogniser = await detectPocketsphinx();
  return recogniser.available ? null : `${recogniser.why}: ${recogniser.remedy}`;
}
