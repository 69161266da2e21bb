/**
 * Downloads one file into a `.part` file that survives an interruption: the next call asks the server only for the rest. Only
 * the size and the hash decide whether the result is the wanted file.
 */
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isAppError, messageOf } from '../../engine/errors.js';
import { fileSha256 } from './file-hash.js';
import { asDiskError, modelError, onDisk } from './model-error.js';

export interface DownloadOptions {
  readonly id: string;
  readonly url: string;
  readonly part: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** `fromBytes` had been downloaded by an earlier call. */
  readonly onProgress?: ((doneBytes: number, fromBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The longest time without a byte, including the wait for the server's first answer. */
  readonly idleTimeoutMs?: number | undefined;
  /** Wait before each further attempt, which continues where the last one stopped. Milliseconds. */
  readonly retryDelaysMs?: readonly number[] | undefined;
}

const IDLE_TIMEOUT_MS = 30_000;
const RETRY_DELAYS_MS: readonly number[] = [1_000, 5_000];

/** A failure worth another attempt: of the connection, or a temporary one of the server. */
class TransientFailure extends Error {}

/**
 * Resolves when `part` has the right size and hash. Rejects with `models.network`, `models.size`, `models.checksum`,
 * `models.disk` or `models.interrupted`; the part is deleted only when its content is wrong.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      await fetchRest(options);
      break;
    } catch (error) {
      if (options.signal?.aborted === true) throw interrupted(options);
      if (!(error instanceof TransientFailure)) throw asDiskError(dirname(options.part), error);
      const delayMs = delays[attempt];
      if (delayMs === undefined) throw await networkError(options, error);
      await pause(delayMs, options.signal);
    }
  }
  await verifyPart(options);
}

async function verifyPart({ id, part, sha256 }: DownloadOptions): Promise<void> {
  const actual = await onDisk(dirname(part), () => fileSha256(part));
  if (actual === sha256) return;
  await rm(part, { force: true });
  throw modelError(
    'checksum',
    `The download of ${id} is not the file it should be: SHA-256 expected ${sha256}, got ${actual}`,
    `It was deleted. Run ielts-examiner models pull ${id} again; if this repeats, the file was changed at its source.`,
  );
}

async function fetchRest(options: DownloadOptions): Promise<void> {
  const { url, part, bytes } = options;
  const there = await sizeOf(part);
  if (there === bytes) return;
  // More than the whole is of no use.
  if (there > bytes) await rm(part);
  const fromBytes = there > bytes ? 0 : there;

  const idle = new IdleAbort(options.idleTimeoutMs ?? IDLE_TIMEOUT_MS, options.signal);
  try {
    const response = await request(url, fromBytes, idle.signal);
    if (response.status === 416) {
      await rm(part, { force: true });
      throw new TransientFailure('the server has nothing after what was downloaded before');
    }
    checkStatus(options, response);
    const resumed = response.status === 206 && rangeStart(response) === fromBytes;
    if (response.status === 206 && !resumed) {
      await rm(part, { force: true });
      throw new TransientFailure('the server sent another part of the file than was asked for');
    }
    checkSize(options, response);
    await save(options, response, resumed ? fromBytes : 0, idle);
  } catch (error) {
    if (idle.expired) throw new TransientFailure('the server stopped sending');
    throw error;
  } finally {
    idle.stop();
  }
}

async function request(url: string, fromBytes: number, signal: AbortSignal): Promise<Response> {
  const headers = { 'accept-encoding': 'identity', ...(fromBytes > 0 ? { range: `bytes=${String(fromBytes)}-` } : {}) };
  try {
    return await fetch(url, { headers, signal, redirect: 'follow' });
  } catch (error) {
    throw new TransientFailure(reasonOf(error));
  }
}

function checkStatus({ id, url }: DownloadOptions, { status }: Response): void {
  if (status === 200 || status === 206) return;
  const why = `the server answered ${String(status)}`;
  if (status >= 500 || status === 408 || status === 429) throw new TransientFailure(why);
  throw modelError(
    'network',
    `${id} could not be downloaded from ${url}: ${why}`,
    'The file may have moved: update ielts-examiner, or name a mirror in IELTS_EXAMINER_MODEL_BASE_URL.',
  );
}

/** Found out before a hundred megabytes of a wrong file are downloaded. */
function checkSize(options: DownloadOptions, response: Response): void {
  const total =
    response.status === 206
      ? /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
      : response.headers.get('content-length');
  if (total !== null && total !== undefined && Number(total) !== options.bytes) throw sizeError(options, Number(total));
}

async function save(options: DownloadOptions, response: Response, from: number, idle: IdleAbort): Promise<void> {
  const { part, bytes, onProgress } = options;
  const file = createWriteStream(part, { flags: from > 0 ? 'a' : 'w' });
  const closed = new Promise<void>((resolve, reject) => {
    file.once('close', resolve).once('error', reject);
  });
  closed.catch(() => undefined);
  let done = from;
  try {
    onProgress?.(done, from);
    for await (const piece of piecesOf(response)) {
      idle.touch();
      done += piece.length;
      if (done > bytes) {
        file.destroy();
        // A file that is still being opened would come back.
        await closed.catch(() => undefined);
        await rm(part, { force: true });
        throw sizeError(options, done, 'at least ');
      }
      if (!file.write(piece))
        await Promise.race([
          new Promise<void>((resolve) =>
            file.once('drain', () => {
              resolve();
            }),
          ),
          closed,
        ]);
      onProgress?.(done, from);
    }
  } finally {
    file.end();
    await closed;
  }
  if (done < bytes) throw new TransientFailure(`the connection ended after ${String(done)} of ${String(bytes)} bytes`);
}

/** What came before the connection broke is kept. */
async function* piecesOf(response: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response.body ?? []) yield piece as Uint8Array;
  } catch (error) {
    throw new TransientFailure(reasonOf(error));
  }
}

/** Aborts when nothing comes for a while, or when the caller wants to stop. */
class IdleAbort {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly signal: AbortSignal;
  expired = false;

  constructor(timeoutMs: number, outside: AbortSignal | undefined) {
    this.#timer = setTimeout(() => {
      this.expired = true;
      this.#controller.abort();
    }, timeoutMs);
    const own = this.#controller.signal;
    this.signal = outside === undefined ? own : AbortSignal.any([own, outside]);
  }

  touch(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function rangeStart(response: Response): number | null {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return start === undefined ? null : Number(start);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** fetch says "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (isAppError(error) || !(error instanceof Error)) return messageOf(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return cause instanceof Error ? cause.message || code : error.message;
}

function sizeError({ id, bytes }: DownloadOptions, actual: number, prefix = '') {
  return modelError(
    'size',
    `The download of ${id} is not the file it should be: ${String(bytes)} bytes expected, got ${prefix}${String(actual)}`,
    'The file was changed at its source: update ielts-examiner, or name a mirror in IELTS_EXAMINER_MODEL_BASE_URL.',
  );
}

async function networkError({ id, url, part }: DownloadOptions, error: Error) {
  const kept = await sizeOf(part).catch(() => 0);
  const resume = kept > 0 ? `: it goes on after the ${String(kept)} bytes that are here` : '';
  return modelError(
    'network',
    `${id} could not be downloaded from ${url}`,
    `Check the connection and run ielts-examiner models pull ${id} again${resume}.`,
    error,
  );
}

function interrupted({ id }: DownloadOptions) {
  return modelError(
    'interrupted',
    `The download of ${id} was interrupted`,
    `Run ielts-examiner models pull ${id} again: it goes on where it stopped.`,
  );
}
