/** A real Redis on a port of its own, with nothing in it and nothing kept. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** Why there is none here, or null. */
export const redisMissing: string | null =
  spawnSync('redis-server', ['--version']).status === 0
    ? null
    : 'redis-server is not installed (apt install redis-server)';

export interface TestRedis {
  readonly address: string;
  /** It answers nothing any more, and closes nothing. */
  hang(): void;
  kill(): Promise<void>;
}

/** @param options of redis-server, besides */
export async function startRedis(folder: string, ...options: readonly string[]): Promise<TestRedis> {
  const port = await freePort();
  const child = spawn('redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
    ...['--save', '', '--appendonly', 'no'],
    ...options,
  ]);
  await ready(child);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    address: `redis://127.0.0.1:${String(port)}`,
    hang: () => child.kill('SIGSTOP'),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('Ready to accept connections')) resolve();
    });
    child.once('error', reject).once('close', () => reject(new Error('redis-server ended')));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
