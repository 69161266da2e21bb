import { expect, it } from 'vitest';
import { quoteAround } from '../../../../src/engine/scoring/feedback/quote.js';
import { analyzeTurn } from '../../../../src/engine/scoring/language/analysis.js';
import { turnOf } from '../support/turns.js';

it.each([
  ['study', 'I study economics since two years'],
  ['university', 'am a student at university'],
  ['Sometimes', 'Sometimes it is hard'],
])('a quote around "%s" keeps to its sentence', (word, quote) => {
  const text = 'I am a student at university. I study economics since two years. Sometimes it is hard.';
  const analyzed = analyzeTurn(turnOf(text));
  const token = analyzed.tokens.find((each) => each.text === word)!;
  expect(quoteAround(analyzed, token, 'why').text).toBe(quote);
});
