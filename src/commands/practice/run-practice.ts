/** Assembles a session (providers, store, recording, scorer), runs it, and closes everything. */
import type { Configuration } from '../../config/configuration.js';
import { appVersion } from '../../config/version.js';
import type { ExamPlan } from '../../engine/exam/types.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import { prepareLanguage } from '../../engine/scoring/language/load.js';
import { appPaths } from '../../config/paths.js';
import { createSessionScorer, type ObservingScorer } from '../../engine/scoring/score-session.js';
import type { SessionOptions } from '../../engine/session/session-options.js';
import { DEFAULT_ENDPOINTING } from '../../engine/speech/endpointing.js';
import { safeText } from '../../engine/text/safe-text.js';
import { openProviders } from '../../providers/registry/open-providers.js';
import type { SessionProviders } from '../../providers/registry/types.js';
import { createFolderRatingCache } from '../../providers/rating-cache/folder-rating-cache.js';
import { createResampler } from '../../providers/resampler/resampler.js';
import type { Store } from '../../store/open-store.js';
import type { StartingScreen } from '../../ui/starting-screen.js';
import { accountsOf } from './accounts-of.js';
import type { ChosenEnds } from './choose-ends.js';
import { giveBackMemory } from './give-back-memory.js';
import { endOnSignals } from './interrupts.js';
import { wrapFor, wrapLine } from '../../ui/text-format.js';
import type { OutputOptions } from './practice-options.js';
import { lastScore } from './last-score.js';
import { lookOf, type Look } from './look.js';
import { providersToRequest } from './providers-to-request.js';
import { restoreScores } from './restore-scores.js';
import type { InterruptedSession } from './resume-point.js';
import { runSession } from './run-session.js';
import { tellScoringFailures } from './scoring-failures.js';
import { newRecordingPath, saveSession, type SavedSession } from './saved-session.js';
import { shortStartLine, startLine, startNotes } from './start-line.js';

/** The longest wait for a language model's rating after the test, in milliseconds. */
const LONGEST_RATING_MS = 30_000;

export interface PracticeTest {
  readonly sessionId: string;
  readonly candidate: string | null;
  readonly plan: ExamPlan;
  readonly ends: ChosenEnds;
  readonly configuration: Configuration;
  readonly output: OutputOptions;
  readonly store: Store;
  /** A recogniser to use instead of the machine's; the demo has its own. */
  readonly speechToText: SpeechToText | null;
  /** The session to resume; null for a new one. */
  readonly interrupted: InterruptedSession | null;
}

/** @returns the exit code */
export async function runPractice(test: PracticeTest, starting: StartingScreen | null): Promise<number> {
  const { ends, output } = test;
  const { settings } = test.configuration;
  const look = lookOf(output, ends.unattended);
  starting?.step('loading voice, ears and dictionary');
  // The screen is loaded while the providers open: both take about a third of a second.
  const [providers] = await Promise.all([
    providersFor(test, starting),
    look === 'screen' ? import('../../ui/practice-screen.js') : null,
  ]);
  const scorer = createSessionScorer({
    aligner: providers.wordAligner,
    grammar: providers.grammar,
    pronunciation: providers.pronunciation ?? null,
    languageModel: settings.rater === 'both' ? providers.languageModel : null,
    ratingCache: createFolderRatingCache({ folder: appPaths().ratingCache }),
    ratingSignal: () => AbortSignal.timeout(LONGEST_RATING_MS),
    rounding: settings.rounding,
    lastScore: await lastScore(test.store, test),
    onFailure: tellScoringFailures(providers),
  });
  const recordingPath = ends.acoustic ? (test.interrupted?.recordingPath ?? newRecordingPath(test.sessionId)) : null;
  const saved = await saveSession(test.store, {
    sessionId: test.sessionId,
    recordingPath,
    ...(test.interrupted === null ? {} : { startMs: test.interrupted.point.mediaTimeMs }),
    onTrouble: (message, remedy) => {
      warn(`${message} ${remedy}`);
    },
  });
  const keepNow = () => {
    saved.writer.keepNow();
  };
  // However the process ends: after an unhandled error there is no time to wait for the database.
  process.once('exit', keepNow);
  let exitCode: number;
  try {
    if (test.interrupted !== null) await restoreScores(scorer, await test.store.read(test.sessionId));
    const line = look === 'screen' ? shortStartLine(ends, providers) : startLine(ends, providers);
    // Loading the language data blocks for 0.25 s, so it happens now and not during an answer.
    prepareLanguage();
    await giveBackMemory().catch(() => undefined);
    announce(look, line, startNotes(ends, providers, wasSpoken(test.interrupted)), starting);
    exitCode = await runSession({
      options: sessionOptions(test, providers, saved, scorer),
      look,
      liveBands: settings.liveBands,
      startLine: line,
      keepNow,
    });
  } finally {
    // The session answers no more signals: without this one would end the process before its last events are kept.
    const signals = endOnSignals(keepNow);
    // The log first: whatever else hangs or is interrupted, the score is saved.
    if (!(await saved.writer.close())) warn(notSaved(saved.writer.kept));
    process.off('exit', keepNow);
    signals.stop();
    await Promise.allSettled([
      providers.wordAligner?.close(),
      providers.grammar?.close(),
      providers.pronunciation?.close(),
    ]);
  }
  return exitCode === 0 && !saved.writer.kept ? 3 : exitCode;
}

/** While a screen is shown, Ink puts what goes to the console above it; anything else would be drawn over. */
function warn(text: string): void {
  console.error(wrapFor(process.stderr, `warning: ${safeText(text)}`));
}

function notSaved(kept: boolean): string {
  return kept
    ? 'the last events could not be saved yet; they are kept in a file and saved at the next start.'
    : 'the end of this test could not be saved, and is lost: copy the report above if you need it. Before the next test, see: ielts-examiner doctor';
}

/** Whether answers from before the interruption can be heard again in a recording. */
function wasSpoken(interrupted: InterruptedSession | null): boolean {
  return interrupted !== null && interrupted.recordingPath !== null;
}

async function providersFor(
  { ends, configuration, speechToText, interrupted }: PracticeTest,
  starting: StartingScreen | null,
): Promise<SessionProviders> {
  const { requested, previous } = providersToRequest(configuration, interrupted?.providers ?? {});
  const { profile } = configuration;
  const accounts = accountsOf(configuration, () => starting?.close());
  const { pronunciationAssessment } = configuration.settings;
  const spokenBefore = wasSpoken(interrupted);
  const request = {
    clock: ends.clock,
    acoustic: ends.acoustic,
    spokenBefore,
    profile,
    accounts,
    pronunciationAssessment,
    previous,
  };
  if (speechToText === null) return await openProviders({ ...request, requested });
  const others = await openProviders({ ...request, requested: { ...requested, speechToText: 'none' } });
  const chosen = others.chosen.map((choice) =>
    choice.port === 'speechToText' ? { ...choice, provider: speechToText.id, why: 'recorded' } : choice,
  );
  return { ...others, speechToText, chosen };
}

function sessionOptions(
  test: PracticeTest,
  providers: SessionProviders,
  saved: SavedSession,
  scorer: ObservingScorer,
): SessionOptions {
  return {
    sessionId: test.sessionId,
    appVersion: appVersion(),
    candidate: test.candidate,
    plan: test.plan,
    resume: test.interrupted?.point ?? null,
    input: test.ends.input,
    output: test.ends.output,
    clock: test.ends.clock,
    recorder: saved.recorder,
    speechToText: providers.speechToText,
    textToSpeech: providers.textToSpeech,
    languageModel: providers.languageModel,
    speechCache: providers.speechCache,
    voiceActivity: providers.voiceActivity,
    createResampler,
    endpointing: DEFAULT_ENDPOINTING,
    bargeIn: test.configuration.settings.bargeIn,
    scorer,
    chosen: providers.chosen,
    notices: providers.notices,
    observers: [scorer, saved.writer],
  };
}

/** Prints the start line and the notes. The screen shows the start line itself, so that only the notes are printed above it. */
function announce(look: Look, line: string, notes: readonly string[], starting: StartingScreen | null): void {
  starting?.close();
  if (look === 'screen') {
    const columns = (process.stdout.columns || 80) - 1;
    for (const note of notes) process.stdout.write(`${wrapLine(`Note: ${note}`, columns, '  ').join('\n')}\n`);
    return;
  }
  // Standard output carries only the test, for programs that read it.
  for (const text of [line, ...notes.map((note) => `Note: ${note}`)])
    process.stderr.write(`${wrapFor(process.stderr, text)}\n`);
}
