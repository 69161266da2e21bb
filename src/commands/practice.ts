/** `practice` and `sessions resume`: a Speaking test from the greeting to the report. */
import type { Configuration } from '../config/configuration.js';
import { terminalLook } from '../ui/terminal-look.js';
import type { StartingScreen } from '../ui/starting-screen.js';
import { screenWanted } from './practice/look.js';
import type { EndOptions, OutputOptions, PracticeOptions, ResumeOptions } from './practice/practice-options.js';
import { flagsOf } from './practice/practice-options.js';
import { withStore } from './with-store.js';

const TITLE =
  'ielts-examiner: practice IELTS Speaking (every band is a practice estimate, not an official IELTS score)';

/** What takes a moment, by `--input`; anything else is recorded answers. */
const STEPS: ReadonlyMap<string, string> = new Map([
  ['mic', 'looking for a microphone'],
  ['text', 'looking for a loudspeaker'],
]);

/** @param begins is told which session it is, before that begins */
export async function practice(options: PracticeOptions, begins?: (sessionId: string) => void): Promise<number> {
  return await withStartingScreen(options, async (starting) => {
    const configuration = await configurationOf(options);
    const { settings } = configuration;
    const { chooseEnds } = await import('./practice/choose-ends.js');
    const { newSeed, newSessionId } = await import('./practice/session-id.js');
    const { loadQuestionBank } = await import('../providers/question-bank/load-question-bank.js');
    const { planExam } = await import('../engine/exam/plan.js');
    const { partTimesOf } = await import('../config/settings/part-time-settings.js');
    const { recentlyAsked } = await import('./practice/recently-asked.js');
    const bank = await loadQuestionBank();
    const seed = options.seed ?? newSeed();
    const plan = (avoid: readonly string[]) =>
      planExam({
        bank,
        seed,
        parts: options.parts,
        timing: settings.timing,
        times: partTimesOf(settings),
        avoid,
        ...(options.topic === undefined ? {} : { topicIds: options.topic }),
        ...(options.card === undefined ? {} : { cardId: options.card }),
      });
    // A topic or card that does not exist is told before anything is looked for or loaded.
    plan([]);
    const demo =
      options.demo === true
        ? await (await import('./practice/demo-test.js')).demoTest(bank, settings.speed ?? undefined, settings)
        : null;
    starting?.step(STEPS.get(options.input ?? 'mic') ?? 'reading the answers');
    const choose = () =>
      chooseEnds({
        ...options,
        input: options.input ?? 'mic',
        inputGiven: options.input !== undefined,
        usualSpeed: settings.speed,
        devices: settings,
      });
    const ends =
      demo?.ends ??
      (starting === null && options.input !== undefined && options.input !== 'mic'
        ? await choose()
        : await whileLoadingAhead(screenWanted(options), choose));
    return await withStore(async (store) => {
      // A given seed asks for the same questions again, whatever was asked lately.
      const avoid = options.seed === undefined && demo === null ? await recentlyAsked(store, settings.candidate) : [];
      const { runPractice } = await import('./practice/run-practice.js');
      const sessionId = newSessionId(new Date());
      begins?.(sessionId);
      const test = {
        sessionId,
        // Whoever usually sits here does not take a demo.
        candidate: demo === null ? settings.candidate : (options.candidate ?? 'Demo'),
        plan: demo?.plan ?? plan(avoid),
        ends,
        configuration,
        output: options,
        store,
        speechToText: demo?.speechToText ?? null,
        interrupted: null,
      };
      return await runPractice(test, starting);
    });
  });
}

export async function resumePractice(session: string, options: ResumeOptions): Promise<number> {
  return await withStartingScreen(options, async (starting) => {
    const configuration = await configurationOf(options);
    return await withStore(async (store) => {
      const { requireSession } = await import('./require-session.js');
      const found = await requireSession(store, session);
      const { interruptedSession } = await import('./practice/resume-point.js');
      const interrupted = interruptedSession(found.id, await store.read(found.id));
      const typed = !interrupted.started.acoustic;
      const { chooseEnds } = await import('./practice/choose-ends.js');
      const input = options.input ?? (typed ? 'text' : 'mic');
      const inputGiven = options.input !== undefined;
      const { settings } = configuration;
      const { earlier } = interrupted.point;
      const ends = await chooseEnds({
        ...options,
        input,
        inputGiven,
        usualSpeed: settings.speed,
        devices: settings,
        earlier,
      });
      await store.claimSession(found.id, interrupted.point.lastSequence);
      const { runPractice } = await import('./practice/run-practice.js');
      const test = {
        sessionId: found.id,
        candidate: interrupted.started.candidate,
        plan: interrupted.plan,
        ends,
        configuration,
        output: options,
        store,
        speechToText: null,
        interrupted,
      };
      return await runPractice(test, starting);
    });
  });
}

/**
 * Looking for a microphone is mostly waiting for another process: meanwhile this one loads what the test needs in any
 * case. What cannot be loaded fails where it is used.
 */
async function whileLoadingAhead<T>(screen: boolean, work: () => Promise<T>): Promise<T> {
  let wanted = true;
  const load = async () => {
    await Promise.allSettled([
      import('../store/open-store.js'),
      import('./practice/run-practice.js'),
      screen ? import('../ui/practice-screen.js') : null,
    ]);
    const { prepareLanguage } = await import('../engine/scoring/language/load.js');
    if (wanted) prepareLanguage();
  };
  const working = work();
  load().catch(() => undefined);
  try {
    return await working;
  } catch (error) {
    wanted = false;
    throw error;
  }
}

/** The first thing a person sees, before anything is loaded; also where lines follow it, but not where they were asked for. */
async function withStartingScreen(
  options: OutputOptions & Partial<EndOptions>,
  run: (starting: StartingScreen | null) => Promise<number>,
): Promise<number> {
  const watched = process.stdout.isTTY && options.plain !== true && options.json !== true;
  if (!watched) return await run(null);
  const { openStartingScreen } = await import('../ui/starting-screen.js');
  const isRewritten = process.env['TERM'] !== 'dumb' && !terminalLook(process.env).screenReader;
  const starting = openStartingScreen(process.stdout, TITLE, isRewritten);
  try {
    return await run(starting);
  } finally {
    starting.close();
  }
}

async function configurationOf(options: Parameters<typeof flagsOf>[0]): Promise<Configuration> {
  const { loadConfiguration } = await import('../config/configuration.js');
  return await loadConfiguration({ flags: flagsOf(options) });
}
