/** Speech and sounds for tests, made by Debian's flite and sox. */
import { execFileSync, spawnSync } from 'node:child_process';

/** Why speech cannot be made on this machine, or null. */
export function speechToolsMissing(): string | null {
  const missing = ['flite', 'sox'].filter((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error);
  return missing.length === 0 ? null : `no ${missing.join(', ')} here: apt install flite sox libsox-fmt-all`;
}

/** One spoken line as a 16 kHz mono WAV file. */
export function speak(text: string, path: string, voice = 'slt'): void {
  execFileSync('flite', ['-voice', voice, '-t', text, '-o', path], { stdio: 'ignore' });
}

export function sox(...commandLine: readonly string[]): void {
  execFileSync('sox', commandLine, { stdio: 'ignore' });
}
