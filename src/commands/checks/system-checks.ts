/** What `doctor` looks at on every machine: Node, terminal, folders, database, question bank. */
import { rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from '../../config/files/disk-full.js';
import { makeFolder } from '../../config/files/make-folder.js';
import { appPaths, type AppPaths } from '../../config/paths.js';
import { AppError, messageOf } from '../../engine/errors.js';
import { unsavedText } from '../unsaved-text.js';
import type { Check, CheckResult } from './check.js';
import { counted } from '../../engine/text/counted.js';

/** A test's recording takes 60 MB (16 kHz, two sides, fifteen minutes). */
const WANTED_FREE_BYTES = 500_000_000;
const OLDEST_NODE = [20, 19] as const;
const SCREEN = { columns: 80, rows: 24 } as const;

export interface TerminalFacts {
  readonly interactive: boolean;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** Bits of colour, 1 for none; as `tty.WriteStream.getColorDepth`. */
  readonly colourDepth: number;
}

export function systemChecks(paths: AppPaths = appPaths()): readonly Check[] {
  return [
    { id: 'node', title: 'Node.js', required: true, run: async () => nodeResult(process.versions.node) },
    { id: 'terminal', title: 'Terminal', run: async () => terminalResult(terminalFacts()) },
    { id: 'folders', title: 'Folders', required: true, run: () => foldersResult(paths) },
    { id: 'disk', title: 'Disk space', run: () => diskResult(paths.data) },
    { id: 'database', title: 'Session database', required: true, timeoutMs: 30_000, run: () => databaseResult(paths) },
    { id: 'questions', title: 'Question bank', required: true, run: bankResult },
  ];
}

export function nodeResult(version: string): CheckResult {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return { status: 'ok', detail: version };
  const oldest = OLDEST_NODE.join('.');
  return {
    status: 'missing',
    detail: `${version}, older than ${oldest}`,
    remedy: `Install Node ${oldest} or newer: https://nodejs.org`,
  };
}

export function terminalResult({ interactive, columns = 0, rows = 0, colourDepth }: TerminalFacts): CheckResult {
  if (!interactive) {
    return {
      status: 'warning',
      detail: 'not a terminal: output comes line by line',
      remedy: 'Run it in a terminal to see the screen.',
    };
  }
  const detail = `${String(columns)}x${String(rows)}, ${colourDepth > 1 ? 'colour' : 'no colour'}`;
  if (columns >= SCREEN.columns && rows >= SCREEN.rows) return { status: 'ok', detail };
  const wanted = `${String(SCREEN.columns)}x${String(SCREEN.rows)}`;
  return { status: 'warning', detail, remedy: `Make the window at least ${wanted}, or use --plain.` };
}

function terminalFacts(): TerminalFacts {
  const { isTTY, columns, rows } = process.stdout;
  return { interactive: isTTY, columns, rows, colourDepth: isTTY ? process.stdout.getColorDepth() : 1 };
}

/** Writes a file into each folder the program needs, and takes it away again. */
export async function foldersResult(paths: AppPaths): Promise<CheckResult> {
  for (const folder of [paths.data, paths.recordings, paths.models, paths.speechCache, paths.config, paths.log]) {
    const trouble = await folderTrouble(folder);
    if (trouble === null) continue;
    const remedy = isDiskFull(trouble) ? 'Free some space there' : 'Give yourself the right to write there';
    return {
      status: 'missing',
      detail: `${folder} cannot be written: ${messageOf(trouble)}`,
      remedy: `${remedy}, or name another folder in IELTS_EXAMINER_HOME.`,
    };
  }
  return { status: 'ok', detail: paths.data };
}

/** Told once, in the line of the folders. */
export const SEE_FOLDERS = 'its folder cannot be used: see Folders';

let probes = 0;

/** Whether the folder cannot be used at all, so that whatever lies in it need not say so once more. */
export async function isUnusable(folder: string): Promise<boolean> {
  const trouble = await folderTrouble(folder);
  return trouble !== null && !isDiskFull(trouble);
}

/** Why nothing can be written there; null when something can. */
async function folderTrouble(folder: string): Promise<Error | null> {
  const probe = join(folder, `.probe-${String(process.pid)}-${String(++probes)}`);
  try {
    await makeFolder(folder);
    await writeFile(probe, 'written by ielts-examiner doctor');
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

async function diskResult(folder: string): Promise<CheckResult> {
  const { bavail, bsize } = await statfs(folder).catch(() => statfs('.'));
  const free = bavail * bsize;
  const detail = `${(free / 1e9).toFixed(1)} GB free`;
  if (free >= WANTED_FREE_BYTES) return { status: 'ok', detail };
  return { status: 'warning', detail, remedy: 'Free some space; delete old sessions: ielts-examiner sessions list' };
}

/** Opens it, reads the whole of it, and says what an earlier run left behind. */
export async function databaseResult({ database, recordings }: AppPaths): Promise<CheckResult> {
  if (await isUnusable(dirname(database))) return { status: 'missing', detail: SEE_FOLDERS };
  const { openStore } = await import('../../store/open-store.js');
  const store = await openStore(database, { recordings });
  try {
    await store.verify();
    const sessions = (await store.listSessions()).length;
    const detail = `${counted(sessions, 'session')}, ${database}`;
    const [left] = store.leftFiles;
    if (left === undefined) return { status: 'ok', detail };
    const { what, remedy } = unsavedText(left);
    return { status: 'warning', detail: `${detail}; ${what}`, remedy };
  } finally {
    await store.close();
  }
}

async function bankResult(): Promise<CheckResult> {
  const { loadQuestionBank } = await import('../../providers/question-bank/load-question-bank.js');
  try {
    const bank = await loadQuestionBank();
    return { status: 'ok', detail: `${String(bank.topics.length)} topics, ${String(bank.cards.length)} task cards` };
  } catch (error) {
    throw new AppError({
      code: 'doctor.bank',
      message: messageOf(error),
      remedy: 'Install the package again: npm install',
      exitCode: 3,
      cause: error,
    });
  }
}
