/**
 * Virtual time over real sockets: time moves only when every byte that the servers and clients of this process have sent
 * has arrived and been dealt with. A server that stalls has sent nothing, so time goes on, as fast as it can.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../src/engine/ports/clock.js';
import type { MaybePromise } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';

/** Turns of the event loop without a byte after which what has arrived has also been read and answered. */
const QUIET_TURNS = 3;
/** The same while bytes are on their way: a reader may have stopped reading, and then nothing more comes. */
const STUCK_TURNS = 200;

export class LocalNetwork {
  #sockets = new Set<Socket>();
  /** How many bytes had come and gone when all was quiet. */
  #settled = '';
  readonly #noticed = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  };

  constructor() {
    subscribe('net.client.socket', this.#noticed);
    subscribe('net.server.socket', this.#noticed);
  }

  /** Resolves when nothing is on its way. */
  async quiet(): Promise<void> {
    await nextTurn();
    let now = this.#counts();
    if (now === this.#settled) return;
    let before = '';
    for (let turns = 0; turns < (this.#underWay() ? STUCK_TURNS : QUIET_TURNS);) {
      await nextTurn();
      now = this.#counts();
      turns = now === before ? turns + 1 : 1;
      before = now;
    }
    this.#settled = now;
  }

  close(): void {
    unsubscribe('net.client.socket', this.#noticed);
    unsubscribe('net.server.socket', this.#noticed);
    this.#sockets.clear();
  }

  #counts(): string {
    let counts = '';
    for (const socket of this.#sockets)
      counts += `${String(socket.bytesRead)},${String(socket.bytesWritten)},${String(socket.connecting)};`;
    return counts;
  }

  /** What was written and what was read add up to the same when all has arrived. */
  #underWay(): boolean {
    let difference = 0;
    for (const socket of this.#sockets) {
      if (socket.connecting) return true;
      difference += socket.bytesWritten - socket.bytesRead;
    }
    return difference !== 0;
  }
}

export class NetworkClock extends VirtualClock {
  readonly #network: LocalNetwork;

  constructor(network: LocalNetwork) {
    super({ breathe: () => network.quiet() });
    this.#network = network;
  }

  override elapse(ms: number): MaybePromise<void> {
    return this.#elapseWhenQuiet(ms);
  }

  async #elapseWhenQuiet(ms: number): Promise<void> {
    await this.#network.quiet();
    await super.elapse(ms);
  }
}

/** Waits for the network are not work: they end by the clock, if by nothing else. */
export function notHeld(clock: Clock): Clock {
  return {
    nowMs: () => clock.nowMs(),
    wallTime: () => clock.wallTime(),
    setTimer: (ms, run) => clock.setTimer(ms, run),
    hold: (work) => work,
    elapse: (ms) => clock.elapse(ms),
    settle: () => clock.settle(),
  };
}
