import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { renderHtml } from '../../../src/engine/reports/html/page.js';
import { renderJson } from '../../../src/engine/reports/json.js';
import { escapeMarkdown, renderMarkdown } from '../../../src/engine/reports/markdown.js';
import { buildReport } from '../../../src/engine/reports/report-model.js';
import { terminalReport } from '../../../src/engine/reports/terminal.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import { turnsFromEvents } from '../../../src/engine/scoring/turns-from-events.js';
import { CRITERIA, type ScoredTurn } from '../../../src/engine/scoring/types.js';
import { evidenceFor, turnOf, wholeTest } from '../scoring/support/turns.js';

function numbered(bodies: readonly (SessionEventBody & { readonly atMs?: number })[]): readonly SessionEvent[] {
  return bodies.map((body, index) => ({
    atMs: index * 1000,
    ...body,
    version: 1,
    sequence: index + 1,
    wallTime: '2026-03-01T09:05:00.000Z',
  }));
}

const started: SessionEventBody = {
  type: 'session.started',
  sessionId: 's-1',
  appVersion: '1.0.0',
  candidate: 'Ann *B*\u001b[31m',
  seed: 1,
  parts: ['part1', 'part2', 'part3'],
  timing: 'standard',
  bankVersion: '1',
  input: 'mic',
  output: 'speaker',
  acoustic: true,
  providers: { speechToText: 'pocketsphinx', textToSpeech: 'espeak-ng' },
  recordingPath: null,
};

function turnEvents(turn: ScoredTurn): readonly SessionEventBody[] {
  const { turnId, part, question, startMs, endMs, segments, typed, text, words } = turn;
  return [
    {
      type: 'speech.started',
      lineId: `l-${turnId}`,
      purpose: 'question',
      text: question,
      provider: 'espeak-ng',
      prepared: true,
    },
    { type: 'speech.ended', lineId: `l-${turnId}` },
    { type: 'turn.started', turnId, questionId: 'q', part, moment: 'interview' },
    ...(text === ''
      ? []
      : [{ type: 'transcript.final' as const, turnId, text, words, confidence: null, provider: 'pocketsphinx' }]),
    {
      type: 'turn.ended',
      turnId,
      questionId: 'q',
      part,
      question,
      reason: 'endpoint',
      startMs,
      endMs,
      speechMs: 0,
      segments,
      typed,
    },
  ];
}

function sessionOf(turns: readonly ScoredTurn[], extra: readonly SessionEventBody[] = []): readonly SessionEvent[] {
  return numbered([started, { type: 'part.started', part: 'part1' }, ...turns.flatMap(turnEvents), ...extra]);
}

const whole = wholeTest(4);
const unscored = sessionOf(whole);
const score = scoreTest(turnsFromEvents(unscored), evidenceFor(whole, -3));
const failure = {
  type: 'provider.failed',
  port: 'speechToText',
  provider: 'pocketsphinx',
  code: 'x',
  message: 'it stopped',
  remedy: '',
} as const;
const events = sessionOf(whole, [
  { type: 'audio.noisy', snrDb: 8.4 },
  failure,
  { type: 'session.scored', score: JSON.parse(JSON.stringify(score)) as unknown },
  { type: 'session.ended', status: 'completed', why: '' },
]);
const report = buildReport(events);

describe('the report model', () => {
  it('carries session, bands, raw mean, rounding rule and mapping version out of the log alone', () => {
    expect(report.session).toMatchObject({ id: 's-1', candidate: 'Ann *B*', status: 'completed' });
    expect(report.scoring).toMatchObject({ mapping: score.mapping, rater: 'measured', overall: score.overall });
    expect(report.scoring?.roundingRule).toContain('rounded down');
    expect(report.scoring?.criteria.map(({ criterion }) => criterion)).toEqual([
      'fluency',
      'lexical',
      'grammar',
      'pronunciation',
    ]);
    expect(report.notice).toContain('practice estimate');
  });

  it('names the weakness of the providers used, audio warnings and incidents', () => {
    expect(report.providers.find(({ provider }) => provider === 'pocketsphinx')?.caveat).toContain('poor transcript');
    for (const text of [renderMarkdown(report), renderHtml(report)]) {
      expect(text).toMatch(/Speech recognition: pocketsphinx/);
      expect(text).not.toContain('speechToText');
    }
    expect(report.audioWarnings[0]).toContain('8 dB');
    expect(report.incidents[0]?.text).toContain('it stopped');
    const full = { ...failure, port: 'recorder', provider: 'recording', message: 'The recording stopped.' } as const;
    expect(buildReport(sessionOf(whole, [full])).incidents.map(({ text }) => text)).toEqual(['The recording stopped.']);
  });

  it('tells the conversation in order with times', () => {
    const [part, question, answer] = report.conversation;
    expect(part).toMatchObject({ kind: 'part', part: 'part1' });
    expect(question).toMatchObject({ kind: 'examiner', text: 'Do you like it?' });
    expect(answer).toMatchObject({ kind: 'candidate', atMs: 1000, turnId: 't1' });
  });

  it('shows in faint type or italics which words were doubted, and says so', () => {
    const word = (text: string, confidence: number) => ({ text, confidence, startMs: 0, endMs: 100 });
    const words = [word('near', 0.9), word('the', 0.3), word('<sea>', 0.2), word('side', 0.8)];
    const doubted = events.map((event) =>
      event.type === 'transcript.final' && event.turnId === 't1'
        ? { ...event, text: 'Near the <sea> side.', words }
        : event,
    );
    const html = renderHtml(buildReport(doubted));
    expect(html).toContain('Near <i class="doubtful">the &lt;sea&gt;</i> side.');
    expect(html).toContain('were not heard clearly');
    const markdown = renderMarkdown(buildReport(doubted));
    expect(markdown).toContain('Near *the &lt;sea&gt;* side.');
    expect(markdown).toContain('Words in *italics* were not heard clearly.');
    for (const text of [renderHtml(report), renderMarkdown(report)]) expect(text).not.toContain('not heard clearly');
  });

  it('tells an answer that was typed, or that nothing of was recognised, from one that was said and from silence', () => {
    const answers = (change: (event: SessionEvent) => SessionEvent, dropped = false) => {
      const changed = events
        .filter((event) => !(dropped && event.type === 'transcript.final' && event.turnId === 't1'))
        .map((event) => (event.type === 'turn.ended' && event.turnId === 't1' ? change(event) : event));
      const report = buildReport(changed);
      const entry = report.conversation.find((each) => each.kind === 'candidate');
      return {
        answered: entry?.kind === 'candidate' && entry.answered,
        texts: [renderHtml(report), renderMarkdown(report)],
      };
    };
    const typed = answers((event) => ({ ...event, typed: true }) as SessionEvent);
    const lost = answers((event) => ({ ...event, speechMs: 1500 }) as SessionEvent, true);
    const silent = answers((event) => ({ ...event, speechMs: 0 }) as SessionEvent, true);
    // An empty line: no recogniser has missed anything.
    const entered = answers((event) => ({ ...event, typed: true, speechMs: 1500 }) as SessionEvent, true);
    expect([typed, lost, silent, entered].map(({ answered }) => answered)).toEqual([
      ...['typed', 'unrecognised', 'nothing', 'nothing'],
    ]);
    for (const text of typed.texts) expect(text).toContain('(typed)');
    for (const text of lost.texts) expect(text).toContain('(words not recognised)');
    for (const text of silent.texts) expect(text).toContain('(nothing said)');
  });

  it('shows the doubted word also after two that the recogniser gave as one', () => {
    const word = (text: string, confidence: number) => ({ text, confidence, startMs: 0, endMs: 100 });
    const words = [word('near', 0.9), word('New York', 0.8), word('perhaps', 0.2)];
    const doubted = events.map((event) =>
      event.type === 'transcript.final' && event.turnId === 't1'
        ? { ...event, text: 'Near New York, perhaps.', words }
        : event,
    );
    expect(renderHtml(buildReport(doubted))).toContain('Near New York, <i class="doubtful">perhaps.</i>');
  });

  it('takes a score given instead of the one in the log', () => {
    expect(buildReport(events, { ...score, mapping: '9.9.9' }).scoring?.mapping).toBe('9.9.9');
  });

  it.each([undefined, { mapping: '0' }, { ...score, criteria: {} }])(
    'shows no bands when the log has no readable score: %#',
    (value) => {
      const extra: readonly SessionEventBody[] = value === undefined ? [] : [{ type: 'session.scored', score: value }];
      const model = buildReport(sessionOf(whole, extra));
      expect(model.scoring).toBeNull();
      expect(model.session.status).toBe('unfinished');
      expect(renderMarkdown(model)).toContain('not scored');
    },
  );

  it('counts a part once, although its end was taken back for a candidate who had not finished', () => {
    const ended = { type: 'part.ended', part: 'part1', reason: 'completed', durationMs: 1000 } as const;
    const [answered] = turnEvents(whole[0]!).slice(-1);
    const log = numbered([
      started,
      { type: 'part.started', part: 'part1' },
      answered!,
      ended,
      { type: 'part.started', part: 'part2' },
      { type: 'turn.rejoined', turnId: whole[0]!.turnId, moment: 'interview', silenceMs: 900, endedSequence: 3 },
      answered!,
      { ...ended, durationMs: 5000 },
    ]);
    expect(buildReport(log).parts).toEqual([{ part: 'part1', durationMs: 5000, reason: 'completed' }]);
  });

  it('names the recording of a test that began with typed answers and went on by voice', () => {
    const log = numbered([started, { type: 'session.resumed', fromSequence: 1, recordingPath: '/tests/a.wav' }]);
    expect(buildReport(log).session.recordingPath).toBe('/tests/a.wav');
  });

  it('refuses a log without a start', () => {
    expect(() => buildReport(events.slice(1))).toThrow(RangeError);
  });
});

describe('Markdown', () => {
  const markdown = renderMarkdown(report);

  it('shows bands, mean, range, rounding rule and the notice', () => {
    expect(markdown).toContain('not an official IELTS score');
    expect(markdown).toContain('| Fluency and coherence |');
    expect(markdown).toMatch(/\*\*Speaking: \d\.\d \(mean \d\.\d\d, range/);
    expect(markdown).toContain(`mapping ${score.mapping}`);
  });

  it('escapes what the candidate said: no markup, no links, no HTML, no codes', () => {
    const nasty = turnOf('plain words', { turnId: 't1' });
    const said = '# *bold* [link](http://x) <img src=x> | cell `code` \u001b[31mred\u0007 ![i](j)';
    const text = renderMarkdown(buildReport(sessionOf([{ ...nasty, text: said }])));
    expect(text).toContain(
      String.raw`\# \*bold\* \[link\](http://x) &lt;img src=x&gt; \| cell \`code\` red \!\[i\](j)`,
    );
    expect(text).not.toMatch(/[\u0007\u001b]/);
  });

  it.each([
    ['1. no list', String.raw`1\. no list`.replace(String.raw`1\.`, String.raw`\1.`)],
    ['- no list', String.raw`\- no list`],
    ['two\nlines', 'two lines'],
  ])('escapes %j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe('HTML', () => {
  const html = renderHtml(report);
  const CHROMIUM = '/usr/bin/chromium';
  const hasBrowser = existsSync(CHROMIUM);
  if (!hasBrowser) console.warn(`Skipped: ${CHROMIUM} is not there (apt-get install chromium).`);

  it('says what the Markdown says: bands, ranges, the notice, evidence, incidents, the whole conversation', () => {
    expect(html).toContain('not an official IELTS score');
    expect(html).toMatch(/Speaking: \d\.\d \(mean \d\.\d\d, range/);
    for (const { name } of report.scoring?.criteria ?? []) expect(html).toContain(`<th scope="row">${name}</th>`);
    expect(html).toContain('it stopped');
    expect(html.match(/class="line candidate"/g)).toHaveLength(whole.length);
  });

  it('draws every band on a scale with its figures', () => {
    const scales = [...html.matchAll(/<svg.*?<\/svg>/g)].map(([svg]) =>
      [...svg.matchAll(/<text [^>]*>(\d)<\/text>/g)].map(([, figure]) => Number(figure)),
    );
    expect(scales).toEqual(CRITERIA.map(() => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });

  it('loads nothing, runs nothing, tells no path of this computer', () => {
    const [start, ...rest] = events;
    const recorded = [{ ...start, recordingPath: '/home/ann/take.wav' } as SessionEvent, ...rest];
    const text = renderHtml(buildReport(recorded));
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(text).not.toMatch(/https?:|src=|@import|url\(|<script/);
    expect(text).not.toContain('/home/ann');
    const markdown = renderMarkdown(buildReport(recorded));
    expect(markdown).toMatch(/Recording: take\.wav/);
    expect(markdown).not.toContain('/home/ann');
  });

  it('every quote leads to the answer it is from', () => {
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(3);
    for (const id of links) expect(html).toContain(`id="${String(id)}"`);
  });

  it('shows a session without a score as such', () => {
    expect(renderHtml(buildReport(unscored))).toContain('This session was not scored.');
  });

  it.skipIf(!hasBrowser)('keeps what a candidate said text in a real browser, and fits a phone', async () => {
    const said = '<img src=x onerror="window.hacked=1"> <b>bold</b> \u001b[31m</div>';
    const nasty = renderHtml(buildReport(sessionOf([{ ...turnOf(said), turnId: `"><script>` }, ...whole])));
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width: 360, height: 700 } });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.setContent(nasty);
      expect(await page.locator('.candidate').first().textContent()).toContain('<img src=x onerror=');
      expect(await page.locator('img, script').count()).toBe(0);
      await page.setContent(html);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.locator('blockquote a').first().click();
      expect(await page.locator('.candidate:target').count()).toBe(1);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe('JSON', () => {
  it('is the model, with the name of its schema', () => {
    const parsed = JSON.parse(renderJson(report)) as { schema: string };
    expect(parsed.schema).toBe('ielts-examiner.report/1');
    expect(parsed).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('terminal lines', () => {
  it.each([80, 40])('fit %i columns', (width) => {
    const lines = terminalReport(report, width).map((line) => line.map(({ text }) => text).join(''));
    expect(lines.length).toBeGreaterThan(20);
    // Band rows keep their columns; they fit any terminal of 60 columns.
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(width, 55));
    expect(lines.map((line) => line.trim()).join(' ')).toContain('not an official IELTS score');
  });

  it('show the reason where there is no band', () => {
    const typed = whole.map((turn) => ({ ...turn, typed: true, segments: [], words: [] }));
    const typedEvents = sessionOf(typed);
    const typedScore = scoreTest(turnsFromEvents(typedEvents), new Map());
    const text = terminalReport(buildReport(typedEvents, typedScore))
      .map((line) => line.map((segment) => segment.text).join(''))
      .join('\n');
    expect(text).toContain('Pronunciation: not rateable. Typed answers have no pronunciation.');
    expect(text).toContain('Speaking: not rateable.');
    expect(text).toContain('poor transcript');
  });

  it('say nothing of how far bands can be believed where there are none', () => {
    const silent = sessionOf([]);
    const text = JSON.stringify(terminalReport(buildReport(silent, scoreTest([], new Map())), 200));
    expect(text).toContain('not rateable');
    expect(text).not.toContain('poor transcript');
  });
});

it('an answer in another language is named as one that is not rated', () => {
  const [first] = whole;
  const noted = sessionOf(whole, [
    { type: 'candidate.noted', turnId: first?.turnId ?? '', note: 'foreignLanguage', detail: 'German' },
  ]);
  const { scoring } = buildReport(noted, score);
  expect(scoring?.notes[0]).toMatchObject({
    kind: 'otherLanguage',
    turnId: first?.turnId,
    why: 'This answer seems to be in German and is not rated. Answer in English, however simply.',
  });
  expect(renderMarkdown(buildReport(noted, score))).toContain('**Not in English**');
  expect(buildReport(unscored, score).scoring?.notes.map(({ kind }) => kind)).not.toContain('otherLanguage');
  const all = whole.map(
    ({ turnId }) => ({ type: 'candidate.noted', turnId, note: 'foreignLanguage', detail: 'German' }) as const,
  );
  const notes = buildReport(sessionOf(whole, all), score).scoring?.notes.filter(({ kind }) => kind === 'otherLanguage');
  expect(notes).toHaveLength(2);
  expect(notes?.[0]?.why).toContain(`So are ${String(whole.length - 1)} others.`);
});

it('a request in another language is left out of the answers, and no answer is noted for it', () => {
  const [first] = whole;
  const turnId = first?.turnId ?? '';
  const asked = sessionOf(
    whole.map((turn) =>
      turn === first ? { ...turn, text: 'kan du säga det där en gång till är du snäll nu', words: [] } : turn,
    ),
    [{ type: 'candidate.requested', turnId, request: 'repeat' }],
  );
  const kinds = buildReport(asked, score).scoring?.notes.map(({ kind }) => kind);
  expect(turnsFromEvents(asked).map((turn) => turn.turnId)).not.toContain(turnId);
  expect(kinds).not.toContain('otherLanguage');
});

it('notes on answers stand in every form of the report, made safe', () => {
  const note = {
    kind: 'undeveloped',
    turnId: 't1',
    question: 'Why <b>?',
    text: 'yes \u001b[31m*I* do',
    atMs: 61_000,
    why: 'It stops before a reason.',
  } as const;
  const report = buildReport(events, { ...score, notes: [note] });
  const lines = terminalReport(report, 80).map((line) => line.map(({ text }) => text).join(''));
  expect(lines.join('\n')).toMatch(
    /Notes on answers \(they move no band\)\n {2}Not developed: Why <b>\?\n {2}1:01 "yes/,
  );
  const markdown = renderMarkdown(report);
  expect(markdown).toContain('- **Not developed**: Why &lt;b&gt;?');
  expect(markdown).not.toContain('\u001b');
  expect(JSON.parse(renderJson(report))).toMatchObject({ scoring: { notes: [{ kind: 'undeveloped', atMs: 61_000 }] } });
  // A log from before there were any.
  const { notes: _, ...before } = score;
  expect(buildReport(events, before).scoring?.notes).toEqual([]);
});
