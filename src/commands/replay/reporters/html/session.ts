/** One fixture in the report: a line that is always there, and what can be unfolded below it. */
import type { AlteredBy, FixtureResult, ReplayFailure } from '../../../../engine/replay/result.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import { safeText } from '../../../../engine/text/safe-text.js';
import { lengthText, tooSoon } from '../figures-text.js';
import { answerNotes } from './answer-notes.js';
import { bandsChart, latencyChart } from './charts.js';
import type { Clip } from './sounds.js';
import { timeline } from './timeline.js';
import { transcript, word } from './transcript.js';
import { unheardOf } from './unheard.js';

const MARKS = { passed: '✓', failed: '✗', broken: '!', interrupted: '–' } as const;

/** What a link ends with that leads to a fixture: `report.html#fixture/part-1/home-town`. */
export function anchorOf(id: string): string {
  return `fixture/${safeText(id).replace(/[\s%\p{Surrogate}]+/gu, '-')}`;
}

/** @param folded where the page has the body packed; null where `body` is to be seen at once */
export function sessionHead(result: FixtureResult, folded: string | null, body: string): string {
  const { id, title, status } = result;
  const state = folded === null ? ' open' : ` data-folded="${folded}"`;
  return `<details class="${status}" id="${escaped(anchorOf(id))}"${state}><summary><span class="status">${MARKS[status]} ${status}</span> <b>${escaped(id)}</b> <span>${title === id ? '' : escaped(title)}</span> <span class="facts">${factsOf(result).join(' · ')}</span></summary>
${folded === null ? body : ''}</details>
`;
}

function factsOf({ metrics, bands }: FixtureResult): readonly string[] {
  if (metrics === null) return [];
  const { durationMs, wer, response } = metrics;
  return [
    lengthText(durationMs),
    ...(wer === null ? [] : [`word errors ${(wer.rate * 100).toFixed(1)} %`]),
    ...tooSoon(metrics),
    ...(response === null ? [] : [`wait p50 ${ms(response.p50Ms)}, p95 ${ms(response.p95Ms)}`]),
    ...(bands?.overall.rateable === true ? [`band ${bands.overall.band.toFixed(1)}`] : []),
  ];
}

export function sessionBody(result: FixtureResult, clips: ReadonlyMap<string, Clip>): string {
  const { id, metrics, events } = result;
  const charts = `${latencyChart(events)}${bandsChart(result)}`;
  return `<div class="body"><p class="note"><a href="#${escaped(encodeURI(anchorOf(id)).replaceAll('#', '%23'))}">Link to this session</a></p>
${failures(result.failures)}${notes(result)}${clips.size === 0 ? '' : alteredNote(result)}${metrics === null || events.length === 0 ? '' : `<section><h3>Timeline</h3>${timeline(events, metrics.durationMs, unheardOf(result))}</section>`}
${charts === '' ? '' : `<div class="grid2">${charts}</div>`}
${answerNotes(result)}${transcript(result, clips)}</div>`;
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

function notes({ notes: told }: FixtureResult): string {
  return told.map(({ message }) => `<p class="note">Note: ${escaped(message)}</p>`).join('');
}

const ALTERED: Readonly<Record<AlteredBy, string>> = {
  noise: 'noise over it',
  degrade: 'what microphone and network did to it',
  gain: 'another loudness',
};

/** Whoever listens for the reason of a misheard word should know that it is not in the sound. */
function alteredNote({ alters }: FixtureResult): string {
  if (alters.length === 0) return '';
  const what = alters.map((each) => ALTERED[each]).join(' and ');
  return `<p class="note">The sound is that of the files. The examiner heard it with ${what}.</p>`;
}

function ms(value: number): string {
  return `${String(Math.round(value))} ms`;
}
