/** Shows a live session in the terminal until it is over, then leaves the report in the scrollback. */
import chalk from 'chalk';
import { render } from 'ink';
import type { SessionEvent } from '../engine/session/log/events.js';
import type { LiveSession, SessionObserver } from '../engine/session/running-session.js';
import { PracticeApp } from './components/practice-app.js';
import { ScreenController } from './screen-controller.js';
import { terminalLook } from './terminal-look.js';

export interface PracticeScreenOptions {
  /** The running estimate of the four bands. */
  readonly liveBands: boolean;
  /** Which audio ends and providers were chosen and why. */
  readonly startLine: string;
  /** The settled events of a resumed session. */
  readonly earlier?: readonly SessionEvent[];
}

export interface PracticeScreen {
  /** To be given to the session before it starts. */
  readonly observer: SessionObserver;
  /**
   * Resolves when the session is over and the terminal is as it was, the report printed. Rejects when the screen itself
   * fails; the session then goes on and is the caller's to abort. Ctrl-C ends politely, a second one aborts the session.
   */
  show(session: LiveSession): Promise<void>;
}

/** Screen updates a second, the design's limit. */
const MAX_UPDATES_PER_SECOND = 10;

export function createPracticeScreen({ liveBands, startLine, earlier = [] }: PracticeScreenOptions): PracticeScreen {
  const events: SessionEvent[] = [...earlier];
  const controller = new ScreenController(earlier);
  return {
    observer: {
      onEvent(event) {
        if (event.type !== 'transcript.partial') events.push(event);
        controller.onEvent(event);
      },
      onStatus(status) {
        controller.onStatus(status);
      },
    },
    async show(session) {
      controller.steer(session);
      await drawn(session, controller, { liveBands, startLine });
      await printReport(events);
    },
  };
}

/** Until the session is over. */
async function drawn(
  session: LiveSession,
  controller: ScreenController,
  { liveBands, startLine }: PracticeScreenOptions,
): Promise<void> {
  const terminal = terminalLook(process.env);
  // chalk, which Ink uses for colours, ignores NO_COLOR.
  if (!terminal.colour) chalk.level = 0;
  // What it knows of the terminal itself: a VT52 has no colours either.
  const look = { ...terminal, colour: chalk.level > 0 };
  const screen = <PracticeApp controller={controller} liveBands={liveBands} startLine={startLine} look={look} />;
  const app = render(screen, {
    exitOnCtrlC: false,
    // Sending changed rows only would spare slow lines, but Ink 6.8 then leaves old rows behind when the region grows.
    incrementalRendering: false,
    maxFps: MAX_UPDATES_PER_SECOND,
    isScreenReaderEnabled: look.screenReader,
  });
  const exited = app.waitUntilExit();
  try {
    await Promise.race([session.finished, exited]);
  } finally {
    controller.close();
    // Draws what is pending now, so that the moving part is gone before the report follows.
    app.rerender(screen);
    app.unmount();
  }
  await exited;
}

async function printReport(events: readonly SessionEvent[]): Promise<void> {
  const { stdout } = process;
  const [{ buildReport }, { closingText, reportText }] = await Promise.all([
    import('../engine/reports/report-model.js'),
    import('./report-text.js'),
  ]);
  const report = buildReport(events);
  const columns = (stdout.columns || 80) - 1;
  const lines = reportText(report, columns);
  const tall = lines.length > (stdout.rows || 24) - 3;
  stdout.write(`\n${[...lines, ...(tall ? closingText(report, columns) : [])].join('\n')}\n`);
}
