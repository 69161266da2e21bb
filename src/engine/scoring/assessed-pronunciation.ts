/**
 * Another rater's opinion of pronunciation, beside our own: shown with what the band rests on, and never part of it. It is
 * asked while the test goes on, nobody waits for it before the end, and its failure costs nothing but itself: the report
 * says for how many answers it is missing, and why.
 */
import { messageOf } from '../errors.js';
import { safeText } from '../text/safe-text.js';
import type { PronunciationAssessment, PronunciationAssessor } from '../ports/pronunciation-assessor.js';
import type { Quote, ScoredTurn, TestScore } from './types.js';

/** Words worth showing, the worst first. */
const QUOTES = 3;

interface Assessed {
  readonly turn: ScoredTurn;
  readonly assessment: PronunciationAssessment;
}

/** Null: there was nothing to be recognised. */
type Outcome = Assessed | { readonly failed: string } | null;

export class AssessedPronunciation {
  readonly #assessor: PronunciationAssessor;
  readonly #onFailure: (error: unknown) => void;
  readonly #asked = new Map<string, Promise<Outcome>>();

  constructor(assessor: PronunciationAssessor, onFailure: (error: unknown) => void) {
    this.#assessor = assessor;
    this.#onFailure = onFailure;
  }

  /** Asks about an answer, in the background. */
  ask(turn: ScoredTurn): void {
    const { samples, words, typed, startMs } = turn;
    if (typed || samples === null || words.length === 0) return;
    const own = words.map((word) => ({ ...word, startMs: word.startMs - startMs, endMs: word.endMs - startMs }));
    const asked = this.#assessor.assess(samples, own).then(
      // The audio is not kept: an answer's fills megabytes.
      (assessment): Outcome => (assessment === null ? null : { turn: { ...turn, samples: null }, assessment }),
      (error: unknown): Outcome => {
        this.#onFailure(error);
        return { failed: messageOf(error) };
      },
    );
    this.#asked.set(turn.turnId, asked);
  }

  /** The score with the other rater's opinion of those answers that are rated. */
  async added(score: TestScore, rated: ReadonlySet<string>): Promise<TestScore> {
    const all = await Promise.all([...this.#asked].filter(([id]) => rated.has(id)).map(([, asked]) => asked));
    const assessed = all.filter((each) => each !== null && 'assessment' in each);
    const failures = all.flatMap((each) => (each !== null && 'failed' in each ? [each.failed] : []));
    const { pronunciation } = score.criteria;
    if (assessed.length === 0 && failures.length === 0) return score;
    const means = meansOf(assessed);
    const measures = { ...score.measures, ...means };
    if (!pronunciation.rateable) return assessed.length === 0 ? score : { ...score, measures };
    const basis = Object.entries(means).map(([measure, value]) => ({
      measure,
      value,
      meaning: `${this.#assessor.id} gives ${String(Math.round(value))} of 100 for ${WHAT[measure] ?? measure}: another rater, not part of the band.`,
    }));
    return {
      ...score,
      measures,
      criteria: {
        ...score.criteria,
        pronunciation: {
          ...pronunciation,
          basis: [...pronunciation.basis, ...basis, ...missing(this.#assessor.id, failures, all.length)],
          quotes: [...pronunciation.quotes, ...quotesOf(assessed, this.#assessor.id)],
        },
      },
    };
  }
}

/** What a reader would otherwise look for in vain. */
function missing(assessor: string, failures: readonly string[], asked: number) {
  const why = failures.at(-1);
  if (why === undefined) return [];
  const [value, total] = [failures.length, asked];
  const of = value === total ? 'any answer' : `${String(value)} of ${String(total)} answers`;
  const meaning = `${assessor} gave no opinion on ${of}, which the band does not need: ${safeText(why)}`;
  return [{ measure: 'assessed.missing', value, meaning }];
}

const WHAT: Readonly<Record<string, string>> = {
  'assessed.accuracy': 'how the sounds are made',
  'assessed.fluency': 'the flow between words',
  'assessed.prosody': 'stress and melody',
};

/** Each answer counts by its words. */
function meansOf(assessed: readonly Assessed[]): Readonly<Record<string, number>> {
  const mean = (value: (assessment: PronunciationAssessment) => number | null): number | null => {
    const known = assessed.flatMap(({ assessment }) => {
      const score = value(assessment);
      return score === null ? [] : [{ score, weight: Math.max(1, assessment.words.length) }];
    });
    const weight = known.reduce((sum, each) => sum + each.weight, 0);
    return weight === 0 ? null : known.reduce((sum, each) => sum + each.score * each.weight, 0) / weight;
  };
  const means = {
    'assessed.accuracy': mean(({ accuracy }) => accuracy),
    'assessed.fluency': mean(({ fluency }) => fluency),
    'assessed.prosody': mean(({ prosody }) => prosody),
  };
  return Object.fromEntries(Object.entries(means).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function quotesOf(assessed: readonly Assessed[], assessor: string): readonly Quote[] {
  return assessed
    .flatMap(({ turn, assessment }) =>
      assessment.words.filter(({ mispronounced }) => mispronounced).map((word) => ({ turn, word })),
    )
    .toSorted((one, other) => one.word.accuracy - other.word.accuracy)
    .slice(0, QUOTES)
    .map(({ turn, word }) => ({
      turnId: turn.turnId,
      text: word.text,
      atMs: turn.startMs + word.startMs,
      why: `${assessor} hears it mispronounced (${String(Math.round(word.accuracy))} of 100).`,
    }));
}
