/** The report as Markdown. Everything a candidate said is escaped: it is data, never markup. */
import { ANSWERED, hasDoubtfulWords, runsOf, type CandidateEntry, type ConversationEntry } from './conversation.js';
import type { ReportCriterion, ReportModel } from './report-model.js';
import type { AnswerNote } from '../scoring/types.js';
import { allSkillsText } from './all-skills.js';
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
} from './wording.js';

/** One trailing line feed. */
export function renderMarkdown(report: ReportModel): string {
  const { session } = report;
  return `${[
    `# ${escapeMarkdown(titleText(session.candidate))}`,
    `**${report.notice}**`,
    facts(report),
    ...scoring(report),
    ...section(
      'Audio',
      report.audioWarnings.map((warning) => `- ${escapeMarkdown(warning)}`),
    ),
    ...section(
      'Providers',
      report.providers.map(
        (entry) =>
          `- ${escapeMarkdown(providerText(entry))}${entry.caveat === null ? '' : ` - ${escapeMarkdown(entry.caveat)}`}`,
      ),
    ),
    ...section(
      'What went wrong',
      report.incidents.map(({ atMs, text }) => `- ${clock(atMs)} ${escapeMarkdown(text)}`),
    ),
    '## Conversation',
    ...(hasDoubtfulWords(report.conversation) ? ['Words in *italics* were not heard clearly.'] : []),
    ...report.conversation.map(entryText),
  ].join('\n\n')}\n`;
}

function facts({ session, parts }: ReportModel): string {
  return [
    `- Session: \`${session.id.replaceAll('`', '')}\`, ${session.status}`,
    `- Date: ${dateText(session.startedAt)}, ${clock(session.durationMs)} long`,
    `- Parts: ${partTexts(parts).join(', ') || 'none'}`,
    ...(session.recordingPath === null ? [] : [`- Recording: ${escapeMarkdown(fileName(session.recordingPath))}`]),
  ].join('\n');
}

/** Folders are the candidate's own business; the report goes to a teacher. */
function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function scoring({ scoring: score }: ReportModel): readonly string[] {
  if (!score) return ['## Bands', 'This session was not scored.'];
  const rows = score.criteria.map((criterion) =>
    criterion.rateable
      ? `| ${criterion.name} | ${bandText(criterion.band)} | ${rangeText(criterion)} | ${criterion.raw.toFixed(2)} |`
      : `| ${criterion.name} | - | not rateable | ${escapeMarkdown(criterion.reason)} |`,
  );
  return [
    '## Bands',
    [`| criterion | band | range | before rounding |`, '|---|---|---|---|', ...rows].join('\n'),
    `**Speaking: ${escapeMarkdown(overallText(score.overall))}**`,
    ...(score.allSkills ? [escapeMarkdown(allSkillsText(score.allSkills))] : []),
    ...(score.fromWords ? [escapeMarkdown(wordsBandText(score.fromWords))] : []),
    ...(score.secondOpinion ? [escapeMarkdown(score.secondOpinion)] : []),
    escapeMarkdown(ratingText(score)),
    ...score.criteria.flatMap(criterionText),
    ...section(`${NOTES_HEADING}`, score.notes.map(noteText)),
  ];
}

function criterionText(criterion: ReportCriterion): readonly string[] {
  const { name, quotes = [] } = criterion;
  const quoted = quotes
    .map(({ atMs, text, why }) => `> ${clock(atMs)} "${escapeMarkdown(text)}" - ${escapeMarkdown(why)}`)
    .join('\n>\n');
  if (!criterion.rateable) return quoted === '' ? [] : [`### ${name}`, quoted];
  return [
    `### ${name}: ${bandText(criterion.band)}`,
    ...(criterion.caveat === undefined ? [] : [escapeMarkdown(criterion.caveat)]),
    criterion.basis.map(({ meaning }) => `- ${escapeMarkdown(meaning)}`).join('\n'),
    ...(quoted === '' ? [] : [quoted]),
    ...(criterion.practise.length > 0
      ? [criterion.practise.map((advice) => `- Practise: ${escapeMarkdown(advice)}`).join('\n')]
      : []),
  ];
}

function noteText({ kind, question, text, atMs, why }: AnswerNote): string {
  return `- **${NOTE_NAMES[kind]}**: ${escapeMarkdown(question)} ${clock(atMs)} "${escapeMarkdown(text)}" - ${escapeMarkdown(why)}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

function entryText(entry: ConversationEntry): string {
  switch (entry.kind) {
    case 'part':
      return `### ${PART_NAMES[entry.part]}`;
    case 'card':
      return [
        `*Task card: ${escapeMarkdown(entry.topic)}*`,
        '',
        ...entry.points.map((point) => `- ${escapeMarkdown(point)}`),
      ].join('\n');
    case 'examiner':
      return `${clock(entry.atMs)} **Examiner:** ${escapeMarkdown(entry.text)}${entry.interrupted ? ' *(interrupted)*' : ''}`;
    case 'candidate':
      return `${clock(entry.atMs)} **Candidate:** ${answer(entry)}`;
  }
}

function answer(said: CandidateEntry): string {
  const runs = runsOf(said).map(({ words, doubtful }) =>
    doubtful ? `*${escapeMarkdown(words)}*` : escapeMarkdown(words),
  );
  const how = ANSWERED[said.answered];
  return [...runs, ...(how === '' ? [] : [`*${how}*`])].join(' ');
}

/** Backslashes before every character that Markdown or HTML could read; line breaks become spaces. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]#|~!]/g, String.raw`\$&`)
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, String.raw`$1\$2`);
}
