/** How a remote service talks to the process or thread of its script. */
export interface Transport {
  send(message: unknown): void;
  /** Sets whether the program waits for this script before it ends. */
  keepAlive(wanted: boolean): void;
  /** Ends the script at once, and resolves when it has ended. `gone` is not called. */
  kill(): Promise<void>;
  /** The end of what it printed, for error messages. */
  log(): string;
}

export interface TransportListener {
  message(message: unknown): void;
  /** Called once when the script ended by itself. `how` is, for example, "SIGABRT" or "exit code 3". */
  gone(how: string): void;
}

export type StartTransport = (listener: TransportListener) => Transport;
