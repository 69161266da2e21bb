/** Takes the thoughts that some models write into their answer (`<think>...</think>`) out of a stream of text. */

const OPEN = '<think>';
const CLOSE = '</think>';

export class ThinkFilter {
  #held = '';
  #thinking = false;

  /** @returns what of the text so far is certainly answer, beyond what was returned before */
  push(text: string): string {
    this.#held += text;
    let answer = '';
    for (;;) {
      const tag = this.#thinking ? CLOSE : OPEN;
      const at = this.#held.indexOf(tag);
      if (at === -1) break;
      if (!this.#thinking) answer += this.#held.slice(0, at);
      this.#held = this.#held.slice(at + tag.length);
      this.#thinking = !this.#thinking;
    }
    // The end may be the beginning of a tag whose rest is still to come.
    const keep = this.#thinking ? this.#held.length : beginningOf(OPEN, this.#held);
    answer += this.#held.slice(0, this.#held.length - keep);
    this.#held = this.#held.slice(this.#held.length - keep);
    return answer;
  }

  /** No more text: what was held back is answer unless it was thought. */
  end(): string {
    const rest = this.#thinking ? '' : this.#held;
    this.#held = '';
    return rest;
  }
}

/** How many of the text's last characters could begin the tag. */
function beginningOf(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
