/**
 * The last defence against writing a key anywhere. Code that reads a key registers it here; errors, events and everything else
 * that is written pass through {@link withoutSecrets}. The first defence is not to put keys into texts.
 */

/** Shorter texts are not registered: they occur by chance in harmless text. */
const SHORTEST = 8;
export const HIDDEN = '[secret]';

/** Each secret in the forms in which it may come back: plain, in base64, in an address, in JSON. Longest first. */
let forms: readonly string[] = [];

export function keepOutOfTexts(secret: string): void {
  if (secret.length < SHORTEST) return;
  const all = new Set([...forms, ...formsOf(secret)]);
  forms = [...all].toSorted((one, other) => other.length - one.length);
}

/** The text with every known secret replaced. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, HIDDEN);
  return clean;
}

/** The forms of a secret. Its base64 depends on what precedes it, so the middle of all three variants is included. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const encoded = [0, 1, 2].flatMap((before) => {
    const base64 = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // Letters that share bits with what stands before or after differ.
    const start = before === 0 ? 0 : before + 1;
    const end = (before + bytes.length) % 3 === 0 ? base64.length : base64.length - 1;
    const middle = base64.slice(start, end);
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const quoted = JSON.stringify(secret).slice(1, -1);
  const usable = encoded.filter((form) => form.length >= SHORTEST);
  return [...new Set([secret, encodeURIComponent(secret), quoted, bytes.toString('hex'), ...usable])];
}
