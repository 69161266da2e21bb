/** Asks the providers what the pure measures cannot find out alone: where each word was said, and which errors there are. */
import type { GrammarChecker } from '../ports/grammar-checker.js';
import type { WordAligner } from '../ports/word-aligner.js';
import { analyzeTurn } from './language/analysis.js';
import { withoutFillers } from '../text/fillers.js';
import { spoken, tokensOf } from './language/tokens.js';
import { pitchesOf } from './measures/pitch.js';
import type { ScoredTurn, TurnEvidence } from './types.js';

export interface EvidencePorts {
  readonly aligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
}

/**
 * Gathers evidence on one answer; a provider that fails leaves its evidence out rather than losing the score, and
 * `onFailure` hears of it. Tags the words too, so that the running estimate after it is quick.
 */
export async function gatherEvidence(
  turn: ScoredTurn,
  ports: EvidencePorts,
  onFailure: (port: 'wordAligner' | 'grammar', error: unknown) => void = () => undefined,
): Promise<TurnEvidence> {
  const [alignment, grammar] = await Promise.all([
    align(turn, ports.aligner).catch((error: unknown) => {
      onFailure('wordAligner', error);
      return null;
    }),
    check(turn, ports.grammar).catch((error: unknown) => {
      onFailure('grammar', error);
      return null;
    }),
  ]);
  analyzeTurn(turn);
  return { alignment, grammar, pitches: pitchesOf(turn) };
}

async function align(turn: ScoredTurn, aligner: WordAligner | null): Promise<TurnEvidence['alignment']> {
  if (!aligner || turn.typed || !turn.samples) return null;
  const words = spoken(tokensOf(turn)).map(({ normal }) => normal);
  return words.length === 0 ? null : aligner.align(turn.samples, words);
}

async function check(turn: ScoredTurn, grammar: GrammarChecker | null): Promise<TurnEvidence['grammar']> {
  const { text, originally } = withoutFillers(turn.text);
  if (text.trim() === '') return [];
  if (grammar === null) return null;
  // "A um junior role" needs no "an", and what is wrong in "he um explain" is not the filler.
  return (await grammar.check(text)).map((issue) => ({ ...issue, ...originally(issue.start, issue.end) }));
}
