/** Part 3 goes up after strong answers and down after weak ones: a follow-up must not go against that. */
import type { AnswerStrength } from '../answer.js';
import type { Level } from './suggestion.js';

/** Words of questions that ask to compare, speculate, evaluate or predict. */
const ABSTRACT =
  /\b(?:to what extent|in what ways|compare|predict|speculate|evaluate|justif\w+|implications?|consequences|generations?|societ\w+|governments?|globali[sz]ation|decades?|hypothetical\w*|ethical\w*|moral\w*|policy|policies|philosoph\w*|in the future)\b/gi;

/** After a weak answer nothing longer helps. */
const SIMPLE_WORDS = 16;

/** @param level as the model declares it @param current of the question that was answered */
export function goesWrongWay(text: string, level: Level, current: Level, strength: AnswerStrength): boolean {
  const abstract = text.match(ABSTRACT)?.length ?? 0;
  const words = text.split(/\s+/).length;
  if (strength === 'weak') return level > current || (current < 3 && abstract > 0) || words > SIMPLE_WORDS;
  if (strength === 'strong') return level < current;
  // In between: a step up or down at most.
  return Math.abs(level - current) > 1;
}
