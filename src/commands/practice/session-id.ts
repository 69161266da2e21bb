/** Makes ids that people can read, sort and type: date, time, and four characters to tell tests of the same second apart. */
import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789';

export function newSessionId(now: Date): string {
  const date = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const suffix = [...randomBytes(4)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${date}-${suffix}`;
}

export function newSeed(): number {
  return randomInt(2 ** 31);
}
