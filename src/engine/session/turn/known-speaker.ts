/** What the log of a session tells of how its candidate speaks: a test that goes on after a crash waits as it did before. */
import { saidWords } from '../../speech/completeness.js';
import { NO_ANSWERS, withAnswer, type EarlierAnswers, type InterviewPart } from '../../speech/earlier-answers.js';
import { SpeakerPauses } from '../../speech/speaker-pauses.js';
import type { SessionEvent } from '../log/events.js';
import { settledEvents } from '../log/settled-events.js';

export interface KnownSpeaker {
  readonly pauses: SpeakerPauses;
  readonly answers: EarlierAnswers;
}

const INTERVIEWS: Readonly<Partial<Record<string, InterviewPart>>> = { part1: 1, part3: 3 };

/** @param earlier none: nobody has said anything yet */
export function knownSpeaker(earlier: readonly SessionEvent[]): KnownSpeaker {
  const pauses = new SpeakerPauses();
  let answers = NO_ANSWERS;
  const texts = new Map<string, string>();
  for (const event of settledEvents(earlier)) {
    if (event.type === 'transcript.final') texts.set(event.turnId, event.text);
    if (event.type !== 'turn.ended' || event.typed) continue;
    for (const [index, { startMs }] of event.segments.entries())
      pauses.add(startMs - (event.segments[index - 1]?.endMs ?? startMs));
    const part = INTERVIEWS[event.part];
    if (part !== undefined) answers = withAnswer(answers, part, saidWords(texts.get(event.turnId) ?? '').length);
  }
  return { pauses, answers };
}
