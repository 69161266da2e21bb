/** A noun where the adjective is meant and the other way round: "success people", "the important of", "it is difference". */
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, n, nounPhrase, opensClause, pos, skipAdverbs } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { isOnly, numberOf, verbForms } from '../stretch.js';
import { COLLECTIVE, COUNT_NOUNS } from '../lexicon/nouns.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

const ADJECTIVE: Readonly<Record<string, string>> = wordTable({
  success: 'successful',
  importance: 'important',
  difference: 'different',
  danger: 'dangerous',
  beauty: 'beautiful',
  difficulty: 'difficult',
  convenience: 'convenient',
  happiness: 'happy',
});
const DESCRIBED = wordSet(
  'people person man men woman women life lives things way ways place places subject subjects country countries student students places job jobs reason reasons role kind kinds',
);
/** "An importance part": "success factors", "the importance factor" and "the convenience thing" are said. */
const ALSO_DESCRIBED: Readonly<Record<string, ReadonlySet<string>>> = wordTable({
  importance: wordSet('part parts thing things point points aspect aspects topic issue issues'),
  difference: wordSet('thing things idea ideas opinion opinions culture cultures'),
});
/** "Success people", "difference ways". */
function nounBeforeNoun(words: Words, index: number): Match | null {
  const better = ADJECTIVE[n(words, index)];
  const described =
    DESCRIBED.has(n(words, index + 1)) || ALSO_DESCRIBED[n(words, index)]?.has(n(words, index + 1)) === true;
  if (better === undefined || !described || n(words, index - 1) === 'of') return null;
  return match(index, index + 2, `${better} ${n(words, index + 1)}`);
}

/** "It is difference", "he became success". */
function nounAfterBe(words: Words, index: number): Match | null {
  const be = n(words, index);
  const becoming = /^(?:become|became|becomes)$/.test(be);
  if (!becoming && !(BE_FINITE.has(be) && /^(?:it|this|they|he|she|we|i|you|people)$/.test(n(words, index - 1))))
    return null;
  const at = skipAdverbs(words, index + 1);
  const noun = n(words, at);
  const better = ADJECTIVE[noun];
  // "Why do people shop online? It's convenience": what it is.
  if (better === undefined || noun === 'happiness' || (/^(?:beauty|convenience)$/.test(noun) && !becoming)) return null;
  if (['NOUN', 'ADJ'].includes(pos(words, at + 1)) || /^(?:and|or|of|itself)$/.test(n(words, at + 1))) return null;
  return match(at, at + 1, better);
}

const NOUN: Readonly<Record<string, string>> = wordTable({
  important: 'importance',
  different: 'difference',
  difficult: 'difficulty',
  beautiful: 'beauty',
  convenient: 'convenience',
  intelligent: 'intelligence',
  independent: 'independence',
  successful: 'success',
  dangerous: 'danger',
  popular: 'popularity',
  able: 'ability',
  possible: 'possibility',
  necessary: 'necessity',
  confident: 'confidence',
  patient: 'patience',
  healthy: 'health',
  safe: 'safety',
});
/** "The important of", "the different between". */
function adjectiveForNoun(words: Words, index: number): Match | null {
  const better = NOUN[n(words, index + 1)];
  if (better === undefined || !/^(?:the|a|this|their|our|my|his)$/.test(n(words, index))) return null;
  const next = n(words, index + 2);
  if (next === 'between' && n(words, index + 1) === 'different') return match(index + 1, index + 2, better);
  if (next !== 'of' || /^(?:able|patient|safe)$/.test(n(words, index + 1))) return null;
  // "The most popular of them": one of several is chosen.
  return /^(?:the|these|those|them|all|us|its)$/.test(n(words, index + 3)) && n(words, index + 1) !== 'important'
    ? null
    : match(index + 1, index + 2, better);
}

/** "A many years". */
function aMany(words: Words, index: number): Match | null {
  if (n(words, index) !== 'a' || n(words, index + 1) !== 'many' || numberOf(words[index + 2]) !== 'plural') return null;
  return pos(words, index + 3) === 'NOUN' ? null : match(index, index + 2, 'many');
}

/** "Teachers concern about students". */
function concernAbout(words: Words, index: number): Match | null {
  if (n(words, index) !== 'concern' || n(words, index + 1) !== 'about') return null;
  const subject = n(words, index - 1);
  const many = /^(?:i|we|they|you|people)$/.test(subject) || numberOf(words[index - 1]) === 'plural';
  return many && !['ADP', 'DET'].includes(pos(words, index - 2)) ? match(index, index + 1) : null;
}

/** "At 2010", "on 2010". */
function inYear(words: Words, index: number): Match | null {
  if (!/^(?:on|at)$/.test(n(words, index)) || !/^(?:19|20)\d\d$/.test(n(words, index + 1))) return null;
  return ['NOUN', 'PROPN', 'NUM', 'ADJ'].includes(pos(words, index + 2)) ? null : match(index, index + 1, 'in');
}

/** "I understand how important is education": inside a sentence the verb comes last. */
function howAdjectiveIs(words: Words, index: number): Match | null {
  if (
    !/^(?:know|understand|show|realize|realise|see|explain|matter)$/.test(words[index]?.lemma ?? '') ||
    n(words, index + 1) !== 'how'
  )
    return null;
  if (pos(words, index + 2) !== 'ADJ' || !/^(?:is|are|was|were)$/.test(n(words, index + 3))) return null;
  return /^(?:it|he|she|they|this|the|my|our|their)$/.test(n(words, index + 4)) ? match(index + 1, index + 4) : null;
}

/** "Specialize one subject". */
function specialize(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !/^(?:specialize|specialise)$/.test(verb.lemma) || verb.pos !== 'VERB') return null;
  if (/^(?:on|at|to|about)$/.test(n(words, index + 1)) && ['DET', 'NUM', 'ADJ', 'NOUN'].includes(pos(words, index + 2)))
    return match(index, index + 2, `${verb.n} in`);
  const bare = /^(?:one|only|a|certain|specific|any)$/.test(n(words, index + 1)) && !verbForms(verb).has('participle');
  return bare ? match(index, index + 1, `${verb.n} in`) : null;
}

const TELLS = wordSet(
  'tell make give show help become teach bring allow provide create lead mean need change improve cause include',
);
const THINGS = wordSet(
  'history technology education knowledge science nature experience money music information television advertising internet pollution life',
);
/** "History tell us", "technology make life easy". */
function massVerb(words: Words, index: number): Match | null {
  if (!THINGS.has(n(words, index)) || !opensClause(words, index)) return null;
  if (
    /^(?:and|or|that|if)$/.test(n(words, index - 1)) &&
    (n(words, index - 1) !== 'that' || index === 1) &&
    !(n(words, index - 1) === 'and' && index === 1)
  )
    return null;
  const phrase = nounPhrase(words, index);
  if (phrase && phrase.end !== index + 1) return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (verb?.pos !== 'VERB' || verb.n !== verb.lemma || !TELLS.has(verb.n)) return null;
  return verb.n === 'experience' ? null : match(index, at + 1);
}

/** "Many of the student". */
function ofTheSingular(words: Words, index: number): Match | null {
  if (!/^(?:many|several|few|both|two|three|four)$/.test(n(words, index)) || n(words, index + 1) !== 'of') return null;
  // "Year three of my course", "number two of the list".
  if (['NOUN', 'PROPN'].includes(pos(words, index - 1)) && pos(words, index) !== 'ADJ') return null;
  const phrase = nounPhrase(words, index + 2);
  if (phrase?.number !== 'singular' || !/^(?:the|these|those|my|our|their|his|her|your)$/.test(phrase.determiner))
    return null;
  if (!COUNT_NOUNS.has(n(words, phrase.head)) || COLLECTIVE.has(n(words, phrase.head))) return null;
  return ['NOUN', 'PROPN', 'ADJ'].includes(pos(words, phrase.end)) || n(words, phrase.end) === "'s"
    ? null
    : match(phrase.head, phrase.head + 1);
}

const DESCRIBING = wordSet(
  'happy sad tired angry afraid busy famous popular poor rich old young lazy smart hungry interested bored healthy able ready successful good bad important different difficult expensive',
);
/** "People who rich", "students who studying". */
function relativeWithoutBe(words: Words, index: number): Match | null {
  if (n(words, index) !== 'who' || pos(words, index - 1) !== 'NOUN') return null;
  const at = /^(?:very|so|really|not|always)$/.test(n(words, index + 1)) ? index + 2 : index + 1;
  if (words[at]?.pos === 'VERB' && isOnly(words[at], 'ing')) return match(index, at + 1);
  return DESCRIBING.has(n(words, at)) && pos(words, at) === 'ADJ' && pos(words, at + 1) !== 'NOUN'
    ? match(index, at + 1)
    : null;
}

const ADVERB_OF: Readonly<Record<string, string>> = wordTable({
  easy: 'easily',
  quick: 'quickly',
  proper: 'properly',
  careful: 'carefully',
  successful: 'successfully',
  efficient: 'efficiently',
  effective: 'effectively',
  independent: 'independently',
  serious: 'seriously',
  fluent: 'fluently',
  correct: 'correctly',
  beautiful: 'beautifully',
  perfect: 'perfectly',
});
/** "Can easy find", "speak fluent". */
function adverbNeeded(words: Words, index: number): Match | null {
  const better = ADVERB_OF[n(words, index)];
  if (better === undefined) return null;
  const before = n(words, index - 1);
  const degree = /^(?:very|so|really|too|quite)$/.test(before) ? 1 : 0;
  const beforeVerb =
    /^(?:can|could|will|would|should|must|may|to)$/.test(before) &&
    isOnly(words[index + 1], 'base') &&
    words[index + 1]?.pos === 'VERB';
  const last = index - 1 - degree;
  const object = /^(?:it|them|english|this)$/.test(n(words, last)) ? last - 1 : last;
  const afterVerb =
    /^(?:learn|understand|solve|speak|drive|study|behave|communicate|express|explain|improve|work|write|sing|dance|perform)$/.test(
      words[object]?.lemma ?? '',
    ) &&
    words[object]?.pos === 'VERB' &&
    n(words, index) !== 'correct' &&
    ['', 'CCONJ', 'SCONJ'].includes(pos(words, index + 1)) &&
    // "She sings beautiful and sad songs".
    !(pos(words, index + 1) === 'CCONJ' && !['PRON', 'DET'].includes(pos(words, index + 2)));
  return beforeVerb || afterVerb ? match(index, index + 1, better) : null;
}

/** "In my country is cold": the subject is missing. */
function placeIs(words: Words, index: number, { startsSentence }: Stretch): Match | null {
  if (index !== 0 || !startsSentence || !/^(?:in|for|at)$/.test(n(words, 0))) return null;
  const person = n(words, 0) === 'for' && /^(?:me|us|them|him|people|you)$/.test(n(words, 1));
  const phrase = nounPhrase(words, 1);
  const end = person ? 2 : phrase?.determiner !== '' && phrase?.end === 3 ? 3 : undefined;
  if (end === undefined || !/^(?:is|was)$/.test(n(words, end))) return null;
  const at = skipAdverbs(words, end + 1);
  return pos(words, at) === 'ADJ' && !['NOUN', 'ADJ'].includes(pos(words, at + 1)) ? match(end, at + 1) : null;
}

export const wordFormRules: readonly Rule[] = [
  { id: 'of-the-singular', kind: 'number', message: 'Several of them: the noun must be plural.', at: ofTheSingular },
  { id: 'relative-without-be', kind: 'missingWord', message: 'A form of "be" is missing.', at: relativeWithoutBe },
  { id: 'adverb-needed', kind: 'wordForm', message: 'An adverb is needed here.', at: adverbNeeded },
  { id: 'place-is', kind: 'missingWord', message: 'The subject is missing, for example "it".', at: placeIs },
  { id: 'noun-before-noun', kind: 'wordForm', message: 'An adjective is needed here.', at: nounBeforeNoun },
  { id: 'noun-after-be', kind: 'wordForm', message: 'An adjective is needed here.', at: nounAfterBe },
  { id: 'adjective-for-noun', kind: 'wordForm', message: 'A noun is needed here.', at: adjectiveForNoun },
  { id: 'a-many', kind: 'article', message: '"Many" stands without "a".', at: aMany },
  { id: 'concern-about', kind: 'verbForm', message: 'Say "are concerned about".', at: concernAbout },
  { id: 'in-year', kind: 'preposition', message: 'Years take "in".', at: inYear },
  {
    id: 'how-important-is',
    kind: 'wordOrder',
    message: 'Inside a sentence the verb comes last: "how important it is".',
    at: howAdjectiveIs,
  },
  { id: 'specialize-in', kind: 'preposition', message: 'One specializes "in" something.', at: specialize },
  { id: 'mass-verb', kind: 'agreement', message: 'The verb needs the ending of "it".', at: massVerb },
];
