/** Runs a system program once: text in on standard input, bytes out on standard output. No shell is involved. */
import { environmentWithoutKeys } from '../../config/keys/environment.js';
import { spawn } from 'node:child_process';
import { ProviderError } from '../../engine/ports/provider-error.js';
import { TextTail } from './text-tail.js';

export interface RunProgramOptions {
  readonly provider: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Written to standard input, which is then closed. */
  readonly input: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** What to do when the program cannot be started or fails. */
  readonly remedy: string;
}

/**
 * Resolves with everything it printed, or null when `signal` was aborted (the program is killed).
 * Rejects with a ProviderError: `unavailable` (cannot be started), `crashed` (bad exit), `timeout`.
 */
export async function runProgram(options: RunProgramOptions): Promise<Buffer | null> {
  const { provider, program, args, input, signal, timeoutMs, remedy } = options;
  if (signal.aborted) return null;
  const failed = (kind: 'unavailable' | 'crashed' | 'timeout', why: string, cause?: unknown): ProviderError =>
    new ProviderError({
      provider,
      kind,
      message: `${provider} failed: ${why}.`,
      remedy,
      retryable: kind !== 'unavailable',
      cause,
    });
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environmentWithoutKeys() });
    const pieces: Buffer[] = [];
    const tail = new TextTail();
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      kill();
      finish();
    };
    const onAbort = (): void => {
      settle(() => {
        resolve(null);
      });
    };
    const timer = setTimeout(() => {
      settle(() => {
        reject(failed('timeout', `${program} took longer than ${String(timeoutMs / 1000)} s`));
      });
    }, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.on('data', (bytes: Buffer) => pieces.push(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      tail.add(text);
    });
    child.on('error', (error) => {
      settle(() => {
        reject(failed('unavailable', `${program} cannot be started (${error.message})`, error));
      });
    });
    child.on('close', (code, endedBy) => {
      settle(() => {
        if (code === 0) resolve(Buffer.concat(pieces));
        else reject(failed('crashed', `${program} ended with ${how(code, endedBy)}${because(tail.lastLine())}`));
      });
    });
    child.stdin.on('error', () => {
      // It ended without reading everything; its exit says why.
    });
    child.stdin.end(input);
  });
}

function how(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ?? `exit code ${String(code)}`;
}

function because(line: string): string {
  return line === '' ? '' : `: ${line}`;
}
