/** The plan's clocks as the examiner says them. */
import type { LineGaps } from './lines.js';
import { USUAL_PART_TIMES } from './times.js';
import type { ExamPlan } from './types.js';

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * An untimed test is described by the real one's times, since that is what the candidate prepares for; except the preparation,
 * which is counted down here too.
 */
export function spokenTimes({ timing, times }: ExamPlan): LineGaps {
  const { longTurnMs, part1HardMs, part3HardMs } = timing === 'untimed' ? USUAL_PART_TIMES : times;
  const part = (hardMs: number, usualMs: number): string =>
    hardMs === usualMs ? 'four to five minutes' : `up to ${spoken(hardMs)}`;
  const whole = longTurnMs % 60_000 === 0 && longTurnMs > 60_000;
  return {
    preparation: spoken(times.preparationMs),
    longTurn: whole ? `one to ${spoken(longTurnMs)}` : `up to ${spoken(longTurnMs)}`,
    longTurnLimit: spoken(longTurnMs),
    part1: part(part1HardMs, USUAL_PART_TIMES.part1HardMs),
    part3: part(part3HardMs, USUAL_PART_TIMES.part3HardMs),
  };
}

/** 90 s is "one and a half minutes", 130 s is "two minutes and 10 seconds". */
function spoken(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms % 60_000) / 1000);
  const number = NUMBERS[minutes] ?? String(minutes);
  if (minutes === 0) return `${String(seconds)} seconds`;
  if (seconds === 30) return `${number} and a half minutes`;
  const whole = minutes === 1 ? 'one minute' : `${number} minutes`;
  return seconds === 0 ? whole : `${whole} and ${String(seconds)} seconds`;
}
