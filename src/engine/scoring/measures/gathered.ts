/** What measures are worked out of. */
import type { Alignment } from '../../ports/word-aligner.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { normalsOf } from '../language/analysis.js';
import { markersIn, type Marker } from '../language/markers.js';
import { memoized } from '../../kept-results.js';
import { isUnclear } from '../language/tokens.js';
import type { ScoredTurn } from '../types.js';
import type { CheckedTurn } from './grammar.js';
import type { LengthControl } from './lexical.js';
import type { MeasuredTurn } from './measured-turn.js';
import { misheardShare, withClearWords, withLikelyWords } from './pronunciation.js';
import { counted, saidTwice, type Counted } from './said-before.js';
import { speechRatings } from './speech-ratings.js';
import { sum } from './statistics.js';
import type { TurnTiming } from './timing.js';

/** Numbers that some formulas need and that come from the mapping. */
export interface MeasureSettings {
  readonly lengthControl: LengthControl;
  /** Phone score under which a sound is weak. */
  readonly weakPhone: number;
  /** Mean phone score under which a word is weak. */
  readonly weakWord: number;
}

type Turns = readonly MeasuredTurn[];

const markersOf = memoized((words: readonly string[]) => markersIn(words));
/**
 * Words that the recogniser was sure of: the others are as likely its own, and no vocabulary of the candidate's. By the words, which stay the
 * same from one measurement to the next: what is counted in this list is kept by the list.
 */
const clearNormalsOf = memoized((words: AnalyzedTurn['words']): readonly string[] =>
  clearWords(words).map(({ token }) => token.normal),
);
export const clearWords = memoized((words: AnalyzedTurn['words']): AnalyzedTurn['words'] =>
  words.some(({ token }) => isUnclear(token)) ? words.filter(({ token }) => !isUnclear(token)) : words,
);

/** Of words said twice running, the first: vocabulary does not shrink by a stutter. */
const saidOnceOf = memoized((analyzed: AnalyzedTurn): readonly string[] => {
  const twice = saidTwice(analyzed);
  if (twice.size === 0) return clearNormalsOf(analyzed.words);
  return clearWords(analyzed.words.filter((_, index) => !twice.has(index))).map(({ token }) => token.normal);
});

/** Of the words that the recogniser was unsure of, 0 to 1; 0 where it did not say. */
function doubtedShare(answers: readonly AnalyzedTurn[]): number {
  const words = sum(answers.map((answer) => answer.words.length));
  return words === 0 ? 0 : 1 - sum(answers.map((answer) => clearWords(answer.words).length)) / words;
}

interface Aligned {
  readonly alignment: Alignment;
  readonly analyzed: AnalyzedTurn;
  readonly startMs: number;
  readonly segments: ScoredTurn['segments'];
}

/** Answers, and lists of them that several measures share, each made when it is first asked for. */
export class Gathered {
  readonly turns: Turns;
  readonly pitches: readonly number[];
  readonly settings: MeasureSettings;
  #timings: readonly TurnTiming[] | undefined;
  #spokenTurns: Turns | undefined;
  #markers: readonly Marker[] | undefined;
  #clearAnswers: readonly (readonly string[])[] | undefined;
  #saidOnce: readonly string[] | undefined;
  #counted: Counted | undefined;
  #onceAnswers: readonly (readonly string[])[] | undefined;
  #freshAnswers: readonly (readonly string[])[] | undefined;
  #checked: readonly CheckedTurn[] | undefined;
  #checkedOnce: readonly CheckedTurn[] | undefined;
  #aligned: readonly Aligned[] | undefined;
  #clearAlignments: readonly Alignment[] | undefined;
  #rated: ReturnType<typeof speechRatings> | undefined;

  constructor(turns: Turns, pitches: readonly number[], settings: MeasureSettings) {
    this.turns = turns;
    this.pitches = pitches;
    this.settings = settings;
  }

  get timings(): readonly TurnTiming[] {
    return (this.#timings ??= this.turns.flatMap(({ timing }) => (timing ? [timing] : [])));
  }

  get spokenTurns(): Turns {
    return (this.#spokenTurns ??= this.turns.filter(({ analyzed }) => !analyzed.turn.typed));
  }

  get markers(): readonly Marker[] {
    return (this.#markers ??= this.turns.flatMap((turn) => markersOf(normalsOf(turn))));
  }

  /** Words of each answer that the recogniser was sure of. */
  get clearAnswers(): readonly (readonly string[])[] {
    return (this.#clearAnswers ??= this.turns.map(({ analyzed }) => clearNormalsOf(analyzed.words)));
  }

  /** Words that the recogniser was sure of, of words said twice running one. */
  get saidOnce(): readonly string[] {
    return (this.#saidOnce ??= this.turns.flatMap(({ analyzed }) => saidOnceOf(analyzed)));
  }

  /** Answers, in which what was said before counts once: what lengths and rates of errors are made from. */
  get once(): Turns {
    return (this.#counted ??= counted(this.turns)).once;
  }

  /** The same without learnt phrases: what rates of rare words and the range of structures are made from. */
  get fresh(): Turns {
    return (this.#counted ??= counted(this.turns)).fresh;
  }

  /** Of {@link once}, the words that the recogniser was sure of. */
  get onceAnswers(): readonly (readonly string[])[] {
    return (this.#onceAnswers ??= this.once.map(({ analyzed }) => clearNormalsOf(analyzed.words)));
  }

  /** The same of {@link fresh}. */
  get freshAnswers(): readonly (readonly string[])[] {
    return (this.#freshAnswers ??= this.fresh.map(({ analyzed }) => clearNormalsOf(analyzed.words)));
  }

  /** Of {@link once}. */
  get checkedOnce(): readonly CheckedTurn[] {
    return (this.#checkedOnce ??= this.once.map((turn) => turn.checked));
  }

  /** Of {@link fresh}. */
  get checked(): readonly CheckedTurn[] {
    return (this.#checked ??= this.fresh.map((turn) => turn.checked));
  }

  get words(): readonly AnalyzedTurn['words'][] {
    return this.turns.map(({ analyzed }) => analyzed.words);
  }

  get spokenOnce(): Turns {
    return this.once.filter(({ analyzed }) => !analyzed.turn.typed);
  }

  get aligned(): readonly Aligned[] {
    return (this.#aligned ??= this.turns.flatMap(({ alignment, analyzed }) => {
      const { typed, startMs, segments } = analyzed.turn;
      return alignment && !typed ? [{ alignment, analyzed, startMs, segments }] : [];
    }));
  }

  get alignments(): readonly Alignment[] {
    return this.aligned.map(({ alignment }) => alignment);
  }

  /** Without the words that were probably misheard. */
  get clearAlignments(): readonly Alignment[] {
    return (this.#clearAlignments ??= withLikelyWords(
      this.aligned.map(({ alignment, analyzed }) => withClearWords(alignment, analyzed)),
      misheardShare(doubtedShare(this.aligned.map(({ analyzed }) => analyzed))),
    ));
  }

  get rated(): ReturnType<typeof speechRatings> {
    return (this.#rated ??= speechRatings(
      this.turns.flatMap(({ alignment }) => (alignment?.rating ? [alignment.rating] : [])),
    ));
  }
}
