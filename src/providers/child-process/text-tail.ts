/** Keeps the end of what a program printed, which usually says why it died. Native libraries can print a lot. */
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

  /** The last line that is not empty, for one-sentence messages. */
  lastLine(): string {
    return this.text().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
  }
}
