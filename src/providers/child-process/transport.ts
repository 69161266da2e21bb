/** What a remote service needs from the place its script runs in. */
export interface Transport {
  send(message: unknown): void;
  /** Whether the program waits for this script before it ends. */
  keepAlive(wanted: boolean): void;
  /** Ends it at once; resolves when it is gone. `gone` is not reported for it. */
  kill(): Promise<void>;
  /** The newest of what it printed, for error messages. */
  log(): string;
}

export interface TransportListener {
  message(message: unknown): void;
  /** Once, when it ended by itself. `how` is such as "SIGABRT" or "exit code 3". */
  gone(how: string): void;
}

export type StartTransport = (listener: TransportListener) => Transport;
