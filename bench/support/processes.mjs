/** Runs programs and times them. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const LAUNCHER = fileURLToPath(new URL('../../bin/ielts-examiner.js', import.meta.url));

/** Never rejects for an exit code: the caller judges. */
export async function run(program, args, options = {}) {
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
  const exitCode = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { output, errors, exitCode, tookMs: performance.now() - startedAt };
}

export function runNode(args, options) {
  return run(process.execPath, args, options);
}
