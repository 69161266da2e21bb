/** Small words that are misplaced, missing or too many: "will be always", "there are people think", "some student", "it's mean that". */
import { COLLECTIVE, COUNT_NOUNS, PEOPLE, ROLES, STRICTLY_COUNTED } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { hasBefore, n, pos, skipAdverbs } from '../phrases.js';
import { isOnly, isPastLike, numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

/** "It will be always so", "I have also a dog": the adverb goes before the verb. */
function adverbOrder(words: Words, index: number): Match | null {
  const word = n(words, index);
  const next = n(words, index + 1);
  if (/^(?:can|could|will|would|should|must|to)$/.test(word) && next === 'be') {
    const adverb = n(words, index + 2);
    if (!/^(?:always|never|often|usually|sometimes)$/.test(adverb)) return null;
    return match(index, index + 3, word === 'to' ? undefined : `${word} ${adverb} be`);
  }
  if (!/^(?:have|has)$/.test(word) || !['PRON', 'NOUN'].includes(pos(words, index - 1))) return null;
  if (!/^(?:also|now|always|often|usually|sometimes)$/.test(next)) return null;
  return /^(?:a|an|the|many|more|less|some|my|to|enough|lots)$/.test(n(words, index + 2))
    ? match(index, index + 2, `${next} ${word}`)
    : null;
}

/** "There are many people think so": "who" is missing. "There's people" is spoken English. */
function thereWho(words: Words, index: number): Match | null {
  if (n(words, index) !== 'there' || !/^(?:is|are|was|were)$/.test(n(words, index + 1))) return null;
  let at = index + 2;
  while (/^(?:many|some|several|few|a|lot|lots|of|other|more|so|young|old)$/.test(n(words, at))) at += 1;
  if (!/^(?:people|students|children|companies|teachers|parents|men|women|countries)$/.test(n(words, at))) return null;
  const verb = words[at + 1];
  if (!verb) return null;
  const finite =
    verb.pos === 'VERB'
      ? isOnly(verb, 'base') || isOnly(verb, 'third')
      : verb.pos === 'AUX' && /^(?:have|has|can|do|will|want)$/.test(verb.n);
  return finite ? match(at, at + 2, `${n(words, at)} who ${verb.n}`) : null;
}

/** "Some day", "some way", "for some reason", "some family have": one of them, or those in it. */
const NEVER_SEVERAL = wordSet('day night week year time way place reason point extent degree sort kind type');
/** "Some child was screaming" is one that is not known. "Some student are", "some student like it" and "there are some student" are several. */
function areSeveral(words: Words, some: number): boolean {
  if (/^(?:are|were)$/.test(n(words, some - 1)) && n(words, some - 2) === 'there') return true;
  // "In some country have", "heard some child cry", "did some friend help".
  if (['ADP', 'AUX'].includes(pos(words, some - 1)) || hasBefore(words, some, SEEN_DOING, 2)) return false;
  const at = skipAdverbs(words, some + 2);
  const verb = words[at];
  if (!verb) return false;
  if (verb.n === 'like') return /^(?:it|to|them|playing|watching|going|reading)$/.test(n(words, at + 1));
  if (/^(?:are|were|have|do)$/.test(verb.n)) return true;
  return verb.pos === 'VERB' && verb.n === verb.lemma && isOnly(verb, 'base');
}
const SEEN_DOING = wordSet(
  'see saw seen seeing hear heard hearing let make made watch watched help helped have had feel felt',
);

/** Things of which nobody means a certain one with "some". */
const SMALL_THINGS = wordSet('friend vegetable photo picture gift souvenir classmate');
const GETTING = wordSet('meet make have invite visit buy eat take get cook see');
const REPEATED = wordSet('watch play visit buy meet sing learn');
/** "I met some friend" and "I usually watch some movie": "we watched some movie" was one that does not matter. */
function isRepeated(words: Words, some: number): boolean {
  const verb = words[some - 1];
  const at = skipBack(words, some - 2);
  if (verb?.pos !== 'VERB' || !/^(?:i|we|they|people|to)$/.test(n(words, at))) return false;
  const ends = ['', 'ADP', 'CCONJ', 'SCONJ', 'ADV', 'PRON'].includes(pos(words, some + 2));
  if (!ends) return false;
  if (SMALL_THINGS.has(n(words, some + 1)) && GETTING.has(verb.lemma)) return true;
  return (
    REPEATED.has(verb.lemma) &&
    isOnly(verb, 'base') &&
    n(words, at) !== 'to' &&
    !/^(?:did|do|can|could)$/.test(n(words, at - 1))
  );
}
function skipBack(words: Words, index: number): number {
  let at = index;
  while (pos(words, at) === 'ADV') at -= 1;
  return at;
}

/** "Some student", "all the student". */
function someSingular(words: Words, index: number): Match | null {
  const amount = n(words, index);
  if (amount === 'some') {
    const noun = n(words, index + 1);
    if (!COUNT_NOUNS.has(noun) || COLLECTIVE.has(noun) || NEVER_SEVERAL.has(noun)) return null;
    if (pos(words, index + 1) !== 'NOUN' || numberOf(words[index + 1]) !== 'singular') return null;
    if (
      ['NOUN', 'PROPN', 'ADJ', 'NUM'].includes(pos(words, index + 2)) ||
      /^(?:or|who|that|which|of|'s)$/.test(n(words, index + 2))
    )
      return null;
    return areSeveral(words, index) || isRepeated(words, index) ? match(index, index + 2) : null;
  }
  // "I don't mind at all my dad does".
  if (
    amount !== 'all' ||
    n(words, index - 1) === 'at' ||
    !/^(?:the|my|our|their|these|those|his|her)$/.test(n(words, index + 1))
  )
    return null;
  const noun = n(words, index + 2);
  const counted = ROLES.has(noun) || PEOPLE.has(noun) || (STRICTLY_COUNTED.has(noun) && !WHOLES.has(noun));
  if (!counted || pos(words, index + 2) !== 'NOUN' || numberOf(words[index + 2]) !== 'singular' || noun === 'family')
    return null;
  return ['NOUN', 'PROPN', 'ADJ', 'NUM'].includes(pos(words, index + 3)) || n(words, index + 3).startsWith("'")
    ? null
    : match(index, index + 3);
}
const WHOLES = wordSet(
  'world country nation universe city house environment army audience county district forest group lifetime list region season trip valley village wall weekend workforce zone road river beach school team family',
);

/** "It's mean that", "i no like", "I don't to go". */
function extraVerb(words: Words, index: number): Match | null {
  const subject = n(words, index);
  if (!/^(?:i|he|she|it|we|they|you|this|that)$/.test(subject)) return null;
  const second = n(words, index + 1);
  const third = n(words, index + 2);
  // "It's mean that they left her out": unkind, and done already.
  if (third === 'mean' && n(words, index + 3) === 'that' && isPastLike(words[index + 5])) return null;
  if (/^(?:'s|is)$/.test(second) && /^(?:mean|means)$/.test(third) && /^(?:it|this|that)$/.test(subject))
    return /^(?:that|i|we|they|you|people)$/.test(n(words, index + 3))
      ? match(index, index + 3, `${subject} means`)
      : null;
  if (
    second === 'no' &&
    /^(?:i|we|they|he|she)$/.test(subject) &&
    /^(?:have|like|know|want|go|understand|think|need|can)$/.test(third)
  )
    return match(index, index + 3);
  if (/^(?:do|does|did)$/.test(second) && /^(?:n't|not)$/.test(third) && n(words, index + 3) === 'to')
    return verbForms(words[index + 4]).has('base') ? match(index + 3, index + 4, '') : null;
  return null;
}

/** "Too expensive that we": "so ... that". */
function tooThat(words: Words, index: number): Match | null {
  if (
    n(words, index) !== 'too' ||
    pos(words, index + 1) !== 'ADJ' ||
    THAT_AFTER.has(n(words, index + 1)) ||
    n(words, index + 2) !== 'that'
  )
    return null;
  return /^(?:i|he|she|it|we|they|you|people)$/.test(n(words, index + 3)) ? match(index, index + 1, 'so') : null;
}

/** "Too bad that", "too worried that they'd laugh": the adjective itself takes "that". "Too tired that I couldn't sleep" does not. */
const THAT_AFTER = wordSet(
  'bad aware afraid sure certain proud happy glad sad sorry angry conscious upset worried scared frightened terrified concerned convinced ashamed embarrassed pleased disappointed surprised annoyed relieved determined',
);

/** "As we know that": "that" is too much. */
function asThat(words: Words, index: number): Match | null {
  if (n(words, index) !== 'as' || !/^(?:i|we|you|they)$/.test(n(words, index + 1))) return null;
  const at = /^(?:all|can|already)$/.test(n(words, index + 2)) ? index + 3 : index + 2;
  if (!/^(?:know|see|said|mentioned|say)$/.test(n(words, at)) || n(words, at + 1) !== 'that') return null;
  // "As I said that day", "as you know that place closed": which day, which place.
  const isNoun = pos(words, at + 2) === 'NOUN' && numberOf(words[at + 2]) === 'plural';
  return isNoun || ['PRON', 'DET'].includes(pos(words, at + 2)) ? match(at + 1, at + 2, '') : null;
}

export const smallWordRules: readonly Rule[] = [
  {
    id: 'adverb-order',
    kind: 'wordOrder',
    message: 'The adverb goes before this verb: "will always be", "also have".',
    at: adverbOrder,
  },
  { id: 'there-who', kind: 'missingWord', message: '"Who" is missing.', at: thereWho },
  { id: 'some-singular', kind: 'number', message: 'Several of them: the noun must be plural.', at: someSingular },
  {
    id: 'extra-verb',
    kind: 'verbForm',
    message: 'The verb has another form here: "it means", "I have", "I don\'t like".',
    at: extraVerb,
  },
  { id: 'too-that', kind: 'wordChoice', message: 'Say "so ... that".', at: tooThat },
  { id: 'as-that', kind: 'wordChoice', message: 'After "as we know" leave out "that".', at: asThat },
];
