/** Asks a question of yes or no at the terminal. */
import { createInterface } from 'node:readline/promises';
import { AppError } from '../engine/errors.js';

/**
 * On standard error where standard output goes elsewhere. Rejects with AppError `input.nobodyToAsk` (exit code 2) without
 * a terminal.
 * @returns whether the answer was "y" or "yes"; anything else, Ctrl-C and the end of input are a no
 */
export async function askYes(question: string): Promise<boolean> {
  const output = placeToAsk();
  if (output === null) throw nobodyToAsk();
  const terminal = createInterface({ input: process.stdin, output });
  const closed = new Promise<null>((resolve) => {
    terminal.once('close', () => {
      resolve(null);
    });
  });
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  // Whoever leaves without an answer has not left the question's line.
  if (answer === null) output.write('\n');
  return /^y(?:es)?$/i.test((answer ?? '').trim());
}

/** What asks, for commands that ask nothing where nobody sits at a terminal. */
export function askerAtTerminal(): typeof askYes | null {
  return placeToAsk() === null ? null : askYes;
}

function placeToAsk(): NodeJS.WriteStream | null {
  if (!process.stdin.isTTY) return null;
  return [process.stdout, process.stderr].find(({ isTTY }) => isTTY) ?? null;
}

function nobodyToAsk(): AppError {
  return new AppError({
    code: 'input.nobodyToAsk',
    message: 'This asks before it does anything, and there is no terminal to ask at.',
    remedy: 'Add --yes to do it without being asked.',
    exitCode: 2,
  });
}
