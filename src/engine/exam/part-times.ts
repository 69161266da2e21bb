/** The clocks of the parts that people may set, beside the mode: their bounds, and what they must be to each other. Milliseconds. */
import type { ExamTimes } from './types.js';

export type PartTimes = Pick<
  ExamTimes,
  'part1TargetMs' | 'part1HardMs' | 'longTurnMs' | 'part3TargetMs' | 'part3HardMs'
>;

/** What they are called where people write them: in the settings and in fixtures. */
export const PART_TIME_NAMES = {
  part1Target: 'part1TargetMs',
  part1HardStop: 'part1HardMs',
  longTurn: 'longTurnMs',
  part3Target: 'part3TargetMs',
  part3HardStop: 'part3HardMs',
} as const satisfies Readonly<Record<string, keyof PartTimes>>;

export type PartTimeName = keyof typeof PART_TIME_NAMES;

interface Bounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

const MINUTE = 60_000;
/**
 * At least one question with its answer; at most what the question bank has questions for in Part 1, with short answers. A card has
 * fewer questions for Part 3, which may be over long before so late a target: docs/providers.md says so.
 */
const PART: Bounds = { leastMs: MINUTE, mostMs: 20 * MINUTE };

export const PART_TIME_BOUNDS: Readonly<Record<keyof PartTimes, Bounds>> = {
  part1TargetMs: PART,
  part1HardMs: PART,
  /** Whoever stops before a minute is prompted, so a shorter turn would end before its prompt. */
  longTurnMs: { leastMs: MINUTE, mostMs: 5 * MINUTE },
  part3TargetMs: PART,
  part3HardMs: PART,
};

/** The first target that lies after its hard stop, with it, by their names; null when all is in order. */
export function lateTarget(times: PartTimes): readonly [PartTimeName, PartTimeName] | null {
  if (times.part1TargetMs > times.part1HardMs) return ['part1Target', 'part1HardStop'];
  return times.part3TargetMs > times.part3HardMs ? ['part3Target', 'part3HardStop'] : null;
}

export function isWithinBounds(time: keyof PartTimes, ms: number): boolean {
  const { leastMs, mostMs } = PART_TIME_BOUNDS[time];
  return ms >= leastMs && ms <= mostMs;
}
