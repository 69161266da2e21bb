/** Asks an installed program about itself: its version, its voices. */
import { execFile } from 'node:child_process';
import { environmentWithoutKeys } from '../../config/keys/environment.js';

const TIMEOUT_MS = 5000;

/**
 * What it prints on standard output when it is given `option`, however it ends: flite tells its version with exit code 1.
 * Empty when it cannot be started; a program that hangs is killed. Never rejects.
 */
export async function askProgram(program: string, option: string): Promise<string> {
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', env: environmentWithoutKeys() } as const;
    execFile(program, [option], options, (_, stdout) => {
      resolve(stdout);
    });
  });
}
