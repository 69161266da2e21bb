/** Finds keys that somebody wrote into a configuration file. They would be committed, copied and shown. */
import { isMap, isPair, isScalar, visit, type Document } from 'yaml';

/** Names that promise a secret, in any spelling. */
const SECRET_NAMES =
  /(api|access|subscription|speech)[-_]?key|^key$|_key$|secret|token|password|passphrase|credential/i;

/** How the keys of the known providers look. */
const SECRET_VALUES: readonly { readonly shape: RegExp; readonly key: string | null }[] = [
  { shape: /\bgsk_[A-Za-z0-9]{16,}/, key: 'groq' },
  { shape: /\bsk_[a-f0-9]{24,}/, key: 'elevenlabs' },
  { shape: /\bsk-[A-Za-z0-9_-]{16,}/, key: 'openai' },
  { shape: /^[a-f0-9]{40}$/i, key: 'deepgram' },
  { shape: /^[a-f0-9]{32}$/i, key: null },
  { shape: /^[A-Za-z0-9]{64,}$/, key: 'azure' },
];

const KEY_WORDS = ['deepgram', 'groq', 'openai', 'elevenlabs', 'azure'] as const;

export interface FoundSecret {
  readonly offset: number;
  /** Whose key it seems to be; null when it may be anyone's. */
  readonly key: string | null;
}

export function secretsIn(document: Document): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  visit(document, {
    Pair(_, { key, value }, path) {
      if (!isScalar(value) || typeof value.value !== 'string') return;
      const name = nameOf(key);
      // A voice's id is twenty letters, a model's name anything: only names and unmistakable shapes count.
      const shape = shapeOf(value.value);
      if (shape === undefined && !SECRET_NAMES.test(name)) return;
      const provider = path.findLast(isMap)?.get('provider');
      const around = [name, provider, ...path.map((node) => (isPair(node) ? nameOf(node.key) : ''))]
        .join(' ')
        .toLowerCase();
      const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
      found.push({ offset, key: shape?.key ?? KEY_WORDS.find((word) => around.includes(word)) ?? null });
    },
  });
  return found;
}

function shapeOf(value: string) {
  return SECRET_VALUES.find(({ shape }) => shape.test(value.trim()));
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** For a single value, such as one that is to be set. */
export function looksLikeSecret(value: string): boolean {
  return shapeOf(value) !== undefined;
}
