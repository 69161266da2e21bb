/** Runs the built program as a user would: its own process, its own home. `npm test` builds it first. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'ielts-examiner.js');

export interface ProgramOptions {
  /** Where the program keeps everything. */
  readonly home: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  readonly result: Promise<ProgramResult>;
  /** Resolves when the output so far contains this. */
  shows(text: string): Promise<void>;
}

export function startProgram(commandLine: readonly string[], { home, input, env }: ProgramOptions): RunningProgram {
  if (!existsSync(join(PROGRAM, '..', '..', 'dist', 'cli.js'))) throw new Error('Build first: npm run build');
  const child = spawn(process.execPath, [PROGRAM, ...commandLine], {
    env: { ...process.env, ...env, IELTS_EXAMINER_HOME: home, NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const look of waiting) look();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const result = new Promise<ProgramResult>((resolve) => {
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
  return {
    process: child,
    result,
    shows: async (text) => {
      const seen = new Promise<void>((resolve) => {
        const look = () => {
          if (!stdout.includes(text) && !stderr.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
      const gone = result.then(({ exitCode }) => {
        throw new Error(
          `ended with ${String(exitCode)} before showing "${text}": ${stdout.slice(-2000)} ${stderr.slice(-2000)}`,
        );
      });
      await Promise.race([seen, gone]);
    },
  };
}

export async function runProgram(commandLine: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return await startProgram(commandLine, options).result;
}
