/** Shows a live session in the terminal until it is over, then leaves the report in the scrollback. */
import chalk from 'chalk';
import { render } from 'ink';
import type { ReportModel } from '../engine/reports/report-model.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import type { LiveSession } from '../engine/session/running-session.js';
import { PracticeApp } from './components/practice-app.js';
import { ScreenController } from './screen-controller.js';
import { terminalLook } from './terminal-look.js';

export interface PracticeScreenOptions {
  /** The running estimate of the four bands. */
  readonly liveBands: boolean;
  /** Which audio ends and providers were chosen and why. */
  readonly startLine: string;
  /** The report of the finished session; null prints none. Default: built from the events seen. */
  readonly report?: () => ReportModel | null | Promise<ReportModel | null>;
  readonly stdout?: NodeJS.WriteStream;
  readonly stdin?: NodeJS.ReadStream;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Screen updates a second, the design's limit. */
const MAX_UPDATES_PER_SECOND = 10;

/**
 * Resolves when the session is over and the terminal is as it was, the report printed. Rejects when the screen itself
 * fails; the session then goes on and is the caller's to abort. Ctrl-C ends politely, a second one aborts the session.
 */
export async function showPracticeScreen(session: LiveSession, options: PracticeScreenOptions): Promise<void> {
  const stdout = options.stdout ?? process.stdout;
  const terminal = terminalLook(options.environment ?? process.env);
  // chalk, which Ink uses for colours, ignores NO_COLOR.
  if (!terminal.colour) chalk.level = 0;
  // What it knows of the terminal itself: a VT52 has no colours either.
  const look = { ...terminal, colour: chalk.level > 0 };
  const events: SessionEvent[] = [];
  const unobserve = session.observe({
    onEvent: (event) => {
      if (event.type !== 'transcript.partial') events.push(event);
    },
  });
  const controller = new ScreenController(session);
  const screen = (
    <PracticeApp controller={controller} liveBands={options.liveBands} startLine={options.startLine} look={look} />
  );
  const app = render(screen, {
    stdout,
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
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
    unobserve();
    controller.close();
    // Draws what is pending now, so that the moving part is gone before the report follows.
    app.rerender(screen);
    app.unmount();
  }
  await exited;
  const report = await (options.report ?? (() => reportOf(events)))();
  if (report === null) return;
  const { closingText, reportText } = await import('./report-text.js');
  const columns = (stdout.columns || 80) - 1;
  const lines = reportText(report, columns);
  const tall = lines.length > (stdout.rows || 24) - 3;
  stdout.write(`\n${[...lines, ...(tall ? closingText(report, columns) : [])].join('\n')}\n`);
}

/** Null when the screen saw only the end of a log: the report of a resumed session comes from its store. */
async function reportOf(events: readonly SessionEvent[]): Promise<ReportModel | null> {
  if (events[0]?.type !== 'session.started') return null;
  const { buildReport } = await import('../engine/reports/report-model.js');
  return buildReport(events);
}
