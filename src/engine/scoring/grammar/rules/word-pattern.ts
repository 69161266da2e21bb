/**
 * Rules written as a line of words. Tokens are separated by spaces:
 *
 * - `go|goes`: one of these words; `<NOUN|ADJ>`: a part of speech; `{name}`: one of {@link CLASSES}; or any of several: `people|{many}`
 * - `~go|come`: any form of these verbs
 * - `^`: a clause begins here ("and" and "or" do not count); `$`: the words end here
 * - `?` before a token: it may be missing; `!` before a token: it must not come next
 * - `[` ... `]`: what is wrong, when it is not everything
 */
import type { VerbForm } from '../inflection.js';
import { formsOf } from '../inflection.js';
import { PEOPLE, ROLES, STRICTLY_COUNTED, UNCOUNTABLE } from '../lexicon/nouns.js';
import { NOT_NOUNS } from '../lexicon/verbs.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, n, opensSimpleClause, pos } from '../phrases.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Match } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

type Test = (words: Words, index: number) => boolean;

interface Token {
  readonly test: Test;
  readonly mode: 'once' | 'maybe' | 'never' | 'here';
}

export interface WordPattern {
  readonly tokens: readonly Token[];
  /** Tokens [from, to) are what is wrong. */
  readonly from: number;
  readonly to: number;
  readonly better: string | undefined;
}

const SUBJECT = wordSet('i he she we they you');
const OBJECT = wordSet('me him her us them you');
const BIG = wordSet('hundred thousand million billion hundreds thousands millions');
const MONTH = wordSet('january february march april may june july august september october november december');

const isBase: Test = (words, index) => {
  const word = words[index];
  return word !== undefined && word.n === word.lemma && verbForms(word).has('base');
};
const form =
  (wanted: VerbForm): Test =>
  (words, index) =>
    verbForms(words[index]).has(wanted);

const CLASSES: Readonly<Record<string, Test>> = wordTable({
  subject: (words, index) => SUBJECT.has(n(words, index)),
  object: (words, index) => OBJECT.has(n(words, index)),
  be: (words, index) => BE_FINITE.has(n(words, index)),
  base: isBase,
  /** A base form that is hardly ever a noun. */
  verb: (words, index) =>
    isBase(words, index) &&
    (NOT_NOUNS.has(n(words, index)) || /^(?:do|make|go|play|read|watch)$/.test(n(words, index))),
  ing: form('ing'),
  past: form('past'),
  third: (words, index) => form('third')(words, index) && !form('base')(words, index),
  person: (words, index) => PEOPLE.has(n(words, index)) || n(words, index) === 'people',
  role: (words, index) => ROLES.has(n(words, index)),
  /** A noun that is counted, in the singular. */
  one: (words, index) =>
    numberOf(words[index]) === 'singular' &&
    [STRICTLY_COUNTED, ROLES, PEOPLE].some((nouns) => nouns.has(n(words, index))),
  many: (words, index) => numberOf(words[index]) === 'plural',
  mass: (words, index) => UNCOUNTABLE.has(n(words, index)) && pos(words, index) === 'NOUN',
  number: (words, index) => pos(words, index) === 'NUM',
  small: (words, index) => pos(words, index) === 'NUM' && !BIG.has(n(words, index)),
  month: (words, index) => MONTH.has(n(words, index)),
  ordinal: (words, index) => /^\d{1,2}(?:st|nd|rd|th)$/.test(n(words, index)),
});

function testOf(token: string): Test {
  if (token === '^')
    return (words, index) => opensSimpleClause(words, index) && !/^(?:and|or)$/.test(n(words, index - 1));
  if (token.startsWith('~')) {
    const verbs = new Set(token.slice(1).split('|'));
    return (words, index) => {
      const word = words[index];
      return word !== undefined && word.pos !== 'NOUN' && verbs.has(word.lemma) && formsOf(word.n, word.lemma).size > 0;
    };
  }
  const parts = token.split(/\|(?![A-Z|]*>)/);
  const plain = new Set(parts.filter((part) => !/^(?:[{<].*|\$)$/.test(part)));
  const others = parts.filter((part) => !plain.has(part)).map((part) => special(part));
  return (words, index) =>
    (index < words.length && plain.has(n(words, index))) || others.some((test) => test(words, index));
}

function special(part: string): Test {
  if (part === '$') return (words, index) => index >= words.length;
  if (part.startsWith('<')) {
    const wanted = new Set(part.slice(1, -1).split('|'));
    return (words, index) => wanted.has(pos(words, index));
  }
  const found = CLASSES[part.slice(1, -1)];
  if (!found) throw new Error(`No class of words is called ${part}.`);
  return found;
}

/** @param better what stands there in good English, for the whole of what is wrong */
export function wordPattern(line: string, better?: string): WordPattern {
  const tokens: Token[] = [];
  let [from, to] = [0, -1];
  for (const part of line.split(' ')) {
    const opened = part.startsWith('[');
    const closed = part.endsWith(']');
    const bare = part.replace(/^\[/, '').replace(/\]$/, '');
    if (opened) from = tokens.length;
    const sign = bare.length > 1 ? bare[0] : '';
    const rest = sign === '?' || sign === '!' ? bare.slice(1) : bare;
    const standing = rest === '^' || rest === '$';
    tokens.push({
      test: testOf(rest),
      mode: sign === '!' ? 'never' : sign === '?' ? 'maybe' : standing ? 'here' : 'once',
    });
    if (closed) to = tokens.length;
  }
  return { tokens, from, to: to === -1 ? tokens.length : to, better };
}

export function matchPattern({ tokens, from, to, better }: WordPattern, words: Words, index: number): Match | null {
  const places: number[] = [];
  const fits = (token: number, at: number): boolean => {
    places[token] = at;
    const next = tokens[token];
    if (!next) return true;
    if (next.mode === 'never') return !next.test(words, at) && fits(token + 1, at);
    if (!next.test(words, at)) return next.mode === 'maybe' && fits(token + 1, at);
    if (next.mode === 'here') return fits(token + 1, at);
    if (fits(token + 1, at + 1)) return true;
    places[token] = at;
    return next.mode === 'maybe' && fits(token + 1, at);
  };
  if (!fits(0, index)) return null;
  return match(places[from] ?? index, Math.min(places[to] ?? index, words.length), better);
}

export function matchAny(patterns: readonly WordPattern[]): (words: Words, index: number) => Match | null {
  return (words, index) => {
    for (const pattern of patterns) {
      const found = matchPattern(pattern, words, index);
      if (found) return found;
    }
    return null;
  };
}
