/**
 * Does an answer sound prepared? Signs of different kinds, each of which a spontaneous answer may show; only two kinds together are
 * worth a word, since a false accusation is worse than none.
 */
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { repairsOf } from '../measures/repairs.js';
import { quantile } from '../measures/statistics.js';
import { memoized } from '../../kept-results.js';
import { relevanceOf } from './relevance.js';
import { tokenize } from '../language/tokens.js';
import { normalsOf } from '../language/analysis.js';
import { stockPhrasesIn } from './stock-phrases.js';

/** Kinds are independent of each other: two signs of one kind are one. */
export type SignKind = 'delivery' | 'phrases' | 'ownWords' | 'questionWords' | 'offQuestion';

export interface Sign {
  readonly kind: SignKind;
  /** What was seen, and where: part of a sentence. */
  readonly seen: string;
  /** Worth a note without another sign. */
  readonly enough?: boolean;
}

/** Under this many words an answer is too short to sound like anything. */
const FEWEST_WORDS = 35;
/** Other answers of some length that an answer is compared with. */
const FEWEST_OTHERS = 4;
const COMPARABLE_WORDS = 15;
/** So much faster than the usual answer, and with at most half of its pauses. */
const FASTER = 1.3;
const FEWER_PAUSES = 0.5;
/** Repetitions, corrections and fillers that would be expected from the other answers, where this one has none (chance under 2 %). */
const EXPECTED_SLIPS = 4;
/** Words running that two answers share: more than anybody says twice by chance. */
const SAME_RUN = 9;
/** Nobody finds so many words twice while speaking: no other sign is needed. */
const SAME_ANSWER = 15;
/** Words of such a run that are quoted. */
const QUOTED_WORDS = 12;
/** Share of an answer's words that stand in runs of four from the question. */
const COPIED_SHARE = 0.4;
const COPIED_RUN = 4;

/** Signs of one answer, at most one of a kind. */
export function signsOf(turn: MeasuredTurn, all: readonly MeasuredTurn[]): readonly Sign[] {
  const words = normalsOf(turn);
  if (turn.analyzed.turn.typed) return [];
  if (words.length < FEWEST_WORDS) return ownWordSigns(turn, all).filter(({ enough }) => enough === true);
  const others = all.filter((other) => other !== turn && normalsOf(other).length >= COMPARABLE_WORDS);
  return [
    ...first(deliverySigns(turn, others)),
    ...first(phraseSigns(words)),
    ...first(ownWordSigns(turn, all)),
    ...first(questionSigns(turn, words)),
    ...first(offQuestionSigns(turn, words)),
  ];
}

/** Worth a note: signs of two kinds at least, or one that suffices. */
export function soundsPrepared(signs: readonly Sign[]): boolean {
  return signs.some(({ enough }) => enough === true) || new Set(signs.map(({ kind }) => kind)).size >= 2;
}

function first(signs: readonly Sign[]): readonly Sign[] {
  return signs.slice(0, 1);
}

function deliverySigns(turn: MeasuredTurn, others: readonly MeasuredTurn[]): readonly Sign[] {
  if (others.length < FEWEST_OTHERS) return [];
  const own = paceOf(turn);
  const usual = quantile(
    others.flatMap((other) => paceOf(other)?.rate ?? []),
    0.5,
  );
  const pauses = quantile(
    others.flatMap((other) => paceOf(other)?.pausesPer100 ?? []),
    0.5,
  );
  const signs: Sign[] = [];
  if (
    own &&
    usual !== null &&
    pauses !== null &&
    pauses > 0 &&
    own.rate >= FASTER * usual &&
    own.pausesPer100 <= FEWER_PAUSES * pauses
  ) {
    signs.push({
      kind: 'delivery',
      seen: `it runs at ${whole(own.rate)} syllables a minute with ${tenth(own.pausesPer100)} pauses per 100 words, where your other answers run at ${whole(usual)} with ${tenth(pauses)}`,
    });
  }
  const words = normalsOf(turn).length;
  const otherWords = others.reduce((total, other) => total + normalsOf(other).length, 0);
  const expected = (words * others.reduce((total, other) => total + slipsIn(other), 0)) / Math.max(1, otherWords);
  if (expected >= EXPECTED_SLIPS && slipsIn(turn) === 0) {
    signs.push({
      kind: 'delivery',
      seen: `it has no repetition, correction or "er", where about ${whole(expected)} would be usual for you`,
    });
  }
  return signs;
}

function paceOf({ timing }: MeasuredTurn): { readonly rate: number; readonly pausesPer100: number } | null {
  if (timing === null || timing.totalMs === 0 || timing.words === 0) return null;
  return {
    rate: (timing.syllables * 60_000) / timing.totalMs,
    pausesPer100: (100 * timing.pauses.length) / timing.words,
  };
}

function slipsIn({ analyzed }: MeasuredTurn): number {
  return repairsOf(analyzed.tokens).length + analyzed.tokens.filter(({ filler }) => filler).length;
}

function phraseSigns(words: readonly string[]): readonly Sign[] {
  const found = [...new Set(stockPhrasesIn(words).map(({ text }) => text))];
  if (found.length < 2) return [];
  const named = found.slice(0, 3).map((text) => `"${text}"`);
  const amount = found.length >= MANY_PHRASES ? `${String(found.length)} set phrases` : 'set phrases';
  return [
    { kind: 'phrases', seen: `it is built with ${amount} (${named.join(', ')})`, enough: found.length >= MANY_PHRASES },
  ];
}

/** Set phrases of one answer that nobody strings together while speaking: no other sign is needed. */
const MANY_PHRASES = 5;

/** Word for word in an earlier answer of one's own. */
function ownWordSigns(turn: MeasuredTurn, all: readonly MeasuredTurn[]): readonly Sign[] {
  const words = normalsOf(turn);
  for (const earlier of all.slice(0, Math.max(0, all.indexOf(turn)))) {
    if (!shareRun(words, normalsOf(earlier))) continue;
    const run = longestSharedRun(words, normalsOf(earlier));
    if (run.length >= SAME_RUN)
      return [
        {
          kind: 'ownWords',
          seen: `"${run.slice(0, QUOTED_WORDS).join(' ')}${run.length > QUOTED_WORDS ? ' ...' : ''}" (${String(run.length)} words) came word for word in an earlier answer`,
          enough: run.length >= SAME_ANSWER,
        },
      ];
  }
  return [];
}

function questionSigns({ analyzed }: MeasuredTurn, words: readonly string[]): readonly Sign[] {
  const copied = copiedFrom(analyzed.turn.question, words);
  return copied >= COPIED_SHARE
    ? [{ kind: 'questionWords', seen: `${whole(100 * copied)} % of its words are those of the question` }]
    : [];
}

function offQuestionSigns({ analyzed }: MeasuredTurn, words: readonly string[]): readonly Sign[] {
  return relevanceOf(analyzed.turn.question, words).verdict === 'off'
    ? [{ kind: 'offQuestion', seen: 'hardly a word of it belongs to the question' }]
    : [];
}

/** Share of words that stand in runs of four or more taken from the question, 0 to 1. */
export function copiedFrom(question: string, words: readonly string[]): number {
  const asked = tokenize(question).map(({ normal }) => normal);
  const runs = new Set(
    asked.map((_, index) => asked.slice(index, index + COPIED_RUN).join(' ')).slice(0, -COPIED_RUN + 1),
  );
  const copied = new Set<number>();
  for (let index = 0; index + COPIED_RUN <= words.length; index += 1) {
    if (!runs.has(words.slice(index, index + COPIED_RUN).join(' '))) continue;
    for (let offset = 0; offset < COPIED_RUN; offset += 1) copied.add(index + offset);
  }
  return words.length === 0 ? 0 : copied.size / words.length;
}

/** Whether there is a run that is worth looking for: nearly never, and looked up much faster than found. */
function shareRun(one: readonly string[], other: readonly string[]): boolean {
  const runs = runsIn(other);
  for (const run of runsIn(one)) if (runs.has(run)) return true;
  return false;
}

const runsIn = memoized((words: readonly string[]): ReadonlySet<string> => {
  const runs = new Set<string>();
  for (let index = 0; index + SAME_RUN <= words.length; index += 1) {
    runs.add(words.slice(index, index + SAME_RUN).join(' '));
  }
  return runs;
});

/** The longest run of words that both have. */
export function longestSharedRun(one: readonly string[], other: readonly string[]): readonly string[] {
  let best = 0;
  let end = 0;
  let previous = new Uint16Array(other.length + 1);
  for (const [index, word] of one.entries()) {
    const row = new Uint16Array(other.length + 1);
    for (const [at, said] of other.entries()) {
      if (word !== said) continue;
      const length = (previous[at] ?? 0) + 1;
      row[at + 1] = length;
      if (length > best) [best, end] = [length, index + 1];
    }
    previous = row;
  }
  return one.slice(end - best, end);
}

const whole = (value: number): string => String(Math.round(value));
const tenth = (value: number): string => value.toFixed(1);
