/** Starts the audio process and keeps what it says, in words and in native chatter. */
import { environmentWithoutKeys } from '../../config/keys/environment.js';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import { TextTail } from '../child-process/text-tail.js';
import { audioProblem } from './audio-problem.js';
import type { AudioEnd } from './audio-problem.js';
import type { AudioNews, AudioOrder } from './protocol.js';
import { AUDIO_PIPE } from './wire.mjs';

const SCRIPT = fileURLToPath(new URL('./audio-process.mjs', import.meta.url));

export interface AudioChildListener {
  news(news: AudioNews): void;
  /** Once: nothing more will come. Not called after `kill`. */
  gone(error: ProviderError): void;
}

export class AudioChild {
  readonly #child: ChildProcess;
  readonly #end: AudioEnd;
  readonly #listener: AudioChildListener;
  readonly #exited: Promise<void>;
  readonly #log = new TextTail();
  #over = false;

  constructor(order: AudioOrder, listener: AudioChildListener, env: NodeJS.ProcessEnv = process.env) {
    this.#end = order.mode === 'list' ? 'devices' : order.mode;
    this.#listener = listener;
    // The crash handler inside naudiodon writes a file into the current folder: not into the user's.
    this.#child = fork(SCRIPT, [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
      execArgv: [],
      cwd: tmpdir(),
      env: environmentWithoutKeys(env),
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#log.add(text);
      });
    }
    this.audio.on('error', () => {
      // The process died; its exit says so.
    });
    this.#child.on('message', (news) => {
      this.#receive(news as AudioNews);
    });
    this.#child.on('error', (error) => {
      this.#fail(audioProblem(this.#end, 'lost', error.message));
    });
    this.#exited = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        resolve();
        this.#fail(audioProblem(this.#end, 'lost', `its process ended (${signal ?? `exit code ${String(code)}`})`));
      });
    });
    this.#child.send(order, () => {
      // A child that died before it heard us is reported by its exit.
    });
  }

  /** Samples from a microphone, messages to and counts from a speaker. */
  get audio(): Duplex {
    return this.#child.stdio[AUDIO_PIPE] as unknown as Duplex;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The newest of what PortAudio, ALSA and the like printed, without control characters. */
  log(): string {
    return this.#log.text();
  }

  /** Gives up on a child that hangs. */
  giveUp(error: ProviderError): void {
    this.#fail(error);
  }

  /** Ends it quietly and waits for it to be gone. */
  async kill(): Promise<void> {
    this.#over = true;
    if (this.#child.pid === undefined) return;
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  #receive(news: AudioNews): void {
    if (this.#over) return;
    if (news.type === 'failed') this.#fail(audioProblem(this.#end, news.problem, news.message));
    else this.#listener.news(news);
  }

  #fail(error: ProviderError): void {
    if (this.#over) return;
    this.#over = true;
    this.#child.kill('SIGKILL');
    this.#listener.gone(error);
  }
}
