// What a recogniser makes of words: exchanged for words that sound alike or for any others, dropped, added. The same seed errs the same way.
import { readFile } from 'node:fs/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Words exchanged, dropped and added of fifteen errors, as pocketsphinx errs; half of the exchanged sound like what was said. */
const KINDS = 15;
const EXCHANGED = 10;
const DROPPED = 3;
const ALIKE = 2;
/** One of so many words that sound most alike. */
const NEAREST = 5;

/** @returns `(words, percent, seed) => words`, over the given vocabulary */
export async function recogniserNoise(vocabulary) {
  const sounds = await pronunciations(vocabulary);
  const known = [...new Set(vocabulary)].filter((word) => sounds.has(word));
  const nearest = new Map();
  const alike = (word) => {
    if (!nearest.has(word)) nearest.set(word, nearestTo(word, known, sounds));
    return nearest.get(word);
  };
  return (words, percent, seed) => {
    const generator = xoroshiro128plus(seed | 0);
    const below = (count) => uniformInt(generator, 0, count - 1);
    const any = (list) => list[below(list.length)];
    return words.flatMap((word) => {
      if (below(100) >= percent) return [word];
      const kind = below(KINDS);
      const other = below(ALIKE) === 0 && sounds.has(word) ? any(alike(word)) : any(known);
      if (kind < EXCHANGED) return [other];
      return kind < EXCHANGED + DROPPED ? [] : [word, other];
    });
  };
}

async function pronunciations(vocabulary) {
  const wanted = new Set(vocabulary);
  const file = new URL('../../node_modules/soundswallower/model/en-us/dict.txt', import.meta.url);
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.split(/\s+/));
  return new Map(lines.filter(([word]) => wanted.has(word)).map(([word, ...phones]) => [word, phones.filter(Boolean)]));
}

function nearestTo(word, known, sounds) {
  const own = sounds.get(word);
  return known
    .filter((other) => other !== word)
    .map((other) => ({
      other,
      distance: edits(own, sounds.get(other)) / Math.max(own.length, sounds.get(other).length),
    }))
    .sort((first, second) => first.distance - second.distance)
    .slice(0, NEAREST)
    .map(({ other }) => other);
}

function edits(first, second) {
  let row = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (const [index, phone] of first.entries()) {
    const next = [index + 1];
    for (const [column, other] of second.entries())
      next.push(Math.min(row[column] + (phone === other ? 0 : 1), row[column + 1] + 1, next[column] + 1));
    row = next;
  }
  return row.at(-1);
}
