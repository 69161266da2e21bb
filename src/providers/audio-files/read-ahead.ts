/** Reads a file in a few large blocks however small the requested ones are: a system call costs more than its bytes. */
import type { FileHandle } from 'node:fs/promises';

/** A file that can be read at any position. */
export interface ReadableFile {
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

/** A small file that is in memory completely. */
export class WholeFile implements ReadableFile {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  async read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }> {
    return { bytesRead: this.#bytes.copy(buffer, offset, position, position + length) };
  }
}

/** A spoken answer of half a minute; longer files take several. */
const WINDOW_BYTES = 256 * 1024;

/** A file read in blocks of {@link WINDOW_BYTES}. */
export class ReadAhead implements ReadableFile {
  readonly #file: FileHandle;
  readonly #window: Buffer;
  #start = 0;
  #filled = 0;

  constructor(file: FileHandle, fileBytes: number) {
    this.#file = file;
    this.#window = Buffer.allocUnsafe(Math.min(WINDOW_BYTES, fileBytes));
  }

  async read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }> {
    if (position < this.#start || position >= this.#start + this.#filled) {
      const { bytesRead } = await this.#file.read(this.#window, 0, this.#window.length, position);
      this.#start = position;
      this.#filled = bytesRead;
    }
    const from = position - this.#start;
    const bytesRead = Math.min(length, this.#filled - from);
    this.#window.copy(buffer, offset, from, from + bytesRead);
    return { bytesRead };
  }
}
