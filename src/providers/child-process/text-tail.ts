/** The newest of what a program printed: native libraries can be talkative, and the end says why they died. */
import { safeText } from '../../engine/text/safe-text.js';

const MAX_CHARACTERS = 8192;

export class TextTail {
  #text = '';

  add(text: string): void {
    this.#text = (this.#text + text).slice(-MAX_CHARACTERS);
  }

  text(): string {
    return safeText(this.#text).trim();
  }

  /** The last line that says anything, for one-sentence messages. */
  lastLine(): string {
    return this.text().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
  }
}
