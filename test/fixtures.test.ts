/** The fixtures that ship with the project: from their cassettes, and again with real recognition, alignment and grammar. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayCommand, type ReplayOptions } from '../src/commands/replay.js';
import { findFixtures } from '../src/commands/replay/find-fixtures.js';
import { readFixture, unusedFiles } from '../src/commands/replay/load-fixture.js';
import { detectPocketsphinx } from '../src/providers/pocketsphinx/detect.js';

interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly fixtures: readonly { readonly id: string; readonly status: string; readonly failures: readonly unknown[] }[];
}

async function replayed(options: Omit<ReplayOptions, 'reporter'>): Promise<string> {
  const lines: string[] = [];
  await replayCommand({ ...options, reporter: ['json'] }, (line) => lines.push(line));
  return lines.join('\n');
}

function problems(text: string): readonly unknown[] {
  const { fixtures } = JSON.parse(text) as Report;
  return fixtures.filter(({ status }) => status !== 'passed').map(({ id, failures }) => ({ id, failures }));
}

describe('the fixtures that ship with the project', () => {
  it('pass from their cassettes, twice with byte-identical reports', async () => {
    const first = await replayed({ paths: ['fixtures'], jobs: 1 });
    expect(problems(first)).toEqual([]);
    expect((JSON.parse(first) as Report).summary).toMatchObject({ total: 7, passed: 7 });
    expect(await replayed({ paths: ['fixtures'], jobs: 1 })).toBe(first);
  }, 120_000);

  // Threads run the built program; `npm test` builds before it tests.
  it.skipIf(!existsSync('dist/commands/replay/replay-worker.mjs'))(
    'give the same report in two threads as in one',
    async () => {
      const { replayCommand: built } = (await import(join(process.cwd(), 'dist/commands/replay.js'))) as {
        replayCommand: typeof replayCommand;
      };
      const report = async (jobs: number): Promise<string> => {
        const lines: string[] = [];
        await built({ paths: ['fixtures'], reporter: ['json'], jobs }, (line) => lines.push(line));
        return lines.join('\n');
      };
      expect(await report(2)).toBe(await report(1));
    },
    120_000,
  );

  it('are small, and have no file that no answer uses', async () => {
    let bytes = 0;
    for (const { folder } of await findFixtures(['fixtures'])) {
      expect(await unusedFiles(folder, await readFixture(folder))).toEqual([]);
      for (const name of await readdir(folder, { recursive: true })) bytes += (await stat(join(folder, name))).size;
    }
    expect(bytes).toBeLessThan(13_000_000);
  });
});

const recogniser = await detectPocketsphinx();
if (!recogniser.available) {
  console.warn(`Fixtures are not replayed with real recognition: ${recogniser.why} (${recogniser.remedy})`);
}

// The examiner's voice stays on the cassette: its sound is nobody's input.
describe.skipIf(!recogniser.available)('with real recognition, voice activity, alignment and grammar', () => {
  it.each(['full-test', 'part-1', 'part-2', 'part-3', 'silent-candidate', 'repeats-and-interruptions', 'noisy-room'])(
    '%s passes',
    async (filter) => {
      expect(problems(await replayed({ paths: ['fixtures'], filter, stt: 'pocketsphinx' }))).toEqual([]);
    },
    400_000,
  );
});
