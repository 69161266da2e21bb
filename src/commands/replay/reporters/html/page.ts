/**
 * The whole report: totals, then every fixture, folded. It loads nothing from anywhere, and its policy forbids it to.
 * What is folded is packed and unpacked when somebody unfolds it: five hundred sessions are a million elements and 50 MB.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { FixtureResult, ReplayFailure } from '../../../../engine/replay/result.js';
import type { ReplaySummary } from '../reporter.js';
import { lengthText, tooSoon } from '../figures-text.js';
import type { AnswerAudio } from './answer-audio.js';
import { answerNotes } from './answer-notes.js';
import { bandsChart, latencyChart } from './charts.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';
import { timeline } from './timeline.js';
import { transcript, word } from './transcript.js';
import { unheardOf } from './unheard.js';

export interface ReportedFixture {
  readonly result: FixtureResult;
  readonly audio: readonly AnswerAudio[];
}

const MARKS = { passed: '✓', failed: '✗', broken: '!', interrupted: '–' } as const;

/** @param note said under the totals, such as what is left out; may be empty */
export function page(summary: ReplaySummary, fixtures: readonly ReportedFixture[], note: string): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; media-src data:`;
  const opened =
    fixtures.find(({ result }) => result.status !== 'passed') ?? (fixtures.length === 1 ? fixtures[0] : null);
  const { passed, failed, broken, interrupted, durationMs } = summary;
  const sessions = fixtures.map((each, index) => fixture(each, each === opened ? null : `folded-${String(index)}`));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Replay: ${String(failed + broken)} of ${String(summary.total)} fixtures with problems</title><style>${STYLE}</style></head>
<body><h1>Replay report</h1>
<div class="totals"><span class="good">✓ ${String(passed)} passed</span><span class="bad">✗ ${String(failed)} failed</span><span class="warn">! ${String(broken)} broken</span>${interrupted > 0 ? `<span>– ${String(interrupted)} not finished</span>` : ''}<span class="note">${lengthText(durationMs)} of conversation</span><label><input type="checkbox" id="problems"> only problems</label></div>
${note === '' ? '' : `<p class="note">${escaped(note)}</p>`}
<noscript><p class="note">Scripts are switched off: only the session that is open can be looked at.</p></noscript>
<main>${sessions.map(({ head }) => head).join('\n')}</main>
<script>${SCRIPT}</script>
${sessions.map(({ packed }) => packed).join('')}</body></html>
`;
}

interface ReportedSession {
  readonly head: string;
  /** What is folded: at the end of the page, which can be read and used before that has arrived. */
  readonly packed: string;
}

/** @param foldedId where its folded part will be found; null for a session that is open */
function fixture(reported: ReportedFixture, foldedId: string | null): ReportedSession {
  const { id, title, status, metrics, bands } = reported.result;
  const facts =
    metrics === null
      ? []
      : [
          lengthText(metrics.durationMs),
          ...(metrics.wer === null ? [] : [`word errors ${(metrics.wer.rate * 100).toFixed(1)} %`]),
          ...tooSoon(metrics),
          ...(metrics.response === null
            ? []
            : [`wait p50 ${ms(metrics.response.p50Ms)}, p95 ${ms(metrics.response.p95Ms)}`]),
          ...(bands?.overall.rateable === true ? [`band ${bands.overall.band.toFixed(1)}`] : []),
        ];
  const body = bodyOf(reported);
  const folded = foldedId === null ? ' open' : ` data-folded="${foldedId}"`;
  return {
    head: `<details class="${status}"${folded}><summary><span class="status">${MARKS[status]} ${status}</span> <b>${escaped(id)}</b> <span>${escaped(title)}</span> <span class="facts">${facts.join(' · ')}</span></summary>
${foldedId === null ? body : ''}</details>`,
    packed:
      foldedId === null
        ? ''
        : `<script type="text/plain" id="${foldedId}">${deflateRawSync(body).toString('base64')}</script>\n`,
  };
}

function bodyOf({ result, audio }: ReportedFixture): string {
  const { metrics, events } = result;
  const charts = `${latencyChart(events)}${bandsChart(result)}`;
  return `<div class="body">${failures(result.failures)}${notes(result)}${metrics === null || events.length === 0 ? '' : `<section><h3>Timeline</h3>${timeline(events, metrics.durationMs, unheardOf(result))}</section>`}
${charts === '' ? '' : `<div class="grid2">${charts}</div>`}
${answerNotes(result)}${transcript(result, audio)}</div>`;
}

function failures(list: readonly ReplayFailure[]): string {
  if (list.length === 0) return '';
  const items = list.map(({ expectation, code, message, remedy, differences = [] }) => {
    const diffs = differences.map(
      ({ label, words }) =>
        `<p class="diff"><span class="note">${escaped(label)}:</span> ${words.map(word).join(' ')}</p>`,
    );
    return `<li><b>${expectation}</b>${code === undefined ? '' : ` <small>${escaped(code)}</small>`}: <span class="message">${escaped(message)}</span>${remedy === undefined ? '' : `<p class="note">→ ${escaped(remedy)}</p>`}${diffs.join('')}</li>`;
  });
  return `<ul class="failures">${items.join('')}</ul>`;
}

function notes({ notes: told = [] }: FixtureResult): string {
  return told.map(({ message }) => `<p class="note">Note: ${escaped(message)}</p>`).join('');
}

function ms(value: number): string {
  return `${String(Math.round(value))} ms`;
}
