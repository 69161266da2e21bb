/**
 * Cuts an answer into clauses: one per finite verb group. Works from part-of-speech tags alone, since recognisers give
 * no punctuation. A clause begins at the connective before its verb, else at its subject.
 */
import { LONGEST_MARKER, markersIn } from './markers.js';
import type { TaggedToken } from './tagging.js';
import { hasTag } from './tagging.js';

export interface Clause {
  /** Indices into the tagged tokens, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Index of the first word of the finite verb group. */
  readonly verb: number;
  readonly subordinate: boolean;
}

const SUBORDINATORS = new Set(
  (
    'because although though if unless when whenever while whereas until till whether which who whom whose where wherever ' +
    'since once before after that what how why whatever whoever as than'
  ).split(' '),
);
const TIME_BEFORE = new Set(['after', 'before', 'since']);
const COORDINATORS = new Set(['and', 'but', 'or', 'so', 'then', 'plus', 'yet']);
/** Verbs after which "that" is often left out: "I think (that) it is". */
const THINKING = new Set(
  (
    'think thinks thought say says said know knows knew believe believes guess feel feels felt hope suppose mean reckon ' +
    'find found imagine realise realize realised realized sure afraid glad'
  ).split(' '),
);
const OPENERS = new Set(['well', 'because', 'yes', 'no', 'actually', 'maybe', 'perhaps']);

export function clausesOf(words: readonly TaggedToken[]): readonly Clause[] {
  const verbs = finiteVerbs(words);
  const starts = verbs.map((verb, index) => (index === 0 ? 0 : clauseStart(words, verbs[index - 1] ?? 0, verb)));
  return verbs.map((verb, index) => {
    const start = starts[index] ?? 0;
    return {
      start,
      end: starts[index + 1] ?? words.length,
      verb,
      subordinate: isSubordinate(words, start, verb, index),
    };
  });
}

/** First words of finite verb groups: a group runs over auxiliaries, adverbs and the main verb. */
export function finiteVerbs(words: readonly TaggedToken[]): readonly number[] {
  const found: number[] = [];
  let inGroup = false;
  for (const [index, word] of words.entries()) {
    const isVerb = hasTag(word, 'Verb') && !isMarkerVerb(words, index);
    const fresh = !inGroup || (words[index - 1]?.token.endsSentence ?? false);
    if (isVerb && fresh && isFinite(words, index)) found.push(index);
    if (isVerb) inGroup = !hasSubjectAfter(words, index);
    else if (!hasTag(word, 'Adverb', 'Negative') && normal(word) !== 'to') inGroup = false;
  }
  return found;
}

/** "you know" and "I mean" are markers, not clauses, unless something is known or meant. */
function isMarkerVerb(words: readonly TaggedToken[], index: number): boolean {
  const phrase = `${normal(words[index - 1])} ${normal(words[index])}`;
  // "On the one hand" is no handing over.
  if (phrase === 'one hand' || phrase === 'other hand') return true;
  if (phrase !== 'you know' && phrase !== 'i mean') return false;
  return !['that', 'what', 'how', 'why', 'where', 'who', 'it', 'this', 'about'].includes(normal(words[index + 1]));
}

/** "is he", "what do you do": the subject stands inside the verb group. */
function hasSubjectAfter(words: readonly TaggedToken[], index: number): boolean {
  return hasTag(words[index + 1], 'Pronoun') && !hasTag(words[index], 'Auxiliary', 'Modal');
}

function isFinite(words: readonly TaggedToken[], index: number): boolean {
  const word = words[index];
  if (normal(words[index - 1]) === 'to') return false;
  const terms = word?.terms ?? [];
  return terms.some(({ tags, word: text }) => {
    if (!tags.has('Verb')) return false;
    if (tags.has('Gerund')) return false;
    if (tags.has('Participle') && !tags.has('PastTense')) return false;
    // "be" and a bare verb after a noun are infinitives in "let it be", "make people feel".
    return text !== 'be' && text !== 'been' && !(tags.has('Infinitive') && MAKERS.has(normal(words[index - 2])));
  });
}
const MAKERS = new Set(['let', 'make', 'makes', 'made', 'help', 'helps', 'helped']);

function clauseStart(words: readonly TaggedToken[], before: number, verb: number): number {
  let connective: number | undefined;
  for (let index = verb - 1; index > before; index -= 1) {
    if (words[index]?.token.endsSentence) return index + 1;
    if (isConnective(words, index)) connective = index;
    else if (connective !== undefined) break;
  }
  const subject = subjectStart(words, before, verb);
  return connective !== undefined && !joinsNouns(words, connective, subject) ? connective : subject;
}

/** "... of theory and practice / I like both": what "and" joins there is said before the subject. */
function joinsNouns(words: readonly TaggedToken[], connective: number, subject: number): boolean {
  const next = words[connective + 1];
  if (!COORDINATORS.has(normal(words[connective])) || hasTag(next, 'Preposition', 'Adverb', 'Date')) return false;
  return words.slice(connective + 1, subject).some((word) => hasTag(word, 'Noun') && !hasTag(word, 'Date'));
}

/** First word of the noun phrase before a verb, adverbs in between skipped, a discourse marker before it included. */
function subjectStart(words: readonly TaggedToken[], before: number, verb: number): number {
  let start = verb;
  while (start - 1 > before && hasTag(words[start - 1], 'Adverb') && normal(words[start - 1]) !== 'there') start -= 1;
  if (start - 1 > before && isWholeSubject(words[start - 1])) return markerStart(words, before, start - 1);
  const adverbs = start;
  while (start - 1 > before && hasTag(words[start - 1], ...NOUN_PHRASE) && !isWholeSubject(words[start - 1])) {
    start -= 1;
    if (hasTag(words[start], 'Determiner', 'Possessive')) break;
  }
  // No noun before the adverbs: they belong to what was said before.
  return markerStart(words, before, start === adverbs ? verb : start);
}
const NOUN_PHRASE = ['Noun', 'Determiner', 'Adjective', 'Possessive', 'Value'];

/** "he", "there": nothing before it belongs to the subject. */
function isWholeSubject(word: TaggedToken | undefined): boolean {
  return normal(word) === 'there' || (hasTag(word, 'Pronoun') && !hasTag(word, 'Possessive'));
}

function markerStart(words: readonly TaggedToken[], before: number, start: number): number {
  for (let length = LONGEST_MARKER; length > 0; length -= 1) {
    const from = start - length;
    if (from <= before) continue;
    const [marker] = markersIn(words.slice(from, start).map(normal));
    if (marker?.index === 0 && marker.text.split(' ').length === length) return from;
  }
  return start;
}

function isConnective(words: readonly TaggedToken[], index: number): boolean {
  const word = normal(words[index]);
  // "that" and "so" are also a determiner and an adverb: "that car", "so big".
  if (word === 'that' && TIME_BEFORE.has(normal(words[index - 1]))) return true;
  if (word === 'that') return !hasTag(words[index + 1], 'Verb') || hasTag(words[index - 1], 'Noun');
  if (word === 'so') return !hasTag(words[index + 1], 'Adjective', 'Adverb');
  if (TIME_BEFORE.has(word) && /^(?:that|this|then)$/.test(normal(words[index + 1]))) return true;
  if (word === 'as' || word === 'than' || word === 'before' || word === 'after')
    return hasTag(words[index + 1], 'Pronoun');
  return SUBORDINATORS.has(word) || COORDINATORS.has(word);
}

function isSubordinate(words: readonly TaggedToken[], start: number, verb: number, order: number): boolean {
  for (let index = start; index < verb; index += 1) {
    const word = normal(words[index]);
    // "And after that I go home": a time, not a clause.
    if (isTimeBefore(words, index)) {
      index += 1;
      continue;
    }
    if (COORDINATORS.has(word) || OPENERS.has(word)) {
      if (SUBORDINATORS.has(word)) return true;
      continue;
    }
    // "What do you ..." and "How is ..." open a question, not a clause inside another.
    if (SUBORDINATORS.has(word))
      return order > 0 || (word !== 'what' && word !== 'how' && word !== 'why' && word !== 'that');
    break;
  }
  return order > 0 && THINKING.has(normal(words[start - 1]));
}

/** "After that", "since then", unless something follows that "that" belongs to: "after that film ended", "after that happened". */
function isTimeBefore(words: readonly TaggedToken[], index: number): boolean {
  if (!TIME_BEFORE.has(normal(words[index]))) return false;
  const next = normal(words[index + 1]);
  if (next === 'then') return true;
  if (next !== 'that' && next !== 'this') return false;
  // "After that suddenly he called", but "since this really helps" and "after that really good film ended".
  let subject = index + 2;
  while (hasTag(words[subject], 'Adverb')) subject += 1;
  if (hasTag(words[subject], 'Pronoun', 'Determiner', 'Possessive', 'Expression', 'ProperNoun')) return true;
  if (INDEFINITE.test(normal(words[subject]))) return true;
  // "After that many people came": one film is "that film", several are not.
  while (hasTag(words[subject], 'Adjective')) subject += 1;
  return hasTag(words[subject], 'Plural');
}
const INDEFINITE = /^(?:every|some|any|no)(?:thing|one|body)$/;

function normal(word: TaggedToken | undefined): string {
  return word?.token.normal ?? '';
}
