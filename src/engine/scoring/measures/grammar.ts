/** Grammar measures: errors that a checker found, and the range of structures used. */
import { UNUSUAL } from '../grammar/unusual.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import type { Clause } from '../language/clauses.js';
import { memoized } from '../../kept-results.js';
import type { TaggedToken } from '../language/tagging.js';
import { hasTag } from '../language/tagging.js';
import { isUnclear } from '../language/tokens.js';
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import { perHundred, ratio, sum } from './statistics.js';
import { wordTable } from '../../text/word-table.js';

export interface CheckedTurn {
  readonly analyzed: AnalyzedTurn;
  /** Issues on words that the recogniser was sure of: the others may be its own mistakes. */
  readonly issues: readonly GrammarIssue[];
  /** False: nobody looked for issues, so that there are none says nothing. */
  readonly known: boolean;
}

const checked = new WeakMap<AnalyzedTurn, CheckedTurn & { readonly of: readonly GrammarIssue[] | null }>();

/**
 * Leaves out issues that touch an unclear word. The same answer with the same issues gives the same object.
 * @param issues null where they are not known
 */
export function withClearIssues(analyzed: AnalyzedTurn, issues: readonly GrammarIssue[] | null): CheckedTurn {
  const kept = checked.get(analyzed);
  if (kept?.of === issues) return kept;
  const now = { analyzed, issues: clearIssues(analyzed, issues ?? []), known: issues !== null, of: issues };
  checked.set(analyzed, now);
  return now;
}

function clearIssues(analyzed: AnalyzedTurn, issues: readonly GrammarIssue[]): readonly GrammarIssue[] {
  const unclear = analyzed.tokens.filter(isUnclear);
  return issues.filter((issue) => !unclear.some(({ start, end }) => start < issue.end && issue.start < end));
}

type Turns = readonly CheckedTurn[];

const wordsIn = (turns: Turns): number => sum(turns.map(({ analyzed }) => analyzed.words.length));
const clausesIn = (turns: Turns): number => sum(turns.map(({ analyzed }) => analyzed.clauses.length));
/** Rates of errors are over the answers that were checked. */
const known = (turns: Turns): Turns => (turns.every((turn) => turn.known) ? turns : turns.filter((turn) => turn.known));

/** Words of answers whose errors are not known / all words, 0 to 1. */
export function uncheckedShare(turns: Turns): number {
  return 1 - (ratio(wordsIn(known(turns)), wordsIn(turns)) ?? 1);
}

/** Everything that was found per 100 words, places that are only unusual included: 100 x issues / words (errors per 100 words, Mehnert 1998). */
export function errorsPer100(turns: Turns): number | null {
  return perHundred(sum(turns.map(({ issues }) => issues.length)), wordsIn(known(turns)));
}

/**
 * Errors that a rule can name, per 100 words (Mehnert 1998; Seedhouse et al. 2014 give .78 to 4.05 by human count): on learners' sentences put right there are 0.2 to 0.3 of them, on uncorrected ones 1.8 (JFLEG).
 * Places that only statistics find unusual are left out: correct speech has 0.2 to 0.5 of those, learners' 0.6.
 */
export function namedErrorsPer100(turns: Turns): number | null {
  return perHundred(
    sum(turns.map(({ issues }) => issues.filter(({ kind }) => kind !== UNUSUAL).length)),
    wordsIn(known(turns)),
  );
}

/** Collocations and word forms that a rule flags ("make a photo", "I am agree"), per 100 words: a lexical measure, from the same findings. */
export function wordChoicePer100(turns: Turns): number | null {
  return perHundred(
    sum(turns.map(({ issues }) => issues.filter(({ kind }) => WORD_KINDS.has(kind)).length)),
    wordsIn(known(turns)),
  );
}
const WORD_KINDS = new Set(['wordChoice', 'wordForm']);

/** Errors per 100 words of each kind: 100 x issues of the kind / words; most frequent first (kinds: docs/grammar.md). */
export function errorsByKind(
  turns: Turns,
): readonly { readonly kind: string; readonly count: number; readonly per100: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of turns.flatMap(({ issues }) => issues)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count, per100: perHundred(count, wordsIn(known(turns))) ?? 0 }))
    .sort((first, second) => second.count - first.count || (first.kind < second.kind ? -1 : 1));
}

/** Error-free clauses / all clauses, 0 to 1 (Foster & Skehan 1996). An upper bound: checkers miss most errors of speech. */
export function errorFreeClauseShare(turns: Turns): number | null {
  return ratio(sum(known(turns).map(errorFreeClauses)), clausesIn(known(turns)));
}

const errorFreeClauses = memoized(
  ({ analyzed, issues }: CheckedTurn): number =>
    analyzed.clauses.filter((clause) => {
      const { start, end } = span(analyzed.words, clause);
      return !issues.some((issue) => issue.start < end && start < issue.end);
    }).length,
);

/** Position of a clause in the answer's text, UTF-16 units. */
export function span(words: readonly TaggedToken[], clause: Clause): { readonly start: number; readonly end: number } {
  return { start: words[clause.start]?.token.start ?? 0, end: words[clause.end - 1]?.token.end ?? 0 };
}

/** Subordinate clauses / all clauses, 0 to 1 (dependent clause ratio, Wolfe-Quintero, Inagaki & Kim 1998). */
export function subordinateShare(turns: Turns): number | null {
  const subordinate = sum(turns.map(({ analyzed }) => analyzed.clauses.filter((clause) => clause.subordinate).length));
  return ratio(subordinate, clausesIn(turns));
}

/** Mean length of clause: words / clauses (Norris & Ortega 2009). */
export function meanClauseLength(turns: Turns): number | null {
  return ratio(wordsIn(turns), clausesIn(turns));
}

/** Mean length of AS-unit: words / units, each a main clause with the clauses that hang on it (Foster, Tonkyn & Wigglesworth 2000), found by tags. */
export function meanUnitLength(turns: Turns): number | null {
  const units = turns.map(({ analyzed }) => {
    const main = analyzed.clauses.filter((clause) => !clause.subordinate).length;
    return analyzed.clauses.length > 0 ? Math.max(1, main) : 0;
  });
  return ratio(wordsIn(turns), sum(units));
}

/** Different modal verbs used, a count from 0 to 10, negatives and short forms counted with theirs (part of the variety of Yuan & Ellis 2003). */
export function modalRange(turns: Turns): number {
  return new Set(turns.flatMap(({ analyzed }) => modalsIn(analyzed.words))).size;
}
const modalsIn = memoized((words: readonly TaggedToken[]): readonly string[] =>
  words.flatMap(({ token }) => {
    const modal = MODAL.exec(token.normal)?.[1];
    if (modal !== undefined) return [MODAL_OF[modal] ?? modal];
    return /^(?:i|you|he|she|it|we|they)'ll$/.test(token.normal) ? ['will'] : [];
  }),
);
const MODAL = /^(can|could|may|might|must|shall|should|will|would|ought|ca|wo|cannot)(?:n't|'t|not)?(?:'ve)?$/;
const HYPOTHETICAL = /^(?:would|could|might)(?:n't)?(?:'ve)?$|^(?:i|you|he|she|it|we|they|that|there|who)'d$/;
const MODAL_OF: Readonly<Record<string, string>> = wordTable({ ca: 'can', wo: 'will', cannot: 'can' });

/** Verb forms told apart by {@link verbForms}. */
export const VERB_FORMS = [
  'present',
  'past',
  'future',
  'perfect',
  'continuous',
  'passive',
  'modal',
  'conditional',
  'infinitive',
  'gerund',
] as const;
export type VerbForm = (typeof VERB_FORMS)[number];

/** How often each verb form is used. Passive needs a form of "be" and a past participle; conditional is would/could/might. */
export function verbForms(turns: Turns): ReadonlyMap<VerbForm, number> {
  const counts = new Map<VerbForm, number>();
  for (const { analyzed } of turns) {
    for (const form of formsIn(analyzed.words)) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return counts;
}

/**
 * Different verb forms used at least twice, a count from 0 to 10: once may be chance or a set phrase. After the syntactic variety of Yuan & Ellis
 * (2003): different forms of tense, modality and voice.
 */
export function verbFormRange(turns: Turns): number {
  return [...verbForms(turns).values()].filter((count) => count >= 2).length;
}

const formsIn = memoized((words: readonly TaggedToken[]): readonly VerbForm[] =>
  words.flatMap((_, index) => formsAt(words, index)),
);

function formsAt(words: readonly TaggedToken[], index: number): readonly VerbForm[] {
  const word = words[index];
  const previous = verbBefore(words, index);
  const before = previous?.token.normal ?? '';
  if (!word || !hasTag(word, 'Verb')) return [];
  const normal = word.token.normal;
  if (normal === 'will' || normal.endsWith("'ll") || normal === "won't" || normal === 'gonna') return ['future'];
  if (HYPOTHETICAL.test(normal)) return ['modal', 'conditional'];
  if (hasTag(word, 'Modal')) return ['modal'];
  if (hasTag(word, 'Gerund'))
    return [/^(?:am|is|are|was|were|been|be|.*'(?:m|re|s))$/.test(before) ? 'continuous' : 'gerund'];
  const participle = hasTag(word, 'PastTense', 'Participle');
  if (participle && /^(?:have|has|had|.*'ve|haven't|hasn't)$/.test(before)) return ['perfect'];
  if (participle && /^(?:is|are|was|were|been|be|being)$/.test(before)) return ['passive'];
  if (words[index - 1]?.token.normal === 'to') return ['infinitive'];
  if (hasTag(word, 'PastTense')) return ['past'];
  return hasTag(word, 'PresentTense', 'Copula') && !hasTag(previous, 'Modal') ? ['present'] : [];
}

/** The verb right before, adverbs and "not" skipped. */
function verbBefore(words: readonly TaggedToken[], index: number): TaggedToken | undefined {
  for (let back = index - 1; back >= Math.max(0, index - 3); back -= 1) {
    if (hasTag(words[back], 'Verb')) return words[back];
    if (!hasTag(words[back], 'Adverb', 'Negative')) return undefined;
  }
  return undefined;
}
