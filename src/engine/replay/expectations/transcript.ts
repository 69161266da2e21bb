/** What the candidate should be understood to say, compared without case, punctuation and ways of writing. */
import type { Expectations } from '../fixture/expect-schema.js';
import type { ReplayFailure } from '../result.js';
import type { TranscriptLine } from '../transcript/transcript-lines.js';
import { normaliseWords } from '../transcript/normalise-words.js';
import { compareWords } from '../transcript/word-errors.js';

export function checkTranscript(
  { transcript: expected }: Expectations,
  { transcript }: { readonly transcript: readonly TranscriptLine[] },
): readonly ReplayFailure[] {
  const turns = transcript.filter(({ speaker }) => speaker === 'candidate');
  const said = turns.map(({ text }) => comparable(text));
  const { exact, contains = [], lacks = [] } = expected ?? {};
  return [
    ...(exact === undefined ? [] : checkAll(exact, turns)),
    ...contains.flatMap((words) => (isIn(said, words) ? [] : failure(`the candidate was expected to say "${words}"`))),
    ...lacks.flatMap((words) => (isIn(said, words) ? failure(`the candidate was expected not to say "${words}"`) : [])),
  ];
}

/** @param said as {@link comparable} gives it: written out anew for each expectation it would take most of the time */
function isIn(said: readonly string[], words: string): boolean {
  const wanted = comparable(words);
  return said.some((text) => text.includes(wanted));
}

/** Whole words, one after the other. */
export function containsWords(text: string, words: string): boolean {
  return comparable(text).includes(comparable(words));
}

export function sameWords(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function checkAll(exact: readonly string[], turns: readonly TranscriptLine[]): readonly ReplayFailure[] {
  const wrong = exact.flatMap((text, index) => {
    const turn = turns[index];
    return turn !== undefined && !sameWords(text, turn.text)
      ? [{ label: `turn ${String(index + 1)}`, words: compareWords(text, turn.text) }]
      : [];
  });
  return [
    ...(exact.length === turns.length
      ? []
      : failure(`${String(exact.length)} transcripts were expected, and there are ${String(turns.length)}`)),
    ...(wrong.length === 0
      ? []
      : [
          {
            expectation: 'transcript' as const,
            message: `${String(wrong.length)} of ${String(exact.length)} transcripts are not the expected ones`,
            differences: wrong,
          },
        ]),
  ];
}

function failure(message: string): readonly ReplayFailure[] {
  return [{ expectation: 'transcript', message }];
}

/** With a space at both ends, so that only whole words are found. */
function comparable(text: string): string {
  return ` ${normaliseWords(text).join(' ')} `;
}
