/** Asks a question of yes or no at the terminal. */
import { createInterface } from 'node:readline/promises';

/** @returns whether the answer was "y" or "yes"; anything else, and the end of input, is a no */
export async function askYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
  });
  try {
    return /^y(?:es)?$/i.test((await Promise.race([terminal.question(question), ended])).trim());
  } finally {
    terminal.close();
  }
}
