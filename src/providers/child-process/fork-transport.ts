/** A script in its own process: it may crash, hang or print whatever it likes. */
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { environmentWithoutKeys } from '../../config/keys/environment.js';
import type { StartTransport } from './transport.js';
import { TextTail } from './text-tail.js';

export interface ForkOptions {
  readonly script: URL;
  readonly args?: readonly string[];
}

/** Buffers and typed arrays arrive as such (structured clone). */
export function forkTransport({ script, args = [] }: ForkOptions): StartTransport {
  return (listener) => {
    const child = fork(fileURLToPath(script), args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: environmentWithoutKeys(),
      serialization: 'advanced',
      // Crash handlers of native libraries write into the current folder: not into the user's.
      cwd: tmpdir(),
    });
    const tail = new TextTail();
    let killed = false;
    let over = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        tail.add(text);
      });
    }
    const ended = new Promise<void>((resolve) => {
      const end = (how: string): void => {
        resolve();
        if (over) return;
        over = true;
        if (!killed) listener.gone(how);
      };
      child.on('error', (error) => {
        if (child.pid === undefined) end(error.message);
      });
      // `close`, not `exit`: what it printed last says why it died.
      child.on('close', (code, signal) => {
        end(signal ?? `exit code ${String(code)}`);
      });
    });
    child.on('message', (message) => {
      if (!killed) listener.message(message);
    });
    const keepAlive = (wanted: boolean): void => {
      for (const handle of [child, child.channel, child.stdout, child.stderr] as (Handle | null | undefined)[]) {
        if (wanted) handle?.ref?.();
        else handle?.unref?.();
      }
    };
    return {
      send: (message) => {
        // A child that died before it heard us is reported by its end.
        if (child.connected) child.send(message as object, () => undefined);
      },
      keepAlive,
      kill: async () => {
        killed = true;
        // Whoever waits for its end must live to see it.
        keepAlive(true);
        child.kill('SIGKILL');
        for (const stream of [child.stdout, child.stderr]) stream?.resume();
        await ended;
      },
      log: () => tail.text(),
    };
  };
}

interface Handle {
  ref?(): void;
  unref?(): void;
}
