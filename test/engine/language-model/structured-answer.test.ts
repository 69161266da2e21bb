import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { structuredAnswer } from '../../../src/engine/language-model/structured-answer.js';
import { scriptedLanguageModel } from '../../support/scripted-language-model.js';

const SHAPE = { name: 'rating', schema: z.strictObject({ band: z.number().min(0).max(9) }) };
const ask = (model: ReturnType<typeof scriptedLanguageModel>, signal = new AbortController().signal) =>
  structuredAnswer(model, { purpose: 'rating', messages: [{ role: 'user', content: 'Rate.' }], signal }, SHAPE);

describe('an answer of a given shape', () => {
  it('is taken from a fence and checked', async () => {
    const model = scriptedLanguageModel([{ text: '```json\n{"band": 6}\n```' }]);
    expect(await ask(model)).toMatchObject({ value: { band: 6 } });
    expect(model.requests).toHaveLength(1);
  });

  it('is asked for once more with the reason, and both are counted', async () => {
    const model = scriptedLanguageModel([{ text: '{"band": 12}' }, { text: '{"band": 7}' }]);
    const answer = await ask(model);
    expect(answer).toMatchObject({ value: { band: 7 } });
    expect(model.requests).toHaveLength(2);
    expect(model.requests[1]?.messages.at(-1)?.content).toMatch(/band: .*9/);
    expect(answer?.usage.outputTokens).toBe(2);
  });

  it('is given up after the second wrong one', async () => {
    const model = scriptedLanguageModel([{ text: 'I would rather not.' }]);
    await expect(ask(model)).rejects.toMatchObject({ code: 'provider.badResponse' });
    expect(model.requests).toHaveLength(2);
  });

  it('is null when nobody wants it any more', async () => {
    expect(await ask(scriptedLanguageModel([{ text: '{}' }]), AbortSignal.abort())).toBeNull();
  });
});
