/** The report in a real browser (Debian package chromium); without one, these tests are skipped. */
import { existsSync } from 'node:fs';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bandsChart } from '../../../src/commands/replay/reporters/html/charts.js';
import { Page as Report } from '../../../src/commands/replay/reporters/html/page.js';
import { Sounds } from '../../../src/commands/replay/reporters/html/sounds.js';
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

async function report(results: readonly FixtureResult[]): Promise<string> {
  const drawn = new Report(results.length, false);
  for (const result of results) drawn.add(result, '');
  const pieces: string[] = [];
  for await (const piece of drawn.pieces(summaryOf(results, results.length))) pieces.push(piece);
  drawn.close();
  return pieces.join('');
}

describe('the HTML report as a file', () => {
  it('has no address of another file, no script but its own, and nobody else’s markup', async () => {
    const text = await report([sessionResult(NASTY), resultOf({ id: NASTY, title: NASTY })]);
    expect(text).not.toMatch(/https?:|src="(?!data:)|href="(?!#)|@import|url\(/);
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
    const text = transcript({ ...result, events }, new Map());
    expect(text).toMatch(/\(no answer\).*t9: nobody spoke/);
    expect(text).toContain('t1: the time was up, ');
    expect(`${text}${timeline(events, 12_000)}`).not.toMatch(/timeLimit|: silence/);
  });

  it('says in words what the drawings show: where a wait went, and what went wrong', () => {
    const result = sessionResult('by the sea');
    const [first] = result.events;
    if (first === undefined) throw new Error('the session has no events');
    const trouble = {
      port: 'textToSpeech',
      provider: 'flite',
      code: 'provider.timeout',
      message: 'late',
      remedy: 'wait',
    } as const;
    const failed = { ...first, ...trouble, type: 'provider.failed', atMs: 3000 } as const;
    const text = transcript({ ...result, events: [...result.events, failed] }, new Map());
    expect(text).toContain('waited 970 ms: endpointing 800, recognition 50, voice 100, first sound 20');
    expect(text).toMatch(/Where do you live.*data-at="3000".*a provider failed: flite \(textToSpeech\).*by the sea/);
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

  it('is drawn to its real end, and told in the transcript', async () => {
    const text = await report([cut]);
    expect(text).toMatch(/class="unheard" x="77.5\d*%" [^>]*width="20.8\d*%"[^>]*><title>turn t1 was cut into/);
    expect(text).toContain('cut into: the answer went on for 2.5 s');
    const heard = await report([{ ...cut, metrics: whole.metrics }]);
    expect(heard).not.toContain('was cut into');
    expect(heard).not.toContain('went on for');
  });

  it('and the page tells the notes on a fixture', async () => {
    expect(await report([cut])).toContain('Note: It left the &lt;recorded&gt; way.');
  });
});

it('names a fixture without a title of its own once', async () => {
  expect((await report([resultOf({ id: 'talk', title: 'talk' })])).match(/>talk</g)).toHaveLength(1);
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
    const narrow = bandsChart(resultOf({ bands, expectedBands: { overall: { min: 9 }, fluency: { min: 0, max: 0 } } }));
    const zones = [...narrow.matchAll(/class="expected" x="([\d.]+)%" width="([\d.]+)%"/g)].map((zone) =>
      zone.slice(1).map(Number),
    );
    for (const [from = 0, wide = 0] of zones)
      expect([wide > 1, from >= 0, from + wide <= 100.01]).toEqual([true, true, true]);
    expect(zones).toHaveLength(2);
  });
});

it('why nothing is rateable is said once, where it is the same of all criteria', () => {
  const because = (reason: string) => ({ rateable: false, reason }) as const;
  const criteria = (reason: string) => ({
    fluency: because(reason),
    lexical: because(reason),
    grammar: because(reason),
    pronunciation: because(reason),
  });
  const bands = { overall: because('It needs all four criteria. Nothing was said.'), ...criteria('Nothing was said.') };
  const chart = bandsChart(resultOf({ bands }));
  expect(chart).toContain('<p>Not rateable: It needs all four criteria. Nothing was said.</p>');
  expect(chart).not.toContain('<table');
  const expected = bandsChart(resultOf({ bands, expectedBands: { overall: { rateable: false } } }));
  expect(expected.match(/Nothing was said/g)).toHaveLength(1);
  expect(expected.match(/<small>not rateable<\/small>/g)).toHaveLength(5);
  const others = bandsChart(resultOf({ bands: { ...bands, grammar: because('Only 9 words were said.') } }));
  expect(others).toContain('<small>not rateable: Only 9 words were said.</small>');
});

describe('sound for the HTML report', () => {
  const spoken = (file: string, answer = 1) => ({
    answer,
    turnId: `t${String(answer)}`,
    file,
    audio: { startMs: 1000, speechStartMs: 1000, speechEndMs: 2000 },
  });
  const elements = async (sounds: Sounds): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const element of sounds.elements()) found.push(/id="([^"]*)"/.exec(element)?.[1] ?? '');
    return found;
  };

  it('goes first to what did not pass, and tells how much has no room', async () => {
    const folder = temporaryFolder();
    for (const name of ['1.wav', '2.wave', '3.oga']) {
      await writeFile(join(folder, name), '');
      await truncate(join(folder, name), 15_000_000);
    }
    const said = [spoken('1.wav', 1), spoken('2.wave', 2)];
    const sounds = new Sounds();
    expect([...sounds.add(folder, resultOf({ said })).keys()]).toEqual(['t1', 't2']);
    sounds.add(folder, resultOf({ said: [spoken('3.oga')], status: 'failed' }));
    expect(sounds.choose()).toEqual(['1 answer is without sound: the page would be too large.']);
    expect(await elements(sounds)).toEqual(['sound-1-0', 'sound-0-0']);
  });

  it('is left out where a file has changed since, or is gone', async () => {
    const folder = temporaryFolder();
    for (const name of ['1.wav', '2.wav', '3.wav']) await writeFile(join(folder, name), 'sound');
    const sounds = new Sounds();
    sounds.add(folder, resultOf({ said: [spoken('1.wav', 1), spoken('2.wav', 2), spoken('3.wav', 3)] }));
    await rm(join(folder, '1.wav'));
    await writeFile(join(folder, '3.wav'), 'another sound');
    expect(sounds.choose()).toEqual(['2 answers are without sound: the files have changed since, or cannot be read.']);
    expect(await elements(sounds)).toEqual(['sound-0-1']);
  });

  it('of a recording is one file for all its answers, each from its place to its end', () => {
    const folder = temporaryFolder();
    const at = (answer: number, fromMs: number) => {
      const said = spoken('tape.flac', answer);
      return { ...said, audio: { ...said.audio, fromMs } };
    };
    const clips = new Sounds().add(folder, resultOf({ said: [at(1, 0), at(2, 9000)] }));
    expect(clips.get('t2')).toEqual({ soundId: 'sound-0-0', startMs: 1000, fromMs: 9000, untilMs: 10_500 });
  });

  it('ends where the candidate gave way, and says what the examiner heard beside it', async () => {
    const stopped = { ...spoken('1.flac'), audio: { ...spoken('').audio, stoppedMs: 1600 } };
    const drawn = new Report(1, true);
    drawn.add({ ...sessionResult('by the sea'), said: [stopped], alters: ['noise', 'gain'] }, temporaryFolder());
    const pieces: string[] = [];
    for await (const piece of drawn.pieces(summaryOf([], 1))) pieces.push(piece);
    expect(pieces.join('')).toContain('data-from="0" data-until="600"');
    expect(pieces.join('')).toContain('The examiner heard it with noise over it and another loudness.');
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

  /** @param script run before those of the page */
  async function open(
    text: string,
    options: BrowserContextOptions = {},
    script = '',
  ): Promise<{ page: Page; troubles: string[]; file: string }> {
    const file = join(temporaryFolder(), 'report.html');
    await writeFile(file, text);
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) troubles.push(request.url());
    });
    await page.addInitScript(script);
    await page.goto(`file://${file}`);
    return { page, troubles, file };
  }

  it('runs nothing that a candidate said, asks for nothing, complains of nothing', async () => {
    const { page, troubles } = await open(await report([sessionResult(NASTY)]));
    expect(await page.locator('.transcript .said').nth(1).textContent()).toContain('<img src=x onerror=');
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(troubles).toEqual([]);
  });

  it('opens the first problem, and shows only problems on request', async () => {
    const { page } = await open(await report([resultOf(), resultOf({ id: 'bad', status: 'failed' })]));
    expect(await page.locator('details[open]').count()).toBe(1);
    expect(await page.locator('details[open] b').first().textContent()).toBe('bad');
    await page.getByLabel('only problems').check();
    expect(await page.locator('details.passed').isVisible()).toBe(false);
  });

  it('shows what is told line by line as lines', async () => {
    const message = 'events that are gone (-) or new (+):\n+ 1.00 s turn.ended\n- 2.00 s turn.ended';
    const failures = [{ expectation: 'baseline', message }] as const;
    const { page } = await open(await report([resultOf({ id: 'bad', status: 'failed', failures })]));
    expect(await page.locator('.failures').innerText()).toBe(`baseline: ${message}`);
  });

  it('moves along the session by keyboard, and the transcript follows', async () => {
    const { page } = await open(await report([sessionResult('by the sea')]));
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
    const { page } = await open(await report([sessionResult('by the sea')]), {
      viewport: { width: 360, height: 700 },
      isMobile: true,
      colorScheme: 'dark',
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.evaluate("document.querySelector('details').open = true");
    const chart = page.locator('.chart');
    const [around, drawn] = [await chart.boundingBox(), await chart.locator('svg').boundingBox()];
    expect(drawn!.x + drawn!.width).toBeLessThanOrEqual(around!.x + around!.width);
    // Each label stands at its line.
    const heights = async (what: string): Promise<unknown> =>
      await page.evaluate(
        `[...document.querySelectorAll('${what}')].map((each) => Math.round(each.getBoundingClientRect().y))`,
      );
    expect(await heights('.scale span')).toEqual(await heights('.chart .grid'));
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
    const said = [{ answer: 2, turnId: 't1', file: 'audio/01.wav', audio }];
    const result = resultOf({ ...sessionResult('by the sea'), id: 'talk', said });
    const { htmlReporter } = await import('../../../src/commands/replay/reporters/html-reporter.js');
    const reporter = htmlReporter(file, () => undefined, true);
    reporter.started?.(1, [{ id: 'talk', folder: join(folder, 'talk') }]);
    reporter.finished(result);
    await reporter.ended(summaryOf([result], 1), [result], { elapsedMs: 1, repeat: 1 });
    const { page, troubles } = await open(await readFile(file, 'utf8'));
    await page.waitForFunction('document.querySelector("audio").readyState > 0');
    await page.locator('.seek').fill('6500');
    expect(await page.evaluate('document.querySelector("audio").currentTime')).toBeCloseTo(1, 1);
    // With the keyboard: one stop of Tab for each line, which plays where there is something to hear.
    await page.getByRole('button', { name: 'Go to 0:00' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // Its name follows a moment after it plays.
    await page.getByRole('button', { name: 'Pause answer 1' }).waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toMatch(
      /^Pause answer 1, to “Where do you live\?”, 0:0\d$/,
    );
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.querySelector("audio").paused');
    await page.getByRole('button', { name: 'Play answer 1' }).waitFor();
    // It goes on where the slider stands within the answer.
    await page.locator('.seek').fill('7500');
    await page.getByRole('button', { name: 'Play answer 1' }).press('Enter');
    await page.waitForFunction('!document.querySelector("audio").paused');
    expect(await page.evaluate('document.querySelector("audio").currentTime')).toBeGreaterThan(1.9);
    await page.getByRole('button', { name: 'Pause answer 1' }).press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).not.toBe('AUDIO');
    expect(troubles).toEqual([]);
  });

  it('opens the session that its address names', async () => {
    const text = await report(['one', 'two/a b', 'two/ä'].map((id) => ({ ...sessionResult(id), id })));
    const { page, file } = await open(text);
    for (const id of ['two/a b', 'two/ä']) {
      await page.goto('about:blank');
      await page.goto(`file://${file}#fixture/${id.replace(' ', '-')}`);
      await page.waitForSelector('details[open] .said');
      expect(await page.locator('details[open] .said').nth(1).textContent()).toBe(id);
      const link = page.locator('details[open]').getByRole('link', { name: 'Link to this session' });
      await link.click();
      expect(decodeURIComponent(page.url())).toBe(`file://${file}#fixture/${id.replace(' ', '-')}`);
    }
  });

  it('says so in a browser that cannot unpack a session', async () => {
    const { page } = await open(
      await report([resultOf(), resultOf({ id: 'b' })]),
      {},
      'delete window.DecompressionStream',
    );
    await page.locator('summary').last().click();
    await page.waitForSelector('text=This browser cannot unpack the session');
  });

  it('lets a long timeline have the keyboard, which then moves it from side to side', async () => {
    const { page } = await open(await report([sessionResult('by the sea')]));
    await page.getByRole('region', { name: 'Timeline' }).focus();
    expect(await page.evaluate('document.activeElement.className')).toBe('scroll');
  });

  it('opens with 500 sessions', async () => {
    const { page, troubles } = await open(
      await report(
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
    expect(text).toContain('Without sound');
  });
});
