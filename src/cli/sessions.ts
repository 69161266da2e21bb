/** The commands `sessions` and `export`. A command's code is imported when it runs. */
import { Option, type Command } from 'commander';
import { halfBand, positive, providerOptions, type ChooseRun, type WriteText } from './options.js';

export function defineSessions(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const sessions = program.command('sessions').description('Lists, shows, resumes and deletes past sessions.');
  sessions
    .command('list')
    .description('Lists sessions, newest first.')
    .option('--candidate <name>', 'only of this candidate')
    .option('--since <date>', 'only from this date on, such as 2026-11-01')
    .option('--limit <number>', 'at most this many', positive)
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () =>
        (await import('../commands/sessions.js')).sessionsList({ json: false, ...options }, writeText),
      );
    });
  sessions
    .command('show <session>')
    .description('Shows one session: "last", an id, or the beginning of one.')
    .option('--json', 'for programs')
    .action((session: string, options) => {
      choose(async () =>
        (await import('../commands/sessions.js')).sessionsShow({ session, json: false, ...options }, writeText),
      );
    });
  providerOptions(
    sessions
      .command('resume <session>')
      .description('Goes on with a session that was killed or aborted.')
      .option(
        '--input <source>',
        'mic (unless told otherwise), text, an audio FILE, or a FOLDER with the answers that are still to come',
      )
      .addOption(
        new Option('--speed <speed>', '1 is real time; max runs a file-fed test at full speed').choices(['1', 'max']),
      )
      .option('--plain', 'lines instead of a screen')
      .option('--json', 'one event per line'),
  )
    .option('--live-bands', 'show the running estimate')
    .option('--no-live-bands', 'hide the running estimate')
    .action((session: string, options) => {
      choose(async () => (await import('../commands/practice.js')).resumePractice(session, options));
    });
  sessions
    .command('delete <session>')
    .description('Deletes a session with its recording.')
    .option('--keep-recording', 'leave the recording where it is')
    .option('--yes', 'do not ask first; needed where there is no terminal')
    .option('--json', 'for programs; asks nothing')
    .action((session: string, { yes, ...options }) => {
      choose(async () => {
        const { sessionsDelete } = await import('../commands/sessions.js');
        const asks = yes !== true && options.json !== true;
        const ask = asks ? (await import('../commands/ask-yes.js')).askYes : undefined;
        return sessionsDelete({ session, json: false, ...options, ...(ask && { ask }) }, writeText);
      });
    });
}

export function defineExport(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const exporting = program.command('export').description('Exports reports and metrics.');
  exporting
    .command('report <session>')
    .description('Writes the report of a session ("last", an id, or the beginning of one).')
    .addOption(new Option('--format <format>', 'md, html or json').choices(['md', 'html', 'json']).default('md'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('--listening <band>', 'with reading and writing: adds what IELTS would make of all four skills', halfBand)
    .option('--reading <band>', 'see --listening', halfBand)
    .option('--writing <band>', 'see --listening', halfBand)
    .option('--out <file>', 'instead of standard output')
    .option('--force', 'replace the file if it is there already')
    .action((session: string, options) => {
      choose(async () => {
        const { exportReport } = await import('../commands/export-report.js');
        const ask = (await import('../commands/ask-yes.js')).askerAtTerminal();
        await exportReport({ session, ...options, ...(ask && { ask }) }, writeText);
        return 0;
      });
    });
  exporting
    .command('metrics')
    .description('Writes one row per turn: where the waiting time went, which providers, audio quality.')
    .option('--since <date>', 'only sessions from this date on, such as 2026-11-01')
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('--out <file>', 'instead of standard output')
    .option('--force', 'replace the file if it is there already')
    .action((options) => {
      choose(async () => {
        const { exportMetrics } = await import('../commands/export-metrics.js');
        const ask = (await import('../commands/ask-yes.js')).askerAtTerminal();
        return exportMetrics({ ...options, ...(ask && { ask }) }, writeText);
      });
    });
}
