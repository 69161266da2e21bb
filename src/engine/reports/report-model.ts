/** Everything in a report, as plain JSON; renderers only lay it out. Text from candidates and providers is made safe here. */
import { secondOpinionText } from './wording.js';
import type { Part } from '../exam/types.js';
import type { ProviderPort, SessionEvent, SessionEventOf } from '../session/log/events.js';
import type { AnswerNote, Criterion, CriterionScore, TestScore, WordsBand } from '../scoring/types.js';
import { CRITERIA } from '../scoring/types.js';
import { recordingPathOf } from '../session/log/recording-path.js';
import { settledEvents } from '../session/log/settled-events.js';
import { safeText } from '../text/safe-text.js';
import { allSkillsOf, type AllSkills, type OtherSkills } from './all-skills.js';
import { audioWarnings } from './audio-warnings.js';
import type { ConversationEntry } from './conversation.js';
import { conversationFrom } from './conversation.js';
import { providerCaveat } from './provider-caveats.js';
import { languageNotes } from './language-notes.js';
import { parseTestScore } from './score-schema.js';

/** Name and version of the JSON report's schema. A changed meaning or a removed field needs a new number. */
export const REPORT_SCHEMA = 'ielts-examiner.report/1';
export const NOTICE = 'This is a practice estimate, not an official IELTS score.';

export const CRITERION_NAMES: Readonly<Record<Criterion, string>> = {
  fluency: 'Fluency and coherence',
  lexical: 'Lexical resource',
  grammar: 'Grammatical range and accuracy',
  pronunciation: 'Pronunciation',
};

export interface ReportModel {
  readonly schema: typeof REPORT_SCHEMA;
  readonly notice: string;
  readonly session: {
    readonly id: string;
    readonly candidate: string | null;
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    /** Media time from start to last event, ms. */
    readonly durationMs: number;
    /** `unfinished`: the log ends without an end. */
    readonly status: SessionEventOf<'session.ended'>['status'] | 'unfinished';
    readonly appVersion: string;
    readonly input: string;
    readonly recordingPath: string | null;
  };
  readonly parts: readonly {
    readonly part: Part;
    readonly durationMs: number | null;
    readonly reason: string | null;
  }[];
  /** Null when the session was not scored. */
  readonly scoring: {
    readonly mapping: string;
    readonly rater: string;
    readonly overall: TestScore['overall'];
    /** How the Speaking band is rounded, in words. */
    readonly roundingRule: string | null;
    readonly criteria: readonly ReportCriterion[];
    /** All four skills of a whole IELTS test, by its official rule; left out unless the other three were given. */
    readonly allSkills?: AllSkills;
    /** Where there is no Speaking band: the band of the words alone. */
    readonly fromWords: WordsBand | null;
    /** A language model's second opinion, in words; left out when none was asked. */
    readonly secondOpinion?: string;
    readonly measures: TestScore['measures'];
    /** Notes on single answers, which do not change the bands. */
    readonly notes: readonly AnswerNote[];
  } | null;
  readonly conversation: readonly ConversationEntry[];
  readonly audioWarnings: readonly string[];
  readonly providers: readonly { readonly port: string; readonly provider: string; readonly caveat: string | null }[];
  /** Provider failures and switches during the session, in order. */
  readonly incidents: readonly { readonly atMs: number; readonly text: string }[];
}

export type ReportCriterion = { readonly criterion: Criterion; readonly name: string } & CriterionScore;

/**
 * @param events one session's whole log
 * @param score instead of the one in the log, for a session that is scored again
 * @param others the candidate's other skills, when all four are to be told of
 * @throws RangeError when the log does not begin with `session.started`
 */
export function buildReport(events: readonly SessionEvent[], score?: TestScore, others?: OtherSkills): ReportModel {
  const started = events[0];
  if (started?.type !== 'session.started') throw new RangeError('A session log begins with session.started.');
  const ended = events.findLast((event) => event.type === 'session.ended');
  const recordingPath = recordingPathOf(events);
  return {
    schema: REPORT_SCHEMA,
    notice: NOTICE,
    session: {
      id: started.sessionId,
      candidate: started.candidate === null ? null : safeText(started.candidate),
      startedAt: started.wallTime,
      durationMs: events.at(-1)?.atMs ?? 0,
      status: ended?.status ?? 'unfinished',
      appVersion: started.appVersion,
      input: safeText(started.input),
      recordingPath: recordingPath === null ? null : safeText(recordingPath),
    },
    parts: partsOf(settledEvents(events)),
    scoring: reportScoring(score ?? loggedScore(events), languageNotes(events), others),
    conversation: conversationFrom(events),
    audioWarnings: audioWarnings(events),
    providers: providersOf(started, events),
    incidents: incidentsOf(events),
  };
}

function loggedScore(events: readonly SessionEvent[]): TestScore | null {
  const scored = events.findLast((event) => event.type === 'session.scored');
  return scored ? parseTestScore(scored.score) : null;
}

/** A score made ready to be shown. @param more notes that the score has not */
export function reportScoring(
  score: TestScore | null,
  more: readonly AnswerNote[] = [],
  others?: OtherSkills,
): ReportModel['scoring'] {
  if (!score) return null;
  const { mapping, rater, overall, fromWords = null, measures, notes = [] } = score;
  return {
    mapping,
    rater,
    overall,
    roundingRule: overall.rateable ? ROUNDING[overall.rounding] : null,
    criteria: CRITERIA.map((criterion) => ({
      criterion,
      name: CRITERION_NAMES[criterion],
      ...safeCriterion(score.criteria[criterion]),
    })),
    ...(others === undefined ? {} : { allSkills: allSkillsOf(overall, others) }),
    fromWords: overall.rateable ? null : fromWords,
    ...(score.secondOpinion === undefined ? {} : { secondOpinion: safeText(secondOpinionText(score.secondOpinion)) }),
    measures,
    notes: [...more, ...notes].map((note) => ({
      ...note,
      question: safeText(note.question),
      text: safeText(note.text),
      why: safeText(note.why),
    })),
  };
}

const ROUNDING = {
  down: 'The mean of the four criteria is rounded down to a half band.',
  nearest: 'The mean of the four criteria is rounded to the nearest half band, quarters up.',
} as const;

function safeCriterion(score: CriterionScore): CriterionScore {
  const quotes = (score.quotes ?? []).map((quote) => ({
    ...quote,
    text: safeText(quote.text),
    why: safeText(quote.why),
  }));
  if (!score.rateable) return { rateable: false, reason: safeText(score.reason), quotes };
  return {
    ...score,
    quotes,
    practise: score.practise.map(safeText),
    // A language model may have written it.
    ...(score.caveat === undefined ? {} : { caveat: safeText(score.caveat) }),
  };
}

function partsOf(events: readonly SessionEvent[]): ReportModel['parts'] {
  return events.flatMap((event) => {
    if (event.type !== 'part.started') return [];
    const ended = events.find(
      (later) => later.type === 'part.ended' && later.part === event.part && later.sequence > event.sequence,
    );
    const isEnd = ended?.type === 'part.ended' ? ended : null;
    return [{ part: event.part, durationMs: isEnd?.durationMs ?? null, reason: isEnd?.reason ?? null }];
  });
}

/** What was in use at the start, and whatever was chosen or switched to later. */
function providersOf(
  started: SessionEventOf<'session.started'>,
  events: readonly SessionEvent[],
): ReportModel['providers'] {
  const used = new Map<string, Set<string>>();
  const add = (port: ProviderPort | string, provider: string): unknown =>
    used.set(port, (used.get(port) ?? new Set()).add(provider));
  for (const [port, provider] of Object.entries(started.providers)) add(port, provider);
  for (const event of events) {
    if (event.type === 'provider.chosen') add(event.port, event.provider);
    if (event.type === 'provider.switched') add(event.port, event.to);
  }
  return [...used].flatMap(([port, providers]) =>
    [...providers].map((provider) => ({ port, provider: safeText(provider), caveat: providerCaveat(port, provider) })),
  );
}

function incidentsOf(events: readonly SessionEvent[]): ReportModel['incidents'] {
  return events.flatMap((event) => {
    if (event.type === 'provider.failed')
      return [{ atMs: event.atMs, text: safeText(failureText(event.provider, event.message)) }];
    if (event.type === 'provider.switched')
      return [{ atMs: event.atMs, text: safeText(`${event.to} took over from ${event.from}: ${event.why}`) }];
    return [];
  });
}

/** Most messages name the provider. */
function failureText(provider: string, message: string): string {
  return message.includes(provider) ? message : `${provider} failed: ${message}`;
}
