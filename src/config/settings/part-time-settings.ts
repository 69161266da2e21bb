/** The settings that are clocks of a part of the test, written as minutes and seconds: `4:30`. */
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

export function isPartTime(setting: string): setting is PartTimeName {
  return Object.hasOwn(PART_TIME_NAMES, setting);
}

export function partTimeSchema(name: PartTimeName): z.ZodType<string> {
  const time = PART_TIME_NAMES[name];
  const { leastMs, mostMs } = PART_TIME_BOUNDS[time];
  const wanted = `minutes and seconds from ${clock(leastMs)} to ${clock(mostMs)}, such as ${usualTime(name)}`;
  return z
    .string({ error: wanted })
    .refine((text) => /^\d{1,2}:[0-5]\d$/.test(text) && isWithinBounds(time, millisecondsOf(text)), wanted);
}

export function usualTime(name: PartTimeName): string {
  return clock(USUAL_PART_TIMES[PART_TIME_NAMES[name]]);
}

export function partTimesOf(settings: Readonly<Record<PartTimeName, string>>): PartTimes {
  const times = Object.entries(PART_TIME_NAMES).map(
    ([name, time]) => [time, millisecondsOf(settings[name as PartTimeName])] as const,
  );
  return Object.fromEntries(times) as unknown as PartTimes;
}

function millisecondsOf(text: string): number {
  const [minutes = 0, seconds = 0] = text.split(':').map(Number);
  return (minutes * 60 + seconds) * 1000;
}
