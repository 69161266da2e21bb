/** What a recogniser makes of answers: words exchanged, dropped and added, sounds rated a little differently, errors that nobody made. */
import { seededRandom } from '../../../../src/engine/statistics/seeded-random.js';
import type { GrammarIssue } from '../../../../src/engine/ports/grammar-checker.js';
import type { ScoredTurn, TurnEvidence } from '../../../../src/engine/scoring/types.js';
import { QUESTION_ANSWERS } from '../answers/question-answers.js';
import { alignmentOf, ANSWERS, turnOf } from './turns.js';

/** A whole test of about 950 words by one made-up candidate: answers of our own, a few of them joined into a long turn. */
export function longTest(): readonly ScoredTurn[] {
  const texts = QUESTION_ANSWERS.map(([, , text]) => text);
  const joined = Array.from({ length: 20 }, (_, index) => texts.slice(index * 3, index * 3 + 3).join(' [400] and '));
  const answers = [...ANSWERS, ...joined];
  return answers.map((text, index) =>
    turnOf(text, {
      turnId: `t${String(index)}`,
      part: index === 3 ? 'part2' : index % 2 === 0 ? 'part1' : 'part3',
      startMs: 1000 + index * 120_000,
      question: 'What about it?',
      wordMs: 360,
    }),
  );
}

export interface Heard {
  readonly turns: readonly ScoredTurn[];
  readonly evidence: ReadonlyMap<string, TurnEvidence>;
}

/** Words that stand for each other in a language model. */
const GROUPS = [
  'a an the my your his their this',
  'in on at to for of with from by',
  'i you he she we they it',
  'and but so because or if when',
  'is are was were has have had',
  'can could will would should might',
].map((group) => group.split(' '));
const groupOf = new Map(GROUPS.flatMap((group) => group.map((word) => [word, group] as const)));

/** Issues per 100 words on transcripts by pocketsphinx of correct speech (docs/scoring.md). */
const NAMED = 0.2;
const UNUSUAL = 2;
/** A noisy answer's rating by the speech model moves by so much at most, in points of 10, beside what all lose on average (docs/speech-model.md). */
const RATING_NOISE = 1.5;
const POINTS_PER_ERROR = 0.005;
/** What mean phone scores lose: 2.5 at 38 %, as real recordings do. */
const SCORE_PER_ERROR = 1 / 15;

/** @param errorPercent of the words; two thirds exchanged, a fifth dropped, the rest added, as pocketsphinx errs */
export function heard(turns: readonly ScoredTurn[], errorPercent: number, seed: number): Heard {
  const random = seededRandom(seed);
  // Running words, so that frequent ones are heard often, as by a language model.
  const vocabulary = turns.flatMap(({ text }) => text.split(' ')).filter((word) => !groupOf.has(word));
  const pick = (words: readonly string[]): string => words[random.below(words.length)] ?? 'the';
  /** Its language model makes a recogniser write words where words of their kind may stand. */
  const misheard = (word: string): string => pick(groupOf.get(word) ?? vocabulary);
  const noisy = turns.map((turn) => {
    const words = turn.words.flatMap((word) => {
      const confidence = (wrong: boolean): number => (random.below(10) < (wrong ? 6 : 1) ? 0.3 : 0.9);
      if (random.below(100) >= errorPercent)
        return [{ ...word, confidence: errorPercent === 0 ? 0.95 : confidence(false) }];
      const kind = random.below(15);
      if (kind < 10) return [{ ...word, text: misheard(word.text), confidence: confidence(true) }];
      // Short words are lost and added; what is left must still be likely to its language model.
      if (kind < 13 && groupOf.has(word.text)) return [];
      return [
        word,
        { ...word, startMs: word.endMs, text: pick(['and', 'so', 'but', 'well']), confidence: confidence(true) },
      ];
    });
    return { ...turn, words, text: words.map(({ text }) => text).join(' ') };
  });
  const evidence = new Map(
    noisy.map((turn): [string, TurnEvidence] => {
      const points =
        7.5 - errorPercent * POINTS_PER_ERROR + (errorPercent > 0 ? (random.below(201) / 100 - 1) * RATING_NOISE : 0);
      const rating = {
        fluency: points,
        prosodic: points,
        accuracy: points,
        total: points,
        words: turn.words.length,
        modelVersion: '1.0.0',
      };
      const issues = turn.words.flatMap((_, index): readonly GrammarIssue[] => {
        const dice = random.below(10_000) / 100;
        const kind = dice < NAMED ? 'article' : dice < NAMED + UNUSUAL ? 'unusual' : null;
        return kind === null || errorPercent === 0
          ? []
          : [{ kind, message: '', start: index * 4, end: index * 4 + 2, suggestions: [] }];
      });
      return [
        turn.turnId,
        { alignment: { ...alignmentOf(turn, -2.4 - errorPercent * SCORE_PER_ERROR), rating }, grammar: issues },
      ];
    }),
  );
  return { turns: noisy, evidence };
}
