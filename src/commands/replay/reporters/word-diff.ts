/** Shows where a transcript differs from what was said, with a few words around each place. */
import type { ChalkInstance } from 'chalk';
import { markedWord, type WordDifference, type WordMarks } from '../../../engine/replay/transcript/word-errors.js';
import { safeText } from '../../../engine/text/safe-text.js';

/** Words shown before and after a difference. */
const AROUND = 3;

export const PLAIN_MARKS: WordMarks = {
  same: safeText,
  missing: (word) => `[-${safeText(word)}-]`,
  added: (word) => `{+${safeText(word)}+}`,
};

/** Without colour, `[-missing-]` and `{+added+}` say the same. */
export function wordDiff(differences: readonly WordDifference[], chalk: ChalkInstance): string {
  const shown = differences.map((_, index) =>
    differences.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const marks = marksOf(chalk);
  const pieces: string[] = [];
  differences.forEach((difference, index) => {
    if (shown[index] === true) pieces.push(markedWord(difference, marks));
    else if (pieces.at(-1) !== '…') pieces.push('…');
  });
  return pieces.join(' ');
}

function marksOf(chalk: ChalkInstance): WordMarks {
  if (chalk.level === 0) return PLAIN_MARKS;
  return {
    same: (word) => chalk.dim(safeText(word)),
    missing: (word) => chalk.red.strikethrough(safeText(word)),
    added: (word) => chalk.green(safeText(word)),
  };
}
