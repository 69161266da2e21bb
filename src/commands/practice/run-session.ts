/** Runs one session from start to report, shown as asked for. @returns the exit code */
import type { SessionObserver, SessionResult } from '../../engine/session/running-session.js';
import { DEMO_INPUT } from '../../engine/session/log/demo-input.js';
import { settledEvents } from '../../engine/session/log/settled-events.js';
import { doneAfter, NOTHING_DONE, type DoneSoFar } from '../../engine/session/log/what-is-left.js';
import type { SessionOptions } from '../../engine/session/session-options.js';
import { startSession } from '../../engine/session/session.js';
import { safeText } from '../../engine/text/safe-text.js';
import { wrapFor } from '../../ui/text-format.js';
import type { PlainOutputOptions } from '../../ui/plain-output.js';
import type { PracticeScreen, PracticeScreenOptions } from '../../ui/practice-screen.js';
import { handleInterrupts } from './interrupts.js';
import type { Look } from './look.js';
import { nextStep } from './next-step.js';

export interface RunRequest {
  readonly options: SessionOptions;
  readonly look: Look;
  readonly liveBands: boolean;
  readonly startLine: string;
  /** Keeps what is not saved yet when the process is made to end at once; synchronous. */
  readonly keepNow: () => void;
}

export async function runSession({ options, look, liveBands, startLine, keepNow }: RunRequest): Promise<number> {
  const earlier = settledEvents(options.resume?.earlier ?? []);
  const screen = look === 'screen' ? await practiceScreen({ liveBands, startLine, earlier }) : null;
  const watching = screen === null ? await lineObservers(look, { liveBands, earlier }) : [screen.observer];
  let done = earlier.reduce(doneAfter, NOTHING_DONE);
  const follows: SessionObserver = {
    onEvent: (event) => {
      done = doneAfter(done, event);
    },
  };
  const live = await startSession({ ...options, observers: [...options.observers, follows, ...watching] });
  const interrupts = handleInterrupts(
    live,
    (text) => {
      if (look !== 'screen') process.stderr.write(`${text}\n`);
    },
    keepNow,
  );
  let result: SessionResult;
  try {
    if (screen !== null) {
      await screen.show(live).catch((error: unknown) => {
        live.abort('the screen failed');
        throw error;
      });
    }
    result = await live.finished;
  } finally {
    interrupts.stop();
  }
  if (interrupts.outputLost && result.status !== 'aborted')
    process.stderr.write(`Its report, which nobody read: ielts-examiner export report ${result.sessionId}\n`);
  return exitCodeOf(result, options.input.description === DEMO_INPUT ? 'demo' : done);
}

/** Its code was loaded while the providers opened. */
async function practiceScreen(options: PracticeScreenOptions): Promise<PracticeScreen> {
  const { createPracticeScreen } = await import('../../ui/practice-screen.js');
  return createPracticeScreen(options);
}

async function lineObservers(look: Look, shown: PlainOutputOptions): Promise<readonly SessionObserver[]> {
  const write = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  if (look === 'json') {
    const { harmlessJson } = await import('../output.js');
    const { jsonOutput } = await import('../../ui/json-output.js');
    return [
      jsonOutput((line) => {
        write(harmlessJson(line));
      }),
    ];
  }
  if (look !== 'plain') return [];
  const { plainOutput } = await import('../../ui/plain-output.js');
  const writeWrapped = (line: string) => {
    write(wrapFor(process.stdout, line));
  };
  return [plainOutput(writeWrapped, shown)];
}

function exitCodeOf({ status, why, sessionId }: SessionResult, done: DoneSoFar | 'demo'): number {
  const { kept, next, command } = nextStep(done, sessionId);
  switch (status) {
    case 'completed':
    case 'ended':
      return 0;
    case 'aborted':
      // The command has a row of its own, so that a terminal does not break it.
      process.stderr.write(
        `${wrapFor(process.stderr, ['Stopped.', kept, next].filter((each) => each !== '').join(' '))}:\n${command}\n`,
      );
      return 130;
    case 'failed':
      process.stderr.write(
        wrapFor(
          process.stderr,
          `error [practice.unfinished]: the test could not be finished: ${safeText(why)}\n→ ${next}: ${command}\n`,
        ),
      );
      return 1;
  }
}
