/** Order of words around questions: "I don't know what is it", "how it looks like", "what means". */
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, pos } from '../phrases.js';
import { verbForms } from '../stretch.js';
import type { Stretch } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { matchAny, wordPattern } from './word-pattern.js';

const KNOWING = wordSet('know tell ask wonder understand explain remember see show');
const WH = wordSet('what where when why how who which');
const PRONOUNS = wordSet('it he she they you we i');

/** "I don't know what is it": a question inside a sentence keeps the order of a statement. */
function embedded(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !KNOWING.has(verb.lemma) || verbForms(verb).size === 0) return null;
  if (n(words, index - 1) === 'you' && verb.lemma === 'know') return null;
  const wh = /^(?:me|you|us|them|him|her)$/.test(n(words, index + 1)) ? index + 2 : index + 1;
  if (!WH.has(n(words, wh)) || n(words, wh) === 'who') return null;
  const auxiliary = n(words, wh + 1);
  const subject = n(words, wh + 2);
  if (!/^(?:is|are|was|were|do|does|did|can|could|will|should)$/.test(auxiliary) || !PRONOUNS.has(subject)) return null;
  const better = /^(?:do|does|did)$/.test(auxiliary) ? undefined : `${n(words, wh)} ${subject} ${auxiliary}`;
  return match(wh, wh + 3, better);
}

/** "How it looks like", "how they are called". */
function howLike(words: Words, index: number): Match | null {
  if (n(words, index) !== 'how') return null;
  for (let at = index + 2; at <= index + 4; at += 1) {
    if (
      words[at]?.lemma === 'look' &&
      n(words, at + 1) === 'like' &&
      ['PRON', 'NOUN', 'DET', 'AUX', ''].includes(pos(words, index + 1))
    )
      return match(index, index + 1, 'what');
    if (words[at]?.lemma === 'call' && n(words, at) === 'called' && /^(?:is|are|it|they)$/.test(n(words, at - 1)))
      return match(index, index + 1, 'what');
  }
  return null;
}

function whatMeans(words: Words, index: number, { isQuestion }: Stretch): Match | null {
  if (index !== 0 || n(words, 0) !== 'what' || n(words, 1) !== 'means' || words.length > 5) return null;
  // "What means a lot to me is" is no question.
  return isQuestion || /^(?:this|that|it)$/.test(n(words, 2)) ? match(0, 2) : null;
}

/** "Where you live?": only where the transcript marks a question, since "where you live" may be part of a statement. */
function noInversion(words: Words, index: number, { isQuestion, startsSentence }: Stretch): Match | null {
  if (index !== 0 || !isQuestion || !startsSentence || !/^(?:what|where|when|why|how)$/.test(n(words, 0))) return null;
  if (!/^(?:you|they|we|i|he|she)$/.test(n(words, 1))) return null;
  const verb = words[2];
  return verb?.pos === 'VERB' && words.length <= 8 ? match(0, 3) : null;
}

export const questionRules: readonly Rule[] = [
  {
    id: 'embedded-question',
    kind: 'wordOrder',
    message: 'Inside a sentence the subject comes before the verb: "I know what it is".',
    at: embedded,
  },
  { id: 'how-like', kind: 'wordOrder', message: 'Say "what it looks like", "what it is called".', at: howLike },
  { id: 'what-means', kind: 'wordOrder', message: 'Say "what does it mean".', at: whatMeans },
  {
    id: 'no-inversion',
    kind: 'wordOrder',
    message: 'A question needs "do" or another verb before its subject.',
    at: noInversion,
  },
  {
    id: 'do-modal',
    kind: 'wordOrder',
    message: '"Can" and its like make a question without "do": "can you help me".',
    at: matchAny([
      wordPattern('^ [do|does|did {subject} can|must|should|will]'),
      wordPattern('^ what|how|where|why|when [do|does|did {subject} can|must|should|will]'),
    ]),
  },
  {
    id: 'how-base',
    kind: 'missingWord',
    message: '"To" is missing: "how to drive".',
    at: matchAny([
      wordPattern(
        '~teach|show|tell|learn|know ?{object} [how {verb}|drive|cook|swim|use|dance|ride|fix|prepare|draw|sing] !to',
      ),
    ]),
  },
];
