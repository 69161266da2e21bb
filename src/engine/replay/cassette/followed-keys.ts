/**
 * Finds out by what the requests of a conversation are found once words are taken out of it. What is asked then cannot be
 * told from what was recorded, of which a cassette keeps hashes; but it is the same conversation, so that the n-th request
 * of a port is the n-th one again.
 */
import type { CassetteMessage, CassettePort } from './format.js';

/** What is looked up on a cassette for a request of this key. */
export type FollowKey = (port: CassettePort, key: string) => string;

interface Asked {
  readonly key: string;
  /** How often this very request was made before. */
  readonly occurrence: number;
}

/** Of each port in the order in which they are made. */
class Requests {
  readonly #asked = new Map<CassettePort, Asked[]>();

  /** @returns its place in the order */
  add(port: CassettePort, key: string): number {
    const asked = this.of(port);
    this.#asked.set(port, asked);
    return asked.push({ key, occurrence: asked.filter((each) => each.key === key).length }) - 1;
  }

  of(port: CassettePort): Asked[] {
    return this.#asked.get(port) ?? [];
  }
}

/** Give {@link FollowedKeys.note} to a replay with the words, then {@link FollowedKeys.follow} to one without. */
export class FollowedKeys {
  readonly #before: Requests;
  readonly #after = new Requests();

  constructor(before = new Requests()) {
    this.#before = before;
  }

  /** For another replay without the words. */
  again(): FollowedKeys {
    return new FollowedKeys(this.#before);
  }

  readonly note: FollowKey = (port, key) => {
    this.#before.add(port, key);
    return key;
  };

  readonly follow: FollowKey = (port, key) => {
    const place = this.#after.add(port, key);
    return this.#before.of(port)[place]?.key ?? key;
  };

  /** A message by what it is found by now; null for one that nobody asked for, or that has no key. */
  renamed(port: CassettePort, message: CassetteMessage): Asked | null {
    if (!('key' in message)) return null;
    const occurrence = 'occurrence' in message ? message.occurrence : 0;
    const place = this.#before
      .of(port)
      .findIndex((asked) => asked.key === message.key && asked.occurrence === occurrence);
    return this.#after.of(port)[place] ?? null;
  }
}
