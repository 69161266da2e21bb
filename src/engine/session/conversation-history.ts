/** What was asked and answered in Parts 2 and 3, read from the log: what a follow-up may take up. */
import type { Exchange } from '../exam/follow-up/history.js';
import type { SessionEvent } from './events.js';

/** More than any token budget lets through. */
const KEPT = 24;

export class ConversationHistory {
  #exchanges: (Exchange & { readonly turnId: string })[] = [];
  #transcript = { turnId: '', text: '' };

  onEvent(event: SessionEvent): void {
    if (event.type === 'transcript.final') this.#transcript = event;
    if (event.type !== 'turn.ended' || (event.part !== 'part2' && event.part !== 'part3')) return;
    const { turnId, question } = event;
    const answer = this.#transcript.turnId === turnId ? this.#transcript.text : '';
    if (answer === '') return;
    this.#exchanges = [...this.#exchanges.slice(1 - KEPT), { turnId, question, answer }];
  }

  /** Oldest first; without the turn itself. */
  before(turnId: string): readonly Exchange[] {
    return this.#exchanges
      .filter((exchange) => exchange.turnId !== turnId)
      .map(({ question, answer }) => ({ question, answer }));
  }
}
