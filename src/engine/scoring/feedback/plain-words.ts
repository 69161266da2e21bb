/** Words that everybody uses, in the candidate's own answers, and words that say more there. */
import { hasTag, type TaggedToken } from '../language/tagging.js';
import { wordSet } from '../grammar/lexicon/word-set.js';
import { lemmaOf } from '../language/lemma.js';
import { isUnclear, tokenize } from '../language/tokens.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { heardClearly } from './heard-clearly.js';
import { FINER, STRONGER_THAN_VERY, type Neighbours } from './finer-words.js';

const MOST_WORDS = 3;
const WORDS_AROUND = 4;

/**
 * Up to three different words of an answer, each with what could be said instead everywhere in it; words of the question, doubted ones
 * and those in an error are left out.
 */
export function plainWordsIn({
  analyzed,
  checked,
}: MeasuredTurn): readonly { readonly word: string; readonly finer: string }[] {
  const asked = analyzed.turn.question.toLowerCase();
  const found = new Map<string, string | null>();
  for (const [index, each] of analyzed.words.entries()) {
    const { normal, start, end } = each.token;
    const entry = FINER[normal];
    if (entry === undefined || isUnclear(each.token) || asked.includes(normal)) continue;
    const wrong = checked.issues.some((issue) => issue.start < end && start < issue.end);
    const fits = hasTag(each, entry.tag) && !wrong && entry.fits(neighbours(analyzed.words, index, index));
    // "For 'need'" is told of the word, so it has to fit wherever the answer says it.
    found.set(normal, fits && found.get(normal) !== null ? entry.words : null);
  }
  return [...found].flatMap(([word, finer]) => (finer === null ? [] : [{ word, finer }])).slice(0, MOST_WORDS);
}

/** Names of whole classes of things: there is always a word for the one that is meant. Dictionary forms, our own list. */
const CLASS_NAMES = wordSet(
  'thing stuff place food drink dish meal fruit vegetable clothes book story novel music song instrument film movie game sport hobby ' +
    'activity animal bird plant tree flower building house area city town country shop store restaurant market company business office job ' +
    'work task problem issue idea skill subject program programme device machine computer phone car vehicle trip event party festival ' +
    'gift present product service picture art weather news information medicine illness disease tool furniture colour color language ' +
    'team group club exercise equipment material garbage rubbish',
);

/**
 * Up to three different nouns of an answer that only name a class of things; without words of the question, doubted ones, and those in
 * an error.
 */
export function classNamesIn({ analyzed, checked }: MeasuredTurn): readonly string[] {
  const asked = new Set(tokenize(analyzed.turn.question).map(({ normal }) => lemmaOf(normal)));
  const found = new Map<string, string>();
  for (const [index, word] of analyzed.words.entries()) {
    const { normal, start, end } = word.token;
    const lemma = lemmaOf(normal);
    if (!hasTag(word, 'Noun') || !CLASS_NAMES.has(lemma) || asked.has(lemma)) continue;
    // "A grain store" and "office work" do say what kind.
    if (hasTag(analyzed.words[index - 1], 'Noun', 'Adjective') || hasTag(analyzed.words[index + 1], 'Noun')) continue;
    if (!heardClearly(analyzed, start, end)) continue;
    if (checked.issues.some((issue) => issue.start < end && start < issue.end)) continue;
    if (isMeantInGeneral(lemma, analyzed.words, index)) continue;
    if (!found.has(lemma)) found.set(lemma, normal);
  }
  return [...found.values()].slice(0, MOST_WORDS);
}

/** "At work", "the nature of work", "how things are going": nothing of a kind that could be named. */
function isMeantInGeneral(lemma: string, words: readonly TaggedToken[], index: number): boolean {
  if (lemma === 'work') return /^(?:at|to|from|of|after|before|without)$/.test(words[index - 1]?.token.normal ?? '');
  return (
    lemma === 'thing' && /^(?:are|were|have|had|go|get|change|move|work)$/.test(words[index + 1]?.token.normal ?? '')
  );
}

/** The candidate's own "very tired", "very kind", with one word for both; none where a word was doubted or stands in an error. */
export function strongerThanVery(test: MeasuredTest): readonly { readonly said: string; readonly stronger: string }[] {
  const found = new Map<string, string>();
  for (const { analyzed, checked } of test.turns)
    for (const [index, { token }] of analyzed.words.entries()) {
      const next = analyzed.words[index + 1];
      if (token.normal !== 'very' || token.endsSentence || next === undefined) continue;
      const stronger = STRONGER_THAN_VERY[next.token.normal];
      // "Works very hard", "speaks very good": how something is done is another matter.
      if (stronger === undefined || !hasTag(next, 'Adjective') || afterVerb(analyzed.words, index)) continue;
      if (isUnclear(token) || isUnclear(next.token)) continue;
      // "Speaks English very good" needs "well", and no "excellent".
      if (checked.issues.some((issue) => issue.start < next.token.end && token.start < issue.end)) continue;
      if (stronger.fits(neighbours(analyzed.words, index, index + 1)))
        found.set(`very ${next.token.normal}`, stronger.word);
    }
  return [...found].slice(0, MOST_WORDS).map(([said, stronger]) => ({ said, stronger }));
}

function afterVerb(words: readonly TaggedToken[], index: number): boolean {
  const before = words[index - 1];
  return (
    hasTag(before, 'Verb') &&
    !hasTag(before, 'Copula') &&
    !/^(?:feel|feels|felt|look|looks|looked|is|['’]\w+)$/.test(before?.token.normal ?? '')
  );
}

/** @param from @param to of the words whose neighbours are asked for */
function neighbours(words: readonly TaggedToken[], from: number, to: number): Neighbours {
  const before = words.slice(Math.max(0, from - WORDS_AROUND), from);
  const begins = before.findLastIndex(({ token }) => token.endsSentence) + 1;
  const after = words.slice(to, to + 1 + WORDS_AROUND);
  const ends = after.findIndex(({ token }) => token.endsSentence);
  const normals = (some: readonly TaggedToken[]): readonly string[] => some.map(({ token }) => token.normal);
  return { before: normals(before.slice(begins)), after: normals(after.slice(1, ends === -1 ? undefined : ends + 1)) };
}
