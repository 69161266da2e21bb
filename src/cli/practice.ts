/** The command `practice`. A command's code is imported when it runs. */
import { Option, type Command } from 'commander';
import { partsOption, providerOptions, wholeNumber, type ChooseRun } from './options.js';

export function definePractice(program: Command, choose: ChooseRun): void {
  providerOptions(
    program
      .command('practice')
      .summary('Takes a Speaking test by voice.')
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
        'microphone',
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
      choose(async () => (await import('../commands/practice.js')).practice(options));
    });
}
