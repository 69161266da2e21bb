/** Shows where a transcript differs from what was said, with a few words around each place. */
import type { ChalkInstance } from 'chalk';
import type { WordDifference } from '../../../engine/replay/transcript/word-errors.js';
import { safeText } from '../../../engine/text/safe-text.js';

/** Words shown before and after a difference. */
const AROUND = 3;

/** Without colour, `[-missing-]` and `{+added+}` say the same. */
export function wordDiff(differences: readonly WordDifference[], chalk: ChalkInstance): string {
  const shown = differences.map((_, index) =>
    differences.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const pieces: string[] = [];
  differences.forEach((difference, index) => {
    if (shown[index] === true) pieces.push(piece(difference, chalk));
    else if (pieces.at(-1) !== '…') pieces.push('…');
  });
  return pieces.join(' ');
}

function piece(difference: WordDifference, chalk: ChalkInstance): string {
  const missing = (word: string): string => (chalk.level === 0 ? `[-${word}-]` : chalk.red.strikethrough(word));
  const added = (word: string): string => (chalk.level === 0 ? `{+${word}+}` : chalk.green(word));
  switch (difference.kind) {
    case 'same':
      return chalk.dim(safeText(difference.word));
    case 'missing':
      return missing(safeText(difference.expected));
    case 'added':
      return added(safeText(difference.word));
    case 'substituted':
      return `${missing(safeText(difference.expected))} ${added(safeText(difference.word))}`;
  }
}
