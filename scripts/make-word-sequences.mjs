/**
 * Writes data/word-sequences.bin: how likely English words follow one another, for the grammar checker.
 *
 * Source: the US English language model of CMU PocketSphinx (BSD licence; Debian's pocketsphinx-en-us), a trigram model in
 * sphinxbase's binary trie format. Kept are the commonest words and the sequences that say most about them: those with
 * the largest p(sequence) * |log p(word | history) - log p by the shorter history| (entropy pruning, Stolcke 1998).
 *
 *   node scripts/make-word-sequences.mjs [/usr/share/pocketsphinx/model/en-us/en-us.lm.bin]
 *
 * The format of the result is described in src/engine/scoring/grammar/word-sequences.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const KEPT_WORDS = Number(process.env.WORDS ?? 16_000);
const KEPT_PAIRS = Number(process.env.PAIRS ?? 600_000);
const KEPT_TRIPLES = Number(process.env.TRIPLES ?? 500_000);
/** Log probabilities (base 10) are kept in steps of 1/25, from 0 down to -10.2. */
const STEPS = 25;
const MAGIC = 'Trie Language Model';
const LOG10_OF_SCORE = Math.log10(1.0001);
const QUANTISED = 1 << 16;

const model = readModel(process.argv[2] ?? '/usr/share/pocketsphinx/model/en-us/en-us.lm.bin');
writeFileSync(resolve(import.meta.dirname, '..', 'data', 'word-sequences.bin'), write(prune(model)));

/** The trie stores the predicted word first, then the words before it, nearest first. */
function readModel(path) {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error(`${path} is no trie language model.`);
  let at = MAGIC.length;
  if (bytes[at] !== 3) throw new Error('Only trigram models are understood.');
  at += 1;
  const [words, pairs, triples] = [0, 4, 8].map((offset) => bytes.readUInt32LE(at + offset));
  at += 12 + 4; // and the kind of quantisation
  const table = (index) =>
    Float64Array.from(
      { length: QUANTISED },
      (_, entry) => bytes.readFloatLE(at + 4 * (index * QUANTISED + entry)) * LOG10_OF_SCORE,
    );
  const [pairLog, pairBackoff, tripleLog] = [table(0), table(1), table(2)];
  at += 3 * 4 * QUANTISED;
  const one = { log: new Float64Array(words), backoff: new Float64Array(words), next: new Uint32Array(words + 1) };
  for (let word = 0; word <= words; word += 1) {
    if (word < words) {
      one.log[word] = bytes.readFloatLE(at + 12 * word) * LOG10_OF_SCORE;
      one.backoff[word] = bytes.readFloatLE(at + 12 * word + 4) * LOG10_OF_SCORE;
    }
    one.next[word] = bytes.readUInt32LE(at + 12 * word + 8);
  }
  at += 12 * (words + 1);
  const wordBits = bitsFor(words);
  const nextBits = bitsFor(triples);
  const pairBits = wordBits + 32 + nextBits;
  const two = {
    word: new Uint32Array(pairs),
    log: new Float64Array(pairs),
    backoff: new Float64Array(pairs),
    next: new Uint32Array(pairs + 1),
  };
  for (let pair = 0; pair <= pairs; pair += 1) {
    const bit = pair * pairBits;
    if (pair < pairs) {
      two.word[pair] = field(bytes, at, bit, wordBits);
      two.backoff[pair] = pairBackoff[field(bytes, at, bit + wordBits, 16)];
      two.log[pair] = pairLog[field(bytes, at, bit + wordBits + 16, 16)];
    }
    two.next[pair] = field(bytes, at, bit + wordBits + 32, nextBits);
  }
  at += Math.floor(((1 + pairs) * pairBits + 7) / 8) + 8;
  const tripleBits = wordBits + 16;
  const three = { word: new Uint32Array(triples), log: new Float64Array(triples) };
  for (let triple = 0; triple < triples; triple += 1) {
    three.word[triple] = field(bytes, at, triple * tripleBits, wordBits);
    three.log[triple] = tripleLog[field(bytes, at, triple * tripleBits + wordBits, 16)];
  }
  at += Math.floor(((1 + triples) * tripleBits + 7) / 8) + 8;
  const names = bytes
    .toString('latin1', at + 4)
    .split('\0')
    .slice(0, words);
  return { names, one, two, three };
}

function bitsFor(most) {
  return most.toString(2).length;
}

/** `width` bits (at most 25) from a bit offset after `base`. */
function field(bytes, base, bit, width) {
  const first = base + Math.floor(bit / 8);
  let value = 0;
  for (let index = 3; index >= 0; index -= 1) value = value * 256 + (bytes[first + index] ?? 0);
  return Math.floor(value / 2 ** (bit % 8)) % 2 ** width;
}

/** Keeps whole words in lower case and what is worth most among their sequences. */
function prune({ names, one, two, three }) {
  const kept = [...names.keys()]
    .filter((word) => /^(?:[a-z][a-z']*|<s>|<\/s>)$/.test(names[word]))
    .sort((a, b) => rank(b) - rank(a))
    .slice(0, KEPT_WORDS)
    .sort((a, b) => (names[a] < names[b] ? -1 : 1));
  function rank(word) {
    return names[word] === '<s>' ? 0 : one.log[word];
  }
  const idOf = new Map(kept.map((word, id) => [word, id]));
  const start = names.indexOf('<s>');
  // How often a word begins a sequence; sentences are about fifteen words long.
  const often = (word) => (word === start ? -1.2 : one.log[word]);
  const pairs = [];
  for (const second of kept) {
    for (let pair = one.next[second]; pair < one.next[second + 1]; pair += 1) {
      const first = two.word[pair];
      if (!idOf.has(first)) continue;
      const backedOff = one.backoff[first] + one.log[second];
      const worth = 10 ** (often(first) + two.log[pair]) * Math.abs(two.log[pair] - backedOff);
      pairs.push({ pair, first, second, log: two.log[pair], backoff: two.backoff[pair], worth, triples: [] });
    }
  }
  const byWords = new Map(pairs.map((entry) => [entry.first * names.length + entry.second, entry]));
  const triples = [];
  for (const entry of pairs) {
    for (let triple = two.next[entry.pair]; triple < two.next[entry.pair + 1]; triple += 1) {
      const before = three.word[triple];
      if (!idOf.has(before)) continue;
      const history = byWords.get(before * names.length + entry.first);
      const backedOff = (history?.backoff ?? 0) + entry.log;
      const chance = often(before) + (history?.log ?? one.log[entry.first]) + three.log[triple];
      triples.push({
        entry,
        before,
        log: three.log[triple],
        worth: 10 ** chance * Math.abs(three.log[triple] - backedOff),
      });
    }
  }
  const best = (list, count) => list.sort((a, b) => b.worth - a.worth).slice(0, count);
  const keptPairs = new Set(best([...pairs], KEPT_PAIRS));
  for (const triple of best(triples, KEPT_TRIPLES)) {
    keptPairs.add(triple.entry);
    triple.entry.triples.push({ before: idOf.get(triple.before), log: triple.log });
  }
  const bySecond = kept.map(() => []);
  for (const entry of keptPairs) bySecond[idOf.get(entry.second)].push({ ...entry, id: idOf.get(entry.first) });
  for (const list of bySecond) list.sort((a, b) => a.id - b.id);
  return {
    names: kept.map((word) => names[word]),
    logs: kept.map((word) => one.log[word]),
    backoffs: kept.map((word) => one.backoff[word]),
    bySecond,
  };
}

function write({ names, logs, backoffs, bySecond }) {
  const flat = bySecond.flat();
  const triples = flat.flatMap((entry) => entry.triples.sort((a, b) => a.before - b.before));
  const text = Buffer.from(names.join('\n'), 'utf8');
  const header = Buffer.alloc(16);
  header.writeUInt32LE(text.length, 0);
  header.writeUInt32LE(names.length, 4);
  header.writeUInt32LE(flat.length, 8);
  header.writeUInt32LE(triples.length, 12);
  const parts = [
    header,
    text,
    step(logs),
    step(backoffs),
    wide(
      bySecond.map((list) => list.length),
      4,
    ),
    wide(
      flat.map(({ id }) => id),
      2,
    ),
    step(flat.map(({ log }) => log)),
    step(flat.map(({ backoff }) => backoff)),
    wide(
      flat.map((entry) => entry.triples.length),
      2,
    ),
    wide(
      triples.map(({ before }) => before),
      2,
    ),
    step(triples.map(({ log }) => log)),
  ];
  const plain = Buffer.concat(parts);
  console.log(`${names.length} words, ${flat.length} pairs, ${triples.length} triples, ${plain.length} bytes`);
  return process.env.PLAIN
    ? plain
    : brotliCompressSync(plain, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
      });
}

/** A backoff may be above 0: it is kept as 0. */
function step(values) {
  return Buffer.from(values.map((value) => Math.min(255, Math.max(0, Math.round(-value * STEPS)))));
}

function wide(values, bytes) {
  const buffer = Buffer.alloc(values.length * bytes);
  for (const [index, value] of values.entries()) buffer.writeUIntLE(value, index * bytes, bytes);
  return buffer;
}
