/**
 * Who wrote something, and whether that process is still there. A number alone does not tell: numbers are given again. The time
 * of a start does not either: it moves when the clock is set, by hand or over the network.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * `unknown`: there is a process of this number, and nobody tells whether it is the same one. `elsewhere`: it was one of another
 * container on this machine, whose processes cannot be seen from here.
 */
export type ProcessState = 'running' | 'gone' | 'unknown' | 'elsewhere';

/** Whoever runs elsewhere is believed to run for this long after its newest sign of life. A killed container must not wait longer. */
export const ELSEWHERE_FOR_MS = 2 * 60_000;

const PATIENCE_MS = 2_000;

let own: string | null = null;

export function ownProcess(): string {
  own ??= processName(process.pid);
  return own;
}

/** The number of a process and, where the system tells, what it has from its start and no later process of that number has. */
export function processName(pid: number): string {
  try {
    const start = startOf(pid);
    return start === null ? String(pid) : `${String(pid)}@${start.replace(/\W+/g, '-')}`;
  } catch {
    return String(pid);
  }
}

/** Of a process as {@link processName} names it; NaN for anything else. */
export function processNumber(name: string): number {
  return Number(name.split('@')[0]);
}

/**
 * A process of somebody else may be ours, too (`sudo`), so it counts as one.
 * @param name as {@link processName} had it when the process wrote
 */
export function processState(name: string): ProcessState {
  if (isElsewhere(name)) return 'elsewhere';
  const pid = processNumber(name);
  if (!exists(pid)) return 'gone';
  const now = processName(pid);
  if (isWhole(name) && isWhole(now)) return now === name ? 'running' : 'gone';
  return exists(pid) ? 'unknown' : 'gone';
}

/**
 * Whether a process other than this one may still be at work on something. Numbers repeat in containers: where only the number is
 * that of this process, it is a dead one's.
 * @param lastSignAtMs when it last wrote there
 */
export function mayBeAnothers(name: string, lastSignAtMs: number): boolean {
  const state = processState(name);
  if (state === 'elsewhere') return Math.abs(Date.now() - lastSignAtMs) < ELSEWHERE_FOR_MS;
  return processNumber(name) !== process.pid && state !== 'gone';
}

/** Whether it started with the same system, but sees other processes. */
function isElsewhere(name: string): boolean {
  const [boot, space] = whereOf(name);
  const [ownBoot, ownSpace] = whereOf(ownProcess());
  return space !== undefined && ownSpace !== undefined && boot === ownBoot && space !== ownSpace;
}

/** The start of the system and the space of process numbers; undefined where the name does not tell. */
function whereOf(name: string): readonly (string | undefined)[] {
  const parts = name.split('@')[1]?.split('-') ?? [];
  return parts.length === 3 ? parts.slice(0, 2) : [];
}

function isWhole(name: string): boolean {
  return name.includes('@');
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

/** Null where the system does not tell. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') return startOnLinux(pid);
  if (process.platform === 'win32') return null;
  // Noted once, when it started; written in the reader's language and time zone.
  const start = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    timeout: PATIENCE_MS,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return start === '' ? null : start;
}

/** Ticks since the system started, which no clock moves, which start that was, and whose number it is: containers count for themselves. */
function startOnLinux(pid: number): string | null {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // The second field is the program's name, which may hold spaces and brackets; the start is the 22nd.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  return ticks === undefined ? null : `${boot}-${numberSpaceOf(pid)}-${ticks}`;
}

function numberSpaceOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${String(pid)}/ns/pid`).replace(/\D+/g, '');
  } catch {
    // That of another user's process may not be read; whoever can be seen here counts in ours, or in one within it.
    return pid === process.pid ? '0' : (whereOf(ownProcess())[1] ?? '0');
  }
}
