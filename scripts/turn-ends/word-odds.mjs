/** What English words ask for, from data/word-sequences.bin (make-word-sequences.mjs), as the table that src/engine/speech/word-odds.ts reads. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { ODDS_STEPS } from '../../dist/engine/speech/word-odds.js';
import { WordSequences } from '../../dist/engine/scoring/grammar/word-sequences.js';
import { wordsOf } from '../words-of-sequences.mjs';

/** Log10 of the probability of the rarest of about 3,300 words. */
const RARE = -4.75;
/** What films say and nobody wants to read here. */
const COARSE = /^(?:f.ck.*|(?:bull)?sh.t(?:ty)?|b.tch|cr.p|d.mn|hell|p.rn)$/;
/** Words that stand for their kind: what follows a word, or comes before it, as often as these do. */
const DETERMINERS = 'the a an my their his your our this some';
const PREPOSITIONS = 'of in on at for with from by about';
const ADJECTIVES = 'good new big very old more long important';
/** Of words that are not in the table, mostly rare nouns. */
const OTHERS = { end: -2, start: -1.5, thenPreposition: -2, thenAdjective: -6, afterDeterminer: -1.5 };

export function wordOddsTable() {
  const file = brotliDecompressSync(readFileSync(new URL('../../data/word-sequences.bin', import.meta.url)));
  const sequences = new WordSequences(file);
  const idsOf = (words) => words.split(' ').map((word) => sequences.idOf(word));
  const [start, end] = idsOf('<s> </s>');
  const [determiners, prepositions, adjectives] = [DETERMINERS, PREPOSITIONS, ADJECTIVES].map(idsOf);
  const log = (before, word) => sequences.logProbability(-1, before, word) * Math.LN10;
  const sum = (ids, of) => Math.log(ids.reduce((total, id) => total + Math.exp(of(id)), 0));
  const entries = wordsOf(file)
    .map((word) => ({ word, id: sequences.idOf(word) }))
    .filter(
      ({ word, id }) =>
        /^[a-z][a-z']*$/.test(word) && !COARSE.test(word) && sequences.logProbability(-1, -1, id) >= RARE,
    )
    .map(({ word, id }) => ({
      word,
      end: log(id, end),
      start: log(start, id) - log(-1, id),
      thenPreposition: sum(prepositions, (other) => log(id, other)),
      thenAdjective: sum(adjectives, (other) => log(id, other)),
      afterDeterminer: sum(determiners, (other) => log(-1, other) + log(other, id)) - log(-1, id),
    }));
  const all = [{ word: '?', ...OTHERS }, ...entries];
  const column = (name) => all.map((entry) => signOf(entry[name], name === 'start' ? ODDS_STEPS.most : 0)).join('');
  return {
    words: all.map(({ word }) => word).join(' '),
    odds: Object.fromEntries(Object.keys(OTHERS).map((name) => [name, column(name)])),
  };
}

function signOf(odds, most) {
  const { least, each, firstCode } = ODDS_STEPS;
  const kept = Math.max(least, Math.min(most, odds));
  return String.fromCharCode(firstCode + Math.round((kept - least) / each));
}
