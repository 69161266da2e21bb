/** Finds API keys in a configuration file, where they would be committed, copied and shown. */
import { isMap, isPair, isScalar, isSeq, visit, type Document } from 'yaml';

/** Setting names that suggest a secret, in any spelling. */
const SECRET_NAMES =
  /(api|access|subscription|speech)[-_]?key|^key$|_key$|secret|token|password|passphrase|credential/i;

/** The shapes of the known providers' keys. */
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
  /** The provider whose key it seems to be; null when that cannot be told. */
  readonly key: string | null;
}

export function secretsIn(document: Document): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  visit(document, {
    // A value in a list has no name: its shape decides, or the name of the list.
    Scalar(place, { value, range }, path) {
      if (place === 'key' || typeof value !== 'string' || !isSeq(path.at(-1))) return;
      const shape = shapeOf(value);
      const list = path.at(-2);
      const name = isPair(list) ? nameOf(list.key) : '';
      if (shape === undefined && !SECRET_NAMES.test(name)) return;
      found.push({ offset: range?.[0] ?? 0, key: shape?.key ?? ownerOf([name]) });
    },
    Pair(_, { key, value }, path) {
      if (!isScalar(value) || typeof value.value !== 'string') return;
      const name = nameOf(key);
      // A voice id has twenty letters and a model name can be anything, so only names and unmistakable shapes count.
      const shape = shapeOf(value.value);
      if (shape === undefined && !SECRET_NAMES.test(name)) return;
      const provider = path.findLast(isMap)?.get('provider');
      const around = [name, String(provider), ...path.map((node) => (isPair(node) ? nameOf(node.key) : ''))];
      const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
      found.push({ offset, key: shape?.key ?? ownerOf(around) });
    },
  });
  return found;
}

/**
 * The same for text that may be no YAML, and for its comments: what is quoted in a complaint about them would be shown.
 * @param broken whether names count, too, since nobody knows what belongs to what
 */
export function secretsInText(text: string, broken: boolean): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    const word = [...line[0].matchAll(/[^\s"'`,;:{}[\]]+/g)].find(([each]) =>
      broken ? shapeOf(each) : prefixOf(each),
    );
    const named = broken ? /([\w.-]+)["']?\s*[:=]\s*["']?[^\s"']/.exec(line[0]) : null;
    const name = named?.[1] ?? '';
    if (word !== undefined)
      found.push({ offset: line.index + word.index, key: shapeOf(word[0])?.key ?? ownerOf([line[0]]) });
    else if (named !== null && SECRET_NAMES.test(name))
      found.push({ offset: line.index + named.index, key: ownerOf([line[0]]) });
  }
  return found;
}

/** The key shapes that nothing else has. */
function prefixOf(value: string) {
  return SECRET_VALUES.slice(0, 3).find(({ shape }) => shape.test(value));
}

/** @param words names around the key */
function ownerOf(words: readonly string[]): string | null {
  const around = words.join(' ').toLowerCase();
  return KEY_WORDS.find((word) => around.includes(word)) ?? null;
}

function shapeOf(value: string) {
  return SECRET_VALUES.find(({ shape }) => shape.test(value.trim()));
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Whether a single value, such as one to be stored, looks like a key. */
export function looksLikeSecret(value: string): boolean {
  return shapeOf(value) !== undefined;
}
