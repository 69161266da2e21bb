/** Answers into bands: gathers the evidence on each and rates them together. */
import type { Alignment } from '../../engine/ports/word-aligner.js';
import { gatherEvidence } from '../../engine/scoring/gather-evidence.js';
import { languagesOf, UNNAMED } from '../../engine/scoring/language/not-english.js';
import { CombinedRater } from '../../engine/scoring/model-rating/combined-rater.js';
import { modelOpinion } from '../../engine/scoring/model-rating/model-opinion.js';
import { MODEL_CRITERIA } from '../../engine/scoring/model-rating/rate-with-model.js';
import { MeasuredRater } from '../../engine/scoring/rating/measured-rater.js';
import { scoreTest, type ScoreOptions } from '../../engine/scoring/score-test.js';
import type { ScoredTurn, TestScore, TurnEvidence } from '../../engine/scoring/types.js';
import type { ModelRater } from './model-rating.js';
import type { ScoringEngines } from './scoring-engines.js';

export interface ScoredTurns {
  readonly score: TestScore;
  readonly warnings: readonly string[];
  /** An aligner or grammar checker failed: another run may well know more. */
  readonly evidenceFailed: boolean;
}

export interface ScoreTurnsOptions extends Pick<
  ScoreOptions,
  'rounding' | 'audio' | 'refusal' | 'partsUnknown' | 'wordsGiven'
> {
  /** By turn id, where they are known already: these answers are not aligned once more. */
  readonly alignments?: ReadonlyMap<string, Alignment | null>;
}

/** Answers in another language are left out, with a warning. */
export async function scoreTurns(
  turns: readonly ScoredTurn[],
  engines: Pick<ScoringEngines, 'aligner' | 'grammar' | 'modelRater'>,
  { alignments, ...options }: ScoreTurnsOptions = {},
): Promise<ScoredTurns> {
  const warnings = new Set<string>();
  const languages = languagesOf(turns.map(({ text }) => text));
  const english = turns.filter((_, index) => languages[index] === null);
  const foreign = languages.filter((language) => language !== null);
  if (foreign.length > 0) {
    const names = [...new Set(foreign)].join(' and ');
    warnings.add(
      `${String(foreign.length)} of ${String(turns.length)} answers seem to be in ${names} and are not rated.`,
    );
  }
  const evidence = new Map<string, TurnEvidence>();
  let evidenceFailed = false;
  for (const turn of english) {
    const known = alignments?.get(turn.turnId);
    const ports = known === undefined ? engines : { ...engines, aligner: null };
    const gathered = await gatherEvidence(turn, ports, (port) => {
      evidenceFailed = true;
      warnings.add(`${port === 'grammar' ? 'The grammar checker' : 'The aligner'} failed; its evidence is missing.`);
    });
    evidence.set(turn.turnId, known === undefined ? gathered : { ...gathered, alignment: known });
  }
  const allForeign = turns.length > 0 && english.length === 0;
  const refusal = allForeign ? { refusal: notEnglish(new Set(foreign)) } : {};
  const conditions = { ...refusal, ...options };
  const measured = scoreTest(english, evidence, conditions);
  const score = await withModel(measured, english, evidence, { model: engines.modelRater, conditions });
  return { score, warnings: [...warnings], evidenceFailed };
}

/** By how few common words there are, a list of rare English ones is no English either. */
function notEnglish(languages: ReadonlySet<string>): string {
  const names = [...languages].join(' and ');
  return languages.has(UNNAMED)
    ? `The answers seem to be in ${names}, or a list of rare words: they are no English sentences.`
    : `The answers seem to be in ${names}, not in English.`;
}

/** The measured bands stand wherever a model is not asked, or fails. One is not paid for where there is no band anyway. */
async function withModel(
  measured: TestScore,
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
  { model, conditions }: { readonly model: ModelRater | null; readonly conditions: ScoreOptions },
): Promise<TestScore> {
  const rateable = MODEL_CRITERIA.some((criterion) => measured.criteria[criterion].rateable);
  if (model === null || !rateable) return measured;
  const opinion = await modelOpinion(turns, model);
  if (opinion === null) return measured;
  if (!('criteria' in opinion)) return { ...measured, secondOpinion: opinion };
  const rater = new CombinedRater(new MeasuredRater(), opinion, model.weight);
  return scoreTest(turns, evidence, { ...conditions, rater });
}
