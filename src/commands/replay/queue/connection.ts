/** The way to Redis, and what to say when there is none. */
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { RedisOptions } from 'bullmq';
import { AppError, messageOf } from '../../../engine/errors.js';
import { safeText } from '../../../engine/text/safe-text.js';

/** A Redis that does not answer for so long is not there. */
const CONNECT_MS = 5000;
const CLOSE_MS = 3000;
const USUAL_PORT = 6379;

/** The commands that we use ourselves, besides what BullMQ does. */
export interface RedisStrings {
  set(key: string, value: string | Buffer, mode: 'EX', seconds: number): Promise<unknown>;
  getBuffer(key: string): Promise<Buffer | null>;
  del(key: string): Promise<unknown>;
  ping(): Promise<unknown>;
}

export interface RedisWay {
  readonly options: RedisOptions;
  /** A lost connection is not sought again: without this, closing would wait for it. */
  giveUp(): void;
}

/** Throws AppError `queue.address` (exit code 2). */
export function wayToRedis(address: string): RedisWay {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw new AppError({
      code: 'queue.address',
      message: `"${shown(address)}" is no address of a Redis.`,
      remedy: 'Write it as redis://HOST:PORT, or rediss:// for an encrypted connection.',
      exitCode: 2,
    });
  }
  let wanted = true;
  return {
    // Workers wait for jobs without end, and a lost connection is sought again.
    options: {
      url: address,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => (wanted ? Math.min(2000, times * 100) : null),
    },
    giveUp: () => {
      wanted = false;
    },
  };
}

/** An address may hold a password. */
export function shown(address: string): string {
  return safeText(address).replace(/\/\/[^@/]*@/, '//***@');
}

/**
 * Asks before BullMQ does, which would try again without end. Rejects with AppError `queue.unreachable` (exit code 3), also for a Redis
 * that does not let us in, and for what is no Redis.
 */
export async function requireRedis(address: string): Promise<void> {
  const signal = AbortSignal.timeout(CONNECT_MS);
  const { protocol, hostname, port, username, password } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const place = { host, port: Number(port || USUAL_PORT) };
  const isSecure = protocol === 'rediss:';
  const socket = isSecure
    ? connectSecurely({ ...place, ...(isIP(host) === 0 ? { servername: host } : {}) })
    : connect(place);
  // Who is waiting for something hears of it; one that comes later concerns nobody.
  socket.on('error', () => undefined);
  try {
    await once(socket, isSecure ? 'secureConnect' : 'connect', { signal });
    const name = username === '' ? [] : [decodeURIComponent(username)];
    if (password !== '') await answer(socket, ['AUTH', ...name, decodeURIComponent(password)], signal);
    await answer(socket, ['PING'], signal);
  } catch (error) {
    throw unreachable(address, signal.aborted ? new Error('it does not answer') : error);
  } finally {
    socket.destroy();
  }
}

/** Rejects with what Redis has against a command that has one line for an answer. */
async function answer(socket: Socket, command: readonly string[], signal: AbortSignal): Promise<void> {
  const words = command.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`);
  socket.write(`*${String(command.length)}\r\n${words.join('')}`);
  const [bytes] = (await once(socket, 'data', { signal })) as [Buffer];
  const [line = ''] = bytes.toString('utf8').split('\r\n');
  // One that still reads its files answers soon.
  if (line.startsWith('+') || line.startsWith('-LOADING')) return;
  throw new Error(
    line.startsWith('-') ? line.slice(1).replace(/\.$/, '') : 'what is there does not answer as a Redis does',
  );
}

/** Waits for what is being closed, but not for a Redis that is gone. */
export async function closed(...closing: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS);
  });
  await Promise.race([Promise.allSettled(closing), late]);
  clearTimeout(timer);
}

function unreachable(address: string, error: unknown): AppError {
  return new AppError({
    code: 'queue.unreachable',
    message: `There is no Redis to use at ${shown(address)}: ${shown(messageOf(error)) || 'the connection is refused'}.`,
    remedy:
      'Start one (Debian: apt install redis-server), or check the address; `replay` without --queue replays fixtures here.',
    exitCode: 3,
    cause: error,
  });
}
