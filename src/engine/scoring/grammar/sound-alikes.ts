/**
 * Words written for others that sound the same or nearly so ("there product", "its a good idea", "study everyday"). In speech the recogniser
 * wrote them, so they are no errors of grammar: in text with full stops they are only called unusual, elsewhere nothing is said.
 */
import type { FoundError } from './found-error.js';
import { wordSet } from './lexicon/word-set.js';
import type { Words } from './phrases.js';
import { n, pos } from './phrases.js';
import type { Stretch } from './stretch.js';
import { UNUSUAL, UNUSUAL_MESSAGE } from './unusual.js';
import { wordTable } from '../../text/word-table.js';

type Test = (words: Words, index: number) => boolean;

const TAKES_NOUN = wordSet('of for with in about to by from on');
const nounFollows: Test = (words, index) =>
  pos(words, index + 1) === 'NOUN' || (pos(words, index + 1) === 'ADJ' && pos(words, index + 2) === 'NOUN');
const ends: Test = (words, index) =>
  index >= words.length || /^(?:to|for|and|but|because|when|if)$/.test(n(words, index));

/** By the word written; true where another is meant. */
const TESTS: Readonly<Record<string, Test>> = wordTable({
  there: (words, index) =>
    nounFollows(words, index) &&
    (pos(words, index - 1) === 'VERB' || TAKES_NOUN.has(n(words, index - 1))) &&
    !/^(?:go|goes|went|going|live|lived|stay|stayed|get|got|been|are|is)$/.test(n(words, index - 1)) &&
    n(words, index + 1) !== 'im',
  their: (words, index) => /^(?:is|are|was|were)$/.test(n(words, index + 1)),
  its: (words, index) =>
    /^(?:a|an|the|not|very|really|so|too|been|going|also|because|just|important|difficult|easy|better|like|about|all)$/.test(
      n(words, index + 1),
    ) &&
    !nounFollows(words, index) &&
    !/^(?:first|own|best|last|nature|core|existence)$/.test(n(words, index + 2)),
  "it's": (words, index) =>
    (TAKES_NOUN.has(n(words, index - 1)) && pos(words, index + 1) === 'NOUN') || n(words, index + 1) === 'own',
  your: (words, index) =>
    /^(?:a|an|the|in|on|at|not|very|so|too|going|able|been|welcome|sure|right)$/.test(n(words, index + 1)) &&
    !nounFollows(words, index),
  to: (words, index) =>
    /^(?:is|are|was|were|looks|seems|look|seem|be)$/.test(n(words, index - 1)) &&
    pos(words, index + 1) === 'ADJ' &&
    ends(words, index + 2) &&
    !/^(?:due|home|date|able|good|bad|similar)$/.test(n(words, index + 1)),
  then: (words, index) =>
    (/^(?:better|worse|rather|bigger|smaller|larger|easier|faster|cheaper|higher|older|younger|stronger|greater|fewer)$/.test(
      n(words, index - 1),
    ) ||
      (n(words, index - 1) === 'more' && pos(words, index + 1) === 'NUM')) &&
    ['DET', 'PRON', 'NOUN', 'NUM', 'ADJ'].includes(pos(words, index + 1)),
  everyday: (words, index) =>
    !['NOUN', 'ADJ', 'PROPN'].includes(pos(words, index + 1)) && index > 0 && pos(words, index - 1) !== 'DET',
  lets: (words, index) =>
    (index === 0 || /^(?:so|and|but|now)$/.test(n(words, index - 1))) &&
    (pos(words, index + 1) === 'VERB' || n(words, index + 1) === 'not'),
  weather: (words, index) =>
    /^(?:it|they|you|we|he|she|i|to|or)$/.test(n(words, index + 1)) &&
    ['VERB', 'SCONJ', 'ADP'].includes(pos(words, index - 1)),
  were: (words, index) =>
    /^(?:place|places|country|countries|city|cities|school|house|situation|situations|case|cases|world|society)$/.test(
      n(words, index - 1),
    ) &&
    /^(?:i|we|they|he|she|you|people)$/.test(n(words, index + 1)) &&
    pos(words, index + 2) !== 'ADJ',
  loose: (words, index) =>
    /^(?:will|can|to|not|may|might|would|they|we|i|could|you|people|don't|n't)$/.test(n(words, index - 1)) &&
    /^(?:the|their|my|his|her|your|our|a|all|it|them|money|weight|time|some|everything)$/.test(n(words, index + 1)),
  effect: (words, index) =>
    /^(?:will|can|may|might|shall|could|would|not|n't|to|also)$/.test(n(words, index - 1)) &&
    /^(?:the|our|on|in|people|us|them|his|their|your|my|you|me)$/.test(n(words, index + 1)),
  affect: (words, index) =>
    /^(?:a|an|the|great|bad|big|negative|positive|good|huge|side|no|some)$/.test(n(words, index - 1)),
  advice: (words, index) =>
    /^(?:to|will|would|i|can|should|we)$/.test(n(words, index - 1)) &&
    /^(?:you|them|people|him|her|everyone|me|us|students|to)$/.test(n(words, index + 1)),
  quiet: (words, index) =>
    (pos(words, index + 1) === 'ADJ' && !['NOUN'].includes(pos(words, index + 2))) ||
    (n(words, index + 1) === 'a' && /^(?:lot|few|bit)$/.test(n(words, index + 2))),
  may: (words, index) =>
    n(words, index + 1) === 'be' &&
    /^(?:i|he|she|they|we|it|you|the|there)$/.test(n(words, index + 2)) &&
    (index === 0 || /^(?:so|but|and)$/.test(n(words, index - 1))),
});

/** One word in two. */
const SPLIT = wordSet(
  'some:thing some:times some:one any:thing every:thing no:body any:body every:body some:body any:one now:a in:deed him:self my:self them:selves her:self our:selves your:self it:self home:work class:mates class:mate al:though al:ready with:out there:fore further:more net:work every:where any:where some:where them:self a:lots mean:while',
);

/** @param marked the text has full stops, so that somebody or something that knows sentences wrote it */
export function findSoundAlikes(stretches: readonly Stretch[], marked: boolean): readonly FoundError[] {
  if (!marked) return [];
  // Where a stretch begins right after a word there is a hyphen: "your self-esteem".
  const starts = new Set(stretches.map(({ words }) => words[0]?.start ?? -1));
  return stretches.flatMap(({ words: split }) => {
    const words = joined(split);
    return words.flatMap((word, index): readonly FoundError[] => {
      const next = words[index + 1];
      const inTwo =
        next !== undefined &&
        SPLIT.has(`${word.n}:${next.n}`) &&
        !starts.has(next.end + 1) &&
        isMeantAsOne(words, index);
      if (!inTwo && TESTS[word.n]?.(words, index) !== true) return [];
      return [
        {
          rule: 'unusual.sound-alike',
          kind: UNUSUAL,
          message: UNUSUAL_MESSAGE,
          start: word.start,
          end: inTwo ? next.end : word.end,
          suggestions: [],
        },
      ];
    });
  });
}

/** "Some one person", "every one of them" and "no body of water" are two words. */
function isMeantAsOne(words: Words, index: number): boolean {
  const second = n(words, index + 1);
  if (n(words, index) === 'now') return /^(?:days|day)$/.test(n(words, index + 2));
  if (second === 'one' || second === 'body') return ['VERB', 'AUX', 'PRON', ''].includes(pos(words, index + 2));
  if (second === 'times' || second === 'work') return true;
  return second !== 'out' || ['NOUN', 'VERB', 'DET', 'ADJ', 'PRON'].includes(pos(words, index + 2));
}

/** Contractions in one piece. */
function joined(words: Words): Words {
  const units: Words[number][] = [];
  for (const word of words) {
    const last = units.at(-1);
    if (last && /^(?:n't|'\p{L}+)$/u.test(word.n))
      units[units.length - 1] = { ...last, n: `${last.n}${word.n}`, end: word.end };
    else units.push(word);
  }
  return units;
}
