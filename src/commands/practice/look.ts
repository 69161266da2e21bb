/** How a session is shown: as a screen, as lines, or as JSON. */
import { showsScreen } from '../../ui/terminal-look.js';
import type { OutputOptions } from './practice-options.js';

export type Look = 'screen' | 'plain' | 'json';

/** What of this process decides; the process itself, except in tests. */
export interface Terminal {
  readonly stdin: { readonly isTTY: boolean };
  readonly stdout: { readonly isTTY: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @param unattended whether the test runs too fast for a screen to be of use */
export function lookOf(output: OutputOptions, unattended: boolean, terminal: Terminal = process): Look {
  if (output.json === true) return 'json';
  return screenWanted(output, terminal) && !unattended ? 'screen' : 'plain';
}

/** Whether a screen is wanted and possible, which then also reads the keyboard. */
export function screenWanted({ plain, json }: OutputOptions, { stdin, stdout, env }: Terminal = process): boolean {
  return plain !== true && json !== true && stdout.isTTY && stdin.isTTY && showsScreen(env);
}
