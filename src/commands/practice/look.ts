/** How a session is shown: as a screen, as lines, or as JSON. */
import type { OutputOptions } from './practice-options.js';

export type Look = 'screen' | 'plain' | 'json';

/** @param unattended whether the test runs too fast for a screen to be of use */
export function lookOf(output: OutputOptions, unattended: boolean): Look {
  if (output.json === true) return 'json';
  return screenWanted(output) && !unattended ? 'screen' : 'plain';
}

/** Whether a screen is wanted and possible, which then also reads the keyboard. */
export function screenWanted({ plain, json }: OutputOptions): boolean {
  return plain !== true && json !== true && process.stdout.isTTY && process.stdin.isTTY;
}
