/** What a log knows to have been said, for a test that goes on after a crash. */
import type { Part, SaidSoFar } from '../exam/types.js';
import type { SessionEvent } from './log/events.js';
import { settledEvents } from './log/settled-events.js';

const INTRODUCTIONS: ReadonlySet<string> = new Set(['greeting', 'partIntroduction']);

export function saidSoFar(earlier: readonly SessionEvent[]): SaidSoFar {
  const introduced = new Set<Part>();
  const topics = new Set<string>();
  const questions = new Set<string>();
  let cardShown = false;
  let closing = 'unsaid' as SaidSoFar['closing'];
  let part: Part = 'introduction';
  for (const event of settledEvents(earlier)) {
    if (event.type === 'part.started') part = event.part;
    if (part === 'closing') closing = event.type === 'speech.started' || closing === 'said' ? 'said' : 'begun';
    if (event.type === 'speech.started' && INTRODUCTIONS.has(event.purpose)) introduced.add(part);
    else if (event.type === 'card.shown' || event.type === 'card.hidden') cardShown = event.type === 'card.shown';
    else if (event.type === 'topic.announced') topics.add(event.topicId);
    else if (event.type === 'question.asked') questions.add(event.questionId);
  }
  return { introduced, topics, questions, cardShown, closing };
}
