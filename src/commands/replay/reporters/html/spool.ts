/**
 * Holds texts on disk instead of in memory until they are wanted again. Its file loses its name at once: however the
 * program ends, nothing is left behind.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Spool {
  #descriptor: number | null = null;
  readonly #lengths: number[] = [];

  /** Throws when the disk is full. */
  add(text: string): void {
    const descriptor = (this.#descriptor ??= openUnnamed());
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    this.#lengths.push(bytes.length);
  }

  /** In the order in which they were added. */
  *texts(): Generator<string> {
    let at = 0;
    for (const length of this.#lengths) {
      const bytes = Buffer.alloc(length);
      for (let read = 0; read < length;) {
        const more = this.#descriptor === null ? 0 : readSync(this.#descriptor, bytes, read, length - read, at + read);
        if (more === 0) throw new Error('its temporary file is shorter than it was');
        read += more;
      }
      at += length;
      yield bytes.toString('utf8');
    }
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function openUnnamed(): number {
  const path = join(tmpdir(), `ielts-examiner-report-${randomUUID()}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return descriptor;
}
