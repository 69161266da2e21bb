/** A key that cannot be printed by accident: texts, JSON and the inspector show `[secret]`. */
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { HIDDEN, keepOutOfTexts } from '../../engine/text/secret-texts.js';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    keepOutOfTexts(value);
  }

  /** The key itself, for the one call that needs it. */
  reveal(): string {
    return this.#value;
  }

  /** The first 8 hexadecimal digits of its SHA-256, which distinguish keys without revealing them. */
  get fingerprint(): string {
    return createHash('sha256').update(this.#value).digest('hex').slice(0, 8);
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/** Makes a Secret of pasted text, trimmed. Null when the text contains something that no key has. */
export function secretFrom(text: string): Secret | null {
  return whyNoKey(text) === null ? new Secret(text.trim()) : null;
}

const SHORTEST = 8;
const LONGEST = 500;

/** Why a text cannot be a key, without showing any of it; null when it may be one. */
export function whyNoKey(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'it is empty';
  if (/\s/.test(trimmed)) return 'it has blanks in it';
  if (!/^[\x21-\x7e]+$/.test(trimmed)) return 'it has letters in it that no key has';
  if (trimmed.length < SHORTEST) return `it is shorter than ${String(SHORTEST)} letters`;
  return trimmed.length > LONGEST ? `it is longer than ${String(LONGEST)} letters` : null;
}
