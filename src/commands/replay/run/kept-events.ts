/** How much of a conversation goes along with its result. */
import type { FixtureResult } from '../../../engine/replay/result.js';
import { isStored } from '../../../engine/session/log/event-log.js';
import type { KeptEvents } from './job.js';

/** What is compared and said is told of together with the events: where nobody asks for them, a thread need not send it. */
export function withEvents(result: FixtureResult, kept: KeptEvents): FixtureResult {
  if (kept === 'none') return { ...result, events: [], compared: [], said: [] };
  return kept === 'all' ? result : { ...result, events: result.events.filter(isStored) };
}
