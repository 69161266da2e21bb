/**
 * Reads the plain YAML that nearly all fixtures are written in, ten times as fast as the whole language is read: maps with
 * names as keys, lists, text on one line, numbers. It knows no mistakes: whatever it is not sure of is for the real parser.
 */

/** Deeper than any fixture. */
const MAX_DEPTH = 30;
const KEY = /[A-Za-z_$][\w$.-]*(?=:(?:[ \n]|$))/y;
/** What a text without quotes may begin with, and be read as nothing else. */
const PLAIN_START = /[A-Za-z0-9_$(/]|[-+.](?=[\w.])/y;
/** Goes on to the end of the line, or to a comment. */
const PLAIN = /(?:[^\n[\]{}: ]+|:(?=\w)| (?!#))*/y;
const PLAIN_IN_FLOW = /(?:[^\n[\]{}:, ]+|:(?=\w)| (?!#))*/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);
const NUMBER = /^(?:-?[1-9]\d{0,14}|0)(?:\.\d+)?$/;
/** A spelling of the words above, or what may be a number in some way of writing. */
const NO_TEXT = /^(?:null|true|false|[-+.]*(?:[\d.]+(?:e[-+]?\d+)?|0[xo][\da-f]+|inf|nan))$/i;
/** The longest spelling of the words above. */
const MAX_WORD = 5;

/** Tabs, carriage returns and the like. */
const CONTROL = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

/** @returns null where the text is not plain, or wrong */
export function readPlainYaml(text: string): { readonly value: unknown } | null {
  if (CONTROL.test(text)) return null;
  try {
    return { value: new Reader(text).document() };
  } catch (error) {
    if (error === NOT_PLAIN) return null;
    throw error;
  }
}

const NOT_PLAIN = new Error('not plain YAML');

class Reader {
  readonly #text: string;
  #at = 0;
  /** Where the line begins that `#at` is on. */
  #lineAt = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    if (!this.#nextLine() || this.#column !== 0) throw NOT_PLAIN;
    const value = this.#block(0);
    if (this.#at < this.#text.length) throw NOT_PLAIN;
    return value;
  }

  get #column(): number {
    return this.#at - this.#lineAt;
  }

  get #isItem(): boolean {
    return this.#text[this.#at] === '-' && ' \n'.includes(this.#text[this.#at + 1] ?? '\n');
  }

  /** A map or a list whose first line begins here, in this column. */
  #block(column: number): unknown {
    if (++this.#depth > MAX_DEPTH) throw NOT_PLAIN;
    const value = this.#isItem ? this.#list(column) : this.#map(column);
    this.#depth--;
    return value;
  }

  #map(column: number): unknown {
    const map: Record<string, unknown> = {};
    do {
      const key = this.#newKey(map);
      map[key] = this.#endsLine() ? this.#below(column, true) : this.#onLine(column);
    } while (this.#goesOn(column) && !this.#isItem);
    return map;
  }

  #list(column: number): unknown {
    const list: unknown[] = [];
    do {
      if (!this.#isItem) throw NOT_PLAIN;
      this.#at++;
      if (this.#endsLine()) list.push(this.#below(column, false));
      else if (this.#endOf(KEY) > 0) list.push(this.#block(this.#column));
      else list.push(this.#onLine(column));
    } while (this.#goesOn(column) && this.#isItem);
    return list;
  }

  /** What stands on the lines below a key or a dash. @param listBeside whether a list may be no further right than its key */
  #below(column: number, listBeside: boolean): unknown {
    if (!this.#nextLine()) return null;
    if (this.#column > column) return this.#block(this.#column);
    return listBeside && this.#column === column && this.#isItem ? this.#block(column) : null;
  }

  #onLine(column: number): unknown {
    const value = this.#node(column, false);
    if (!this.#endsLine()) throw NOT_PLAIN;
    this.#nextLine();
    return value;
  }

  /** Whether the line at hand is of the block in this column. What is further right belongs to nothing. */
  #goesOn(column: number): boolean {
    if (this.#at >= this.#text.length) return false;
    if (this.#column > column) throw NOT_PLAIN;
    return this.#column === column;
  }

  /** @param column of the block around it: what is written over several lines stays right of it */
  #node(column: number, inFlow: boolean): unknown {
    const first = this.#text[this.#at];
    if (first === '{') return this.#flowMap(column);
    if (first === '[') return this.#flowList(column);
    return first === "'" || first === '"' ? this.#quoted(first) : this.#plain(inFlow);
  }

  #flowMap(column: number): unknown {
    const map: Record<string, unknown> = {};
    this.#beginFlow(column);
    while (!this.#endsFlow('}')) {
      const key = this.#newKey(map);
      this.#space(column);
      map[key] = this.#node(column, true);
      this.#nextInFlow(column, '}');
    }
    return map;
  }

  #flowList(column: number): unknown {
    const list: unknown[] = [];
    this.#beginFlow(column);
    while (!this.#endsFlow(']')) {
      // A map of one key without braces.
      if (this.#endOf(KEY) > 0) throw NOT_PLAIN;
      list.push(this.#node(column, true));
      this.#nextInFlow(column, ']');
    }
    return list;
  }

  #beginFlow(column: number): void {
    if (++this.#depth > MAX_DEPTH) throw NOT_PLAIN;
    this.#at++;
    this.#space(column);
  }

  #endsFlow(end: string): boolean {
    if (this.#text[this.#at] !== end) return false;
    this.#at++;
    this.#depth--;
    return true;
  }

  #nextInFlow(column: number, end: string): void {
    this.#space(column);
    if (this.#text[this.#at] === ',') {
      this.#at++;
      this.#space(column);
    } else if (this.#text[this.#at] !== end) throw NOT_PLAIN;
  }

  /** Over spaces, comments and ends of lines within braces. */
  #space(column: number): void {
    for (;;) {
      if (!this.#endsLine()) break;
      if (!this.#nextLine()) throw NOT_PLAIN;
    }
    if (this.#column <= column) throw NOT_PLAIN;
  }

  #newKey(map: Readonly<Record<string, unknown>>): string {
    const key = this.#text.slice(this.#at, this.#endOf(KEY));
    if (key === '' || (key.length <= MAX_WORD && NO_TEXT.test(key))) throw NOT_PLAIN;
    if (key === '__proto__' || Object.hasOwn(map, key)) throw NOT_PLAIN;
    this.#at += key.length + 1;
    return key;
  }

  #quoted(quote: string): string {
    const from = this.#at + 1;
    let end = this.#text.indexOf(quote, from);
    while (quote === "'" && this.#text[end + 1] === "'" && end !== -1) end = this.#text.indexOf(quote, end + 2);
    if (end === -1) throw NOT_PLAIN;
    const written = this.#text.slice(from, end);
    if (written.includes('\n') || (quote === '"' && written.includes('\\'))) throw NOT_PLAIN;
    this.#at = end + 1;
    return quote === "'" ? written.replaceAll("''", "'") : written;
  }

  #plain(inFlow: boolean): unknown {
    if (this.#endOf(PLAIN_START) === 0) throw NOT_PLAIN;
    let end = this.#endOf(inFlow ? PLAIN_IN_FLOW : PLAIN);
    const next = this.#text[end] ?? '\n';
    if (next !== '\n' && !(inFlow ? ',]} ' : ' ').includes(next)) throw NOT_PLAIN;
    const from = this.#at;
    this.#at = end;
    while (this.#text[end - 1] === ' ') end--;
    const written = this.#text.slice(from, end);
    const word = WORDS.get(written);
    if (word !== undefined) return word;
    if (!NO_TEXT.test(written)) return written;
    if (NUMBER.test(written)) return Number(written);
    throw NOT_PLAIN;
  }

  /** Where what stands here ends; 0 where it is something else. */
  #endOf(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : 0;
  }

  /** Goes over spaces. Whether nothing but a comment is left of the line. */
  #endsLine(): boolean {
    const from = this.#at;
    while (this.#text[this.#at] === ' ') this.#at++;
    const letter = this.#text[this.#at];
    if (letter === undefined || letter === '\n') return true;
    if (letter !== '#') return false;
    if (this.#at === from && this.#column > 0) throw NOT_PLAIN;
    return true;
  }

  /** To the next line that says something; the present one must be at its end. @returns false when there is none */
  #nextLine(): boolean {
    // The first line is begun, not left.
    let begun = this.#at === 0;
    for (;;) {
      if (!begun) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end + 1;
        this.#lineAt = this.#at;
      }
      begun = false;
      if (this.#at >= this.#text.length) return false;
      if (!this.#endsLine()) return true;
    }
  }
}
