/** An assessor of pronunciation on a cassette, by the words of the answer. */
import type { CassetteMessageOf } from '../../engine/replay/cassette/format.js';
import { assessmentKey } from '../../engine/replay/cassette/keys.js';
import type { PronunciationAssessment, PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import { kindOfFailure, recordedFailure } from './recorded-failure.js';
import { Occurrences, RecordedRequests } from './occurrences.js';

type AssessmentMessage = CassetteMessageOf<'assessment' | 'requestFailed'>;

/** @param begun told of every request */
export function recordedAssessor(
  inner: PronunciationAssessor,
  write: (message: AssessmentMessage) => void,
  begun: () => void,
): PronunciationAssessor {
  const occurrences = new Occurrences();
  let closed = false;
  return {
    id: inner.id,
    assess: async (samples, words, signal) => {
      // The player does not count it either.
      if (closed || isAborted(signal)) return null;
      begun();
      const key = assessmentKey(words.map(({ text }) => text));
      const occurrence = occurrences.next(key);
      try {
        const assessed = await inner.assess(samples, words, signal);
        // Closed or given up meanwhile, it says nothing: that is no opinion of the answer.
        if (!(closed as boolean) && !isAborted(signal))
          write({ type: 'assessment', key, occurrence, ...kept(assessed) });
        return assessed;
      } catch (error) {
        write({ type: 'requestFailed', port: 'pronunciation', key, occurrence, kind: kindOfFailure(error) });
        throw error;
      }
    },
    close: () => {
      closed = true;
      return inner.close();
    },
  };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function kept(assessed: PronunciationAssessment | null): Pick<CassetteMessageOf<'assessment'>, 'scores' | 'words'> {
  if (assessed === null) return { scores: null, words: [] };
  const { accuracy, fluency, prosody, words } = assessed;
  return {
    scores: { accuracy, fluency, prosody },
    words: words.map((word) => [word.text, word.startMs, word.endMs, word.accuracy, word.mispronounced]),
  };
}

export interface PlayedAssessorOptions {
  readonly id: string;
  readonly messages: readonly AssessmentMessage[];
  readonly missing: (what: string) => Error;
  /** By what a request is looked up. */
  readonly keyOf: (key: string) => string;
  /** Told when a request is over, however it ends. */
  readonly over: () => void;
}

export function playedAssessor({ id, messages, missing, keyOf, over }: PlayedAssessorOptions): PronunciationAssessor {
  const requests = new RecordedRequests(messages);
  let closed = false;
  return {
    id,
    assess: async (_samples, words, signal) => {
      if (closed || isAborted(signal)) return null;
      const texts = words.map(({ text }) => text);
      try {
        const message = requests.next(keyOf(assessmentKey(texts)));
        if (message === undefined) throw missing(`how the words "${texts.slice(0, 8).join(' ')} ..." were pronounced`);
        // Whoever gives up at once is heard first, as by a network.
        await Promise.resolve();
        if (isAborted(signal)) return null;
        if (message.type === 'requestFailed') throw recordedFailure(id, message.kind);
        return message.scores === null ? null : { ...message.scores, words: message.words.map(wordOf) };
      } finally {
        over();
      }
    },
    close: async () => {
      closed = true;
    },
  };
}

function wordOf([text, startMs, endMs, accuracy, mispronounced]: CassetteMessageOf<'assessment'>['words'][number]) {
  return { text, startMs, endMs, accuracy, mispronounced };
}
