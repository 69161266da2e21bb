/**
 * The command line program. Options and help of the commands are in `cli/`; a command's code is imported when it runs, so
 * that `--help` takes little longer than starting Node.
 */
import { Command, CommanderError } from 'commander';
import { defineFixtures } from './cli/fixtures.js';
import { defineHelp } from './cli/help.js';
import type { ChooseRun, Run } from './cli/options.js';
import { definePractice } from './cli/practice.js';
import { defineReplay } from './cli/replay.js';
import { defineScoring } from './cli/scoring.js';
import { defineExport, defineSessions } from './cli/sessions.js';
import { defineSetup } from './cli/setup.js';
import { reportUnhandledErrors } from './cli/unhandled-errors.js';
import { tellLostOutput } from './commands/lost-output.js';
import { appVersion } from './config/version.js';

/** What shells show for a program that was ended by SIGPIPE. */
const UNFINISHED = 141;
const INTERRUPTED = 130;

/** Runs the program. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  /** What a command that was stopped for its lost output ends with, should it call that a success. */
  let unfinished = 0;
  let stopped = false;
  process.stdout.once('error', (error) => {
    ({ exitCode: unfinished, stopped } = endOnOutputError(error));
  });
  // Later errors of these streams have nobody left to be reported to.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  reportUnhandledErrors(argv);
  let chosen: Run | null = null;
  const program = defineProgram((run) => {
    chosen = run;
  });
  try {
    await program.parseAsync(argv);
    // Assigned by the action that parsing ran.
    const exitCode = chosen === null ? 0 : await (chosen as Run)();
    // A replay that was stopped for this calls it an interruption.
    return exitCode === 0 || (exitCode === INTERRUPTED && stopped) ? unfinished : exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { reportError } = await import('./commands/output.js');
    return reportError(error, { debug: program.opts<{ debug?: boolean }>().debug ?? false });
  }
}

function defineProgram(choose: ChooseRun): Command {
  const program = new Command('ielts-examiner')
    .description(
      'Practise IELTS Speaking with an examiner in your terminal, and replay recorded conversations in CI.\nEvery score is a practice estimate, not an official IELTS score.',
    )
    .version(appVersion(), '-V, --version')
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(see --help)')
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();

  definePractice(program, choose);
  defineReplay(program, choose, writeText);
  defineScoring(program, choose, writeText);
  defineFixtures(program, choose, writeText);
  defineSessions(program, choose, writeText);
  defineExport(program, choose, writeText);
  defineSetup(program, choose, writeText);
  for (const command of program.commands) if (command.commands.length > 0) defineHelp(command);
  defineHelp(program);
  for (const command of program.commands) inheritExit(command);
  return program;
}

function inheritExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) inheritExit(child);
}

/** Writes a line or a whole text to standard output, with one line feed at its end. */
function writeText(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * Handles output that cannot be written, for which Node would otherwise end the program with a stack trace. When the reader
 * is gone (`| head` has read enough, the terminal was closed) the program ends without a word: as it would have ended when
 * everything was done by then, else as if by SIGPIPE, since it may yet have failed. Anything else, such as a full disk behind
 * `> FILE`, is reported. A session that is running is told; a worker is stopped, whose end would be a success otherwise:
 * nobody told it to.
 * @returns the exit code of what is stopped, and whether it was told to stop as by SIGTERM
 */
function endOnOutputError({ code = 'unknown' }: NodeJS.ErrnoException): { exitCode: number; stopped: boolean } {
  const gone = code === 'EPIPE' || code === 'EIO';
  if (!gone) {
    process.stderr.write(
      `error [output.failed]: the output could not be written (${code}).\n→ Write it to another place; sessions are kept all the same.\n`,
    );
  }
  const exitCode = gone ? UNFINISHED : 3;
  if (tellLostOutput()) return { exitCode, stopped: false };
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM');
  else process.exit(gone ? (process.exitCode ?? exitCode) : exitCode);
  return { exitCode, stopped: true };
}
