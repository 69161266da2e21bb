/** A word said twice running that may end one sentence and begin the next: nobody writes full stops in speech. */
import { hasTag, tagTokens, type TaggedToken } from '../language/tagging.js';
import type { Token } from '../language/tokens.js';

/** Words that wait for another: none of them ends a sentence. */
export const NEVER_LAST: ReadonlySet<string> = new Set(
  (
    'a an the my your his its our their i he she we they and but or because so if when while although than as ' +
    'of to at by from into very really is are was were am be been have has had will would can could should must may might'
  ).split(' '),
);

/**
 * "I live in London London is a big city", "I really love it it is my favourite place", "he told me me and my sister": the first is an object, the
 * second a subject with its verb. "With with friends", "play play games" and "maybe it it was" are none. A pause between the two tells nothing:
 * who repeats a word stops as well.
 */
export function mayEndAndBegin(words: readonly Token[], index: number): boolean {
  const at = (offset: number): string => words[index + offset]?.normal ?? '';
  const isMe = at(0) === 'me';
  if (at(-1) === '' || NEVER_LAST.has(at(0))) return false;
  if (isMe ? at(2) !== 'and' : !BEGINS_PREDICATE.test(at(2))) return false;
  const tagged = tagTokens(words);
  if (!isMe && !hasTag(tagged[index + 2], 'Verb')) return false;
  if (isMe || BOTH_CASES.has(at(0))) return takesObject(tagged[index - 1]) && !BEFORE_SUBJECT.has(at(-1));
  return hasTag(tagged[index + 1], 'Noun') && !hasTag(tagged[index + 1], 'Pronoun') && isObject(tagged, index);
}
const BEGINS_PREDICATE =
  /^(?:(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might)(?:n't)?|can't|won't|[a-z]{2,}[^su]s)$/;
/** The same word as a subject and as an object. */
const BOTH_CASES = new Set(['it', 'you', 'this', 'these', 'those', 'everything', 'everyone', 'everybody']);
/** Where "it" or "you" is the subject of what follows: "because it it is". */
const BEFORE_SUBJECT = new Set(
  (
    'and but or because so if when while although though than as that which what where who how since until before after unless ' +
    'is was are were think know say said hope believe guess suppose then well yes no'
  ).split(' '),
);

function takesObject(word: TaggedToken | undefined): boolean {
  return word?.token.endsSentence === false && hasTag(word, 'Verb', 'Preposition') && !hasTag(word, 'Modal');
}

/** What stands before the noun's phrase takes an object: "I like | pop music", "because | music" not. */
function isObject(words: readonly TaggedToken[], noun: number): boolean {
  for (let at = noun - 1; at >= 0; at -= 1) {
    const word = words[at];
    if (takesObject(word)) return !CONNECTIVES.has(word?.token.normal ?? '');
    // "I like tea and music".
    const joins = /^(?:and|or)$/.test(word?.token.normal ?? '') && hasTag(words[at - 1], 'Noun');
    if (word?.token.endsSentence !== false || hasTag(word, 'Pronoun')) return false;
    if (!joins && !hasTag(word, ...NOUN_PHRASE)) return false;
  }
  return false;
}
const NOUN_PHRASE = ['Noun', 'Determiner', 'Adjective', 'Possessive', 'Value', 'Adverb'];
const CONNECTIVES = new Set('because if when while although though that since until before after unless'.split(' '));
