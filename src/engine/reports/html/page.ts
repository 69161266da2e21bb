/**
 * Renders the report as one HTML file to read, print and send. It contains no script and loads nothing, which its content
 * security policy enforces. It does not name the path of the recording. A candidate's words are always text, never markup.
 */
import type { AnswerNote, Quote } from '../../scoring/types.js';
import { escaped } from '../../text/escape-markup.js';
import { allSkillsText } from '../all-skills.js';
import { ANSWERED, hasDoubtfulWords, runsOf, type CandidateEntry, type ConversationEntry } from '../conversation.js';
import type { ReportCriterion, ReportModel } from '../report-model.js';
import {
  bandText,
  clock,
  dateText,
  NOTE_NAMES,
  NOTES_HEADING,
  overallText,
  PART_NAMES,
  partTexts,
  rangeText,
  ratingText,
  titleText,
  wordsBandText,
  providerText,
} from '../wording.js';
import { bandPlot } from './band-plot.js';
import { STYLE } from './style.js';

type Scoring = NonNullable<ReportModel['scoring']>;

/** A whole document with one trailing line feed. */
export function renderHtml(report: ReportModel): string {
  const { session } = report;
  const title = titleText(session.candidate);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><header><h1>${escaped(title)}</h1>
<p class="notice">${escaped(report.notice)}</p>
${facts(report)}</header>
<main>${[
    section('Bands', report.scoring ? scoring(report.scoring) : '<p>This session was not scored.</p>'),
    section('Audio', list(report.audioWarnings)),
    section('Providers', list(report.providers.map(providerLine))),
    section('What went wrong', list(report.incidents.map(({ atMs, text }) => `${clock(atMs)} ${text}`))),
    section('Conversation', conversation(report.conversation)),
  ].join('')}</main></body></html>
`;
}

function facts({ session, parts }: ReportModel): string {
  const lines = [
    `${dateText(session.startedAt)}, ${clock(session.durationMs)} long, ${session.status}`,
    partTexts(parts).join(' · '),
    `Session ${session.id}`,
  ];
  return lines
    .filter((line) => line !== '')
    .map((line) => `<p class="soft">${escaped(line)}</p>`)
    .join('\n');
}

function scoring(score: Scoring): string {
  const asides = [
    ...(score.allSkills ? [allSkillsText(score.allSkills)] : []),
    ...(score.fromWords ? [wordsBandText(score.fromWords)] : []),
    ...(score.secondOpinion === undefined ? [] : [score.secondOpinion]),
    ratingText(score),
  ];
  return `<p class="overall">Speaking: ${escaped(overallText(score.overall))}</p>
<table class="bands"><thead><tr><th>criterion</th><th>band</th><th>range</th><th class="raw">before rounding</th><th class="plot"></th></tr></thead><tbody>
${score.criteria.map(bandRow).join('\n')}</tbody></table>
${asides.map((text) => `<p class="soft">${escaped(text)}</p>`).join('\n')}
${score.criteria.map(criterion).join('\n')}
${score.notes.length === 0 ? '' : `<h3>${escaped(NOTES_HEADING)}</h3>${score.notes.map(note).join('')}`}`;
}

function bandRow(score: ReportCriterion): string {
  const name = `<th scope="row">${escaped(score.name)}</th>`;
  if (!score.rateable) return `<tr>${name}<td>–</td><td colspan="3">not rateable. ${escaped(score.reason)}</td></tr>`;
  return `<tr>${name}<td class="band">${bandText(score.band)}</td><td class="range">${rangeText(score)}</td><td class="raw">${score.raw.toFixed(2)}</td><td class="plot">${bandPlot(score)}</td></tr>`;
}

function criterion(score: ReportCriterion): string {
  const quoted = (score.quotes ?? []).map(quote).join('\n');
  if (!score.rateable) return quoted === '' ? '' : `<section><h3>${escaped(score.name)}</h3>\n${quoted}</section>`;
  const practise = score.practise.map((advice) => `<li><b>Practise:</b> ${escaped(advice)}</li>`).join('');
  return `<section><h3>${escaped(score.name)}: ${bandText(score.band)}</h3>
${score.caveat === undefined ? '' : `<p class="caveat">${escaped(score.caveat)}</p>`}${list(score.basis.map(({ meaning }) => meaning))}
${quoted}
${practise === '' ? '' : `<ul class="practise">${practise}</ul>`}</section>`;
}

function quote({ turnId, text, atMs, why }: Quote): string {
  return `<blockquote><p>${timeLink(turnId, atMs)} “${escaped(text)}”</p><p class="soft">${escaped(why)}</p></blockquote>`;
}

function note({ kind, turnId, question, text, atMs, why }: AnswerNote): string {
  return `<blockquote><p><b>${escaped(NOTE_NAMES[kind])}</b>: ${escaped(question)}</p><p>${timeLink(turnId, atMs)} “${escaped(text)}”</p><p class="soft">${escaped(why)}</p></blockquote>`;
}

/** Leads to the answer in the conversation. */
function timeLink(turnId: string, atMs: number): string {
  return `<a href="#${anchor(turnId)}">${clock(atMs)}</a>`;
}

function anchor(turnId: string): string {
  return `turn-${turnId.replaceAll(/[^\w-]/g, '_')}`;
}

function conversation(entries: readonly ConversationEntry[]): string {
  const explained = hasDoubtfulWords(entries)
    ? '<p class="soft">Words in <i class="doubtful">faint type</i> were not heard clearly.</p>\n'
    : '';
  return `${explained}${entries.map(entry).join('\n')}`;
}

function answer(said: CandidateEntry): string {
  const runs = runsOf(said).map(({ words, doubtful }) =>
    doubtful ? `<i class="doubtful">${escaped(words)}</i>` : escaped(words),
  );
  const how = ANSWERED[said.answered];
  return [...runs, ...(how === '' ? [] : [`<i class="soft">${how}</i>`])].join(' ');
}

function entry(said: ConversationEntry): string {
  switch (said.kind) {
    case 'part':
      return `<h3>${escaped(PART_NAMES[said.part])}</h3>`;
    case 'card':
      return `<div class="card"><b>Task card: ${escaped(said.topic)}</b>${list(said.points)}</div>`;
    case 'examiner':
      return `<div class="line examiner"><time>${clock(said.atMs)}</time><div><b>Examiner</b> ${escaped(said.text)}${said.interrupted ? ' <i class="soft">(interrupted)</i>' : ''}</div></div>`;
    case 'candidate':
      return `<div class="line candidate" id="${anchor(said.turnId)}"><time>${clock(said.atMs)}</time><div><b>Candidate</b> ${answer(said)}</div></div>`;
  }
}

function providerLine(entry: ReportModel['providers'][number]): string {
  return `${providerText(entry)}${entry.caveat === null ? '' : ` – ${entry.caveat}`}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${title}</h2>${body}</section>\n`;
}
