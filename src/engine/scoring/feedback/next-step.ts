/**
 * What to practise where nothing in the answers asks for it by itself: the measure that would lift the band most, on the longest answer, or on the shortest where
 * length is what is missing.
 */
import type { MeasureName } from '../measures/catalogue.js';
import type { MeasuredTest } from '../measures/measure.js';
import { namedQuestion } from './named-question.js';
import type { Advice, FeedbackContext } from './types.js';

/** What to do with an answer given once already; measures that nobody can set out to change have none. */
const EXERCISES: Partial<Readonly<Record<MeasureName, string>>> = {
  speechRate: 'in three quarters of the time',
  articulationRate: 'in three quarters of the time',
  phonationRatio: 'and wherever you stopped, say the next word at once',
  meanRun: 'and breathe only between sentences',
  midClausePausesPer100: 'and stop only between sentences',
  repairsPer100: 'and be silent for a moment wherever you began a phrase twice',
  immediateRepeatsPer100: 'and be silent for a moment wherever you said a word twice',
  wordsPerAnswer: 'with one more reason and an example',
  markerKinds: 'with a contrast, an example and a result that you name as such',
  mattr50: 'without saying any noun or verb twice',
  mtld: 'without saying any noun or verb twice',
  meanLogRankTypes: 'with five words of its topic that you have not used',
  shareBeyond2000: 'with five words of its topic that you have not used',
  repeatedPhrases: 'and begin no two sentences alike',
  verbFormRange: 'once as something past, once as a plan, once as something you only imagine',
  subordinateShare: 'and join two of its short sentences with "which" or "although"',
  subordinatorsPer100: 'and join two of its short sentences with "which" or "although"',
  meanUnitLength: 'and join two of its short sentences with "which" or "although"',
  conditionalModalsPer100: 'and add what you would do if things were different',
  thatPer100: 'and add what people say about it ("they say that ...")',
  contractionsPer100: 'with "it\'s", "don\'t" and "I\'ve" instead of the full forms',
  phoneScore: 'slowly, with every sound of every word, and listen to it',
  lowPhoneScore: 'slowly, with every sound of every word, and listen to it',
  weakPhoneShare: 'slowly, with every sound of every word, and listen to it',
  ratedAccuracy: 'slowly, with every sound of every word, and listen to it',
  ratedProsody: 'and let your voice rise on the words that matter',
  ratedFluency: 'in one go, as if you read it out',
};
/** Of a text that was read only these are the reader's own. */
const OF_READING: ReadonlySet<MeasureName> = new Set([
  'speechRate',
  'articulationRate',
  'phonationRatio',
  'meanRun',
  'midClausePausesPer100',
  'ratedFluency',
  'ratedProsody',
  'ratedAccuracy',
  'phoneScore',
  'lowPhoneScore',
  'weakPhoneShare',
]);

/** One piece of advice per measure that would gain something. */
export function nextSteps(test: MeasuredTest, { gains, read }: FeedbackContext): readonly Advice[] {
  const byLength = test.turns.toSorted((one, other) => other.analyzed.words.length - one.analyzed.words.length);
  const [longest, shortest] = [byLength[0], byLength.at(-1)];
  if (!longest || !shortest) return [];
  return [...gains.keys()].flatMap((measure): readonly Advice[] => {
    const exercise = EXERCISES[measure];
    if (exercise === undefined || (read && !OF_READING.has(measure))) return [];
    const { turn } = (measure === 'wordsPerAnswer' ? shortest : longest).analyzed;
    const what = read ? 'Read the text' : `Give your answer to ${namedQuestion(turn)}`;
    return [{ about: [`measure:${measure}`], raises: [measure], text: `${what} again ${exercise}.` }];
  });
}
