import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtureFolder, replay } from '../../support/replay-fixtures.js';
import { TYPED } from '../../support/typed-fixtures.js';

it('a report or a plot takes the place of nothing that fixtures are made of, there or not', async () => {
  const folder = await fixtureFolder({
    'replay.yaml': 'root: true\n',
    'a/fixture.yaml': TYPED,
    'a/baseline.json': 'old',
    'a/audio/01.wav': 'old',
    'a/report.json': 'old',
  });
  const into = (file: string): Promise<unknown> =>
    replay({ paths: [folder], reporter: [`json=${join(folder, file)}`], dryRun: true });
  for (const file of ['a/fixture.yaml', 'a/../a/fixture.yaml', 'replay.yaml', 'a/baseline.json', 'a/audio/01.wav']) {
    const before = await readFile(join(folder, file), 'utf8');
    await expect(into(file), file).rejects.toMatchObject({ code: 'replay.conflict', exitCode: 2 });
    expect(await readFile(join(folder, file), 'utf8'), file).toBe(before);
  }
  const plotted = (file: string): Promise<unknown> =>
    replay({ paths: [folder], matrix: 'endpointing=1x,2x', plot: join(folder, file) });
  for (const file of [
    'a/cassette.jsonl',
    'a/slow.cassette.jsonl',
    'a/audio/02.flac',
    'b/fixture.yaml',
    'b/replay.yaml',
  ])
    for (const tell of [into, plotted]) {
      await expect(tell(file), file).rejects.toMatchObject({ code: 'replay.conflict', exitCode: 2 });
      expect(existsSync(join(folder, file)), file).toBe(false);
    }
  // Reports of before, and what lies elsewhere, are anybody's.
  await writeFile(join(folder, 'baseline.json'), 'old');
  for (const file of ['a/report.json', 'baseline.json']) {
    await into(file);
    expect(JSON.parse(await readFile(join(folder, file), 'utf8')), file).toHaveProperty('summary');
  }
});
