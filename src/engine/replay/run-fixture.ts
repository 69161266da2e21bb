/**
 * Runs one fixture through the session pipeline and compares the result with what is expected. Ends and providers come
 * from outside; the pipeline is the very one of a live test.
 */
import type { ExamPlan } from '../exam/types.js';
import { messageOf } from '../errors.js';
import { createSessionScorer } from '../scoring/score-session.js';
import { CRITERIA, type TestScore } from '../scoring/types.js';
import { isStored } from '../session/log/event-log.js';
import type { SessionEvent } from '../session/log/events.js';
import type { SessionResult } from '../session/running-session.js';
import { startSession } from '../session/session.js';
import { settledEvents } from '../session/log/settled-events.js';
import { baselineOf, type Baseline } from './baseline/baseline.js';
import { compareBaseline, differsUntold, otherReferences } from './baseline/compare-baseline.js';
import { canonicalLog, sha256 } from './canonical-json.js';
import { checkExpectations } from './expectations/check-expectations.js';
import { costNotes } from './expectations/figures.js';
import { fixedRating } from './fixed-rating.js';
import { endpointingOf } from './fixture/endpointing-of.js';
import type { Fixture } from './fixture/fixture-schema.js';
import { tolerancesOf } from './fixture/tolerances.js';
import { metricsOf } from './replay-metrics.js';
import type { ReplayPorts } from './replay-ports.js';
import type { AlteredBy, BandResult, BandResults, FixtureResult, ReplayFailure, ReplayNote } from './result.js';
import type { SaidAnswer } from './said-answers.js';
import { silentAnswers, unsaidAnswers } from './unsaid-answers.js';
import { whileTimePasses } from './time-passes.js';
import { compareAnswers } from './transcript/compare-answers.js';
import { transcriptOf } from './transcript/transcript-lines.js';

export interface RunFixtureRequest {
  readonly id: string;
  readonly fixture: Fixture;
  readonly plan: ExamPlan;
  readonly ports: ReplayPorts;
  /** What the candidate said, once the session is over. */
  readonly said: () => readonly SaidAnswer[];
  /** What the replay was before; null where nobody wants to know. */
  readonly baseline: Baseline | null;
  /** Stops the replay; its result is then `interrupted`. */
  readonly signal?: AbortSignal;
  /** Media time replayed so far, once a minute of it. */
  readonly onProgress?: (mediaMs: number) => void;
}

const PROGRESS_MS = 60_000;

/** In the log instead of the program's version: a release that changes nothing must not change a log. */
const REPLAY_VERSION = 'replay';
/** And instead of a number: what a fixture is called depends on the path that somebody typed. */
const REPLAY_SESSION = 'replay';

const UNTOLD: ReplayNote = {
  code: 'baseline.untold',
  message:
    'The event log is not the one of the baseline, in something that a baseline does not tell, such as measures or word times. Once you know why, write the baseline again with --update.',
};

/** Rejects only when the session cannot begin. Closes every port. */
export async function runFixture(request: RunFixtureRequest): Promise<FixtureResult> {
  const { wordAligner, grammar, pronunciation } = request.ports;
  try {
    return resultOf(request, await conversationOf(request));
  } finally {
    await Promise.allSettled([wordAligner?.close(), grammar?.close(), pronunciation?.close()]);
  }
}

interface Conversation {
  readonly result: SessionResult;
  readonly events: readonly SessionEvent[];
  /** What providers of the score failed in. */
  readonly failures: readonly ReplayFailure[];
}

async function conversationOf({ fixture, plan, ports, signal, onProgress }: RunFixtureRequest): Promise<Conversation> {
  const events: SessionEvent[] = [];
  let toldMs = 0;
  const keep = (event: SessionEvent): void => {
    events.push(event);
    if (event.atMs < toldMs + PROGRESS_MS) return;
    toldMs = event.atMs;
    onProgress?.(toldMs);
  };
  const failures: ReplayFailure[] = [];
  const scorer = createSessionScorer({
    aligner: ports.wordAligner,
    grammar: ports.grammar,
    languageModel: ports.languageModel,
    pronunciation: ports.pronunciation,
    ...(fixture.rounding === undefined ? {} : { rounding: fixture.rounding }),
    ...(fixture.rating === undefined ? {} : fixedRating(fixture.rating)),
    onFailure: (port, error) => {
      // Another rater's opinion stands in the score, and so does why there is none.
      if (port === 'languageModel' || port === 'pronunciation') return;
      failures.push({ expectation: 'provider', message: `${port}: ${messageOf(error)}` });
    },
  });
  const session = await startSession({
    ...ports,
    sessionId: REPLAY_SESSION,
    appVersion: REPLAY_VERSION,
    candidate: fixture.exam.candidate ?? null,
    plan,
    resume: null,
    recorder: null,
    speechCache: null,
    endpointing: endpointingOf(fixture),
    bargeIn: fixture.bargeIn,
    scorer: {
      assess: (turn) => scorer.assess(turn),
      score: () => whileTimePasses(ports.clock, scorer.score()),
    },
    observers: [{ onEvent: keep }, scorer],
  });
  const abort = (): void => {
    session.abort('the replay was interrupted');
  };
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const result = await session.finished;
  signal?.removeEventListener('abort', abort);
  return { result, events, failures };
}

function resultOf(
  { id, fixture, said: saidIn, baseline, signal }: RunFixtureRequest,
  { result, events, failures: ofProviders }: Conversation,
): FixtureResult {
  const { answers = [], expect: expected } = fixture;
  // Partial transcripts are three quarters of all events, and say nothing that is asked for below.
  const stored = events.filter(isStored);
  const settled = settledEvents(stored);
  const transcript = transcriptOf(settled);
  const bands = bandsOf(stored);
  const said = saidIn().map((each) => withFile(each, fixture));
  const compared = compareAnswers(answers, said, settled);
  const metrics = metricsOf({ result, events: stored, answers: answers.length, said, compared });
  const tolerances = tolerancesOf(fixture.tolerances);
  const outcome = { events, transcript, bands, metrics, compared, said };
  const replayed = {
    id,
    title: fixture.title,
    transcript,
    bands,
    metrics,
    eventLogSha256: sha256(canonicalLog(stored)),
    compared,
    said,
    alters: alteredBy(fixture),
    tolerances,
    ...(expected.bands === undefined ? {} : { expectedBands: expected.bands }),
    events,
  };
  const now = baseline === null ? null : baselineOf(replayed, fixture);
  const changed = baseline === null || now === null ? [] : compareBaseline(baseline, now, tolerances);
  const ofBaseline = baseline === null || now === null ? [] : baselineNotes(baseline, now);
  // What an interrupted session lacks says nothing.
  if (signal?.aborted === true) return { ...replayed, status: 'interrupted', failures: [], notes: ofBaseline };
  const failures = [
    ...ofProviders,
    ...checkExpectations({ expect: expected, answers, tolerances }, outcome),
    ...changed,
  ];
  const notes = [
    ...ofBaseline,
    ...unsaidAnswers(answers, said),
    ...silentAnswers(answers, said),
    ...costNotes(expected, metrics),
  ];
  return { ...replayed, status: failures.length === 0 ? 'passed' : 'failed', failures, notes };
}

function baselineNotes(before: Baseline, now: Baseline): readonly ReplayNote[] {
  const answers = otherReferences(before, now);
  const edited: ReplayNote = {
    code: 'baseline.references',
    message: `The ${answers.length === 1 ? 'reference of answer' : 'references of answers'} ${answers.join(', ')} changed since the baseline was written, so its word error rate is not compared. Write it again with --update.`,
  };
  return [...(answers.length > 0 ? [edited] : []), ...(differsUntold(before, now) ? [UNTOLD] : [])];
}

function withFile(said: SaidAnswer, { answers, recording }: Fixture): SaidAnswer {
  const file = recording ?? answers?.[said.answer - 1]?.audio;
  return file === undefined ? said : { ...said, file };
}

function alteredBy({ noise, degrade, answers = [] }: Fixture): readonly AlteredBy[] {
  return [
    ...(noise === undefined ? [] : (['noise'] as const)),
    ...(degrade === undefined ? [] : (['degrade'] as const)),
    ...(answers.some(({ gain = 0 }) => gain !== 0) ? (['gain'] as const) : []),
  ];
}

function bandsOf(events: readonly SessionEvent[]): BandResults | null {
  const scored = events.findLast((event) => event.type === 'session.scored');
  if (scored === undefined) return null;
  // The session logs what the scorer gave it; the log's own schema leaves its shape open.
  const score = scored.score as TestScore;
  const entries = [
    ...CRITERIA.map((name) => [name, bandOf(score.criteria[name])] as const),
    ['overall', bandOf(score.overall)] as const,
  ];
  return Object.fromEntries(entries) as unknown as BandResults;
}

function bandOf(score: TestScore['overall'] | TestScore['criteria']['fluency']): BandResult {
  if (!score.rateable) return { rateable: false, reason: score.reason };
  return { rateable: true, band: score.band, low: score.low, high: score.high };
}
