/** What a request is found by on a cassette. */
import { createHash, type Hash } from 'node:crypto';
import { canonicalJson, sha256 } from '../canonical-json.js';
import type { Fixture } from '../fixture/fixture-schema.js';
import type { LanguageModelRequest } from '../../ports/language-model.js';

export function lineKey(text: string): string {
  return sha256(`line\n${text}`);
}

export function grammarKey(text: string): string {
  return sha256(`grammar\n${text}`);
}

/**
 * Words without their audio: the header pins the audio of the whole fixture already, and a turn that ends a frame later
 * is still the same request.
 */
export function alignmentKey(words: readonly string[]): string {
  return sha256(`alignment\n${words.join(' ')}`);
}

/** As {@link alignmentKey}. */
export function assessmentKey(words: readonly string[]): string {
  return sha256(`assessment\n${words.join(' ')}`);
}

/**
 * Everything that was asked, but for how much time was left of the part: an answer that ends half a second later is
 * still the same request.
 */
export function modelKey({ signal: _signal, messages, ...request }: LanguageModelRequest): string {
  const timeless = messages.map((message) => ({
    ...message,
    content: message.content.replace(/"secondsLeft":\d+/, '"secondsLeft":0'),
  }));
  return sha256(`model\n${canonicalJson({ ...request, messages: timeless })}`);
}

/**
 * Everything the recogniser can hear of the candidate. When it is said does not matter to it.
 * @param sounds what is said aloud, in order
 */
export function audioHash(
  sounds: readonly Int16Array[],
  { noise, degrade }: Pick<Fixture, 'noise' | 'degrade'>,
): string {
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, byteLength, length } of sounds) {
    hash.update(`${String(length)}\n`).update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  addTreatment(hash, { noise, degrade });
  return hash.digest('hex');
}

/** Changes whenever the same file is decoded to other samples, which the hash of its bytes cannot know. */
export const DECODING = 1;

/**
 * The same of the files that the sounds come from, one after the other: as long as it has not changed, neither have the
 * samples, and nothing need be decoded to know that.
 */
export class AudioFilesHash {
  readonly #hash = createHash('sha256').update(`files ${String(DECODING)}\n`);

  /** @param gain decibels that the fixture adds */
  add(bytes: Uint8Array, gain: number): void {
    this.#hash.update(`${String(bytes.length)} ${String(gain)}\n`).update(bytes);
  }

  digest(treatment: Pick<Fixture, 'noise' | 'degrade'>): string {
    addTreatment(this.#hash, treatment);
    return this.#hash.digest('hex');
  }
}

export function addTreatment(hash: Hash, { noise, degrade }: Pick<Fixture, 'noise' | 'degrade'>): void {
  if (noise !== undefined) hash.update(JSON.stringify([noise.kind, noise.snr, noise.seed]));
  if (degrade !== undefined) hash.update(canonicalJson(degrade));
}
