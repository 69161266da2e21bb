/** Asks for something that nobody may see over one's shoulder, in the scrollback or in a list of processes. */
import type { ReadStream } from 'node:tty';
import { AppError } from '../../engine/errors.js';

export interface Terminal {
  readonly input: Pick<ReadStream, 'isTTY' | 'setRawMode' | 'on' | 'off' | 'resume' | 'pause' | 'setEncoding'>;
  readonly output: { write(text: string): unknown };
}

/** What terminals put around pasted text, and keys that are no letters. */
const SEQUENCES = /\u001b(\[[0-?]*[ -/]*[@-~]|O.|.)?/g;

/** Without echo; Enter ends it, backspace and Ctrl-U correct. Rejects with AppError (exit code 130) on Ctrl-C. */
export async function askHidden(question: string, { input, output }: Terminal = userTerminal()): Promise<string> {
  input.setEncoding('utf8');
  // Before anybody is asked: what is typed at once would be shown.
  input.setRawMode(true);
  output.write(question);
  input.resume();
  let typed = '';
  try {
    return await new Promise<string>((resolve, reject) => {
      const hear = (text: string): void => {
        for (const letter of text.replace(SEQUENCES, '')) {
          if (letter === '\r' || letter === '\n' || letter === '\u0004') {
            input.off('data', hear);
            resolve(typed);
            return;
          }
          if (letter === '\u0003') {
            input.off('data', hear);
            reject(
              new AppError({
                code: 'keys.interrupted',
                message: 'Stopped before anything was done.',
                remedy: 'Run it again when you are ready.',
                exitCode: 130,
              }),
            );
            return;
          }
          if (letter === '\u007f' || letter === '\b') typed = [...typed].slice(0, -1).join('');
          else if (letter === '\u0015') typed = '';
          else if (letter >= ' ') typed += letter;
        }
      };
      input.on('data', hear);
    });
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

/** What is typed while this works is not shown: the next question reads it. */
export async function withoutEcho<T>(work: () => Promise<T>, { input }: Terminal = userTerminal()): Promise<T> {
  if (!input.isTTY) return await work();
  input.setRawMode(true);
  try {
    return await work();
  } finally {
    input.setRawMode(false);
  }
}

function userTerminal(): Terminal {
  return { input: process.stdin, output: process.stderr };
}
