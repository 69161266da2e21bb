/** The setting `rater`, in a whole session: `measured` keeps the language model out of the rating, and only out of that. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChatServer, type ChatServer } from '../support/servers/chat-server.js';
import { runProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const KEY = 'planted-key-0123456789abcdef';
const ANSWERS = [
  'I come from a small town near the sea, and my family has lived there for a long time.',
  'I like it because the people are friendly and it is easy to walk everywhere.',
  'When I was a child I used to play football with my friends every day after school.',
];
const QUESTION = 'Why do people feel that way about it?';
const band = { evidence: [{ turn: 1, quote: 'a small town', shows: 'it is clear' }], band: 6, reason: 'It is clear.' };
const RATING = JSON.stringify({ fluency: band, lexical: band, grammar: band });

let server: ChatServer;
beforeAll(async () => {
  const rule: Parameters<typeof startChatServer>[0] = ({ tools }) =>
    tools === undefined
      ? { text: RATING }
      : { calls: [{ name: 'ask_follow_up', arguments: { question: QUESTION, level: 2 } }] };
  server = await startChatServer(rule, { key: KEY });
});
afterAll(() => server.close());

it.each([
  { rater: 'both', rates: true },
  { rater: 'measured', rates: false },
])('rater: $rater', async ({ rater, rates }) => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'config'), { recursive: true });
  const model = { provider: 'groq', baseUrl: server.baseUrl, model: 'llama-3.3-70b-versatile' };
  const config = { profile: 'mine', profiles: { mine: { languageModel: [model] } }, rater };
  writeFileSync(join(home, 'config', 'config.yaml'), JSON.stringify(config));
  const before = server.requests.length;
  const { exitCode, stdout } = await runProgram(
    ['practice', '--input', 'text', '--voice', 'none', '--parts', '3', '--plain'],
    {
      home,
      env: { GROQ_API_KEY: KEY, IELTS_EXAMINER_GRAMMAR: 'none' },
      input: Array.from({ length: 40 }, (_, index) => ANSWERS[index % ANSWERS.length]).join('\n'),
    },
  );
  expect(exitCode).toBe(0);
  const asked = server.requests.slice(before);
  expect(asked.some(({ tools }) => tools !== undefined)).toBe(true);
  expect(asked.some(({ tools }) => tools === undefined)).toBe(rates);
  expect(stdout).toContain(rates ? 'Rater: measured + groq:llama-3.3-70b-versatile' : 'Rater: measured,');
});
