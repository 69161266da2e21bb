/**
 * Partial transcripts as a file keeps them. A recogniser says the whole turn again with every word, so that a long turn
 * would be written hundreds of times; a line keeps how much of the partial before it stays, and what comes after that.
 */
import type { CassetteMessage, CassetteMessageOf, WrittenMessage } from './format.js';

/** @param messages in the order in which they are written */
export function shortenPartials(messages: readonly CassetteMessage[]): readonly WrittenMessage[] {
  const before = new Map<number, string>();
  return messages.map((message) => {
    if (message.type !== 'partial') return message;
    const keep = commonLength(before.get(message.turn) ?? '', message.text);
    before.set(message.turn, message.text);
    return keep === 0 ? message : { ...message, keep, text: message.text.slice(keep) };
  });
}

/** Gives messages their whole texts again, one after the other in the order of the file. */
export class PartialTexts {
  readonly #before = new Map<number, string>();

  /** Throws an Error when more is kept than there was. */
  whole(message: WrittenMessage): CassetteMessage {
    if (message.type !== 'partial') return message;
    const { keep = 0, ...partial } = message;
    const before = this.#before.get(partial.turn) ?? '';
    if (keep > before.length) throw new Error(`it keeps ${String(keep)} letters of ${String(before.length)}`);
    const whole: CassetteMessageOf<'partial'> = { ...partial, text: before.slice(0, keep) + partial.text };
    this.#before.set(whole.turn, whole.text);
    return whole;
  }
}

/** In UTF-16 units, and never within a character: half of one cannot be written. */
function commonLength(first: string, second: string): number {
  const end = Math.min(first.length, second.length);
  let length = 0;
  while (length < end && first.charCodeAt(length) === second.charCodeAt(length)) length++;
  const last = second.charCodeAt(length - 1);
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}
