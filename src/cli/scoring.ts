/** The commands `score` and `eval`. A command's code is imported when it runs. */
import { Option, type Command } from 'commander';
import { positive, type ChooseRun, type WriteText } from './options.js';

export function defineScoring(program: Command, choose: ChooseRun, writeText: WriteText): void {
  program
    .command('score [files...]')
    .summary('Rates recordings or transcripts.')
    .description(
      'Rates recordings (WAV, FLAC, MP3, Ogg) or transcripts (JSON, see schemas/transcript.schema.json; - is one from the standard input).',
    )
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
      choose(async () => (await import('../commands/score.js')).score({ json: false, ...options, files }, writeText));
    });
  program
    .command('eval <manifest>')
    .summary('Compares our scores with human ones.')
    .description(
      'Rates every line of a manifest (JSON lines, or a table with tabs) and compares with the human scores in it.',
    )
    .option('--limit <number>', 'only this many lines, from the first on', positive)
    .option('--jobs <number>', 'lines at a time; one per core unless told otherwise', positive)
    .option('--map <human=ours...>', 'which of our scores a human score is compared with')
    .option('--plot <file>', 'predicted against human scores, as SVG')
    .option('--stt <provider>', 'recognise the audio even where the words are given, and count word errors')
    .addOption(raterOption())
    .option('--llm <provider>', 'the language model of --rater: groq, openai or local')
    .option('--profile <name>', 'which language model --rater takes: that of this profile')
    .option('--fresh', 'measure everything again, also what an earlier run has measured')
    .option('--json', 'for programs')
    .action((manifest: string, options) => {
      choose(async () =>
        (await import('../commands/eval.js')).evalCommand({ json: false, ...options, manifest }, writeText),
      );
    });
}

function raterOption() {
  return new Option(
    '--rater <rater>',
    'measured (offline, free, the usual one), a language model, or both: what was said goes to its provider',
  ).choices(['measured', 'both', 'model'] as const);
}
