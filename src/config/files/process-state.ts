/** Whether the process that wrote something is still there. A number alone does not tell: numbers are given again. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** `unknown`: there is a process of this number, and this system does not tell since when. */
export type ProcessState = 'running' | 'gone' | 'unknown';

/** The kernel tells starts of processes in hundredths of a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Linux tells when it was started in whole seconds, `ps` the age of a process. */
const UNCERTAIN_MS = 2_000;
const PATIENCE_MS = 2_000;

/**
 * A process of somebody else may be ours, too (`sudo`), so it counts as one.
 * @param aliveAtMs when the process wrote what is asked about, in the time of Date.now: one that started later is another
 */
export async function processState(pid: number, aliveAtMs: number): Promise<ProcessState> {
  if (!exists(pid)) return 'gone';
  const startedMs = await startOf(pid).catch(() => null);
  if (startedMs === null || Number.isNaN(startedMs)) return exists(pid) ? 'unknown' : 'gone';
  return startedMs > aliveAtMs + UNCERTAIN_MS ? 'gone' : 'running';
}

function exists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<number | null> {
  if (process.platform === 'linux') return await startOnLinux(pid);
  if (process.platform === 'win32') return null;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'etime=', '-p', String(pid)], { timeout: PATIENCE_MS });
  return Date.now() - ageMs(stdout.trim());
}

async function startOnLinux(pid: number): Promise<number> {
  const [own, system] = await Promise.all([
    readFile(`/proc/${String(pid)}/stat`, 'utf8'),
    readFile('/proc/stat', 'utf8'),
  ]);
  // The second field is the program's name, which may hold spaces and brackets; the start is the 22nd.
  const ticks = Number(own.slice(own.lastIndexOf(')') + 2).split(' ')[22 - 3]);
  const systemStart = Number(/^btime (\d+)$/m.exec(system)?.[1]);
  return systemStart * 1000 + (ticks / TICKS_PER_SECOND) * 1000;
}

/** `[[days-]hours:]minutes:seconds` */
function ageMs(text: string): number {
  const [clock = '', days = '0'] = text.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, each) => sum * 60 + Number(each), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}
