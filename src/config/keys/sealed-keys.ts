/**
 * The format of the encrypted key file, version 1: a readable JSON header (names, fingerprints, parameters of the key
 * derivation) and the keys encrypted with AES-256-GCM, which also authenticates the header.
 *
 * scrypt (RFC 7914) gives 64 bytes: the first 32 encrypt, the hash of the others is kept as a check, so that a wrong
 * passphrase is told from damage. A SHA-256 over the whole tells damage before anybody types a passphrase.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../engine/errors.js';
import { KEY_NAMES, type KeyName } from './key-names.js';

/** OWASP's recommendation for scrypt: 128 MB and a third of a second for each guess. */
const COST = { n: 2 ** 17, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

export type ScryptCost = Readonly<Record<keyof typeof COST, number>>;

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);
const header = z.strictObject({
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    // A file from elsewhere must not be able to use up all memory.
    n: z
      .number()
      .int()
      .min(2 ** 12)
      .max(2 ** 20)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.number().int().min(1).max(4),
    salt: base64(16),
  }),
  check: base64(KEY_BYTES),
  cipher: z.literal('aes-256-gcm'),
  iv: base64(12),
  keys: z.array(z.strictObject({ name: z.enum(KEY_NAMES), fingerprint: z.string().regex(/^[0-9a-f]{8}$/) })),
});
const sealedSchema = header.extend({ data: z.base64(), tag: base64(16), checksum: base64(32) });

export type SealedKeys = z.infer<typeof sealedSchema>;
export type OpenKeys = Readonly<Partial<Record<KeyName, string>>>;

/** Throws AppError `keys.damaged`. @param path for messages */
export function parseSealedKeys(text: string, path: string): SealedKeys {
  let sealed: SealedKeys;
  try {
    sealed = sealedSchema.parse(JSON.parse(text));
  } catch {
    const version = /"version"\s*:\s*(\d+)/.exec(text)?.[1];
    if (version !== undefined && version !== '1') {
      throw new AppError({
        code: 'keys.version',
        message: `The key file ${path} is of version ${version}, and this program reads version 1.`,
        remedy: 'Update ielts-examiner.',
        exitCode: 3,
      });
    }
    throw damaged(path);
  }
  if (checksumOf(sealed) !== sealed.checksum) throw damaged(path);
  return sealed;
}

/** Throws AppError `keys.passphrase` or `keys.damaged`. */
export async function openSealedKeys(sealed: SealedKeys, passphrase: string, path: string): Promise<OpenKeys> {
  const { n, r, p, salt } = sealed.kdf;
  const { key, check } = await derive(passphrase, Buffer.from(salt, 'base64'), { n, r, p });
  if (!timingSafeEqual(check, Buffer.from(sealed.check, 'base64'))) {
    throw new AppError({
      code: 'keys.passphrase',
      message: 'The passphrase is wrong.',
      remedy: `Try again. If it is lost, so are the keys: delete ${path} and set them anew.`,
      exitCode: 2,
    });
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(headerText(sealed)));
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    const data = Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]);
    return z.partialRecord(z.enum(KEY_NAMES), z.string()).parse(JSON.parse(data.toString('utf8')));
  } catch {
    throw damaged(path);
  }
}

/** @returns the file's text */
export async function sealKeys(
  keys: OpenKeys,
  passphrase: string,
  fingerprintOf: (value: string) => string,
  cost: ScryptCost = COST,
): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const { key, check } = await derive(passphrase, salt, cost);
  const entries = Object.entries(keys) as [KeyName, string][];
  const head = {
    version: 1 as const,
    kdf: { name: 'scrypt' as const, ...cost, r: 8 as const, salt: salt.toString('base64') },
    check: check.toString('base64'),
    cipher: 'aes-256-gcm' as const,
    iv: iv.toString('base64'),
    keys: entries.map(([name, value]) => ({ name, fingerprint: fingerprintOf(value) })),
  };
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(headerText(head)));
  const data = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()]).toString('base64');
  const sealed = { ...head, data, tag: cipher.getAuthTag().toString('base64') };
  return `${JSON.stringify({ ...sealed, checksum: checksumOf(sealed) }, null, 2)}\n`;
}

async function derive(
  passphrase: string,
  salt: Buffer,
  { n, r, p }: ScryptCost,
): Promise<{ readonly key: Buffer; readonly check: Buffer }> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const options = { N: n, r, p, maxmem: 256 * n * r };
    // Normalised, so that the same passphrase matches however the keyboard composes its letters.
    scrypt(passphrase.normalize('NFC'), salt, 2 * KEY_BYTES, options, (error, derived) => {
      if (error === null) resolve(derived);
      else reject(error);
    });
  });
  const check = createHash('sha256').update(bytes.subarray(KEY_BYTES)).digest();
  return { key: bytes.subarray(0, KEY_BYTES), check };
}

function headerText({ version, kdf, check, cipher, iv, keys }: z.infer<typeof header>): string {
  const { name, n, r, p, salt } = kdf;
  return JSON.stringify([
    version,
    name,
    n,
    r,
    p,
    salt,
    check,
    cipher,
    iv,
    keys.map((key) => [key.name, key.fingerprint]),
  ]);
}

function checksumOf(sealed: z.infer<typeof header> & { readonly data: string; readonly tag: string }): string {
  return createHash('sha256')
    .update([headerText(sealed), sealed.data, sealed.tag].join('\n'))
    .digest('base64');
}

function damaged(path: string): AppError {
  return new AppError({
    code: 'keys.damaged',
    message: `The key file ${path} is damaged: it is not what was written there.`,
    remedy: 'Restore it from a backup, or delete it and set the keys anew.',
    exitCode: 3,
  });
}
