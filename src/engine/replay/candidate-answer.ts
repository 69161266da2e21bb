/** What a scripted candidate does, one entry for each time the examiner listens. Fixtures and folders of recordings become these. */
import type { CandidateAction } from '../session/actions.js';

/** 16 kHz mono; or how to get it when the answer is given, so that a long test's answers need not be held in memory. */
export type AnswerSamples = Int16Array | (() => Promise<Int16Array>);

export type CandidateAnswer =
  /** Speaks this long after the examiner began to listen; `goesOn` also after a pause in which the examiner began. */
  | {
      readonly kind: 'audio';
      readonly samples: AnswerSamples;
      readonly delayMs: number;
      readonly goesOn?: boolean;
    }
  /** Starts to speak this long after the examiner began the question, who may still be speaking. */
  | { readonly kind: 'interruption'; readonly samples: AnswerSamples; readonly interruptMs: number }
  /**
   * Says nothing while the examiner listens this time. `silenceMs` is how long the author expects that to be; the turn
   * ends by the examiner's patience. (Thinking before an answer is the answer's `delayMs`.)
   */
  | { readonly kind: 'silence'; readonly silenceMs: number }
  /** A typed answer: handed over when saying it would have ended. */
  | { readonly kind: 'text'; readonly text: string; readonly delayMs: number }
  /** A key press. */
  | { readonly kind: 'action'; readonly action: CandidateAction; readonly delayMs: number };

/** Everything that is said aloud, in order. */
export async function loadedSamples(answers: readonly CandidateAnswer[]): Promise<readonly Int16Array[]> {
  const loaded: Int16Array[] = [];
  // One after the other, so that one decoder does for all.
  for (const answer of answers) {
    if (!('samples' in answer)) continue;
    loaded.push(answer.samples instanceof Int16Array ? answer.samples : await answer.samples());
  }
  return loaded;
}
