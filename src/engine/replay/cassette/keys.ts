/** What a request is found by on a cassette. */
import { createHash } from 'node:crypto';
import { canonicalJson, sha256 } from '../canonical-json.js';
import type { CandidateAnswer } from '../candidate-answer.js';
import type { Fixture } from '../fixture/fixture-schema.js';

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

/** Everything the recogniser can hear of the candidate. When it is said does not matter to it. */
export function audioHash(
  answers: readonly CandidateAnswer[],
  { noise, degrade }: Pick<Fixture, 'noise' | 'degrade'>,
): string {
  const hash = createHash('sha256');
  for (const answer of answers) {
    if (!('samples' in answer)) continue;
    const { buffer, byteOffset, byteLength, length } = answer.samples;
    hash.update(`${String(length)}\n`).update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  if (noise !== undefined) hash.update(JSON.stringify([noise.kind, noise.snr, noise.seed]));
  if (degrade !== undefined) hash.update(canonicalJson(degrade));
  return hash.digest('hex');
}
