/**
 * `replay --dry-run` of 10,000 fixtures, as whole commands: the first time, and again when nothing has changed. They are
 * copies of a shipped fixture, linked to its files; its description is a file of its own each time.
 */
import { copyFile, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LAUNCHER, ROOT, runNode } from '../support/processes.mjs';
import { rounded } from '../support/statistics.mjs';

const SOURCE = join(ROOT, 'fixtures', 'part-1');
const FIXTURES = Number(process.env['BENCH_FIXTURES'] ?? 10_000);
const TARGET = '<= 5 s';

export async function measure() {
  const folder = await mkdtemp(join(tmpdir(), 'ielts-examiner-bench-'));
  const env = { ...process.env, IELTS_EXAMINER_HOME: join(folder, 'home') };
  const talks = join(folder, 'talks');
  const look = async () => {
    const args = [LAUNCHER, 'replay', talks, '--dry-run', '--reporter', `json=${join(folder, 'out.json')}`];
    const { exitCode, errors, tookMs } = await runNode(args, { env });
    if (exitCode !== 0) throw new Error(`replay ended with ${exitCode}: ${errors.trim().split('\n').at(-1) ?? ''}`);
    return rounded(tookMs / 1000, 1);
  };
  try {
    await makeFixtures(talks);
    const what = `dry run of ${FIXTURES.toLocaleString('en')}`;
    return {
      measurements: [
        { what: `${what}, start-up counted`, target: TARGET, unit: 's', value: await look() },
        { what: 'again, nothing changed', target: TARGET, unit: 's', value: await look() },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFixtures(talks) {
  const entries = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(SOURCE.length + 1));
  for (let count = 0; count < FIXTURES; count++) {
    const own = join(talks, `group-${count % 100}`, `talk-${count}`);
    for (const file of files) {
      await mkdir(dirname(join(own, file)), { recursive: true });
      if (file === 'fixture.yaml') await copyFile(join(SOURCE, file), join(own, file));
      else await link(join(SOURCE, file), join(own, file)).catch(() => copyFile(join(SOURCE, file), join(own, file)));
    }
  }
}
