/** The command `replay`. Its code is imported when it runs. */
import { Option, type Command } from 'commander';
import type { ReplayOptions } from '../commands/replay/replay-options.js';
import {
  collect,
  onceEach,
  positive,
  priority,
  timeToWait,
  wholeNumber,
  type ChooseRun,
  type WriteText,
} from './options.js';

type ReplayCall = Omit<ReplayOptions, 'paths' | 'bail'> & { readonly bail?: number | string };

/** `--bail talks`, or `--bail .`: whoever leaves the number out and goes on with a path means 1. */
function numberOrPath(text: string): number | string {
  return text === '' || /^[-+.]*\d[-+\d.]*$/.test(text) ? positive(text) : text;
}

export function defineReplay(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const replay = program
    .command('replay [paths...]')
    .summary('Replays fixtures and checks what is expected of them.')
    .description(
      'Replays recorded conversations through the same pipeline, faster than real time, with the same result every time.',
    )
    .addOption(
      new Option(
        '--reporter <spec>',
        'pretty (unless told otherwise), json, jsonl, jsonl-events, junit, github, html or html-audio; "=FILE" writes to a file; may be given several times',
      ).argParser(collect),
    )
    .addOption(new Option('--filter <glob>', 'only fixtures whose id matches; of several, any').argParser(collect))
    .option('--shard <i/n>', 'the i-th of n equal parts of the fixtures')
    .option('--only-failed', 'only what did not pass when it last ran on this machine')
    .addOption(new Option('--speed <speed>', 'max, or 1 for real time').choices(['1', 'max']).default('max'))
    .option('--jobs <number>', 'fixtures at a time', positive)
    .option('--repeat <number>', 'replay each this many times; any difference is a failure', positive)
    .addOption(new Option('--bail [number]', 'stop when this many have not passed').argParser(numberOrPath).preset('1'))
    .option('--dry-run', 'only check whether the fixtures could be replayed')
    .option('--update', 'write baselines instead of comparing with them')
    .option('--force', 'update even where CI is set')
    .option('--watch', 'replay again whatever a change touches')
    .option('--queue <redis>', 'let the workers of this Redis replay them, such as redis://localhost')
    .option('--priority <number>', 'in the queue; 1 before all others, 100 unless given', priority)
    .option('--wait <time>', 'in the queue: give up what no worker is there for so long, such as 5min', timeToWait)
    .option('--seed <number>', 'instead of the seeds in the fixtures', wholeNumber)
    .option('--record', 'record the cassettes anew')
    .option('--stt <provider>', 'recognise with this provider instead of the fixtures’ own')
    .option('--latency <ports>', 'providers answer so much later, such as stt=+300ms,llm=+1s')
    .option('--endpointing <silence>', 'how patient the examiner is: 900ms, fixed:800ms, 0.8x or usual')
    .option('--matrix <settings>', 'compare settings, such as endpointing=500ms,usual,stt=cassette,pocketsphinx')
    .option('--plot <file>', 'with --matrix: draw waiting times against answers cut into, as SVG')
    .action((paths: string[], { bail, ...options }: ReplayCall) => {
      const asked = typeof bail === 'string' ? { paths: [bail, ...paths], bail: 1 } : { paths, ...(bail && { bail }) };
      choose(async () => (await import('../commands/replay.js')).replayCommand({ ...options, ...asked }, writeText));
    });

  onceEach(replay);

  const compare = replay
    .command('compare <reports...>')
    .summary('Tells which of several runs is better at what.')
    .description(
      'Compares reports of the same fixtures (replay --reporter json=FILE) with the first of them: turns, waits, words, bands.',
    )
    .option('--json [file]', 'for programs; with a file, beside the table')
    .option('--plot <file>', 'draw waiting times against answers cut into, as SVG')
    .action((reports: string[], options) => {
      // Options that both commands have are taken by the outer one, wherever they stand.
      const { plot } = replay.opts<{ plot?: string }>();
      const misplaced = replay.options
        .filter((option) => replay.getOptionValueSource(option.attributeName()) === 'cli')
        .flatMap(({ long }) => (long === undefined || long === '--plot' ? [] : [long]));
      const asked = { reports, misplaced, ...options, ...(plot === undefined ? {} : { plot }) };
      choose(async () =>
        (await import('../commands/replay/compare/compare-reports.js')).compareReports(asked, writeText),
      );
    });
  onceEach(compare);
}
