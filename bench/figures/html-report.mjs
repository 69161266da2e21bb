/**
 * The HTML report: what a run keeps in memory of each full test, and how long a page of 500 takes to open in Chromium. The
 * page is made of one replay that is told 500 times.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/processes.mjs';
import { rounded, summary } from '../support/statistics.mjs';

const CHROMIUM = process.env['BENCH_CHROMIUM'] ?? '/usr/bin/chromium';
const FOLDER = join(ROOT, 'fixtures', 'full-test');
const SESSIONS = 500;
const OPENED = 5;
const FEW = 5;
const MANY = 25;

export async function measure() {
  const { runJob } = await import('../../dist/commands/replay/run/run-job.js');
  const { defaultEnvironment } = await import('../../dist/commands/replay/run/environment.js');
  const { PLAIN_JOB } = await import('../../dist/commands/replay/run/job.js');
  const { Page } = await import('../../dist/commands/replay/reporters/html/page.js');
  const { keptOf, summaryOf } = await import('../../dist/commands/replay/reporters/reporter.js');
  const job = { ...PLAIN_JOB, id: 'full-test', folder: FOLDER, events: 'stored' };
  const replay = () => runJob(job, defaultEnvironment());

  const page = new Page(MANY, false);
  const kept = [];
  let few = 0;
  for (let count = 1; count <= MANY; count++) {
    const result = await replay();
    page.add(result, FOLDER);
    kept.push(keptOf(result));
    if (count === FEW) few = await held();
  }
  const perSession = ((await held()) - few) / (MANY - FEW) / 1024;
  page.close();

  const folder = await mkdtemp(join(tmpdir(), 'ielts-examiner-bench-'));
  try {
    const result = await replay();
    const large = new Page(SESSIONS, false);
    for (let count = 0; count < SESSIONS; count++) large.add({ ...result, id: `test-${count}` }, FOLDER);
    const file = join(folder, 'report.html');
    await writeFile(file, large.pieces(summaryOf([keptOf(result)], SESSIONS)));
    large.close();
    const { size } = await stat(file);
    return {
      measurements: [
        { what: `kept in memory of each full test (${MANY} of them)`, unit: 'kB', value: rounded(perSession, 0) },
        { what: `page of ${SESSIONS} full tests`, unit: 'MB', value: rounded(size / 1e6, 1) },
        { what: 'opened in Chromium', target: '<= 2 s', unit: 's', ...summary(await openings(file), 2) },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function held() {
  for (let count = 0; count < 2; count++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function openings(file) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const seconds = [];
    for (let count = 0; count < OPENED; count++) {
      const tab = await browser.newPage();
      const startedAt = performance.now();
      await tab.goto(`file://${file}`, { waitUntil: 'load' });
      seconds.push((performance.now() - startedAt) / 1000);
      await tab.close();
    }
    return seconds;
  } finally {
    await browser.close();
  }
}
