/** Runs one session from start to report, shown as asked for. @returns the exit code */
import type { SessionObserver, SessionResult } from '../../engine/session/running-session.js';
import { DEMO_INPUT } from '../../engine/session/log/demo-input.js';
import type { SessionEvent } from '../../engine/session/log/events.js';
import { settledEvents } from '../../engine/session/log/settled-events.js';
import type { SessionOptions } from '../../engine/session/session-options.js';
import { startSession } from '../../engine/session/session.js';
import { safeText } from '../../engine/text/safe-text.js';
import { wrapFor } from '../../ui/text-format.js';
import type { PlainOutputOptions } from '../../ui/plain-output.js';
import { handleInterrupts } from './interrupts.js';
import type { Look } from './look.js';
import { watchFromStart } from './watch-from-start.js';

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
  const screen = look === 'screen' ? watchFromStart(earlier) : null;
  const watching = screen === null ? await lineObservers(look, { liveBands, earlier }) : [screen.observer];
  let closing = earlier.some(isClosing);
  const closes: SessionObserver = {
    onEvent: (event) => {
      closing ||= isClosing(event);
    },
  };
  const live = await startSession({ ...options, observers: [...options.observers, closes, ...watching] });
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
      // Its code was loaded while the providers opened.
      const { showPracticeScreen } = await import('../../ui/practice-screen.js');
      await showPracticeScreen(screen.watch(live), { liveBands, startLine }).catch((error: unknown) => {
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
  const resumable = options.input.description !== DEMO_INPUT;
  return exitCodeOf(result, { resumable, closing });
}

function isClosing(event: SessionEvent): boolean {
  return event.type === 'part.started' && event.part === 'closing';
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

interface Left {
  /** Somebody may go on with it. */
  readonly resumable: boolean;
  /** Nothing was to be asked any more. */
  readonly closing: boolean;
}

function exitCodeOf({ status, why, sessionId }: SessionResult, { resumable, closing }: Left): number {
  const goOn = `ielts-examiner sessions resume ${sessionId}`;
  switch (status) {
    case 'completed':
    case 'ended':
      return 0;
    case 'aborted':
      if (!resumable) process.stderr.write('Stopped.\n');
      else process.stderr.write(`Stopped. ${closing ? 'Have it scored with' : 'Go on later with'}: ${goOn}\n`);
      return 130;
    case 'failed':
      process.stderr.write(
        wrapFor(
          process.stderr,
          `error [practice.unfinished]: the test could not be finished: ${safeText(why)}\n→ ${resumable ? `Go on with: ${goOn}` : 'Try again: ielts-examiner practice --demo'}\n`,
        ),
      );
      return 1;
  }
}
