/** What learners say all the time: "I am having two brothers", "the news are bad", "it was a very strange for me", "last year I have been". */
import { inflect } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, nounPhrase, opensClause, opensSimpleClause, pos, skipAdverbs, written } from '../phrases.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import type { WordPattern } from './word-pattern.js';
import { matchAny, wordPattern } from './word-pattern.js';
import { wordTable } from '../../../text/word-table.js';

const HAVE: Readonly<Record<string, string>> = wordTable({
  am: 'have',
  "'m": 'have',
  are: 'have',
  "'re": 'have',
  is: 'has',
  "'s": 'has',
  was: 'had',
  were: 'had',
});
const OWNED = wordSet(
  'brother brothers sister sisters sibling siblings cousin cousins car cars bike house flat apartment laptop smartphone',
);
const CHILDREN = wordSet('children kids sons daughters');
/** "I am having two brothers". "We're having a house built", "having two cousins over" and "having a car accident" go on. */
function havingOwned(words: Words, index: number): Match | null {
  const have = HAVE[n(words, index)];
  if (have === undefined || n(words, index + 1) !== 'having') return null;
  let at = index + 2;
  const counted = pos(words, at) === 'NUM' || /^(?:many|several)$/.test(n(words, at));
  if (!counted && !/^an?$/.test(n(words, at))) return null;
  at += 1;
  while (pos(words, at) === 'ADJ') at += 1;
  const noun = n(words, at);
  if (!OWNED.has(noun) && !(counted && CHILDREN.has(noun))) return null;
  const next = at + 1;
  // "Two children next year": they are to be born.
  const later = /^(?:next|this|soon|later)$/.test(n(words, next));
  const goesOn = ['NOUN', 'PROPN', 'ADV', 'ADP', 'VERB', 'PART'].includes(pos(words, next));
  return goesOn || later ? null : match(index, index + 2, have);
}

/** "The news are bad". "Stories in the news are" has another subject. */
function newsAre(words: Words, index: number): Match | null {
  const phrase = opensSimpleClause(words, index) ? nounPhrase(words, index) : null;
  if (!phrase || n(words, phrase.head) !== 'news') return null;
  const be = n(words, phrase.end);
  return /^(?:are|were)$/.test(be) ? match(phrase.head, phrase.end + 1, `news ${be === 'are' ? 'is' : 'was'}`) : null;
}

const FOR_WHOM = 'me|us|him|her|them|you|people|children|students|everyone|everybody|my|our';
const JUDGED =
  'strange|difficult|important|useful|interesting|exciting|beautiful|happy|sad|hard|easy|nice|boring|expensive|dangerous|helpful|necessary|famous|popular|comfortable|convenient';

const HOMES = wordSet('flat apartment house room village city town');
/** "I live in small flat". "In old town" may be the name of a quarter. */
function livingInBare(words: Words, index: number): Match | null {
  if (words[index]?.lemma !== 'live' || words[index]?.pos === 'NOUN' || n(words, index + 1) !== 'in') return null;
  const at = /^(?:very|really|quite)$/.test(n(words, index + 2)) ? index + 3 : index + 2;
  if (!HOME_LIKE.test(n(words, at)) || !HOMES.has(n(words, at + 1))) return null;
  if (['NOUN', 'PROPN'].includes(pos(words, at + 2)) || /^(?:'s|or|and)$/.test(n(words, at + 2))) return null;
  return match(index + 1, at + 2, `in a ${written(words, index + 2, at + 2)}`);
}
const HOME_LIKE = /^(?:small|big|large|nice|beautiful|little|modern|quiet|crowded|noisy|comfortable|tiny|huge)$/;

const TIMES = wordSet('week month year summer winter night weekend');
/** Index after "yesterday", "last year", "two years ago" at the beginning of a clause. */
function afterPastTime(words: Words, index: number): number | null {
  if (!opensClause(words, index) || n(words, index - 1) === 'since') return null;
  // "What I said yesterday I have forgotten": the time belongs to the clause before.
  if (words.slice(0, index).some((word) => /^(?:what|whatever|everything|all)$/.test(word.n))) return null;
  if (n(words, index) === 'yesterday') return index + 1;
  if (n(words, index) === 'last' && TIMES.has(n(words, index + 1))) return index + 2;
  if (pos(words, index) === 'NUM' && n(words, index + 2) === 'ago') return index + 3;
  return null;
}
/** "Last year I have visited London". */
function pastTimePerfect(words: Words, index: number): Match | null {
  const subject = afterPastTime(words, index);
  if (subject === null || !/^(?:i|we|they|he|she)$/.test(n(words, subject))) return null;
  if (!/^(?:have|has|'ve)$/.test(n(words, subject + 1))) return null;
  const at = skipAdverbs(words, subject + 2);
  const verb = words[at];
  // "Last week I've been really busy" is said by anybody.
  const been = verb?.n === 'been' && /^(?:to|in|there)$/.test(n(words, at + 1));
  if (!verb || !(been || (verb.pos === 'VERB' && verbForms(verb).has('participle')))) return null;
  // "Last year I have been to Spain" is no "I was to Spain".
  const told = at === subject + 2 && !been && verb.n !== 'got';
  return match(subject, at + 1, told ? `${n(words, subject)} ${inflect(verb.lemma, 'past')}` : undefined);
}

const whatIs = matchAny([
  wordPattern(
    "n't|not|to|can|me|you know|remember|tell|understand ?me|you|us [what is|are|was|were my|your|his|her|its|their <NOUN>] !<NOUN|ADJ|PART|ADP>|and",
  ),
]);
/** "I don't know what is his name". "I don't know what is the best way" is said by anybody. */
function whatIsHis(words: Words, index: number): Match | null {
  const found = whatIs(words, index);
  if (!found) return null;
  const [what, be, whose, noun] = words.slice(found.from, found.to).map((word) => word.n);
  return match(found.from, found.to, `${what} ${whose} ${noun} ${be}`);
}

/** "Why I do it?" is what the examiner asked, said again. */
const whyYouAre = matchAny([
  wordPattern("[why|where|what|how you|they|we|he|she are|'re|is|'s|were|was|ca|can|will|did|do|does]"),
]);

/** One of the words comes anywhere before, and makes it right. */
function notAfterAny(before: string, patterns: readonly WordPattern[]): Rule['at'] {
  const at = matchAny(patterns);
  const rightAfter = wordSet(before);
  return (words, index) =>
    words.slice(0, index + 1).some((word, place) => rightAfter.has(word.n) || opensContactClause(words, place))
      ? null
      : at(words, index);
}
/** "A café my sister found", "a trip we planned"; "last summer we went" is a time. */
function opensContactClause(words: Words, index: number): boolean {
  return (
    ['NOUN', 'PROPN'].includes(pos(words, index)) &&
    !/^(?:day|week|month|year|years|summer|winter|weekend|night|morning|evening|time|times)$/.test(n(words, index)) &&
    /^(?:i|we|you|he|she|they|my|our|his|her|their)$/.test(n(words, index + 1))
  );
}

const THINGS =
  'people|cars|shops|things|friends|students|tourists|problems|opportunities|jobs|places|buildings|children|books|countries|houses|trees|restaurants';
const NOT_A_COMPOUND = '!can|could|would|want|need|do|focused|oriented|friendly|<NOUN|PART>';

const SEVERAL_OF =
  'most|some|many|all|both|several|few of the|my|our|these|those|their people|students|children|men|women|friends|parents|teachers|colleagues|classmates|tourists|families|shops|buildings|houses|cars|countries|cities';

export const everydaySlipRules: readonly Rule[] = [
  {
    id: 'living-in-bare',
    kind: 'article',
    message: 'One thing that can be counted needs "a" here.',
    at: livingInBare,
  },
  {
    id: 'specially',
    kind: 'wordChoice',
    message: '"Above all" is "especially"; "specially" is "for one purpose".',
    at: matchAny([
      // After a verb it says how: "made specially in Italy".
      // "They named the park specially in his honour" tells what for.
      wordPattern(
        '<NOUN|PROPN|PRON|ADJ|ADV> [specially] in|on|at|during|when|if|my|the !his|her|their|its|honour|honor|memory',
        'especially',
      ),
      // "I bought it specially because you like it" is for one purpose.
      wordPattern('~like|love|enjoy|prefer <PRON|NOUN|PROPN> [specially] because', 'especially'),
    ]),
  },
  {
    id: 'by-foot',
    kind: 'preposition',
    message: 'Say "on foot".',
    at: matchAny([
      wordPattern('~go|come|walk|travel ?to ?the|my ?work|school|university|there [by foot] !<NOUN>', 'on foot'),
    ]),
  },
  {
    id: 'near-from',
    kind: 'preposition',
    message: 'Say "near" something, or "not far from" it.',
    at: matchAny([wordPattern('[near from] my|the|our|his|her|here|there|it|me|us', 'near')]),
  },
  {
    id: 'negative-again',
    kind: 'wordChoice',
    message: 'One negative is enough.',
    at: matchAny([
      // "I don't want to do nothing all day" may be meant.
      wordPattern("n't|not need|have to {base} [nothing]", 'anything'),
      wordPattern("n't|not want|like to !do {base} [nothing]", 'anything'),
      wordPattern("n't|not need|want|have|like to {base} [nobody]", 'anybody'),
    ]),
  },
  {
    id: 'having-owned',
    kind: 'tense',
    message: 'What belongs to somebody is told with "have", without -ing.',
    at: havingOwned,
  },
  { id: 'news-are', kind: 'agreement', message: '"News" is one thing: "the news is".', at: newsAre },
  {
    id: 'a-without-noun',
    kind: 'article',
    message: 'No "a" where no noun follows.',
    at: matchAny([
      wordPattern(`{be}|be|been [a] ?very|really|quite|so ${JUDGED} for ${FOR_WHOM}`, ''),
      wordPattern(`{be} [a] ?very|really|quite|so good|bad at|in {ing}|sports|football|maths|math|english|cooking`, ''),
    ]),
  },
  {
    id: 'past-time-perfect',
    kind: 'tense',
    message: 'With a time that is over use the simple past.',
    at: pastTimePerfect,
  },
  {
    id: 'suggest-person-to',
    kind: 'verbForm',
    message: 'Say "suggest that somebody does something".',
    at: matchAny([
      // "Suggest people to talk to" and "people to invite" name people.
      wordPattern(
        '~suggest you|people|everyone|everybody|tourists|visitors|students|parents [to] !ask|invite|call|contact|interview|hire {base} <DET|PRON|NOUN|PROPN|ADJ|NUM|VERB>|up|out|there|here|more|less',
        '',
      ),
      wordPattern(
        '~suggest you|people|everyone|everybody|tourists|visitors|students|parents [to] {base} to|with|about|at|for|on|from <DET|PRON|NOUN|PROPN|VERB>',
        '',
      ),
      wordPattern('~suggest my|his|her|our friend|friends|parents|students to {base}'),
    ]),
  },
  {
    id: 'adverb-to',
    kind: 'verbForm',
    message: 'Between such an adverb and the verb there is no "to".',
    at: matchAny([
      // "What we always to this day do" has its verb elsewhere.
      wordPattern('^ i|we|they|you|he|she usually|often|sometimes|never|always|also [to] !be {verb}', ''),
    ]),
  },
  {
    id: 'used-to-ing',
    kind: 'verbForm',
    message: 'What was so in the past is told with "used to" and the plain verb; "be used to" takes -ing.',
    at: matchAny([wordPattern('i|we|they|he|she [used to {ing}] !<NOUN>')]),
  },
  {
    id: 'like-to-ing',
    kind: 'verbForm',
    message: 'Say "like to play" or "like playing".',
    at: matchAny([wordPattern("i|we|they|you|people|'d|would|n't|really|also like|love|hate [to {ing}]")]),
  },
  {
    id: 'enjoy-what',
    kind: 'missingWord',
    message: 'What is enjoyed must be told: "I enjoyed it a lot".',
    at: notAfterAny('that which who what where something everything', [
      // "The trip I enjoyed a lot", "a café my sister found and I love so much": what is enjoyed may come before.
      wordPattern(
        'and|but|because|so i|we|they|he|she ?really [enjoy|enjoyed|enjoys] a lot|so|very ?much $|and|but|because',
      ),
      wordPattern('but|because|so i|we|they|he|she ?really [love|like|loved|liked] so|very much $|and|but|because'),
    ]),
  },
  {
    id: 'no-any',
    kind: 'wordChoice',
    message: 'One negative is enough: "no" or "not any".',
    at: matchAny([
      wordPattern("there is|are|was|were|'s [no any] <NOUN|ADJ>", 'no'),
      wordPattern('~have [no any] <NOUN|ADJ>', 'no'),
    ]),
  },
  {
    id: 'my-hairs',
    kind: 'number',
    message: 'All of somebody\'s hair is one: "my hair is".',
    // "My hairs were standing on end": each of them.
    at: matchAny([wordPattern('my|your|his|her [hairs] are|were|is|was !standing')]),
  },
  {
    id: 'a-too',
    kind: 'wordOrder',
    message: 'Say "too big a house", or "the house was too big".',
    at: matchAny([wordPattern('!all|only {be}|have|has|had [a|an too <ADJ>] <NOUN>')]),
  },
  {
    id: 'already-years',
    kind: 'tense',
    message: 'From the past until now: "I have worked here for five years".',
    at: matchAny([
      wordPattern(
        '^ i|we|they [work|live|study] ?here|there|in|at ?in|at|this|the|that|my|a ?<NOUN|PROPN> already {number} years|months',
      ),
      wordPattern(
        '^ he|she [works|lives|studies] ?here|there|in|at ?in|at|this|the|that|his|her|a ?<NOUN|PROPN> already {number} years|months',
      ),
    ]),
  },
  {
    id: 'much-more-things',
    kind: 'number',
    message: 'What is counted is "many more".',
    at: matchAny([
      // "It's much more friends than family", "he became much more people focused".
      wordPattern(`there is|are|was|were|'s [much more] ${THINGS} ${NOT_A_COMPOUND}`, 'many more'),
      wordPattern(
        `~have|meet|see|know|get|buy|make|find|need|build [much more] ${THINGS} ${NOT_A_COMPOUND}`,
        'many more',
      ),
    ]),
  },
  {
    id: 'how-it-calls',
    kind: 'wordOrder',
    message: 'Say "what it is called".',
    at: matchAny([
      wordPattern('[how it|this|that calls] $', 'what it is called'),
      wordPattern('[how it|this|that calls] in english', 'what it is called'),
      wordPattern('[how] do|to ?you|we call this|it|that in english', 'what'),
    ]),
  },
  {
    id: 'is-become',
    kind: 'verbForm',
    message: 'Either leave out the form of "be" or say "is becoming".',
    // "All I want is become rich", "what it does is break": the verb stands for an act.
    at: notAfterAny('do does did what all want wanted thing', [
      wordPattern('<NOUN|PRON|PROPN> [is|are|was|were become]'),
      wordPattern(
        'phone|computer|laptop|car|bike|machine|screen|window|bus|leg|arm [is|are|was|were break] $|and|so|but|because',
      ),
    ]),
  },
  {
    id: 'most-of-is',
    kind: 'agreement',
    message: 'The verb goes with a plural here.',
    at: matchAny([
      wordPattern(`^ ${SEVERAL_OF} [is|was|has|does]`),
      // "Some of my friends' lives have changed" has no verb there.
      wordPattern(`^ ${SEVERAL_OF} [{third}] !<VERB|AUX>`),
    ]),
  },
  {
    id: 'mass-are',
    kind: 'agreement',
    message: 'This noun is one thing: "money is", "information is".',
    // "Her hair and makeup were", "the furniture we have are": a single noun only.
    at: matchAny([
      wordPattern(
        '^ ?the money|information|advice|homework|furniture|traffic|weather|knowledge|equipment|luggage|scenery ?over ?here|there [are|were] !you|we|they',
      ),
    ]),
  },
  {
    id: 'go-to-out',
    kind: 'preposition',
    message: 'Say "go out", without "to".',
    at: matchAny([wordPattern('~go|come [to out|outside] $|and|but|because|with|for|at|in|on|so', undefined)]),
  },
  {
    id: 'why-you-are',
    kind: 'wordOrder',
    message: 'In a question the verb comes before its subject.',
    at: (words, index, { isQuestion, startsSentence }) =>
      index === 0 && isQuestion && startsSentence && words.length <= 8 ? whyYouAre(words, index) : null,
  },
  {
    id: 'work-in-bank',
    kind: 'article',
    message: 'A place of work takes an article: "in a bank".',
    at: matchAny([wordPattern('~work [in bank] !<NOUN|PROPN>|and|or', 'in a bank')]),
  },
  {
    id: 'know-what-is-his',
    kind: 'wordOrder',
    message: 'Inside a sentence the subject comes before the verb: "I don\'t know what his name is".',
    at: whatIsHis,
  },
];
