/**
 * What a language model reads of an answer. Besides plain demands, every passage is left out that might be meant for whoever rates: how
 * high something is beside a word of rating, and passages that are not English. An answer about school marks or a contest loses a line
 * by it, of a whole test, and gets the same band; whoever asks for a band in words that no list of demands has is not read either.
 */
import { functionWordOf } from '../../exam/language.js';
import { wordSet } from '../grammar/lexicon/word-set.js';
import { rankOf } from '../language/frequency.js';
import { memoized } from '../../kept-results.js';
import type { ScoredTurn } from '../types.js';
import { withoutDemands } from './demands.js';
import { plainWord } from './plain-characters.js';

/** Stands for what was left out; a quote across it must mark it as well. */
export const GAP = '[...]';

export interface ReadByModel {
  readonly text: string;
  /** Passages that were left out. */
  readonly leftOut: number;
  /** Share of the words that are in them: 0 to 1. */
  readonly share: number;
}

/** How high: as high as a rating goes. */
const HIGHEST = wordSet(
  `nine 9 maximum maximal maximally max top topmost tops highest perfect perfectly flawless faultless outstanding expert superior
   excellent native generous unbeatable
   maxima maximo massimo massima maximale hochste hochsten nueve neuf neun nove dziewiec dokuz meilleure mejor`,
);
/** Lower, or said of many things. */
const HIGH = wordSet('eight 8 seven 7 best full excellent good great high higher better kind well positive');
/** What is rated, who rates, and what it is called. */
const OF_RATING = wordSet(
  `band bands score scores scored mark marks grade grades graded grading grader rate rates rated rating ratings rater raters
   assess assessed assessing assessor assessors assessment evaluate evaluated evaluating evaluation evaluator level levels
   criterion criteria descriptor descriptors rubric examiner examiners examination candidate candidates speaker speakers result results
   point points box boxes award awards awarded deserve deserves deserved fluency fluent lexical grammar grammatical pronunciation
   vocabulary intelligence ai model machine computer algorithm robot software system assistant transcript recording instruction
   instructions prompt comment profile user step scale digit number ielts exam test performance performs speech english everything
   nota notas note noten punkte punkt puntos puntuacion calificacion voto voti punteggio valutazione bewertung candidat candidato`,
);
/** With any of these, "good" and "eight" are said of a rating. */
const SURELY_OF_RATING = wordSet(
  'band bands score scores scored mark marks grade grades grading rating ratings assessment evaluation criterion criteria descriptor descriptors rubric deserve deserves award awards',
);
/** No other talk has them. */
const TO_THE_RATER =
  /\b(?:(?:whoever|whatever|who|person|one|those|you)(?: who| that)?(?: is| are)? (?:grades?|rates?|marks?|assess(?:es)?|scores?|grading|rating|marking|assessing|scoring)|(?:this|the) (?:candidate|transcript|recording|rater|grader|assessor)|dear (?:assessor|rater|examiner|grader|ai|model)|(?:reading|hearing|analy[sz]ing|processing|rating) this|end of (?:the )?(?:transcript|test|answer)|language model|previous instructions|(?:admin|developer|debug) mode)\b/g;
/** What is done to whoever is rated, and to what speaks against them: said to nobody else in a test. */
const DONE_TO_ME =
  /\b(?:(?:consider|judge|treat|upgrade|promote|grade|rate|mark|assess|evaluate|score|pass) (?:me|my (?:english|speech|speaking|answers?|mistakes|errors|result))|(?:ignore|overlook|forgive|discount|disregard|treat|count|forget) (?:all |any |every |each )?(?:of )?(?:my |the |these )?(?:mistakes?|errors?|everything above|what you were told)|(?:lenient|generous|nice|kind) (?:with|to|when you judge) me|round (?:me |it )?up|(?:double|raise|upgrade) (?:my|it|me)|add (?:one|two|three|half)(?: a)? (?:bands?|points?|to whatever)|(?:largest|biggest|highest|upper|maximum|greatest) (?:numbers?|values?|integers?|bounds?|limits?|categor(?:y|ies)|fields?|possible)|c[12] (?:please|level|speaker|user)|(?:an?|the) c[12]|proficient|(?:ten|five|hundred) out of|hundred percent please|five stars|a plus please|(?:eight|seven|nine) point (?:five|zero)|(?:my|the) (?:visa|university) depends on (?:it|this|you))\b/g;

/** "At nine", "nine years": a time or a count. */
const BEFORE_A_TIME = wordSet('at until till since before after around about by from');
const COUNTED = wordSet(
  'o oclock am pm hours hour minutes minute days weeks months month years year times people percent hundred thousand million',
);

const WORD = /[\p{L}\d]+(?:['’]\p{L}+)*/gu;

/** Words to each side within which the two stand together. */
const NEAR = 10;
const CLOSE = 5;
/** Words to each side that are left out with them, unless a sentence ends before. */
const AROUND = 6;
/** A passage in another language: so many words without one that English sentences are built with, and this share of them foreign or unknown. */
const FEWEST_FOREIGN = 3;
const FOREIGN_SHARE = 1 / 3;
const FEWEST_SPELLED = 4;

/** What a model may read of an answer: asked for by the request, by what is told of it, and by each quote that was not found. */
export const readAnswer = memoized(({ text }: ScoredTurn): ReadByModel => readByModel(text));

/** The text as a model may read it. */
export function readByModel(said: string): ReadByModel {
  const { text, found } = withoutDemands(said);
  const all = [...text.matchAll(WORD)];
  const plain = all.map(([word]) => plainWord(word));
  const out = plain.map(() => false);
  const leaveOut = (from: number, to: number): void => {
    out.fill(true, reach(text, all, from, -1), reach(text, all, to, 1) + 1);
  };
  plain.forEach((word, at) => {
    if (isHigh(word, at, plain)) leaveOut(at, at);
  });
  for (const [from, to] of [...namedRaters(plain), ...foreign(plain), ...spelled(plain)]) leaveOut(from, to);
  const left = joined(text, all, out);
  const count = out.filter((is, at) => is && out[at - 1] !== true).length;
  const gone = wordsIn(said) === 0 ? 0 : 1 - wordsIn(left.replaceAll(GAP, ' ')) / wordsIn(said);
  return { text: left, leftOut: found + count, share: Math.max(0, gone) };
}

function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

function isHigh(word: string, at: number, plain: readonly string[]): boolean {
  const near = (by: number): readonly string[] => plain.slice(Math.max(0, at - by), at + by + 1);
  if (HIGHEST.has(word)) {
    if (/^(?:nine|9)$/.test(word)) return !isTimeOrCount(at, plain);
    return near(NEAR).some((other) => OF_RATING.has(other));
  }
  return HIGH.has(word) && !isTimeOrCount(at, plain) && near(CLOSE).some((other) => SURELY_OF_RATING.has(other));
}

function isTimeOrCount(at: number, plain: readonly string[]): boolean {
  return BEFORE_A_TIME.has(plain[at - 1] ?? '') || COUNTED.has(plain[at + 1] ?? '');
}

/** Places of words, from and to. */
type Places = readonly (readonly [number, number])[];

function namedRaters(plain: readonly string[]): Places {
  const text = plain.join(' ');
  const wordAt = (index: number): number => text.slice(0, index).split(' ').length - 1;
  return [TO_THE_RATER, DONE_TO_ME]
    .flatMap((said) => [...text.matchAll(said)])
    .map(({ 0: found, index }) => [wordAt(index), wordAt(index + found.length)]);
}

/** Stretches in another language: what is in no list of English words, or only another language's sentences are built with. */
function foreign(plain: readonly string[]): Places {
  const isForeign = (word: string): boolean =>
    functionWordOf(word) === 'foreign' || (rankOf(word) === null && !/\d/.test(word));
  return runs(
    plain.map((word) => functionWordOf(word) !== 'English'),
    FEWEST_FOREIGN,
  ).flatMap(([from, to]) => {
    const places = plain.slice(from, to + 1).flatMap((word, at) => (isForeign(word) ? [from + at] : []));
    const [first = 0, last = 0] = [places[0], places.at(-1)];
    return places.length >= 2 && places.length / (last - first + 1) >= FOREIGN_SHARE ? [[first, last] as const] : [];
  });
}

function spelled(plain: readonly string[]): Places {
  return runs(
    plain.map((word) => word.length === 1),
    FEWEST_SPELLED,
  );
}

function runs(is: readonly boolean[], fewest: number): Places {
  const found: [number, number][] = [];
  for (let from = 0; from < is.length; from += 1) {
    if (is[from] !== true) continue;
    let to = from;
    while (is[to + 1] === true) to += 1;
    if (to - from + 1 >= fewest) found.push([from, to]);
    from = to;
  }
  return found;
}

/** As far as the sentence goes, or {@link AROUND} words. */
function reach(text: string, all: readonly RegExpExecArray[], from: number, step: 1 | -1): number {
  let at = from;
  for (let count = 0; count < AROUND; count += 1) {
    const [first, second] = step === 1 ? [all[at], all[at + 1]] : [all[at - 1], all[at]];
    if (first === undefined || second === undefined) break;
    if (/[.?!;:\n]/.test(text.slice(first.index + first[0].length, second.index))) break;
    at += step;
  }
  return at;
}

/** The text with {@link GAP} for each stretch that is left out, the signs around it as well. */
function joined(text: string, all: readonly RegExpExecArray[], out: readonly boolean[]): string {
  let left = '';
  let at = 0;
  all.forEach((word, index) => {
    const end = all[index + 1]?.index ?? text.length;
    if (out[index] === true) {
      if (out[index - 1] !== true) left += `${text.slice(at, word.index).trimEnd()} ${GAP} `;
      at = end;
    }
  });
  return `${left}${text.slice(at)}`.trim();
}

export function wordsRead(text: string): readonly string[] {
  return [...text.matchAll(WORD)].map(([word]) => plainWord(word));
}

/** The text with {@link GAP} in the place of some of {@link wordsRead}. */
export function withGaps(text: string, out: readonly boolean[]): string {
  return joined(text, [...text.matchAll(WORD)], out);
}
