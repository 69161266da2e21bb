import { memoized } from '../language/memoized.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import type { MeasuredTurn } from '../measures/measure.js';

const normals = memoized((words: AnalyzedTurn['words']): readonly string[] => words.map(({ token }) => token.normal));

/** Words of an answer in lower case, fillers left out. */
export function normalsOf({ analyzed }: MeasuredTurn): readonly string[] {
  return normals(analyzed.words);
}
