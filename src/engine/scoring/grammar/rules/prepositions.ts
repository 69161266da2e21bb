/** Prepositions of phrases, days, places and amounts: "went to home", "in monday", "most of people", "in five years ago". */
import { FIXED_PHRASES, GOES_ON } from '../lexicon/fixed-phrases.js';
import { UNCOUNTABLE } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { hasBefore, isParticle, n, opensClause, pos } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { isPastLike, numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

const lemma = (words: Words, index: number): string => words[index]?.lemma ?? '';

const PLACE_ADVERBS = wordSet('abroad downtown upstairs downstairs overseas home here there');
const GOING = wordSet('go come return get arrive walk travel drive back move');

/** "Went to home", "go to abroad", "come to here". */
function toPlaceAdverb(words: Words, index: number): Match | null {
  if (n(words, index) !== 'to' || !PLACE_ADVERBS.has(n(words, index + 1))) return null;
  if (!GOING.has(lemma(words, index - 1)) && !GOING.has(n(words, index - 1))) return null;
  if (n(words, index + 1) === 'home' && ['NOUN', 'PROPN'].includes(pos(words, index + 2))) return null;
  return match(index, index + 2, n(words, index + 1));
}

function fixedPhrase(words: Words, index: number, stretch: Stretch): Match | null {
  for (const { wrong, right } of FIXED_PHRASES.get(n(words, index)) ?? []) {
    if (!wrong.every((word, offset) => n(words, index + offset) === word)) continue;
    const next = n(words, index + wrong.length);
    if (GOES_ON.get(wrong.join(' '))?.has(next)) continue;
    if (wrong.join(' ') === 'the most of' && !isMostOf(words, index)) continue;
    if (isParticle(words, index) || isPartOfCompound(words, index, wrong)) continue;
    if (next === "'s") continue;
    // "Comments on my opinion", "a focus on the future", "a documentary on the future of work".
    if (
      wrong[0] === 'on' &&
      (FOCUSED.has(lemma(words, index - 1)) || (next === 'of' && pos(words, index - 1) === 'NOUN'))
    )
      continue;
    // "She works in TV".
    if (/^in (?:tv|television)$/.test(wrong.join(' ')) && !isSeen(words, index)) continue;
    if (wrong.join(' ') === 'in the same time' && isAsLong(words, index, stretch)) continue;
    // "In one hand she held a book", "I had my phone in one hand".
    if (wrong.at(-1) === 'hand' && isHeld(words, index, index + wrong.length)) continue;
    // "By my own efforts".
    if (wrong[0] === 'by' && wrong[2] === 'own' && ['NOUN', 'ADJ'].includes(pos(words, index + 3))) continue;
    if (wrong[0] === 'each' && ['NOUN', 'ADJ'].includes(pos(words, index + 2))) continue;
    // "What I like about all of them is the price": the subject is another.
    if (wrong[1] === 'of' && pos(words, index - 1) === 'ADP') continue;
    return match(index, index + wrong.length, right);
  }
  return null;
}

const FOCUSED = wordSet(
  'focus concentrate depend rely reflect comment base work agree view thought idea book talk effect impact influence perspective bet debate',
);
const WATCHED = wordSet('watch watches watched watching see saw seen show shows shown showed');
const WORKING = wordSet('work works working worked job jobs career careers people everyone everybody');
function isSeen(words: Words, index: number): boolean {
  return hasBefore(words, index, WATCHED, 6) && !hasBefore(words, index, WORKING, 3);
}
const JOINING = wordSet('and but or');
/** "In the same time zone", "in the same time as you", "in the same time it takes me". */
const AS_LONG = wordSet('zone frame slot as it');
/** "I could have walked there in the same time". What begins with it, or goes on with "and", is at the same time. */
function isAsLong(words: Words, index: number, { startsSentence, goesOn }: Stretch): boolean {
  const next = index + 4;
  if (AS_LONG.has(n(words, next))) return true;
  if (JOINING.has(n(words, index - 1))) return false;
  if (index !== 0 || !startsSentence) return true;
  if (next === words.length) return true;
  // "In the same time they built a stadium, we mended a bridge".
  if (goesOn && isPastLike(words[next + 1])) return true;
  return !/^(?:i|we|he|she|they|people|my|the|there)$/.test(n(words, next)) || hasBefore(words, next + 3, LIKELY, 3);
}
const LIKELY = wordSet("could would 'd can might had");

/** "The most of people"; "make the most of every day" is right. */
function isMostOf(words: Words, index: number): boolean {
  return lemma(words, index - 1) !== 'make' && ['NOUN', 'ADJ', 'DET'].includes(pos(words, index + 3));
}

/** "In world politics", "in UK cities", "in Facebook groups": the noun only describes another. "In group C" is a name. */
function isPartOfCompound(words: Words, index: number, wrong: readonly string[]): boolean {
  const next = index + wrong.length;
  if (wrong.length > 2 || pos(words, next - 1) === 'ADV') return false;
  const isName = wrong[1] === 'group' && (pos(words, next) === 'NUM' || /^[b-hj-z]\.?$/.test(n(words, next)));
  // "In morning people go to work", "in tv yesterday": who does it, or when.
  if (NOT_DESCRIBED.has(n(words, next))) return false;
  return isName || (pos(words, next) === 'NOUN' && ['NOUN', 'PROPN'].includes(pos(words, next - 1)));
}
const NOT_DESCRIBED = wordSet(
  'people children kids students teachers friends men women parents tourists adults today yesterday tomorrow everyday',
);

/** Something is said to be held shortly before or after. "In one hand the phone is useful" and "in one hand books are cheap" hold nothing. */
function isHeld(words: Words, from: number, to: number): boolean {
  // "A cigarette in one hand": at the end nothing is weighed against anything.
  if (from > 0 && to === words.length) return true;
  for (let at = from - 5; at < to + 4; at += 1) {
    if (HOLDING.has(lemma(words, at)) || HOLDING.has(n(words, at))) return true;
    if (HELD.has(lemma(words, at)) && (at < from || /^(?:an?|my|your|his|her)$/.test(n(words, at - 1)))) return true;
  }
  return false;
}
const HOLDING = wordSet('hold held carry grab grip clutch clutched wield');
const HELD = wordSet('balance bag book phone stick glass cup umbrella');

function weekday(words: Words, index: number): Match | null {
  if (n(words, index) !== 'in' || !/^(?:sun|mon|tues|wednes|thurs|fri|satur)days?$/.test(n(words, index + 1)))
    return null;
  return match(index, index + 1, 'on');
}

function becauseOf(words: Words, index: number): Match | null {
  if (n(words, index) !== 'because' || n(words, index + 1) !== 'of') return null;
  const subject = /^(?:i|he|she|they|we)$/.test(n(words, index + 2));
  return subject ? match(index, index + 2, 'because') : null;
}

function playThe(words: Words, index: number): Match | null {
  if (lemma(words, index) !== 'play' || n(words, index + 1) !== 'the') return null;
  const sport = /^(?:football|basketball|tennis|soccer|volleyball|badminton|golf|chess|baseball|cricket|hockey)$/.test(
    n(words, index + 2),
  );
  return sport && pos(words, index + 3) !== 'NOUN' ? match(index + 1, index + 2, '') : null;
}

/** "Most of people", "many of students", "one of friend": "of" needs "the" or "my". */
function ofBarePlural(words: Words, index: number): Match | null {
  if (
    n(words, index + 1) !== 'of' ||
    !/^(?:most|many|some|few|several|each|all|both|none|much|almost)$/.test(n(words, index))
  )
    return null;
  if (n(words, index - 1) === 'the' && n(words, index) !== 'most') return null;
  // "Make the most of today", "too much of home".
  if (n(words, index - 1) === 'the' && ['make', 'making', 'made', 'makes'].includes(n(words, index - 2))) return null;
  const noun = words[index + 2];
  if (n(words, index) === 'much' && /^(?:too|so|as|very)$/.test(n(words, index - 1)) && !UNCOUNTABLE.has(noun?.n ?? ''))
    return null;
  if (noun?.pos !== 'NOUN' || n(words, index + 3) === "'s" || WHOLE.has(noun.n)) return null;
  return match(index, index + 2, `${n(words, index)}`);
}

/** "Most of life is work". */
const WHOLE = wordSet('life society history humanity mankind nature childhood course');

/** "Almost people". */
function almostNoun(words: Words, index: number): Match | null {
  if (n(words, index) !== 'almost' || (numberOf(words[index + 1]) !== 'plural' && n(words, index + 1) !== 'people'))
    return null;
  return match(index, index + 1, 'almost all');
}

function lotOf(words: Words, index: number): Match | null {
  if (
    n(words, index) === 'lot' &&
    n(words, index + 1) === 'of' &&
    !/^(?:a|an|whole|the|this|that|big|awful|great|huge|parking|vacant|empty)$/.test(n(words, index - 1)) &&
    pos(words, index - 1) !== 'ADJ'
  )
    return match(index, index + 2, 'a lot of');
  if (n(words, index) === 'a' && n(words, index + 1) === 'lots') return match(index, index + 2, 'lots');
  if (
    n(words, index) === 'lot' &&
    n(words, index - 1) === 'a' &&
    pos(words, index + 1) === 'NOUN' &&
    !/^(?:time|times|today|tomorrow|yesterday)$/.test(n(words, index + 1)) &&
    // "A lot quieter than": a comparative that the tagger takes for a noun.
    !(n(words, index + 1).endsWith('er') && n(words, index + 2) === 'than') &&
    verbForms(words[index + 2]).size === 0 &&
    !opensClause(words, index + 1)
  )
    return match(index - 1, index + 1, 'a lot of');
  return null;
}

/** "In five years ago", "before two years ago". */
function agoWithPreposition(words: Words, index: number): Match | null {
  if (!/^(?:in|at|on|since|before|from)$/.test(n(words, index)) || n(words, index + 3) !== 'ago') return null;
  // "Arguments from ten years ago", "this is from about two months ago".
  if (n(words, index) === 'from' && (pos(words, index - 1) === 'NOUN' || lemma(words, index - 1) === 'be')) return null;
  return pos(words, index + 1) === 'NUM' || /^(?:many|several|few)$/.test(n(words, index + 1))
    ? match(index, index + 1, '')
    : null;
}

const COUNTRIES = wordSet(
  'japan china korea india france germany italy spain russia brazil mexico canada vietnam thailand egypt iran iraq europe asia africa america australia england london paris tokyo britain scotland ireland taiwan indonesia malaysia pakistan bangladesh ukraine poland greece portugal',
);
const LIVING = wordSet('live lives lived living born come comes came travel travelled moved');
/** "The Japan". */
function theCountry(words: Words, index: number): Match | null {
  if (n(words, index) !== 'the') return null;
  // "The turkey is dry".
  const isTurkey = n(words, index + 1) === 'turkey' && hasBefore(words, index, LIVING, 2);
  if (!isTurkey && !COUNTRIES.has(n(words, index + 1))) return null;
  return ['NOUN', 'ADJ', 'PROPN'].includes(pos(words, index + 2)) ||
    /^(?:'s|of|and|that|i|we|you|they|he|she)$/.test(n(words, index + 2))
    ? null
    : match(index, index + 1, '');
}

const WITHOUT_THE = wordSet('nature society happiness poverty mankind humanity childhood unemployment');
/** "In the nature", "the society": general things take no "the". */
function theGeneral(words: Words, index: number): Match | null {
  if (n(words, index) !== 'the' || !WITHOUT_THE.has(n(words, index + 1))) return null;
  return ['NOUN', 'ADJ', 'PROPN', 'SCONJ'].includes(pos(words, index + 2)) ||
    /^(?:of|and|in|that|which|where|who|i|we|she|he|they|for|itself)$/.test(n(words, index + 2))
    ? null
    : match(index, index + 1, '');
}

export const prepositionRules: readonly Rule[] = [
  { id: 'to-home', kind: 'preposition', message: 'This word takes no "to".', at: toPlaceAdverb },
  { id: 'fixed-phrase', kind: 'preposition', message: 'The phrase goes differently.', at: fixedPhrase },
  { id: 'preposition-ago', kind: 'preposition', message: '"Ago" takes no preposition.', at: agoWithPreposition },
  { id: 'the-country', kind: 'article', message: 'This name takes no "the".', at: theCountry },
  { id: 'the-general', kind: 'article', message: 'In general this noun takes no "the".', at: theGeneral },
  { id: 'in-weekday', kind: 'preposition', message: 'Days take "on".', at: weekday },
  {
    id: 'because-of',
    kind: 'preposition',
    message: '"Because of" goes with a noun, "because" with a sentence.',
    at: becauseOf,
  },
  { id: 'play-the', kind: 'article', message: 'Sports take no "the".', at: playThe },
  { id: 'most-of', kind: 'preposition', message: 'Leave out "of", or say "of the".', at: ofBarePlural },
  { id: 'almost-noun', kind: 'wordChoice', message: 'Say "almost all".', at: almostNoun },
  { id: 'a-lot-of', kind: 'article', message: 'Say "a lot of" or "lots of".', at: lotOf },
];
