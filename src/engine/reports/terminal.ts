/** The report as lines for a terminal. Says what each piece of a line is; colours are the view's business. */
import type { ReportCriterion, ReportModel } from './report-model.js';
import { NOTICE } from './report-model.js';
import {
  bandText,
  clock,
  dateText,
  NOTE_NAMES,
  NOTES_HEADING,
  overallText,
  rangeText,
  ratingText,
  titleText,
  wordsBandText,
} from './wording.js';
import { spacedWords } from '../text/words.js';

export type Tone = 'plain' | 'title' | 'strong' | 'dim' | 'band' | 'warning' | 'quote';

export interface Segment {
  readonly text: string;
  readonly tone: Tone;
}

/** No line is longer than the width asked for; an empty array is an empty line. */
export type ReportLine = readonly Segment[];

const NAME_COLUMN = 33;

export function terminalReport(report: ReportModel, width = 80): readonly ReportLine[] {
  const { session, scoring } = report;
  return [
    ...wrapped(titleText(session.candidate), 'title', width),
    ...wrapped(
      `${dateText(session.startedAt)}, ${clock(session.durationMs)} long, session ${session.id}`,
      'dim',
      width,
    ),
    [],
    ...(scoring ? scoringLines(scoring, width) : wrapped('This session was not scored.', 'plain', width)),
    ...warnings(report, width),
  ];
}

/** Where in the test something was said, as a reader finds it. */
export type Place = (said: { readonly turnId: string; readonly atMs: number }) => string;

const clockPlace: Place = ({ atMs }) => clock(atMs);

/**
 * Bands first, then what each rests on.
 * @param place of a quote; its time unless told otherwise
 */
export function scoringLines(
  scoring: NonNullable<ReportModel['scoring']>,
  width: number,
  place: Place = clockPlace,
): readonly ReportLine[] {
  return [
    ...bands(scoring, width),
    ...wrapped(NOTICE, 'strong', width),
    ...scoring.criteria.flatMap((criterion) => details(criterion, width, place)),
    ...notes(scoring, width, place),
  ];
}

function bands(scoring: NonNullable<ReportModel['scoring']>, width: number): readonly ReportLine[] {
  const reasons = new Set(scoring.criteria.map((criterion) => (criterion.rateable ? null : criterion.reason)));
  const [reason] = reasons;
  const mapping = wrapped(ratingText(scoring), 'dim', width);
  // One reason against everything is told once.
  if (reasons.size === 1 && typeof reason === 'string' && !scoring.overall.rateable)
    return [...wrapped(`Bands: not rateable. ${reason}`, 'band', width), ...mapping];
  return [
    ...scoring.criteria.flatMap((criterion) => bandLine(criterion, width)),
    ...wrapped(`Speaking: ${overallText(scoring.overall)}`, 'band', width),
    ...(scoring.secondOpinion ? wrapped(scoring.secondOpinion, 'dim', width) : []),
    ...(scoring.fromWords ? wrapped(wordsBandText(scoring.fromWords), 'plain', width) : []),
    ...mapping,
  ];
}

function bandLine(criterion: ReportCriterion, width: number): readonly ReportLine[] {
  if (!criterion.rateable) return wrapped(`${criterion.name}: not rateable. ${criterion.reason}`, 'plain', width);
  return [
    [
      { text: criterion.name.padEnd(NAME_COLUMN).slice(0, width), tone: 'plain' },
      { text: bandText(criterion.band), tone: 'band' },
      { text: `   ${rangeText(criterion)}`, tone: 'dim' },
    ],
  ];
}

function details(criterion: ReportCriterion, width: number, place: Place): readonly ReportLine[] {
  const { name, quotes = [] } = criterion;
  const title: readonly ReportLine[] = [[], [{ text: name, tone: 'strong' }]];
  const quoted = quotes.flatMap(({ turnId, atMs, text, why }) => [
    ...wrapped(`${place({ turnId, atMs })} "${text}"`, 'quote', width, '  '),
    ...wrapped(why, 'dim', width, '       '),
  ]);
  if (!criterion.rateable) return quoted.length === 0 ? [] : [...title, ...quoted];
  return [
    ...title,
    ...(criterion.caveat === undefined ? [] : wrapped(criterion.caveat, 'warning', width, '  ')),
    ...criterion.basis.flatMap(({ meaning }) => wrapped(meaning, 'plain', width, '  ')),
    ...quoted,
    ...criterion.practise.flatMap((advice) => wrapped(`Practise: ${advice}`, 'plain', width, '  ')),
  ];
}

function notes(
  { notes: found }: NonNullable<ReportModel['scoring']>,
  width: number,
  place: Place,
): readonly ReportLine[] {
  if (found.length === 0) return [];
  return [
    [],
    [{ text: NOTES_HEADING, tone: 'strong' }],
    ...found.flatMap(({ kind, turnId, question, text, atMs, why }) => [
      ...wrapped(`${NOTE_NAMES[kind]}: ${question}`, 'plain', width, '  '),
      ...wrapped(`${place({ turnId, atMs })} "${text}"`, 'quote', width, '  '),
      ...wrapped(why, 'dim', width, '       '),
    ]),
  ];
}

function warnings(report: ReportModel, width: number): readonly ReportLine[] {
  // They say how far the bands can be believed; where nothing was rated there are none.
  const rated = report.scoring?.criteria.some(({ rateable }) => rateable) === true;
  const caveats = rated ? report.providers : [];
  const texts = [
    ...report.audioWarnings,
    ...caveats.flatMap(({ provider, caveat }) => (caveat === null ? [] : [`${provider} ${caveat}`])),
    ...report.incidents.map(({ atMs, text }) => `${clock(atMs)} ${text}`),
  ];
  return texts.length === 0 ? [] : [[], ...texts.flatMap((text) => wrapped(text, 'warning', width))];
}

/** Breaks between words; a word longer than the line is cut. */
function wrapped(text: string, tone: Tone, width: number, indent = ''): readonly ReportLine[] {
  const room = Math.max(1, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of spacedWords(text)) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length > room) {
      lines.push(line);
      line = '';
    }
    while (rest.length > room) {
      lines.push(rest.slice(0, room));
      rest = rest.slice(room);
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((content) => [{ text: `${indent}${content}`, tone }]);
}
