/** Amounts, ages and times as lines of words: "a five years old boy", "since last two years", "each of the book", "in June 5th". */
import { isParticle } from '../phrases.js';
import type { Rule } from './rule.js';
import { matchAny, wordPattern } from './word-pattern.js';

const UNITS = 'years|months|weeks|days|hours|minutes|kilometers|kilometres|stars|floors|dollars';
const ORDINALS =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fifteenth|twentieth';
const WHEN =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|week|month|year|summer|winter|spring|night|semester';

const onNext = matchAny([wordPattern(`[in|on|at] last|next|every ${WHEN} !<NOUN|PART|PROPN|NUM>`, '')]);

export const amountAndTimeRules: readonly Rule[] = [
  {
    id: 'years-old-noun',
    kind: 'number',
    message: 'Before a noun the unit is singular: "a five-year-old boy", "a ten-minute walk".',
    at: matchAny([
      wordPattern('a|an|the|my|his|her ?<ADJ> {number} [years|months] old <NOUN>'),
      wordPattern(`a|an {small} [${UNITS}] !more|less|worth <NOUN|ADJ>|walk|drive|ride|break|talk`),
      wordPattern("i|he|she am|'m|is|'s|was {number} [years] $|and|but|because|so|now", 'years old'),
    ]),
  },
  {
    id: 'and-half',
    kind: 'missingWord',
    message: 'Say "one and a half", "two and a half years".',
    at: matchAny([
      wordPattern('{number} and [half] <NOUN>|$', 'a half'),
      wordPattern('year|years|hour|hours|month|months and [half] !of|as|<DET|PRON>', 'a half'),
    ]),
  },
  {
    id: 'hundred-of',
    kind: 'number',
    message: 'Say "hundreds of", "thousands of".',
    at: matchAny([
      wordPattern(
        'by|with|have|has|are|were|and|see|saw|for|of|to|kill|killed|many|about [hundred|thousand|million] of ?<ADJ> {many}|people',
      ),
      wordPattern('^ [hundred|thousand|million] of ?<ADJ> {many}|people'),
    ]),
  },
  {
    id: 'each-of-one',
    kind: 'number',
    message: 'Several of them: the noun must be plural.',
    at: matchAny([
      wordPattern(
        'each|both|many|several|few|two|three of the|my|these|those|his|her|our|their [{one}] !<NOUN|PART|PROPN>',
      ),
      wordPattern('two|three|four|five|many|both|several of [{one}] !<NOUN|PART>'),
    ]),
  },
  {
    id: 'many-mass',
    kind: 'number',
    message: 'This is not counted: "much", "a lot of", "little".',
    at: matchAny([
      wordPattern('many|several {mass} !<NOUN|ADJ|PART>'),
      wordPattern('there [are] a ?lot of ?<ADJ> {mass} !<NOUN|AUX>'),
      wordPattern('there [are] lots|much of ?<ADJ> {mass} !<NOUN|AUX>'),
      wordPattern('there [are] ?so|too much {mass} !<NOUN|AUX>'),
      wordPattern('[many|some works] to do'),
    ]),
  },
  {
    id: 'date-on',
    kind: 'preposition',
    message: 'Days take "on", ages "at".',
    at: matchAny([
      wordPattern('[in] {month} {ordinal}', 'on'),
      wordPattern(`[in] the {ordinal}|${ORDINALS} of {month}`, 'on'),
      wordPattern(`[in {ordinal}|${ORDINALS}] of {month}`),
      wordPattern('[in the age of {small}] $|i|we|he|she|they|and|my'),
      wordPattern('[in|at age of]', 'at the age of'),
    ]),
  },
  {
    id: 'since-last',
    kind: 'preposition',
    message: 'A stretch of time takes "for": "for the last two years".',
    at: matchAny([
      // "The music from the last ten years" is that of a time; what goes on has no noun before it.
      wordPattern(
        `^ [from the last|past {number}|few|several] ${UNITS} i|we|he|she|they|it {be}|have|has|'ve|work|live|study`,
      ),
      wordPattern(
        `~work|live|study|stay|teach|play ?here|there|alone|abroad [from the last|past {number}|few|several] ${UNITS} !of`,
      ),
      wordPattern(`[since ?the last|past {number}|few|several] ${UNITS}`),
      wordPattern(`[from last|past {number}|few|several] ${UNITS}`),
      wordPattern(`[since|from] many|several|a|some ?long|few years|months|time !ago|of|back|earlier|before|later`),
    ]),
  },
  {
    id: 'on-next',
    kind: 'preposition',
    message: 'Before "last", "next" and "every" there is no preposition.',
    at: (words, index) => (isParticle(words, index) ? null : onNext(words, index)),
  },
  {
    id: 'first-time-the',
    kind: 'article',
    message: '"The" is missing: "it is the first time".',
    at: matchAny([wordPattern("it|this|that is|was|'s [first|second|last] time", 'the first')]),
  },
  {
    id: 'first-time-present',
    kind: 'tense',
    message: 'Until now: "the first time that I have seen it".',
    at: matchAny([
      wordPattern(
        "it|this is|'s the first|second|third|last time ?that [i|we|they see|go|visit|eat|hear|try|meet|do|come]",
      ),
    ]),
  },
  {
    id: 'a-hair',
    kind: 'article',
    message: "All of somebody's hair takes no article.",
    at: matchAny([
      wordPattern(
        '~have [a] ?very long|short|curly|straight|black|brown|dark|blond|blonde ?<ADJ> hair !<NOUN>|cut',
        '',
      ),
    ]),
  },
  {
    id: 'very-noun',
    kind: 'article',
    message: 'An article is missing before the noun.',
    at: matchAny([
      wordPattern("is|was|'s [very|really|quite ?<ADJ> <ADJ> {one}] !<NOUN|ADJ|PART|PROPN>"),
      wordPattern(
        "it|this|that|he|she is|was|'s [very <ADJ> film|place|day|idea|city|game|story|job|question|book|country|moment|way|party|town] !<NOUN|ADJ|PART|PROPN>|{ing}",
      ),
      wordPattern('~have|see|buy|know|find [very <ADJ> {one}] !<NOUN|ADJ|PART|PROPN>'),
    ]),
  },
  {
    id: 'most-big',
    kind: 'comparison',
    message: 'Short adjectives take -est: "the biggest".',
    at: matchAny([
      wordPattern(
        'the|my|his|her|their [most|more big|tall|fast|cheap|large|rich|high|long|short|great|bad|good|small|old|nice|easy|happy|busy|strong|young|poor] <NOUN>|$',
      ),
    ]),
  },
  {
    id: 'better-in-the-world',
    kind: 'comparison',
    message: 'Of all of them: "the best", "the biggest".',
    at: matchAny([
      wordPattern(
        '[the better|bigger|taller|older|richer|smaller|faster] <NOUN> in the|my world|country|class|family|city|school',
      ),
    ]),
  },
  {
    id: 'fastly',
    kind: 'wordForm',
    message: 'These adverbs have no -ly: "fast", "hard".',
    at: matchAny([
      wordPattern('fastly', 'fast'),
      wordPattern('very|too|really [hardly] !<VERB|ADJ|AUX|DET>|ever|any', 'hard'),
    ]),
  },
  {
    id: 'by-the-bus',
    kind: 'preposition',
    message: 'Means of transport: "by bus", "by train", "on foot".',
    at: matchAny([
      wordPattern(
        '~go|travel|come|commute [by a|the|my bus|train|car|plane|bike|bicycle|subway|metro|taxi] !<NOUN|PART>',
      ),
      wordPattern(
        '~go|travel|come to ?my school|work|university|home|college|office [by a|the|my bus|train|car|plane|bike|bicycle|subway|metro|taxi] !<NOUN|PART>',
      ),
      wordPattern('~go|come ?to ?there|school|home|work [by ?my walk|foots|feet]', 'on foot'),
    ]),
  },
];
