/** A new fixture that cannot be written: whoever is told why tries again at the same place. */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addNoise } from '../../src/commands/fixture/add-noise.js';
import { fixtureFromSession } from '../../src/commands/fixture/from-session.js';
import { writeNewFixture } from '../../src/commands/fixture/write-new-fixture.js';
import { appPaths } from '../../src/config/paths.js';
import { openStore } from '../../src/store/open-store.js';
import { environmentWith } from '../support/replay-fixtures.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { runVirtualSession } from '../support/virtual-session.js';

/** Longer than any file system takes. */
const LONG = 'x'.repeat(300);
const UNWRITABLE = { code: 'fixture.unwritable', exitCode: 3 };
const nobody = (): void => undefined;

describe('from a session', () => {
  beforeAll(async () => {
    const { events } = await runVirtualSession({ answers: [{ kind: 'text', text: 'My name is Ana.', delayMs: 500 }] });
    const store = await openStore(appPaths().database);
    await store.append('test-session', events);
    await store.close();
  });

  it('is told as the environment’s fault', async () => {
    const out = join(temporaryFolder(), LONG);
    const written = fixtureFromSession({ session: 'last', out }, nobody, environmentWith());
    await expect(written).rejects.toMatchObject(UNWRITABLE);
  });

  it.each([
    ['nothing of it', 'talk', []],
    ['an empty folder that was there', 'empty', ['empty']],
  ])('leaves %s when it breaks off', async (_what, name, left) => {
    const folder = temporaryFolder();
    const out = join(folder, name);
    if (left.length > 0) await mkdir(out);
    const breaksOff = async (): Promise<never> => {
      await rm(join(out, 'fixture.yaml'));
      await mkdir(join(out, 'fixture.yaml'));
      throw new Error('no providers');
    };
    const environment = { ...environmentWith(), openProviders: breaksOff };
    const written = fixtureFromSession({ session: 'last', out }, nobody, environment);
    await expect(written).rejects.toMatchObject(UNWRITABLE);
    expect(await readdir(folder, { recursive: true })).toEqual(left);
  });
});

describe('with noise', () => {
  const folder = temporaryFolder();
  const fixture = join(folder, 'talk');
  beforeAll(async () => {
    await mkdir(fixture);
    await writeFile(
      join(fixture, 'fixture.yaml'),
      'version: 1\ntitle: One\nexam: { parts: [1], seed: 3 }\nanswers: [{ text: Yes. }]\nexpect: { status: completed }\n',
    );
  });

  it('is told as the environment’s fault', async () => {
    await expect(addNoise({ fixture, out: join(folder, LONG), snr: '10dB' }, nobody)).rejects.toMatchObject(UNWRITABLE);
  });

  it('is refused inside the fixture', async () => {
    const inside = addNoise({ fixture, out: join(fixture, 'noisy'), snr: '10dB' }, nobody);
    await expect(inside).rejects.toMatchObject({ code: 'fixture.inside', exitCode: 2 });
  });

  it.skipIf(process.platform === 'win32')('leaves nothing of a copy that broke off', async () => {
    execFileSync('mkfifo', [join(fixture, 'pipe')]);
    const out = join(folder, 'noisy');
    await expect(addNoise({ fixture, out, snr: '10dB' }, nobody)).rejects.toMatchObject(UNWRITABLE);
    expect(await readdir(folder)).toEqual(['talk']);
  });
});

it('takes nothing away that somebody else has written there meanwhile', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'fixture.yaml');
  const written = writeNewFixture(folder, async () => {
    await writeFile(file, 'theirs');
    await writeFile(file, 'ours', { flag: 'wx' });
  });
  await expect(written).rejects.toMatchObject(UNWRITABLE);
  expect(await readdir(folder)).toEqual(['fixture.yaml']);
});
