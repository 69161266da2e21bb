/** How clauses are put together, as lines of words: "because of it is cheap", "everybody like it", "a friend which is". */
import { wordSet } from '../lexicon/word-set.js';
import { hasBefore } from '../phrases.js';
import type { Rule } from './rule.js';
import type { WordPattern } from './word-pattern.js';
import { matchAny, wordPattern } from './word-pattern.js';

const FEELS =
  'good|bad|nice|happy|sad|beautiful|delicious|interesting|boring|tired|angry|difficult|easy|important|great|young|strange';

/** One of the words stands shortly before what the patterns describe, and makes it right. */
function notAfter(before: string, distance: number, patterns: readonly WordPattern[]): Rule['at'] {
  const at = matchAny(patterns);
  const rightAfter = wordSet(before);
  return (words, index) => (hasBefore(words, index, rightAfter, distance) ? null : at(words, index));
}

const WHAT_PLACES_HAVE =
  'people|tourists|cars|mountains|rivers|beaches|trees|parks|temples|mosques|churches|museums|markets|shops|buildings|hospitals|schools';

export const clauseFrameRules: readonly Rule[] = [
  {
    id: 'clause-after-because-of',
    kind: 'wordChoice',
    message: 'Before a subject and its verb say "because", "although" or "while".',
    at: matchAny([
      wordPattern('because [of] i|he|she|we|they <VERB|AUX|ADV>', ''),
      wordPattern('because [of] it|there|you is|was|are|has|had|can|will', ''),
      wordPattern('[in spite of] i|he|she|we|they|it|there <VERB|AUX>', 'although'),
      wordPattern('[despite|during] {subject} !being|having|{ing} <VERB|AUX>'),
      wordPattern(
        '[while] my|the|our|this|his|her holiday|holidays|vacation|trip|childhood|lesson|class|summer|winter|journey|flight|exam $|i|we|he|she|they',
        'during',
      ),
      // "Even I was surprised" has one clause.
      wordPattern(
        "[even] {subject} was|were|am|'m|'re|is|are ?very|so|really <ADJ> {subject} !mean|think|guess|know|suppose <VERB|AUX>",
        'even though',
      ),
      // "But even it was shut": nothing follows that was so all the same.
      wordPattern("[even] it|there is|was|'s|are|were|has ?very|so|really|not|n't <ADJ|VERB|DET> {subject}", 'even if'),
      wordPattern("[even] it is|was|'s raining|snowing", 'even if'),
      wordPattern("!but|and <ADJ|NOUN|PRON|ADV|VERB> [even] it|there is|was|'s|are|were|has", 'even if'),
    ]),
  },
  {
    id: 'everybody-like',
    kind: 'agreement',
    message: 'The verb needs an -s after "he", "she", "everybody" and the like.',
    at: matchAny([
      wordPattern('^ everybody|everyone|nobody|somebody [like] it|to|this|the|music|sports|football', 'likes'),
      wordPattern(
        'my|his|her|our mother|father|brother|sister|mom|dad|mum|son|daughter|friend|teacher|wife|husband|boss [like] to {base}',
        'likes',
      ),
      wordPattern(
        '^ my|his|her mother|father|brother|sister|mom|dad|mum|son|daughter|wife|husband|teacher [cook|drink|sleep|drive|walk|watch|clean|dance] <ADV|ADP|DET|PRON>',
      ),
    ]),
  },
  {
    id: 'people-who-verb',
    kind: 'agreement',
    message: 'The verb goes with a plural here.',
    // "I'm the only one of my friends who does": of one of them.
    at: notAfter('one', 5, [
      wordPattern(
        'people|those|students|friends|children|men|women|parents who [lives|works|plays|loves|needs|helps|uses|studies|travels|has|is|was|does]',
      ),
      wordPattern('^ a lot of people [{third}]'),
      wordPattern('^ lots of people [{third}]'),
      wordPattern('^ a lot of people [is|was|has]'),
    ]),
  },
  {
    id: 'number-are',
    kind: 'agreement',
    message: '"The number" is one: "the number of cars is growing".',
    at: matchAny([wordPattern('^ the number of ?<ADJ|NOUN> {many} [are|were|have] ?<ADV> <VERB>')]),
  },
  {
    id: 'person-which',
    kind: 'pronoun',
    message: 'For people say "who".',
    at: matchAny([
      wordPattern(
        'a|an|my|the|young|old man|woman|friend|girl|boy|person|teacher|student|child|brother|sister|doctor|worker|guy [which] is|was|has|lives|lived|works|worked|can|likes|liked|helped|wants|wanted',
        'who',
      ),
      wordPattern('people|friends|students|children|men|women [which] live|work|want|have|are|were|can', 'who'),
    ]),
  },
  {
    id: 'asked-what-is',
    kind: 'wordOrder',
    message: 'Inside a sentence the subject comes before the verb: "he asked what my name was".',
    at: matchAny([
      wordPattern(
        'asked|asks me|him|her|them|us [where|when|how|why is|are|was|do|does|did] my|the|his|her|your|their|this|that|{subject}',
      ),
      // "She asked me what was the matter" is said.
      wordPattern('asked|asks me|him|her|them|us [what is|are|was|do|does|did] my|his|her|your|their|{subject}'),
      wordPattern(
        'know|tell|remember|understand ?me|you|us [where|why is|are|was] the|my|this|that|his|her|their !<ADJ> ?<NOUN> $',
      ),
    ]),
  },
  {
    id: 'not-only-inversion',
    kind: 'wordOrder',
    message: 'After "not only" at the beginning the verb comes before its subject.',
    at: matchAny([
      wordPattern('^ [not only i|he|she|we|they|it {base}|{third}|{past}]'),
      wordPattern('^ [not only i|he|she|we|they can|will|should|must]'),
    ]),
  },
  {
    id: 'always-order',
    kind: 'wordOrder',
    message: 'The adverb goes between subject and verb: "I always go".',
    at: matchAny([
      wordPattern('^ [always i|he|she|we|they] <VERB>'),
      wordPattern(
        'i|we|they|you|he|she [go|goes|play|plays|eat|eats|watch|watches|drink|drinks|study|studies|work|works|use|uses|buy|buys|come|comes|listen|listens|speak|speaks|live|lives|read|visit|help always|usually|never] !ing',
      ),
    ]),
  },
  {
    id: 'base-subject',
    kind: 'verbForm',
    message: 'As a subject the verb takes -ing: "learning English is useful".',
    at: matchAny([
      wordPattern(
        '^ [learn|play|read|watch|speak|eat|use|study|drink|cook|travel|swim|do] ?the|a|too|to|in ?<ADJ|DET> <NOUN|PROPN|ADV|ADJ> is|are|was|makes|helps ?very|so|too|not|really|also <ADJ|VERB|DET|PRON>',
      ),
      wordPattern('^ [to {ing}] <NOUN|PROPN|DET|ADJ> is|was'),
    ]),
  },
  {
    id: 'reason-because',
    kind: 'wordChoice',
    message: 'Say "the reason why".',
    at: matchAny([wordPattern('the|main|other|my|another|only reason [because] {subject}', 'why')]),
  },
  {
    id: 'it-happened-noun',
    kind: 'wordOrder',
    message: 'What happened is the subject: "an accident happened".',
    // "As it happened a fire had broken out".
    at: notAfter('as', 1, [
      wordPattern(
        'it happened|happens|exists|occurred|appeared a|an|some|many ?<ADJ> accident|accidents|problem|problems|incident|earthquake|fire|disaster|mistake|fight',
      ),
    ]),
  },
  {
    id: 'it-has-many',
    kind: 'wordChoice',
    message: 'Say "there are".',
    at: matchAny([
      wordPattern(
        '[it has] many|some|several|lots ?of ?<ADJ> people|tourists|cars|mountains|rivers|beaches|problems|trees|accidents|parks in my|our|the city|country|town|village|school|class|area|street',
      ),
      // A band "has fans in my country", a line "has three stations in my area": only what a place itself has.
      wordPattern(
        `^ [it has|have] many|some|several|a|lots|two|three ?lot ?of ?<ADJ> ${WHAT_PLACES_HAVE} in my|our city|country|town|village|hometown|school|class|street|neighbourhood|neighborhood|area`,
      ),
      wordPattern(
        `in my|our city|country|town|village|hometown|street|neighbourhood|neighborhood|area [it has|have] many|some|several|a|lots|two|three|no ?lot ?of ?<ADJ> ${WHAT_PLACES_HAVE}`,
      ),
    ]),
  },
  {
    id: 'like-adjective',
    kind: 'wordChoice',
    message: 'Before an adjective leave out "like".',
    at: matchAny([
      wordPattern(`~look|seem|sound|taste|smell [like] ?very|so|really ${FEELS} $|and|but|because|so`, ''),
    ]),
  },
  {
    id: 'work-as',
    kind: 'preposition',
    message: 'Somebody works "as" something, with an article.',
    at: matchAny([
      wordPattern('~work [like] a|an {role} !<NOUN>', 'as'),
      // "I worked as manager of a shop": of one there is only one.
      wordPattern('~work|start|job|career [as {role}] !<NOUN>|of|for'),
      wordPattern('~work [as teacher|engineer|nurse|waiter|driver] of|for'),
    ]),
  },
  {
    id: 'open-light',
    kind: 'wordChoice',
    message: 'One turns these on and off.',
    at: matchAny([
      wordPattern(
        'open|opened|opening|opens|close|closed|closing|closes the|my|your light|lights|tv|television|radio|lamp|fan|heater !<NOUN>',
      ),
    ]),
  },
];
