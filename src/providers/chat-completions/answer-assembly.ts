/** Assembles an answer from streamed pieces: text without thoughts, tool calls by index, the reason for its end, token usage. */
import type { ChatCompletionChunk } from 'openai/resources/chat/completions/completions.js';
import type { LanguageModelChunk, LanguageModelToolCall } from '../../engine/ports/language-model.js';
import { ThinkFilter } from './think-filter.js';

type Piece = ChatCompletionChunk.Choice;
export type EndReason = Extract<LanguageModelChunk, { type: 'finished' }>['reason'];

interface OpenCall {
  readonly index: number;
  id: string;
  name: string;
  arguments: string;
}

/** In characters. A longer answer is refused: no request asks for more than a few thousand words. */
const LONGEST_ANSWER = 400_000;
/** Nobody is asked for more than one. */
const MOST_CALLS = 100;

export class AnswerAssembly {
  readonly #thoughts = new ThinkFilter();
  readonly #calls: OpenCall[] = [];
  #text = '';
  #length = 0;
  #reason: EndReason | null = null;
  #refused = false;

  /** Why the answer ended; null until then. */
  get reason(): EndReason | null {
    return this.#reason;
  }

  get text(): string {
    return this.#text;
  }

  /** Characters the model wrote, thoughts and arguments included. */
  get length(): number {
    return this.#length;
  }

  get tooLong(): boolean {
    return this.#length > LONGEST_ANSWER || this.#calls.length > MOST_CALLS;
  }

  /** @returns the text that can be passed on now */
  add({ delta, finish_reason: ended }: Pick<Piece, 'delta' | 'finish_reason'>): string {
    const content = typeof delta.content === 'string' ? delta.content : '';
    this.#length += content.length;
    if (typeof delta.refusal === 'string' && delta.refusal !== '') this.#refused = true;
    for (const [position, part] of (delta.tool_calls ?? []).entries()) this.#addCall(part, position);
    let text = this.#thoughts.push(content);
    if (typeof ended === 'string') {
      text += this.#thoughts.end();
      this.#reason = this.#refused ? 'refused' : this.#reasonOf(ended);
    }
    this.#text += text;
    return text;
  }

  /** The tool calls in the order of their index; calls without a name are left out. */
  calls(): readonly LanguageModelToolCall[] {
    return this.#calls
      .toSorted((one, other) => one.index - other.index)
      .flatMap(({ id, name, arguments: text }, place) =>
        name === '' ? [] : [{ id: id === '' ? `call_${String(place)}` : id, name, arguments: text }],
      );
  }

  #addCall(part: NonNullable<Piece['delta']['tool_calls']>[number], position: number): void {
    if (this.tooLong) return;
    // Some local servers leave the index out and send whole calls.
    const index = typeof part.index === 'number' ? part.index : position;
    const { name, arguments: text } = part.function ?? {};
    const call = this.#openCall(index, part.id, name);
    if (typeof part.id === 'string' && call.id === '') call.id = part.id;
    if (typeof name === 'string' && call.name === '') call.name = name;
    if (typeof text === 'string') call.arguments += text;
    else if (typeof text === 'object' && text !== null) call.arguments += JSON.stringify(text);
    this.#length += typeof text === 'string' ? text.length : 0;
  }

  /** Some servers give every call the same index, others every piece of one call its own id: a new call has a name, too. */
  #openCall(index: number, id: unknown, name: unknown): OpenCall {
    const known = this.#calls.findLast((each) => each.index === index);
    const named = typeof name === 'string' && name !== '' && known?.name !== '';
    const isOther = typeof id === 'string' && id !== '' && known?.id !== '' && id !== known?.id;
    if (known !== undefined && !(named && isOther)) return known;
    const call = { index, id: '', name: '', arguments: '' };
    this.#calls.push(call);
    return call;
  }

  #reasonOf(ended: string): EndReason {
    if (ended === 'content_filter') return 'refused';
    if (ended === 'length') return 'length';
    return this.#calls.length > 0 ? 'toolCalls' : 'stop';
  }
}
