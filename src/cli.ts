/**
 * The command line: names, options and help. Every command's code is imported when it runs, so that `--help` costs
 * little more than starting Node.
 */
import { Argument, Command, CommanderError, Option } from 'commander';
import { partsOption, positive, wholeNumber } from './cli-arguments.js';
import { defineFixtures } from './cli-fixtures.js';
import { defineReplay } from './cli-replay.js';
import { tellStrayErrors } from './cli-stray-errors.js';
import { appVersion } from './config/version.js';

type Run = () => Promise<number>;

/** Runs the program. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.once('error', leaveWhenNobodyReads);
  // Later ones, and standard error's own: nobody is left to be told.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  tellStrayErrors(argv);
  let chosen: Run | null = null;
  const program = defineProgram((run) => {
    chosen = run;
  });
  try {
    await program.parseAsync(argv);
    // Assigned by the action that parsing ran.
    return chosen === null ? 0 : await (chosen as Run)();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { reportError } = await import('./commands/output.js');
    return reportError(error, { debug: program.opts<{ debug?: boolean }>().debug ?? false });
  }
}

function defineProgram(choose: (run: Run) => void): Command {
  const program = new Command('ielts-examiner')
    .description(
      'Practise IELTS Speaking with an examiner in your terminal, and replay recorded conversations in CI.\nEvery score is a practice estimate, not an official IELTS score.',
    )
    .version(appVersion(), '-V, --version')
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(see --help)')
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();

  providerOptions(
    program
      .command('practice')
      .summary('take a Speaking test by voice')
      .description(
        'Takes a Speaking test: the examiner speaks, listens, keeps the clocks, and gives bands with evidence at the end.',
      )
      .addOption(
        new Option('--parts <list>', 'parts of the test to take')
          .argParser(partsOption)
          .default(['part1', 'part2', 'part3'], '1,2,3'),
      )
      .option('--candidate <name>', 'whose test this is')
      .option('--input <source>', 'mic (unless told otherwise), text, an audio FILE, or a FOLDER of recorded answers')
      .addOption(
        new Option('--speed <speed>', '1 is real time; max runs a file-fed test at full speed').choices(['1', 'max']),
      )
      .option('--seed <number>', 'choose the same questions again', wholeNumber)
      .option('--topic <id...>', 'Part 1 topics to ask about (see "questions list")')
      .option('--card <id>', 'the Part 2 task card'),
  )
    .addOption(new Option('--barge-in <mode>', 'may you interrupt the examiner').choices(['auto', 'on', 'off']))
    .addOption(new Option('--strict', 'keep every clock exactly, as in the exam').conflicts('untimed'))
    .addOption(new Option('--untimed', 'no clocks, for learning').conflicts('strict'))
    .addOption(
      new Option('--rounding <rule>', 'how the mean of the four bands is rounded').choices(['down', 'nearest']),
    )
    // Both are defined so that neither has a default: the configuration decides.
    .option('--live-bands', 'show the running estimate')
    .option('--no-live-bands', 'hide the running estimate, as in the real exam')
    .addOption(new Option('--plain', 'lines instead of a screen').conflicts('json'))
    .addOption(new Option('--json', 'one event per line').conflicts('plain'))
    .addOption(
      new Option('--demo', 'watch a recorded candidate take the test').conflicts([
        'input',
        'parts',
        'seed',
        'topic',
        'card',
        'stt',
        'strict',
        'untimed',
      ]),
    )
    .action((options) => {
      choose(async () => (await import('./commands/practice.js')).practice(options));
    });

  defineReplay(program, choose, writeText);
  defineScoring(program, choose);
  defineFixtures(program, choose, writeText);
  defineSessions(program, choose);
  defineExport(program, choose);
  defineModels(program, choose);
  defineConfig(program, choose);
  defineKeys(program, choose);

  program
    .command('devices')
    .description('Lists microphones and speakers.')
    .addArgument(new Argument('[action]', 'what to do').choices(['list']).default('list'))
    .option('--json', 'for programs')
    .action((_action: string, options) => {
      choose(async () => (await import('./commands/devices.js')).devicesList({ json: false, ...options }, writeText));
    });

  program
    .command('doctor')
    .description('Checks this machine, and says what to do about what is missing.')
    .option('--online', 'also ask each provider whether its key works (free)')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('./commands/doctor.js')).doctor({ json: false, ...options }, writeText));
    });

  const questions = program.command('questions').description('Shows and checks the question bank.');
  questions
    .command('list')
    .description('Lists topics and task cards, or the questions of one.')
    .option('--topic <id>', 'a topic or card')
    .option('--folder <path>', 'another question bank')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () =>
        (await import('./commands/questions.js')).listQuestions({ json: false, ...options }, writeText),
      );
    });
  questions
    .command('validate')
    .description('Checks a question bank against its schema.')
    .option('--folder <path>', 'another question bank')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () =>
        (await import('./commands/questions.js')).validateQuestions({ json: false, ...options }, writeText),
      );
    });

  for (const command of program.commands) inheritExit(command);
  return program;
}

function defineScoring(program: Command, choose: (run: Run) => void): void {
  program
    .command('score [files...]')
    .summary('rate recordings or transcripts')
    .description('Rates recordings (WAV, FLAC, MP3, Ogg) or transcripts (JSON, see schemas/transcript.schema.json).')
    .option('--reference <text>', 'what should have been said: a text, or a file with it')
    .option('--question <text>', 'what was asked')
    .option('--stt <provider>', 'speech recognition: sherpa, pocketsphinx or none')
    .addOption(
      new Option('--rounding <rule>', 'how the mean of the four bands is rounded').choices(['down', 'nearest']),
    )
    .addOption(raterOption())
    .option('--llm <provider>', 'the language model of --rater: groq, openai or local')
    .option('--profile <name>', 'which language model --rater takes: that of this profile')
    .option('--rescore <session...>', 'rate past sessions again ("last", "all", or ids) and show what changed')
    .option('--json', 'for programs')
    .action((files: string[], options) => {
      choose(async () => (await import('./commands/score.js')).score({ json: false, ...options, files }, writeText));
    });
  program
    .command('eval <manifest>')
    .summary('compare our scores with human ones')
    .description(
      'Rates every line of a manifest (JSON lines, or a table with tabs) and compares with the human scores in it.',
    )
    .option('--limit <number>', 'the first so many lines only', positive)
    .option('--jobs <number>', 'lines at a time; one per core unless told otherwise', positive)
    .option('--map <human=ours...>', 'which of our scores a human score is compared with')
    .option('--plot <file>', 'predicted against human scores, as SVG')
    .option('--stt <provider>', 'recognise the audio even where the words are given, and count word errors')
    .addOption(raterOption())
    .option('--llm <provider>', 'the language model of --rater: groq, openai or local')
    .option('--profile <name>', 'which language model --rater takes: that of this profile')
    .option('--fresh', 'measure again what is known from before')
    .option('--json', 'for programs')
    .action((manifest: string, options) => {
      choose(async () =>
        (await import('./commands/eval.js')).evalCommand({ json: false, ...options, manifest }, writeText),
      );
    });
}

function raterOption() {
  return new Option(
    '--rater <rater>',
    'measured (offline, free), a language model, or both: what was said goes to its provider',
  )
    .choices(['measured', 'both', 'model'] as const)
    .default('measured' as const);
}

function providerOptions(command: Command): Command {
  return command
    .option('--profile <name>', 'which providers to use: auto, offline, cloud or your own')
    .option('--stt <provider>', 'speech recognition: deepgram, sherpa, pocketsphinx or none')
    .option('--voice <provider>', 'examiner voice: elevenlabs, azure, openai, sherpa, flite, espeak, ... or none')
    .option('--llm <provider>', 'language model: groq, openai, local or none');
}

function defineSessions(program: Command, choose: (run: Run) => void): void {
  const sessions = program.command('sessions').description('Lists, shows, resumes and deletes past sessions.');
  sessions
    .command('list')
    .description('Lists sessions, newest first.')
    .option('--candidate <name>', 'only of this candidate')
    .option('--since <date>', 'only from this date on, such as 2026-11-01')
    .option('--limit <number>', 'at most so many', positive)
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('./commands/sessions.js')).sessionsList({ json: false, ...options }, writeText));
    });
  sessions
    .command('show <session>')
    .description('Shows one session: "last", an id, or the beginning of one.')
    .option('--json', 'for programs')
    .action((session: string, options) => {
      choose(async () =>
        (await import('./commands/sessions.js')).sessionsShow({ session, json: false, ...options }, writeText),
      );
    });
  providerOptions(
    sessions
      .command('resume <session>')
      .description('Goes on with a session that was killed or aborted.')
      .option('--input <source>', 'mic (unless told otherwise), text, an audio FILE, or a FOLDER of recorded answers')
      .addOption(
        new Option('--speed <speed>', '1 is real time; max runs a file-fed test at full speed').choices(['1', 'max']),
      )
      .option('--plain', 'lines instead of a screen')
      .option('--json', 'one event per line'),
  )
    .option('--live-bands', 'show the running estimate')
    .option('--no-live-bands', 'hide the running estimate')
    .action((session: string, options) => {
      choose(async () => (await import('./commands/practice.js')).resumePractice(session, options));
    });
  sessions
    .command('delete <session>')
    .description('Deletes a session with its recording.')
    .option('--keep-recording', 'leave the recording where it is')
    .option('--json', 'for programs')
    .action((session: string, options) => {
      choose(async () =>
        (await import('./commands/sessions.js')).sessionsDelete({ session, json: false, ...options }, writeText),
      );
    });
}

function defineExport(program: Command, choose: (run: Run) => void): void {
  const exporting = program.command('export').description('Exports reports and metrics.');
  exporting
    .command('report <session>')
    .description('Writes the report of a session ("last", an id, or the beginning of one).')
    .addOption(new Option('--format <format>', 'md, html or json').choices(['md', 'html', 'json']).default('md'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('--out <file>', 'instead of standard output')
    .action((session: string, options) => {
      choose(async () => {
        const { exportReport } = await import('./commands/export-report.js');
        await exportReport({ session, ...options }, writeText);
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
    .action((options) => {
      choose(async () => (await import('./commands/export-metrics.js')).exportMetrics(options, writeText));
    });
}

function defineModels(program: Command, choose: (run: Run) => void): void {
  const models = program.command('models').description('Lists, downloads, checks and removes neural models.');
  models
    .command('list')
    .description('Lists models with their size, licence and whether they are installed.')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('./commands/models.js')).modelsList({ json: false, ...options }, writeText));
    });
  for (const [name, description] of [
    ['pull', 'Downloads a model; an interrupted download goes on where it stopped.'],
    ['remove', 'Removes a model.'],
    ['verify', 'Checks the files of an installed model.'],
  ] as const) {
    models
      .command(name === 'verify' ? 'verify [model]' : `${name} <model>`)
      .description(description)
      .option('--json', 'for programs')
      .action((model: string | undefined, options) => {
        choose(async () => {
          const commands = await import('./commands/models.js');
          const run = { pull: commands.modelsPull, remove: commands.modelsRemove, verify: commands.modelsVerify }[name];
          return run({ model, json: false, ...options }, writeText);
        });
      });
  }
}

function defineConfig(program: Command, choose: (run: Run) => void): void {
  const config = program
    .command('config')
    .description('Shows and changes the configuration: flag > environment > project file > user file > default.');
  for (const [name, description] of [
    ['show', 'Shows every setting with where it comes from, and the profile.'],
    ['path', 'Says where the configuration files are.'],
    ['validate', 'Checks the configuration files.'],
  ] as const) {
    config
      .command(name)
      .description(description)
      .option('--json', 'for programs')
      .action((options) => {
        choose(async () => {
          const commands = await import('./commands/config.js');
          const run = { show: commands.configShow, path: commands.configPath, validate: commands.configValidate }[name];
          return run({ json: false, ...options }, writeText);
        });
      });
  }
  config
    .command('set <setting> [value]')
    .description('Sets a value in your own file, such as: config set profile cloud. Keys belong to "keys set".')
    .option('--project', 'in the project file instead')
    .option('--unset', 'take the setting away')
    .action((place: string, value: string | undefined, options) => {
      choose(async () =>
        (await import('./commands/config.js')).configSet(
          { place, ...(value === undefined ? {} : { value }), ...options },
          writeText,
        ),
      );
    });
}

function defineKeys(program: Command, choose: (run: Run) => void): void {
  const keys = program
    .command('keys')
    .description('Stores, lists, tests and replaces the keys of cloud providers. A key is never shown.');
  keys
    .command('set <name>')
    .description('Asks for a key and stores it: deepgram, groq, openai, elevenlabs or azure. It may be piped in, too.')
    .action((name: string) => {
      choose(async () => (await import('./commands/keys.js')).keysSet({ name }, writeText));
    });
  keys
    .command('list')
    .description('Lists which keys there are and where, by fingerprint.')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('./commands/keys.js')).keysList({ json: false, ...options }, writeText));
    });
  keys
    .command('remove <name>')
    .description('Removes a stored key.')
    .action((name: string) => {
      choose(async () => (await import('./commands/keys.js')).keysRemove({ name }, writeText));
    });
  keys
    .command('test [name]')
    .description('Asks each provider whether its key works, by a call that costs nothing.')
    .option('--json', 'for programs')
    .action((name: string | undefined, options) => {
      choose(async () => (await import('./commands/keys.js')).keysTest({ name, json: false, ...options }, writeText));
    });
  keys
    .command('rotate [name]')
    .description('Replaces a key after the new one was tested; without a name, gives the key file a new passphrase.')
    .option('--untested', 'store the new key although it does not work now')
    .action((name: string | undefined, options) => {
      choose(async () => (await import('./commands/keys.js')).keysRotate({ name, ...options }, writeText));
    });
}

function inheritExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) inheritExit(child);
}

/** Commands hand over lines or whole texts; both end with one line feed. */
function writeText(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * Without somebody who listens, Node ends the program with a stack trace when its output cannot be written. `| head` has
 * read enough, a closed terminal reads no more: no failure of ours. A full disk behind `> FILE` is one, and is told.
 * A session under way is saved and stopped, anything else just ends.
 */
function leaveWhenNobodyReads({ code = 'unknown' }: NodeJS.ErrnoException): void {
  const gone = code === 'EPIPE' || code === 'EIO';
  if (!gone) {
    process.stderr.write(
      `error [output.failed]: the output could not be written (${code}).\n→ Write it to another place; sessions are kept all the same.\n`,
    );
  }
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM');
  else process.exit(gone ? 0 : 3);
}
