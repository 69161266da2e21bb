/** What every language model must do, on a server that speaks its protocol or whatever else stands behind it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  LanguageModel,
  LanguageModelChunk,
  LanguageModelRequest,
} from '../../../src/engine/ports/language-model.js';

/** One model over one server (or script) that can be told what to answer and how to fail. */
export interface LanguageModelUnderTest {
  readonly model: LanguageModel;
  /** Who stands behind it and answers; left out: the model itself. */
  readonly answeredBy?: string;
  /** What the next requests are answered with. */
  answers(answer: {
    readonly text?: string;
    readonly call?: { readonly name: string; readonly arguments: unknown };
  }): void;
  /** The next request is never answered. */
  stalls(): void;
  /** It gives an answer whole, at once: nothing can be waited for. */
  readonly instant?: boolean;
  close(): Promise<void>;
}

export const TOOL = {
  name: 'ask_follow_up',
  description: 'Asks one more question.',
  parameters: {
    type: 'object',
    properties: { question: { type: 'string' } },
    required: ['question'],
    additionalProperties: false,
  },
} as const;

export function requestOf(change: Partial<LanguageModelRequest> = {}): LanguageModelRequest {
  return {
    // The longest bounds: a busy machine must not fail a test of something else.
    purpose: 'rating',
    messages: [
      { role: 'system', content: 'You are an examiner.' },
      { role: 'user', content: 'What comes next?' },
    ],
    signal: new AbortController().signal,
    ...change,
  };
}

export async function chunksOf(
  model: LanguageModel,
  request: LanguageModelRequest,
): Promise<readonly LanguageModelChunk[]> {
  const all: LanguageModelChunk[] = [];
  for await (const chunk of model.generate(request)) all.push(chunk);
  return all;
}

export function textOf(chunks: readonly LanguageModelChunk[]): string {
  return chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');
}

export function languageModelContract(name: string, create: () => Promise<LanguageModelUnderTest>): void {
  describe(`${name} as a language model`, () => {
    let under: LanguageModelUnderTest;
    beforeAll(async () => {
      under = await create();
    });
    beforeEach(() => {
      under.answers({ text: 'Why do you think so? Übung macht den Meister.' });
    });
    afterAll(() => under.close());

    it('has a name of service and model', () => {
      expect(under.model.id).toMatch(/^[\w-]+:.+/);
      expect(under.model.id.endsWith(under.model.model)).toBe(true);
    });

    it('gives the whole text in order and ends with why and what it took', async () => {
      const chunks = await chunksOf(under.model, requestOf());
      expect(textOf(chunks)).toBe('Why do you think so? Übung macht den Meister.');
      const end = chunks.at(-1);
      expect(end).toMatchObject({ type: 'finished', reason: 'stop' });
      expect(chunks.filter(({ type }) => type === 'finished')).toHaveLength(1);
      const { usage } = end as Extract<LanguageModelChunk, { type: 'finished' }>;
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(usage.outputTokens).toBeGreaterThan(0);
    });

    it('says who answered, where that is not itself', async () => {
      const end = (await chunksOf(under.model, requestOf())).at(-1);
      const { provider } = end as Extract<LanguageModelChunk, { type: 'finished' }>;
      expect(provider ?? under.model.id).toBe(under.answeredBy ?? under.model.id);
    });

    it('gives a tool call once and whole', async () => {
      const question = 'How might that change in the next twenty years?';
      under.answers({ call: { name: TOOL.name, arguments: { question } } });
      const chunks = await chunksOf(under.model, requestOf({ tools: [TOOL], toolChoice: 'required' }));
      const calls = chunks.flatMap((chunk) => (chunk.type === 'toolCall' ? [chunk.call] : []));
      expect(calls).toHaveLength(1);
      expect(calls[0]?.name).toBe(TOOL.name);
      expect(JSON.parse(calls[0]?.arguments ?? '')).toEqual({ question });
      expect(chunks.at(-1)).toMatchObject({ type: 'finished', reason: 'toolCalls' });
    });

    it('answers in the shape that was asked for', async () => {
      under.answers({ text: '{"band":6}' });
      const schema = { type: 'object', properties: { band: { type: 'integer' } }, required: ['band'] };
      const chunks = await chunksOf(under.model, requestOf({ responseSchema: { name: 'rating', schema } }));
      expect(JSON.parse(textOf(chunks))).toEqual({ band: 6 });
    });

    it('ends quietly when it is no longer wanted, before and while it waits, and goes on after', async () => {
      expect(await chunksOf(under.model, requestOf({ signal: AbortSignal.abort() }))).toEqual([]);
      const controller = new AbortController();
      under.stalls();
      const waiting = chunksOf(under.model, requestOf({ signal: controller.signal }));
      setTimeout(() => {
        controller.abort();
      }, 30);
      if (under.instant === true) await waiting;
      else expect(await waiting).toEqual([]);
      expect(textOf(await chunksOf(under.model, requestOf()))).not.toBe('');
    });

    it('ends quietly when it is no longer wanted in the middle of an answer', async () => {
      const controller = new AbortController();
      const seen: LanguageModelChunk[] = [];
      for await (const chunk of under.model.generate(requestOf({ signal: controller.signal }))) {
        seen.push(chunk);
        controller.abort();
      }
      expect(seen).toHaveLength(1);
    });

    it('keeps answers apart that are made at the same time', async () => {
      const all = await Promise.all([1, 2, 3].map(() => chunksOf(under.model, requestOf())));
      for (const chunks of all) expect(textOf(chunks)).toBe('Why do you think so? Übung macht den Meister.');
    });

    it('refuses every request once it is closed, twice if need be', async () => {
      const other = await create();
      other.answers({ text: 'Hello.' });
      await other.model.close();
      await other.model.close();
      await expect(chunksOf(other.model, requestOf())).rejects.toMatchObject({
        code: 'provider.unavailable',
        remedy: expect.any(String) as string,
      });
      await other.close();
    });
  });
}
