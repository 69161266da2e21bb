/**
 * How likely English words follow one another: a trigram model with backoff (Katz 1987), pruned to what says most.
 * Made by scripts/make-word-sequences.mjs from the language model of CMU PocketSphinx.
 *
 * The file, little endian: four 32-bit counts (bytes of the word list, words, pairs, triples); the words, one a line; per
 * word its log probability, its backoff and (32 bits) how many pairs end in it; per pair its first word (16 bits), log
 * probability, backoff, and (16 bits) how many triples end in it; per triple its first word (16 bits) and log
 * probability. Log probabilities are base 10, one byte each, in steps of -1/25. First words ascend within each group.
 */

/** Log probability of a word outside the list: nothing can be said about it, so that comparisons across it come out even. */
const UNKNOWN = -6;
const STEPS = 25;

export type WordId = number;
/** Not in the list. */
export const UNKNOWN_WORD: WordId = -1;

export class WordSequences {
  readonly #ids: ReadonlyMap<string, WordId>;
  readonly #logs: Uint8Array;
  readonly #backoffs: Uint8Array;
  readonly #pairsBefore: Uint32Array;
  readonly #pairFirst: Uint16Array;
  readonly #pairLogs: Uint8Array;
  readonly #pairBackoffs: Uint8Array;
  readonly #triplesBefore: Uint32Array;
  readonly #tripleFirst: Uint16Array;
  readonly #tripleLogs: Uint8Array;

  /** @param file the uncompressed content of data/word-sequences.bin */
  constructor(file: Uint8Array) {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const [textBytes, words, pairs, triples] = [0, 4, 8, 12].map((offset) => view.getUint32(offset, true)) as [
      number,
      number,
      number,
      number,
    ];
    let at = 16;
    const take = (bytes: number): Uint8Array => file.subarray(at, (at += bytes));
    const take16 = (count: number): Uint16Array => new Uint16Array(new Uint8Array(take(2 * count)).buffer);
    this.#ids = new Map(
      new TextDecoder()
        .decode(take(textBytes))
        .split('\n')
        .map((word, id) => [word, id]),
    );
    this.#logs = take(words);
    this.#backoffs = take(words);
    this.#pairsBefore = running(new Uint32Array(new Uint8Array(take(4 * words)).buffer));
    this.#pairFirst = take16(pairs);
    this.#pairLogs = take(pairs);
    this.#pairBackoffs = take(pairs);
    this.#triplesBefore = running(take16(pairs));
    this.#tripleFirst = take16(triples);
    this.#tripleLogs = take(triples);
  }

  /** @param word lower case, straight apostrophe; `<s>` is the start of a sentence */
  idOf(word: string): WordId {
    return this.#ids.get(word) ?? UNKNOWN_WORD;
  }

  knows(word: string): boolean {
    return this.#ids.has(word);
  }

  /** Log10 probability of `word` after `before` (nearest last), at most 0. */
  logProbability(first: WordId, second: WordId, word: WordId): number {
    if (word === UNKNOWN_WORD) return UNKNOWN;
    const pair = this.#pair(second, word);
    if (pair !== -1 && first !== UNKNOWN_WORD) {
      const triple = search(
        this.#tripleFirst,
        this.#triplesBefore[pair] ?? 0,
        this.#triplesBefore[pair + 1] ?? 0,
        first,
      );
      if (triple !== -1) return -(this.#tripleLogs[triple] ?? 0) / STEPS;
    }
    const history = first === UNKNOWN_WORD ? -1 : this.#pair(first, second);
    let cost = history === -1 ? 0 : (this.#pairBackoffs[history] ?? 0);
    if (pair === -1) {
      cost += this.#logs[word] ?? 0;
      if (second !== UNKNOWN_WORD) cost += this.#backoffs[second] ?? 0;
    } else cost += this.#pairLogs[pair] ?? 0;
    return -cost / STEPS;
  }

  #pair(first: WordId, second: WordId): number {
    if (first === UNKNOWN_WORD || second === UNKNOWN_WORD) return -1;
    return search(this.#pairFirst, this.#pairsBefore[second] ?? 0, this.#pairsBefore[second + 1] ?? 0, first);
  }
}

/** Counts to offsets: entry n is where group n begins. */
function running(counts: Uint32Array | Uint16Array): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  let total = 0;
  for (let index = 0; index < counts.length; index += 1) {
    total += counts[index] ?? 0;
    offsets[index + 1] = total;
  }
  return offsets;
}

function search(sorted: Uint16Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && sorted[low] === wanted ? low : -1;
}
