/** Writes lines that come quickly together: ten thousand single writes to a pipe take seconds. */
const HELD_MS = 50;
const MOST_HELD = 500;

export class HeldLines {
  readonly #write: (text: string) => void;
  #lines: string[] = [];
  #writtenAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length >= MOST_HELD || performance.now() - this.#writtenAt > HELD_MS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), HELD_MS);
  }

  /** Writes what is held; called at the end. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#lines.length > 0) this.#write(this.#lines.join('\n'));
    this.#lines = [];
    this.#writtenAt = performance.now();
  }
}
