/** What `replay` can be asked for, and which of it cannot be asked together. */
import { didYouMean } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import { endpointingOption } from './endpointing-option.js';
import { parseLatency } from './latency-option.js';
import { usageError } from '../usage-error.js';

export interface ReplayOptions {
  readonly paths: readonly string[];
  /** Such as `pretty` or `json=out.json`; docs/replay.md lists them. */
  readonly reporter?: readonly string[];
  /** Globs; a fixture that one of them matches is taken. */
  readonly filter?: readonly string[];
  /** `2/5`: the second of five equal parts of the fixtures. */
  readonly shard?: string;
  /** Only what failed or was broken when it last ran on this machine. */
  readonly onlyFailed?: boolean;
  readonly speed?: 'max' | '1';
  readonly jobs?: number;
  /** Runs each fixture so often; any difference between two runs is a failure. */
  readonly repeat?: number;
  /** Stops after so many fixtures that did not pass. */
  readonly bail?: number;
  readonly seed?: number;
  readonly record?: boolean;
  /** Recognises with this provider instead of the fixtures' own. */
  readonly stt?: string;
  /** `stt=+300ms,llm=+1s`: how much later providers answer than they do. */
  readonly latency?: string;
  /** `900ms`, `0.8x` or `usual`: how patient the examiner is. */
  readonly endpointing?: string;
  /** `endpointing=500ms,usual,stt=...`: compares the fixtures under every combination. */
  readonly matrix?: string;
  /** Of a matrix: SVG file that shows what is given for what. */
  readonly plot?: string;
  /** Looks whether fixtures could be replayed, and replays none. */
  readonly dryRun?: boolean;
  /** Writes baselines instead of comparing with them. */
  readonly update?: boolean;
  /** Updates even where `CI` is set. */
  readonly force?: boolean;
  readonly watch?: boolean;
  /** Address of a Redis whose workers replay the fixtures. */
  readonly queue?: string;
  /** In the queue: 1 before all others. */
  readonly priority?: number;
  /** In the queue: so many milliseconds a run goes on without any worker; without end unless given. */
  readonly wait?: number;
}

/** Pairs that contradict each other. */
const CONFLICTS: readonly (readonly [keyof ReplayOptions, keyof ReplayOptions, string])[] = [
  ['record', 'repeat', 'a cassette is recorded once'],
  ['dryRun', 'record', 'a dry run replays nothing that could be recorded'],
  ['dryRun', 'update', 'a dry run replays nothing that a baseline could be made of'],
  ['dryRun', 'repeat', 'a dry run replays nothing'],
  ['dryRun', 'seed', 'a dry run asks no question'],
  ['dryRun', 'latency', 'a dry run waits for nobody'],
  ['dryRun', 'endpointing', 'a dry run hears nobody'],
  ['dryRun', 'speed', 'a dry run replays nothing'],
  ['record', 'seed', 'a cassette belongs to the fixture’s own questions'],
  ['update', 'seed', 'a baseline belongs to the fixture’s own questions'],
  ['update', 'stt', 'a baseline belongs to the fixture’s own recogniser'],
  ['update', 'latency', 'a baseline belongs to the fixture’s own latencies'],
  ['record', 'latency', 'a cassette is recorded as its providers are'],
  ['update', 'endpointing', 'a baseline belongs to the fixture’s own patience'],
  ['matrix', 'record', 'a matrix compares what is recorded already'],
  ['matrix', 'update', 'a baseline belongs to the fixture’s own settings'],
  ['matrix', 'watch', 'a matrix is many runs'],
  [
    'matrix',
    'repeat',
    'a matrix compares settings, and a run that varies under one of them would be a figure among others',
  ],
  ['matrix', 'dryRun', 'a dry run replays nothing that could be compared'],
  ['matrix', 'bail', 'runs that stop early cannot be compared'],
  ['matrix', 'endpointing', 'the matrix says which'],
  ['matrix', 'latency', 'the matrix says which'],
  ['matrix', 'stt', 'the matrix says which'],
  ['watch', 'record', 'every recording would be a change to replay again'],
  ['watch', 'update', 'every update would be a change to replay again'],
  ['queue', 'record', 'a cassette is recorded where the fixture lies'],
  ['queue', 'dryRun', 'a dry run is done at once'],
  ['queue', 'watch', 'a watch replays what was changed here'],
  ['queue', 'jobs', 'each worker says how many it takes at a time'],
  ['watch', 'shard', 'a watch replays what was changed'],
];

/** Options that do nothing without another one. */
const NEEDED: readonly (readonly [keyof ReplayOptions, keyof ReplayOptions, string])[] = [
  ['plot', 'matrix', 'it shows a matrix'],
  ['priority', 'queue', 'it is a place in a queue'],
  ['wait', 'queue', 'it is how long workers are waited for'],
  ['force', 'update', 'it lets baselines be updated where CI is set'],
];

/** Throws AppError `replay.conflict` or `replay.updateInCi` (exit code 2). */
export function checkOptions(options: ReplayOptions, env: NodeJS.ProcessEnv = process.env): void {
  if (options.latency !== undefined) parseLatency(options.latency);
  if (options.endpointing !== undefined) endpointingOption(options.endpointing);
  refuseContradictions(options, env);
  for (const [name, needed, why] of NEEDED) {
    if (!isGiven(options, name) || isGiven(options, needed)) continue;
    const [own, other] = [flag(name), flag(needed)];
    throw usageError(
      'replay.conflict',
      `${own} does nothing without ${other}: ${why}.`,
      `Add ${other}, or leave it out.`,
    );
  }
}

type GivenOptions = Partial<Readonly<Record<keyof ReplayOptions, unknown>>>;

/** Full speed is what everybody gets. */
function isGiven(options: GivenOptions, name: keyof ReplayOptions): boolean {
  const value = options[name];
  return value !== undefined && value !== false && !(name === 'speed' && value === 'max');
}

/**
 * @param options what is given, and is neither undefined nor false
 * Throws AppError `replay.conflict` or `replay.updateInCi` (exit code 2).
 */
export function refuseContradictions(options: GivenOptions, env: NodeJS.ProcessEnv = process.env): void {
  for (const [first, second, why] of CONFLICTS) {
    if (!isGiven(options, first) || !isGiven(options, second)) continue;
    throw usageError(
      'replay.conflict',
      `${flag(first)} and ${flag(second)} do not go together: ${why}.`,
      'Leave one of them out.',
    );
  }
  if (options.update === true && options.force !== true && isCi(env)) {
    throw usageError(
      'replay.updateInCi',
      'Baselines are not updated where CI is set: a build would agree with itself.',
      'Update them on your own machine and commit them, or add --force.',
    );
  }
}

/** Throws AppError `replay.recogniser` (exit code 2): otherwise every fixture would be broken by one slip. */
export function refuseUnknownRecogniser(name: string, known: readonly string[]): void {
  const names = ['cassette', ...known, 'none'];
  if (names.includes(name)) return;
  throw usageError(
    'replay.recogniser',
    `There is no recogniser "${safeText(name)}"${didYouMean(name, names)}`,
    `Choose one of: ${names.join(', ')}.`,
  );
}

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Throws AppError `replay.shard` (exit code 2). */
export function parseShard(written: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(written) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.count > 0 && shard.index >= 1 && shard.index <= shard.count) return shard;
  throw usageError(
    'replay.shard',
    `"${safeText(written)}" is no part of the fixtures.`,
    'Write --shard 2/5 for the second of five parts.',
  );
}

/** As CI services set it; `CI=false` says that it is none. */
function isCi(env: NodeJS.ProcessEnv): boolean {
  return !['', '0', 'false'].includes((env['CI'] ?? '').toLowerCase());
}

function flag(name: keyof ReplayOptions): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
