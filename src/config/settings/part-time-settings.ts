/** The settings that are clocks of a part of the test, written as in a fixture: `4:30` or `3min`. */
import { z } from 'zod';
import {
  isWithinBounds,
  PART_TIME_BOUNDS,
  PART_TIME_NAMES,
  type PartTimeName,
  type PartTimes,
} from '../../engine/exam/part-times.js';
import { USUAL_PART_TIMES } from '../../engine/exam/times.js';
import { clock } from '../../engine/reports/wording.js';
import { WRITTEN_TIME, writtenTimeMs } from '../../engine/text/written-times.js';

export function isPartTime(setting: string): setting is PartTimeName {
  return Object.hasOwn(PART_TIME_NAMES, setting);
}

export function partTimeSchema(name: PartTimeName): z.ZodType<string> {
  const time = PART_TIME_NAMES[name];
  const { leastMs, mostMs } = PART_TIME_BOUNDS[time];
  const wanted = `a time from ${clock(leastMs)} to ${clock(mostMs)}, such as ${usualTime(name)} or 3min`;
  return z
    .string({ error: wanted })
    .refine((text) => WRITTEN_TIME.test(text) && isWithinBounds(time, writtenTimeMs(text)), wanted);
}

export function usualTime(name: PartTimeName): string {
  return clock(USUAL_PART_TIMES[PART_TIME_NAMES[name]]);
}

export function partTimesOf(settings: Readonly<Record<PartTimeName, string>>): PartTimes {
  const times = Object.entries(PART_TIME_NAMES).map(
    ([name, time]) => [time, writtenTimeMs(settings[name as PartTimeName])] as const,
  );
  return Object.fromEntries(times) as unknown as PartTimes;
}
