/** The commands `record`, `worker` and `fixture`. A command's code is imported when it runs. */
import { Option, type Command } from 'commander';
import {
  onceEach,
  partsOption,
  positive,
  providerOptions,
  share,
  wholeNumber,
  type ChooseRun,
  type WriteText,
} from './options.js';

export function defineFixtures(program: Command, choose: ChooseRun, writeText: WriteText): void {
  providerOptions(
    program
      .command('record <folder>')
      .summary('Takes a Speaking test, and keeps it as a fixture.')
      .description('Takes a Speaking test like "practice", and makes a fixture of it.')
      .addOption(
        new Option('--parts <list>', 'parts of the test to take')
          .argParser(partsOption)
          .default(['part1', 'part2', 'part3'], '1,2,3'),
      )
      .option('--input <source>', 'mic (unless told otherwise), text, an audio FILE, or a FOLDER of recorded answers')
      .addOption(
        new Option('--speed <speed>', '1 is real time; max runs a file-fed test at full speed').choices(['1', 'max']),
      )
      .option('--seed <number>', 'choose the same questions again', wholeNumber)
      .option('--topic <id...>', 'Part 1 topics to ask about (see "questions list")')
      .option('--card <id>', 'the Part 2 task card')
      .option('--plain', 'lines instead of a screen'),
  ).action((folder: string, options) => {
    choose(async () => (await import('../commands/fixture/record.js')).record(folder, options, writeText));
  });

  program
    .command('worker')
    .summary('Replays fixtures that others put into a queue.')
    .description('Takes fixtures from a queue on Redis and replays them, until it is told to stop.')
    .requiredOption('--queue <redis>', 'address of the Redis, such as redis://localhost')
    .option('--jobs <number>', 'fixtures at a time', positive)
    .option('--rate <rate>', 'all workers together begin no more than this, such as 30/min')
    .option(
      '--takeover <seconds>',
      'after so many seconds without a sign of a worker, others take over its fixture',
      positive,
    )
    .action((options) => {
      choose(async () => (await import('../commands/worker.js')).workerCommand(options, writeText));
    });

  const fixture = program.command('fixture').description('Makes, checks and changes fixtures.');
  defineFixture(fixture, choose, writeText);
  const own = program.commands.filter((command) => ['record', 'worker'].includes(command.name()));
  for (const command of [...own, ...fixture.commands]) onceEach(command);
}

function defineFixture(fixture: Command, choose: ChooseRun, writeText: WriteText): void {
  fixture
    .command('new <folder>')
    .description('Writes a fixture to begin with.')
    .option('--title <title>', 'what it is about')
    .option('--audio <folder>', 'recorded answers, one file each, named in order')
    .action((path: string, options) => {
      choose(async () =>
        (await import('../commands/fixture/new-fixture.js')).newFixture({ path, ...options }, writeText),
      );
    });
  fixture
    .command('check [paths...]')
    .description('Checks descriptions, files and cassettes, and replays nothing.')
    .option('--json', 'for programs')
    .action((paths: string[], { json }: { json?: boolean }) => {
      const reporter = [json === true ? 'json' : 'pretty'];
      choose(async () =>
        (await import('../commands/replay.js')).replayCommand({ paths, reporter, dryRun: true }, writeText),
      );
    });
  fixture
    .command('from-session <session>')
    .description('Makes a fixture of a session ("last", an id, or the beginning of one).')
    .requiredOption('--out <folder>', 'where it is written')
    .option('--title <title>', 'what it is about')
    .action((session: string, options) => {
      choose(async () =>
        (await import('../commands/fixture/from-session.js')).fixtureFromSession({ session, ...options }, writeText),
      );
    });
  fixture
    .command('redact <fixture>')
    .description('Takes words out of the texts, the cassette and the sound of a fixture.')
    .option('--words <words...>', 'names and other words; phrases in quotes', [])
    .option('--span <spans...>', 'stretches of answers to hide, such as 3:1.2-1.8 (seconds)')
    .option('--force', 'write it although it does not replay as before')
    .action((fixture: string, { span, ...options }: { words: string[]; span?: string[]; force?: true }) => {
      const asked = { fixture, ...options, ...(span === undefined ? {} : { spans: span }) };
      choose(async () => (await import('../commands/fixture/redact.js')).redactFixture(asked, writeText));
    });
  fixture
    .command('add-noise <fixture>')
    .description('Writes a fixture with the same answers, but with noise, a worse microphone or a worse line.')
    .requiredOption('--out <folder>', 'where it is written')
    .addOption(new Option('--kind <kind>', 'kind of noise').choices(['white', 'pink', 'brown', 'babble']))
    .option('--snr <level>', 'speech above noise, such as 10dB')
    .option('--gain <level>', 'louder or quieter, such as -20dB')
    .option('--clip <level>', 'cut off what is louder, such as -12dB')
    .option('--sample-rate <rate>', 'through a line of this rate, such as 8000', positive)
    .option('--loss <share>', 'packets that are lost, such as 0.05', share)
    .option('--burst <packets>', 'packets lost one after the other, on average', positive)
    .option('--jitter <time>', 'how late packets come on average, such as 40ms')
    .option('--buffer <time>', 'how late a packet may come and still be played, such as 60ms')
    .option('--seed <number>', 'another noise of the same kind', wholeNumber)
    .action((fixture: string, options) => {
      choose(async () =>
        (await import('../commands/fixture/add-noise.js')).addNoise({ fixture, ...options }, writeText),
      );
    });
}
