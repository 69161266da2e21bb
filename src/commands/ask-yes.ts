/** Asks a question of yes or no at the terminal. */
import { createInterface } from 'node:readline/promises';

/** @returns whether the answer was "y" or "yes"; anything else, Ctrl-C and the end of input are a no */
export async function askYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<null>((resolve) => {
    terminal.once('close', () => {
      resolve(null);
    });
  });
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  // Whoever leaves without an answer has not left the question's line.
  if (answer === null) process.stdout.write('\n');
  return /^y(?:es)?$/i.test((answer ?? '').trim());
}
