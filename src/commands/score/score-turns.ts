/** Answers into bands: gathers the evidence on each and rates them together. */
import { foreignLanguage } from '../../engine/exam/language.js';
import type { Rounding } from '../../engine/scoring/bands.js';
import { gatherEvidence } from '../../engine/scoring/gather-evidence.js';
import type { AudioQuality } from '../../engine/scoring/rating/rater.js';
import { scoreTest } from '../../engine/scoring/score-test.js';
import type { ScoredTurn, TestScore, TurnEvidence } from '../../engine/scoring/types.js';
import type { ScoringEngines } from './scoring-engines.js';

export interface ScoredTurns {
  readonly score: TestScore;
  readonly warnings: readonly string[];
}

/** Answers in another language are left out, with a warning. */
export async function scoreTurns(
  turns: readonly ScoredTurn[],
  engines: Pick<ScoringEngines, 'aligner' | 'grammar'>,
  options: { readonly rounding?: Rounding; readonly audio?: AudioQuality; readonly refusal?: string } = {},
): Promise<ScoredTurns> {
  const warnings = new Set<string>();
  const languages = turns.map(({ text }) => foreignLanguage(text));
  const english = turns.filter((_, index) => languages[index] === null);
  const foreign = languages.filter((language) => language !== null);
  if (foreign.length > 0) {
    const names = [...new Set(foreign)].join(' and ');
    warnings.add(
      `${String(foreign.length)} of ${String(turns.length)} answers seem to be in ${names} and are not rated.`,
    );
  }
  const evidence = new Map<string, TurnEvidence>();
  for (const turn of english) {
    const gathered = await gatherEvidence(turn, engines, (port) =>
      warnings.add(`${port === 'grammar' ? 'The grammar checker' : 'The aligner'} failed; its evidence is missing.`),
    );
    evidence.set(turn.turnId, gathered);
  }
  const allForeign = turns.length > 0 && english.length === 0;
  const refusal = allForeign
    ? { refusal: `The answers seem to be in ${[...new Set(foreign)].join(' and ')}, not in English.` }
    : {};
  return { score: scoreTest(english, evidence, { ...refusal, ...options }), warnings: [...warnings] };
}
