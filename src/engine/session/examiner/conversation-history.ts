/** What was asked and answered in Parts 2 and 3, read from the log: what a follow-up may take up. */
import type { Exchange } from '../../exam/follow-up/history.js';
import type { SessionEvent } from '../log/events.js';
import { joinTexts } from '../../speech/turn-transcript.js';

/** More than any token budget lets through. */
const KEPT = 24;

export class ConversationHistory {
  #exchanges: readonly { readonly turnId: string; readonly exchange: Exchange }[] = [];
  #transcript = { turnId: '', text: '' };
  /** A turn that was taken up again, with what was said before. */
  #rejoined = { turnId: '', text: '' };

  onEvent(event: SessionEvent): void {
    if (event.type === 'turn.rejoined') {
      const { turnId } = event;
      this.#rejoined = { turnId, text: this.#transcript.turnId === turnId ? this.#transcript.text : '' };
      this.#exchanges = this.#exchanges.filter((kept) => kept.turnId !== turnId);
    }
    if (event.type === 'transcript.final') {
      const { turnId, text } = event;
      const goesOn = this.#rejoined.turnId === turnId;
      this.#transcript = { turnId, text: goesOn ? joinTexts(this.#rejoined.text, text) : text };
    }
    if (event.type !== 'turn.ended' || (event.part !== 'part2' && event.part !== 'part3')) return;
    const { turnId, question } = event;
    const answer = this.#transcript.turnId === turnId ? this.#transcript.text : '';
    if (answer === '') return;
    this.#exchanges = [...this.#exchanges.slice(1 - KEPT), { turnId, exchange: { question, answer } }];
  }

  /** Oldest first; without the turn itself. */
  before(turnId: string): readonly Exchange[] {
    return this.#exchanges.filter((kept) => kept.turnId !== turnId).map(({ exchange }) => exchange);
  }
}
