/** What a recogniser makes of answers: words exchanged, dropped and added, sounds rated a little differently, errors that nobody made. */
import { seededRandom } from '../../../../src/engine/statistics/seeded-random.js';
import type { GrammarIssue } from '../../../../src/engine/ports/grammar-checker.js';
import type { Alignment } from '../../../../src/engine/ports/word-aligner.js';
import type { Word } from '../../../../src/engine/ports/word.js';
import type { ScoredTurn, TurnEvidence } from '../../../../src/engine/scoring/types.js';
import { QUESTION_ANSWERS } from '../answers/question-answers.js';
import { alignmentOf, ANSWERS, turnOf } from './turns.js';

/** A whole test of about 950 words by one made-up candidate: answers of our own, a few of them joined into a long turn. */
export function longTest(): readonly ScoredTurn[] {
  const texts = QUESTION_ANSWERS.map(([, , text]) => text);
  const joined = Array.from({ length: 20 }, (_, index) => texts.slice(index * 3, index * 3 + 3).join(' [400] and '));
  return testOf([...ANSWERS, ...joined]);
}

/** A whole test with these answers, the fourth as the long turn. */
export function testOf(texts: readonly string[]): readonly ScoredTurn[] {
  return texts.map((text, index) =>
    turnOf(text, {
      turnId: `t${String(index)}`,
      part: index === 3 ? 'part2' : index % 2 === 0 ? 'part1' : 'part3',
      startMs: 1000 + index * 120_000,
      question: 'What about it?',
      wordMs: 360,
    }),
  );
}

/** With the score that it has where it was said; null when it was not. */
type HeardWord = Word & { readonly said: number | null };

function pickOf(random: ReturnType<typeof seededRandom>, values: readonly number[]): number {
  return values[random.below(values.length)] ?? 0;
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

/** Issues per 100 words on transcripts by pocketsphinx of correct speech, and how many of the words are wrong there (docs/how-good-is-the-score.md). */
const POCKETSPHINX_ERRORS = 38;
const NAMED = 0.2;
const UNUSUAL = 2;
/**
 * The rating of a misheard sentence by the speech model moves by so much at most, in points of 10, beside what all lose on average (docs/speech-model.md);
 * that of more words by less: the mean of a speaker's fourteen sentences by at most one point for 99 of 100.
 */
const RATING_NOISE = 1.5;
const NOISE_WORDS = 15;
const POINTS_PER_ERROR = 0.005;
/**
 * Mean scores of words by the aligner on adults' read sentences of speechocean762, as far apart as they are there: of words as they were read, of words
 * that were not said, and by how much right words beside a wrong one change, whose place is taken. Other right words keep theirs.
 */
const SAID = [-4.9, -3.6, -2.9, -2.3, -1.9, -1.6, -1.3, -1];
const NOT_SAID = [-8.9, -7.1, -6.2, -5.3, -4.5, -3.7, -2.4];
const BESIDE = [-2.7, -0.8, -0.4, -0.2, 0, 0.2];
/** Sounds inside a word differ, too. */
const PHONES = [0.4, 0.9, 1.7];

/** How somebody pronounces: points of 10 by the speech model, and the scores of sounds in units of a usual learner's. */
export interface Voice {
  readonly points: number;
  readonly scores: number;
}
const USUAL_VOICE: Voice = { points: 7.5, scores: 1 };

/**
 * @param errorPercent of the words; two thirds exchanged, a fifth dropped, the rest added, as pocketsphinx errs
 * @param wordsOf whose words are heard instead
 */
export function heard(
  turns: readonly ScoredTurn[],
  errorPercent: number,
  seed: number,
  voice: Voice = USUAL_VOICE,
  wordsOf = turns,
): Heard {
  const random = seededRandom(seed);
  // Running words, so that frequent ones are heard often, as by a language model.
  const vocabulary = wordsOf.flatMap(({ text }) => text.split(' ')).filter((word) => !groupOf.has(word));
  const pick = (words: readonly string[]): string => words[random.below(words.length)] ?? 'the';
  /** Its language model makes a recogniser write words where words of their kind may stand. */
  const misheard = (word: string): string => pick(groupOf.get(word) ?? vocabulary);
  const scores = seededRandom(seed + 1000);
  const noisy = turns.map((turn) => {
    const words = turn.words.flatMap((word, index): readonly HeardWord[] => {
      // Of the same word in every transcript, whatever was heard.
      const said = voice.scores * (SAID[(index * 5 + turn.startMs / 1000) % SAID.length] ?? -2);
      const confidence = (wrong: boolean): number => (random.below(10) < (wrong ? 6 : 1) ? 0.3 : 0.9);
      if (random.below(100) >= errorPercent)
        return [{ ...word, confidence: errorPercent === 0 ? 0.95 : confidence(false), said }];
      const kind = random.below(15);
      if (kind < 10) return [{ ...word, text: misheard(word.text), confidence: confidence(true), said: null }];
      // Short words are lost and added; what is left must still be likely to its language model.
      if (kind < 13 && groupOf.has(word.text)) return [];
      return [
        { ...word, said },
        {
          ...word,
          startMs: word.endMs,
          text: pick(['and', 'so', 'but', 'well']),
          confidence: confidence(true),
          said: null,
        },
      ];
    });
    return { ...turn, words, text: words.map(({ text }) => text).join(' ') };
  });
  const soundsOf = (turn: { readonly words: readonly HeardWord[] } & ScoredTurn): Alignment['words'] =>
    alignmentOf(turn).words.map((aligned, index) => {
      const besideWrong = turn.words[index - 1]?.said === null || turn.words[index + 1]?.said === null;
      const own = turn.words[index]?.said ?? pickOf(scores, NOT_SAID);
      const score = Math.min(-0.2, own + (besideWrong ? pickOf(scores, BESIDE) : 0));
      const phones = aligned.phones.map((phone, place) => ({ ...phone, score: score * (PHONES[place] ?? 1) }));
      return { ...aligned, score, phones };
    });
  const evidence = new Map(
    noisy.map((turn): [string, TurnEvidence] => {
      const noise = RATING_NOISE * Math.min(1, Math.sqrt(NOISE_WORDS / Math.max(1, turn.words.length)));
      const points =
        voice.points - errorPercent * POINTS_PER_ERROR + (errorPercent > 0 ? (random.below(201) / 100 - 1) * noise : 0);
      const rating = {
        fluency: points,
        prosodic: points,
        accuracy: points,
        total: points,
        words: turn.words.length,
        modelVersion: '1.0.0',
      };
      const issues = turn.words.flatMap((_, index): readonly GrammarIssue[] => {
        const dice = random.below(10_000) / 100 / Math.max(1e-9, errorPercent / POCKETSPHINX_ERRORS);
        const kind = dice < NAMED ? 'article' : dice < NAMED + UNUSUAL ? 'unusual' : null;
        return kind === null || errorPercent === 0
          ? []
          : [{ kind, message: '', start: index * 4, end: index * 4 + 2, suggestions: [] }];
      });
      return [turn.turnId, { alignment: { ...alignmentOf(turn), words: soundsOf(turn), rating }, grammar: issues }];
    }),
  );
  return { turns: noisy, evidence };
}
