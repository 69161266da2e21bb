/**
 * Runs one fixture through the session pipeline and compares the result with what is expected. Ends and providers come
 * from outside; the pipeline is the very one of a live test.
 */
import type { ExamPlan } from '../exam/types.js';
import { messageOf } from '../errors.js';
import type { AudioInput } from '../ports/audio-input.js';
import type { AudioOutput } from '../ports/audio-output.js';
import type { Clock } from '../ports/clock.js';
import type { GrammarChecker } from '../ports/grammar-checker.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { PronunciationAssessor } from '../ports/pronunciation-assessor.js';
import type { CreateResampler } from '../ports/resampler.js';
import type { SpeechToText } from '../ports/speech-to-text.js';
import type { TextToSpeech } from '../ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../ports/voice-activity-detector.js';
import type { WordAligner } from '../ports/word-aligner.js';
import { createSessionScorer } from '../scoring/score-session.js';
import { CRITERIA, type TestScore } from '../scoring/types.js';
import { isStored } from '../session/log/event-log.js';
import type { SessionEvent } from '../session/log/events.js';
import type { ProviderNotices } from '../session/log/provider-notices.js';
import type { ChosenProvider } from '../session/session-options.js';
import { startSession } from '../session/session.js';
import { settledEvents } from '../session/log/settled-events.js';
import { baselineOf, type Baseline } from './baseline/baseline.js';
import { compareBaseline, differsUntold } from './baseline/compare-baseline.js';
import { canonicalLog, sha256 } from './canonical-json.js';
import { checkExpectations } from './expectations/check-expectations.js';
import { costNotes } from './expectations/figures.js';
import { fixedRating } from './fixed-rating.js';
import { endpointingOf } from './fixture/endpointing-of.js';
import type { Fixture } from './fixture/fixture-schema.js';
import { tolerancesOf } from './fixture/tolerances.js';
import { metricsOf } from './replay-metrics.js';
import type { AlteredBy, BandResult, BandResults, FixtureResult, ReplayFailure, ReplayNote } from './result.js';
import type { SaidAnswer } from './said-answers.js';
import { silentAnswers, unsaidAnswers } from './unsaid-answers.js';
import { whileTimePasses } from './time-passes.js';
import { compareAnswers } from './transcript/compare-answers.js';
import { transcriptOf } from './transcript/transcript-lines.js';

export interface ReplayPorts {
  readonly clock: Clock;
  readonly input: AudioInput;
  readonly output: AudioOutput;
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech | null;
  readonly voiceActivity: VoiceActivityDetector;
  readonly wordAligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
  readonly languageModel: LanguageModel | null;
  readonly pronunciation: PronunciationAssessor | null;
  readonly notices: ProviderNotices;
  readonly createResampler: CreateResampler;
  readonly chosen: readonly ChosenProvider[];
}

export interface RunFixtureRequest {
  readonly id: string;
  readonly fixture: Fixture;
  readonly plan: ExamPlan;
  /** What each answer says, in order; null where the fixture does not tell. */
  readonly references: readonly (string | null)[];
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
  const { id, fixture, plan, ports, signal } = request;
  const events: SessionEvent[] = [];
  let toldMs = 0;
  const keep = (event: SessionEvent): void => {
    events.push(event);
    if (event.atMs < toldMs + PROGRESS_MS) return;
    toldMs = event.atMs;
    request.onProgress?.(toldMs);
  };
  const failures: ReplayFailure[] = [];
  const scorer = createSessionScorer({
    aligner: ports.wordAligner,
    grammar: ports.grammar,
    languageModel: ports.languageModel,
    pronunciationAssessor: ports.pronunciation,
    ...(fixture.rounding === undefined ? {} : { rounding: fixture.rounding }),
    ...(fixture.rating === undefined ? {} : fixedRating(fixture.rating)),
    onFailure: (port, error) => {
      // Another rater's opinion stands in the score, and so does why there is none.
      if (port === 'languageModel' || port === 'pronunciation') return;
      failures.push({ expectation: 'provider', message: `${port}: ${messageOf(error)}` });
    },
  });
  try {
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

    // Partial transcripts are three quarters of all events, and say nothing that is asked for below.
    const stored = events.filter(isStored);
    const settled = settledEvents(stored);
    const transcript = transcriptOf(settled);
    const bands = bandsOf(stored);
    const said = request.said().map((each) => withFile(each, fixture));
    const compared = compareAnswers(request.references, said, settled);
    const metrics = metricsOf({ result, events: stored, answers: request.references.length, said, compared });
    const tolerances = tolerancesOf(fixture.tolerances);
    const outcome = { events, transcript, bands, metrics, compared, said };
    const expected = { expect: fixture.expect, answers: fixture.answers ?? [], tolerances };
    failures.push(...checkExpectations(expected, outcome));
    const replayed = {
      id,
      title: fixture.title,
      transcript,
      bands,
      metrics,
      failures,
      eventLogSha256: sha256(canonicalLog(stored)),
      compared,
      said,
      alters: alteredBy(fixture),
      tolerances,
      ...(fixture.expect.bands === undefined ? {} : { expectedBands: fixture.expect.bands }),
      events,
    };
    const now = request.baseline === null ? null : baselineOf(replayed);
    if (request.baseline !== null && now !== null) {
      failures.push(...compareBaseline(request.baseline, now, tolerances));
    }
    const status = signal?.aborted === true ? 'interrupted' : failures.length === 0 ? 'passed' : 'failed';
    // What an interrupted session lacks says nothing.
    const untold = request.baseline !== null && now !== null && differsUntold(request.baseline, now) ? [UNTOLD] : [];
    const answers = fixture.answers ?? [];
    const aboutAnswers = [...unsaidAnswers(answers, said), ...silentAnswers(answers, said)];
    const ofWhole = [...aboutAnswers, ...costNotes(fixture.expect, metrics)];
    const notes = [...untold, ...(status === 'interrupted' ? [] : ofWhole)];
    return { ...replayed, notes, status, ...(status === 'interrupted' ? { failures: [] } : {}) };
  } finally {
    await Promise.allSettled([ports.wordAligner?.close(), ports.grammar?.close(), ports.pronunciation?.close()]);
  }
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
