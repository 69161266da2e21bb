/** `score --rescore`: rates past sessions again from their log and recording, and says what changed. */
import { safeLine } from '../../engine/text/safe-text.js';
import { lastScore } from '../practice/last-score.js';
import { restoreScores } from '../practice/restore-scores.js';
import { AppError, isAppError } from '../../engine/errors.js';
import { NOTICE } from '../../engine/reports/report-model.js';
import type { Rounding } from '../../engine/scoring/bands.js';
import { createSessionScorer } from '../../engine/scoring/score-session.js';
import { recordingPathOf } from '../../engine/session/log/recording-path.js';
import { CRITERIA, type CriterionScore, type TestScore } from '../../engine/scoring/types.js';
import { CRITERION_SHORT_NAMES } from '../../ui/labels.js';
import type { Store } from '../../store/open-store.js';
import type { SessionRecord } from '../../store/session-repository.js';
import { printJson, reportError, type Write } from '../output.js';
import { requireSession } from '../require-session.js';
import { withStore } from '../with-store.js';
import { opinionOptions, withAssessment } from './kept-opinions.js';
import { hearLostAnswers, type HeardAgain } from './hear-lost-answers.js';
import type { ModelRatingOptions } from './model-rating.js';
import { costText } from './rating-cost.js';
import { openScoringEngines, type ScoringEngines } from './scoring-engines.js';

export interface RescoreOptions {
  readonly sessions: readonly string[];
  readonly json: boolean;
  /** Null: as each session was rounded before. */
  readonly rounding: Rounding | null;
  /** For sessions that have no Speaking band yet. */
  readonly usualRounding: Rounding;
  /** Left out: an earlier opinion of a language model is kept, and none is asked. */
  readonly model?: ModelRatingOptions;
  /** For answers whose words were lost; left out for the best there is. */
  readonly stt?: string;
}

interface Rescored {
  readonly session: string;
  readonly before: TestScore | null;
  readonly after: TestScore;
  /** Left out where no answer's words were lost in the test. */
  readonly lostAnswers?: Pick<HeardAgain, 'lost' | 'recognised' | 'why'>;
}

/** @returns 1 when a session could not be rated again; the others are */
export async function rescore(options: RescoreOptions, write: Write): Promise<number> {
  const { sessions, json } = options;
  return await withStore(async (store) => {
    const chosen = await chosenSessions(store, sessions);
    const engines = await openScoringEngines({ ...options.model, stt: 'none' });
    const { stt } = options;
    let hearing: Promise<ScoringEngines> | null = null;
    const openHearing = (): Promise<ScoringEngines> =>
      (hearing ??= openScoringEngines(stt === undefined ? {} : { stt }));
    const rescored: Rescored[] = [];
    let failed = 0;
    try {
      for (const session of chosen) {
        try {
          const result = await rescoreOne(store, session, { engines, openHearing }, options);
          rescored.push(result);
          if (!json) for (const line of changeText(result)) write(`${line}\n`);
        } catch (error) {
          if (!isAppError(error)) throw error;
          failed += 1;
          reportError(error);
        }
      }
    } finally {
      await Promise.allSettled([
        engines.close(),
        (hearing as Promise<ScoringEngines> | null)?.then((opened) => opened.close()),
      ]);
    }
    const cost = engines.modelRater?.cost();
    if (cost !== undefined && !json) write(`${costText(cost)}\n`);
    if (json) printJson({ notice: NOTICE, sessions: rescored }, write);
    else if (chosen.length === 0) write('There are no finished sessions to rate.\n');
    else write(`${NOTICE}\n`);
    return failed > 0 ? 1 : 0;
  });
}

/** The oldest first: what a report advises depends on the one before it. */
async function chosenSessions(store: Store, wanted: readonly string[]): Promise<readonly SessionRecord[]> {
  if (wanted.includes('all')) return (await store.listSessions()).filter(({ active }) => !active).toReversed();
  const found = new Map<string, SessionRecord>();
  for (const name of wanted) {
    const session = await requireSession(store, name);
    if (session.active) throw stillRunning(session.id);
    found.set(session.id, session);
  }
  return [...found.values()].toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));
}

async function rescoreOne(
  store: Store,
  { id, candidate, startedAt }: SessionRecord,
  { engines, openHearing }: { readonly engines: ScoringEngines; readonly openHearing: () => Promise<ScoringEngines> },
  { rounding, usualRounding, model }: RescoreOptions,
): Promise<Rescored> {
  const [events, scores] = await Promise.all([store.read(id), store.scores(id)]);
  const before = scores[0] ?? null;
  const asBefore = before?.overall.rateable === true ? before.overall.rounding : usualRounding;
  const failed = new Set<string>();
  const scorer = createSessionScorer({
    aligner: engines.aligner,
    grammar: engines.grammar,
    rounding: rounding ?? asBefore,
    lastScore: await lastScore(store, { candidate, sessionId: id, startedAt }),
    ...opinionOptions(model?.rater === 'measured' ? null : before, engines.modelRater),
    onFailure: (port) => failed.add(port),
  });
  const { events: heard, ...lostAnswers } = await hearLostAnswers(events, openHearing);
  const unheard = await restoreScores(scorer, heard);
  const after = withAssessment(await scorer.score(), before);
  // A score of the test's day may be the only one there will ever be: nothing that knows less takes its place.
  if (before !== null) checkEvidence(id, { failed, unheard, recording: recordingPathOf(events) });
  await store.saveScore(id, after);
  return { session: id, before, after, ...(lostAnswers.lost === 0 ? {} : { lostAnswers }) };
}

/** @throws AppError `score.evidence` when the test is not known any more as well as it was */
function checkEvidence(
  id: string,
  {
    failed,
    unheard,
    recording,
  }: { readonly failed: ReadonlySet<string>; readonly unheard: number; readonly recording: string | null },
): void {
  const providers = [...failed].flatMap((port) => (port in CHECKED ? [CHECKED[port as keyof typeof CHECKED]] : []));
  if (unheard === 0 && providers.length === 0) return;
  const [message, remedy] =
    unheard > 0
      ? recording === null
        ? ['its spoken answers are in no recording', 'Nothing needs to be done: the score that it has stays.']
        : [
            `the sound of ${String(unheard)} of its answers is not in its recording any more (${recording})`,
            'Put the recording back where it was.',
          ]
      : [`${providers.join(' and ')} failed`, 'Try again.'];
  throw new AppError({
    code: 'score.evidence',
    message: `Session ${id} keeps its score: ${message}, and a new one would know less.`,
    remedy,
    exitCode: 1,
  });
}

const CHECKED = { wordAligner: 'the aligner', grammar: 'the grammar checker' } as const;

function changeText({ session, before, after, lostAnswers }: Rescored): readonly string[] {
  const versions =
    before === null
      ? `not rated before; mapping ${after.mapping}`
      : before.mapping === after.mapping
        ? `mapping ${after.mapping}, as before`
        : `mapping ${before.mapping} -> ${after.mapping}`;
  const bands = CRITERIA.map(
    (criterion) =>
      `  ${CRITERION_SHORT_NAMES[criterion].padEnd(16)} ${changed(bandOf(before?.criteria[criterion]), bandOf(after.criteria[criterion]))}`,
  );
  const overall = changed(overallOf(before), overallOf(after));
  const lost = lostAnswers === undefined ? [] : [safeLine(`  ${lostText(lostAnswers)}`)];
  return [
    safeLine(`Session ${session}: ${versions}`),
    ...lost,
    ...opinionText(before?.secondOpinion, after.secondOpinion).map(safeLine),
    ...bands,
    `  ${'Speaking'.padEnd(16)} ${overall}`,
  ];
}

/** Whether a language model's opinion counts in the new score, where there is or was one. */
function opinionText(was: TestScore['secondOpinion'], now: TestScore['secondOpinion']): readonly string[] {
  if (now?.available === true) return [`  With the opinion of ${now.rater}`];
  const rater = was?.available === true ? was.rater : now?.rater;
  if (rater === undefined) return [];
  return [`  Without the opinion of ${rater}${now === undefined ? '' : `: ${now.why}`}`];
}

function lostText({ lost, recognised, why }: NonNullable<Rescored['lostAnswers']>): string {
  const told = `${String(recognised)} of ${String(lost)} answers that recognition had failed in were recognised from the recording`;
  return why === null ? told : `${told} (${why})`;
}

function changed(before: string, after: string): string {
  return before === after ? `${after} (as before)` : `${before} -> ${after}`;
}

function bandOf(score: CriterionScore | undefined): string {
  if (score === undefined) return 'none';
  return score.rateable ? score.band.toFixed(1) : 'not rateable';
}

function overallOf(score: TestScore | null): string {
  if (score === null) return 'none';
  return score.overall.rateable ? score.overall.band.toFixed(1) : 'not rateable';
}

function stillRunning(id: string): AppError {
  return new AppError({
    code: 'sessions.running',
    message: `Session ${id} is running right now.`,
    remedy: 'Rate it again when it is over.',
    exitCode: 2,
  });
}
