/** The report in a real browser (Debian package chromium); without one, these tests are skipped. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerAudioReader } from '../../../src/commands/replay/reporters/html/answer-audio.js';
import { bandsChart } from '../../../src/commands/replay/reporters/html/charts.js';
import { page as reportPage } from '../../../src/commands/replay/reporters/html/page.js';
import { timeline } from '../../../src/commands/replay/reporters/html/timeline.js';
import { transcript } from '../../../src/commands/replay/reporters/html/transcript.js';
import { lengthText, tooSoon } from '../../../src/commands/replay/reporters/figures-text.js';
import { summaryOf } from '../../../src/commands/replay/reporters/reporter.js';
import { tolerancesOf } from '../../../src/engine/replay/fixture/tolerances.js';
import type { FixtureResult } from '../../../src/engine/replay/result.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';
import { fixtureFolder, replay } from '../../support/replay-fixtures.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tone } from '../../support/tones.js';
import { sessionResult } from './session-result.js';
import { NASTY, resultOf } from './results.js';

const CHROMIUM = '/usr/bin/chromium';
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) console.warn(`Skipped: ${CHROMIUM} is not there (apt-get install chromium).`);

function report(results: readonly FixtureResult[]): string {
  return reportPage(
    summaryOf(results, results.length),
    results.map((result) => ({ result, audio: [] })),
    '',
  );
}

describe('the HTML report as a file', () => {
  it('has no address of another file, no script but its own, and nobody else’s markup', () => {
    const text = report([sessionResult(NASTY), resultOf({ id: NASTY, title: NASTY })]);
    expect(text).not.toMatch(/https?:|src="(?!data:)|href=|@import|url\(/);
    const scripts = text.match(/<script[^>]*>/g)?.filter((tag) => !tag.includes('type="text/plain"'));
    expect(scripts).toEqual(['<script>']);
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
  });
});

describe('the transcript', () => {
  it('has a line for a turn in which nobody spoke, and says in words why turns ended', () => {
    const result = sessionResult('by the sea');
    const ended = result.events.find((event) => event.type === 'turn.ended');
    if (ended?.type !== 'turn.ended') throw new Error('the session has no turn');
    const { atMs } = ended;
    const silent = { ...ended, turnId: 't9', reason: 'silence', speechMs: 0, segments: [], atMs: atMs + 1 } as const;
    const events = result.events.flatMap((event) =>
      event === ended ? [{ ...ended, reason: 'timeLimit' } as const, silent] : [event],
    );
    const text = transcript({ ...result, events }, []);
    expect(text).toMatch(/\(no answer\).*t9: nobody spoke/);
    expect(text).toContain('t1: the time was up, ');
    expect(`${text}${timeline(events, 12_000)}`).not.toMatch(/timeLimit|: silence/);
  });
});

describe('the timeline of a turn that was taken up again', () => {
  const result = sessionResult('by the sea');
  const [before, ended] = [result.events.slice(0, 5), result.events.slice(5)];
  const spoken = result.events.find(({ type }) => type === 'speech.started');
  const first = ended[0];
  if (spoken === undefined || first === undefined) throw new Error('the session has no turn');
  const rejoined = { turnId: 't1', moment: 'answer', silenceMs: 900, endedSequence: 6 } as const;
  const events = [
    ...before,
    { ...first, sequence: 6, atMs: 7000 },
    { ...spoken, sequence: 7, atMs: 7050, text: 'And do you' } as SessionEvent,
    { ...rejoined, type: 'turn.rejoined', version: 1, sequence: 8, atMs: 7200, wallTime: first.wallTime } as const,
    ...ended.map((event, index) => ({ ...event, sequence: 9 + index })),
  ];

  it('shows the turn once, and what the examiner had begun to say as taken back', () => {
    const drawn = timeline(events, 12_000);
    expect(drawn.match(/listening, turn t1/g)).toHaveLength(1);
    expect(drawn.match(/turn t1 was taken up again/g)).toHaveLength(1);
    expect(drawn).toContain('taken back: And do you');
    expect(timeline(result.events, 12_000)).not.toContain('taken back');
  });
});

describe('an answer that was cut into', () => {
  const whole = sessionResult('by the sea');
  if (whole.metrics === null) throw new Error('the session has no figures');
  const cut: FixtureResult = {
    ...whole,
    status: 'failed',
    notes: [{ code: 'cassette.strayed', message: 'It left the <recorded> way.' }],
    metrics: { ...whole.metrics, cutIns: 1, answersCutInto: [1] },
    said: [{ answer: 1, turnId: 't1', audio: { startMs: 5400, speechStartMs: 5500, speechEndMs: 11_800 } }],
  };

  it('is drawn to its real end, and told in the transcript', () => {
    const text = report([cut]);
    expect(text).toMatch(/class="unheard" x="77.5\d*%" [^>]*width="20.8\d*%"[^>]*><title>turn t1 was cut into/);
    expect(text).toContain('cut into: the answer went on for 2.5 s');
    const heard = report([{ ...cut, metrics: whole.metrics }]);
    expect(heard).not.toContain('was cut into');
    expect(heard).not.toContain('went on for');
  });

  it('and the page tells the notes on a fixture', () => {
    expect(report([cut])).toContain('Note: It left the &lt;recorded&gt; way.');
  });
});

describe('bands in the HTML report', () => {
  it('have the range beside them in which they are expected, however that is written', () => {
    const rated = { rateable: true, band: 6.5, low: 6, high: 7 } as const;
    const bands = { overall: rated, fluency: rated, lexical: rated, grammar: rated, pronunciation: rated };
    const expectedBands = { overall: { is: 7 }, fluency: { is: 7, tolerance: 0.5 }, lexical: { min: 6 } };
    const tolerances = { ...tolerancesOf({}), bands: 1 };
    const chart = bandsChart(resultOf({ bands, expectedBands, tolerances }));
    expect(chart.match(/<td>[^<]*<\/td><\/tr>/g)).toEqual(
      ['6–8', '6.5–7.5', '6–9', '', ''].map((range) => `<td>${range}</td></tr>`),
    );
  });
});

describe('sound for the HTML report', () => {
  it('is left out, and the page written, where a fixture cannot be read any more', async () => {
    const reader = new AnswerAudioReader();
    const said = [{ answer: 1, turnId: 't1', audio: { startMs: 0, speechStartMs: 0, speechEndMs: 100 } }];
    expect(await reader.read('/nowhere', resultOf({ said }))).toEqual([]);
    expect(reader.leftOut).toBe(1);
  });
});

describe('figures for people', () => {
  it('lengths above an hour are told in hours', () => {
    expect([247_000, 3_599_400, 391_320_000].map(lengthText)).toEqual(['4:07 min', '59:59 min', '108 h 42 min']);
  });

  it('false starts, cut-ins and turns taken up again are told where there are any', () => {
    expect(tooSoon({ falseStarts: 0, cutIns: 0, rejoins: 0 })).toEqual([]);
    expect(tooSoon({ falseStarts: 2, cutIns: 1, rejoins: 1 })).toEqual([
      '2 false starts',
      '1 cut-in',
      '1 turn taken up again',
    ]);
  });
});

describe.skipIf(!hasBrowser)('the HTML report in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
  });

  async function open(text: string, options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
    const file = join(temporaryFolder(), 'report.html');
    await writeFile(file, text);
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) troubles.push(request.url());
    });
    await page.goto(`file://${file}`);
    return { page, troubles };
  }

  it('runs nothing that a candidate said, asks for nothing, complains of nothing', async () => {
    const { page, troubles } = await open(report([sessionResult(NASTY)]));
    expect(await page.locator('.transcript .said').nth(1).textContent()).toContain('<img src=x onerror=');
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(troubles).toEqual([]);
  });

  it('opens the first problem, and shows only problems on request', async () => {
    const { page } = await open(report([resultOf(), resultOf({ id: 'bad', status: 'failed' })]));
    expect(await page.locator('details[open]').count()).toBe(1);
    expect(await page.locator('details[open] b').first().textContent()).toBe('bad');
    await page.getByLabel('only problems').check();
    expect(await page.locator('details.passed').isVisible()).toBe(false);
  });

  it('shows what is told line by line as lines', async () => {
    const message = 'events that are gone (-) or new (+):\n+ 1.00 s turn.ended\n- 2.00 s turn.ended';
    const failures = [{ expectation: 'baseline', message }] as const;
    const { page } = await open(report([resultOf({ id: 'bad', status: 'failed', failures })]));
    expect(await page.locator('.failures').innerText()).toBe(`baseline: ${message}`);
  });

  it('moves along the session by keyboard, and the transcript follows', async () => {
    const { page } = await open(report([sessionResult('by the sea')]));
    await page.getByRole('slider').focus();
    await page.keyboard.press('End');
    expect(await page.locator('li.now .said').textContent()).toBe('by the sea');
    expect(await page.locator('.head').getAttribute('x1')).toBe('100%');
    await page.getByRole('button', { name: 'Go to 0:00' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('slider').inputValue()).toBe('0');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  it('fits a phone, is dark where the system is, and light on paper', async () => {
    const { page } = await open(report([sessionResult('by the sea')]), {
      viewport: { width: 360, height: 700 },
      isMobile: true,
      colorScheme: 'dark',
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(13, 17, 23)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(28, 33, 40)');
  });

  it('plays an answer from where the timeline stands', async () => {
    const folder = await fixtureFolder({
      'talk/fixture.yaml':
        'version: 1\ntitle: Talk\nproviders: { stt: none }\nanswers:\n  - { silence: 1s }\n  - { audio: audio/01.wav, delay: 500ms }\n',
      'talk/audio/01.wav': tone(3000),
    });
    const file = join(folder, 'out.html');
    // The turn began at 5,000 ms and the answer 500 ms later; an entry before it was passed over.
    const audio = { startMs: 5500, speechStartMs: 5500, speechEndMs: 8500 };
    const result = resultOf({ ...sessionResult('by the sea'), id: 'talk', said: [{ answer: 2, turnId: 't1', audio }] });
    const { htmlReporter } = await import('../../../src/commands/replay/reporters/html-reporter.js');
    const reporter = htmlReporter(file, () => undefined, true);
    reporter.started?.(1, [{ id: 'talk', folder: join(folder, 'talk') }]);
    await reporter.ended(summaryOf([result], 1), [result], { elapsedMs: 1, repeat: 1 });
    const { page, troubles } = await open(await readFile(file, 'utf8'));
    await page.waitForFunction('document.querySelector("audio").readyState > 0');
    await page.locator('.seek').fill('6500');
    expect(await page.evaluate('document.querySelector("audio").currentTime')).toBeCloseTo(1, 1);
    expect(troubles).toEqual([]);
  });

  it('opens with 500 sessions', async () => {
    const { page, troubles } = await open(
      report(
        Array.from({ length: 500 }, (_, index) => ({ ...sessionResult('by the sea'), id: `talk-${String(index)}` })),
      ),
    );
    expect(await page.locator('details').count()).toBe(500);
    const last = page.locator('details').last();
    await last.locator('summary').click();
    await last.getByRole('slider').focus();
    await page.keyboard.press('End');
    expect(await last.locator('li.now .said').textContent()).toBe('by the sea');
    expect(troubles).toEqual([]);
  });
});

describe('replay --reporter html', () => {
  it('writes every session with what happened in it', async () => {
    const folder = await fixtureFolder({
      'a/fixture.yaml': 'version: 1\ntitle: Typed\nexam: { parts: [1] }\nanswers:\n  - { text: "My name is Anna." }\n',
    });
    await replay({ paths: [folder], reporter: [`html=${join(folder, 'out.html')}`] });
    const text = await readFile(join(folder, 'out.html'), 'utf8');
    expect(text).toContain('My name is Anna.');
    expect(text).toContain('class="examiner"');
    expect(text).toContain('Without audio');
  });
});
