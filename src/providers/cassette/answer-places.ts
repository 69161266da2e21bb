/**
 * Where in the candidate's answers the turns of a recogniser begin. An answer has several turns where the examiner listened on
 * after sound without words, such as a cough: how many depends on the examiner's patience, where each begins does not.
 */
import type { TurnOptions } from '../../engine/ports/speech-to-text.js';

/** What the candidate says, as whoever speaks for the fixture tells it. */
export interface AnswerUnderWay {
  /** Place in the fixture, from 1. */
  readonly number: number;
  /** The newest turn goes on with the very answer of the one before it. */
  readonly goesOn: boolean;
}

export interface AnswerPlace {
  /** From 1; where nobody counts, in the order in which answers were begun. */
  readonly number: number;
  /** How many answers of the same number were begun before it: noise after the last one is heard under its number. */
  readonly before: number;
  /** How far into its answer the turn begins, or a later stretch of it. */
  readonly fromMs: number;
}

interface PlacedTurn extends AnswerPlace {
  /** Media time at which the first turn of its answer begins; null where nobody tells. */
  readonly answerMs: number | null;
}

export class AnswerPlaces {
  /** By turn, whose stretches have one place. */
  readonly #turns = new Map<string, PlacedTurn>();

  /** @param underWay null where nobody counts */
  placeOf({ turnId, startMs, fromMs = 0 }: TurnOptions, underWay: AnswerUnderWay | null): AnswerPlace {
    const id = turnId.replace(/\/\d+$/, '');
    const turn = this.#turns.get(id) ?? this.#placed(startMs ?? null, underWay);
    this.#turns.set(id, turn);
    return { number: turn.number, before: turn.before, fromMs: turn.fromMs + fromMs };
  }

  #placed(startMs: number | null, underWay: AnswerUnderWay | null): PlacedTurn {
    const turns = [...this.#turns.values()];
    const last = turns.at(-1);
    const answerMs = underWay?.goesOn === true && last?.number === underWay.number ? last.answerMs : null;
    if (last !== undefined && startMs !== null && answerMs !== null) return { ...last, fromMs: startMs - answerMs };
    const begun = turns.filter(({ fromMs }) => fromMs === 0);
    const number = underWay?.number ?? begun.length + 1;
    const before = begun.filter((turn) => turn.number === number).length;
    return { number, before, fromMs: 0, answerMs: startMs };
  }
}
