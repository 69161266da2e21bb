/** An event in a few words that stay the same when only times, identifiers or figures change. */
import type { EventType, SessionEvent } from '../../session/log/events.js';

/** What a baseline tells of each event; types that are left out are measurements, or told elsewhere in it. */
const TOLD: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  'part.started': ['part'],
  'part.ended': ['part', 'reason'],
  'topic.announced': ['topicId'],
  'card.shown': ['cardId'],
  'card.hidden': [],
  'preparation.started': [],
  'preparation.ended': ['reason'],
  'question.asked': ['purpose', 'questionId'],
  'question.repeated': ['questionId'],
  'question.rephrased': ['questionId'],
  'followUp.accepted': ['action'],
  'followUp.refused': ['action', 'reason'],
  'candidate.prompted': ['questionId'],
  'candidate.requested': ['request'],
  'candidate.noted': ['note'],
  'candidate.muted': ['muted'],
  'speech.interrupted': ['by'],
  'turn.started': ['moment'],
  'turn.ended': ['reason'],
  'turn.rejoined': ['moment'],
  'audio.clipped': [],
  'audio.noisy': [],
  'audio.quiet': [],
  'provider.failed': ['port', 'provider', 'code'],
  'provider.switched': ['port', 'from', 'to'],
  'provider.recovered': ['port', 'provider'],
  'session.ended': ['status'],
};

/** Null for events that a baseline does not tell. */
export function eventLine(event: SessionEvent): string | null {
  const told = TOLD[event.type];
  if (told === undefined) return null;
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  return [event.type, ...told.map((field) => String(fields[field] ?? ''))].join(' ').trimEnd();
}
