/** A failure in plain lines, for reporters without colours. */
import type { ReplayFailure } from '../../../engine/replay/result.js';
import { markedWord } from '../../../engine/replay/transcript/word-errors.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { PLAIN_MARKS } from './word-diff.js';

/** The first line says what failed; then come what to do and the words that differ, as `[-expected-]` and `{+heard+}`. */
export function failureText(failure: ReplayFailure): string {
  const code = failure.code === undefined ? '' : ` [${failure.code}]`;
  const lines = [`${failure.expectation}${code}: ${safeText(failure.message)}`];
  if (failure.remedy !== undefined) lines.push(`→ ${safeText(failure.remedy)}`);
  for (const { label, words } of failure.differences ?? [])
    lines.push(`${label}: ${words.map((word) => markedWord(word, PLAIN_MARKS)).join(' ')}`);
  return lines.join('\n');
}
