/** `questions list` and `questions validate`, on the package's own bank and on broken ones. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listQuestions, validateQuestions } from '../../src/commands/questions.js';
import { TEST_BANK } from '../support/test-bank.js';

let lines: string[];
const write = (line: string): void => {
  lines.push(line);
};

beforeEach(() => {
  lines = [];
});

describe('questions list', () => {
  it('shows every topic and card with its id', async () => {
    expect(await listQuestions({ json: false }, write)).toBe(0);
    const text = lines.join('\n');
    expect(text).toMatch(/^Question bank \d+\.\d+\.\d+: \d+ topics, \d+ task cards, \d+ questions\.$/m);
    expect(text).toMatch(/^ {2}home-town +Home town \(6 questions, may open Part 1\)$/m);
    expect(text).toMatch(/^ {2}unwritten-rule +an unwritten rule$/m);
  });

  it('shows the questions of one topic', async () => {
    expect(await listQuestions({ json: false, topic: 'rain' }, write)).toBe(0);
    expect(lines[0]).toBe('Rain (rain), Part 1');
    expect(lines.filter((line) => line.startsWith('  - '))).toHaveLength(5);
  });

  it('shows a card as the candidate sees it, then what is asked about it', async () => {
    expect(await listQuestions({ json: false, topic: 'bridge' }, write)).toBe(0);
    expect(lines.slice(0, 3)).toEqual([
      'a bridge (bridge), Parts 2 and 3',
      '  Describe a bridge that you have crossed or seen.',
      '  You should say:',
    ]);
    expect(lines.filter((line) => /^ {2}[123] /.test(line))).toHaveLength(6);
  });

  it('gives programs one JSON document', async () => {
    await listQuestions({ json: true }, write);
    await listQuestions({ json: true, topic: 'rain' }, write);
    await listQuestions({ json: true, topic: 'bridge' }, write);
    const [all, topic, card] = lines.map((line): unknown => JSON.parse(line));
    expect(all).toMatchObject({
      version: expect.stringMatching(/^\d/),
      topics: expect.arrayContaining([{ id: 'rain', title: 'Rain', kind: 'familiar', questions: 5 }]),
      cards: expect.arrayContaining([expect.objectContaining({ id: 'bridge', roundingOff: 2, discussion: 6 })]),
    });
    expect(topic).toMatchObject({ topic: { id: 'rain' } });
    expect(card).toMatchObject({ card: { id: 'bridge' } });
  });

  it('names the nearest id for an unknown topic', async () => {
    await expect(listQuestions({ json: false, topic: 'Hometown' }, write)).rejects.toMatchObject({
      code: 'questions.unknownTopic',
      exitCode: 4,
      message: 'There is no topic or task card "Hometown" in the question bank; did you mean "home-town"?',
    });
    expect(lines).toEqual([]);
  });

  it('does not send a typed id’s control characters back to the terminal', async () => {
    const error: unknown = await listQuestions({ json: false, topic: '\u001b]0;x\u0007rain\n' }, write).catch(
      (problem: unknown) => problem,
    );
    expect(error).toMatchObject({ message: expect.stringContaining('"rain ') });
    expect(String(error)).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('questions validate', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'questions-'));
    await writeFile(join(folder, 'topics.json'), JSON.stringify({ version: '1.0.0', topics: TEST_BANK.topics }));
    await writeFile(join(folder, 'cards.json'), JSON.stringify({ version: '1.0.0', cards: TEST_BANK.cards }));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('accepts the bank that comes with the package', async () => {
    expect(await validateQuestions({ json: false }, write)).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^The question bank .* is valid: \d+ topics, /)]);
  });

  it('accepts a bank of one’s own and counts what is in it', async () => {
    expect(await validateQuestions({ json: true, folder }, write)).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      valid: true,
      folder,
      version: '1.0.0',
      topics: 9,
      cards: 3,
      questions: 9 * 6 + 3 * (2 + 6),
      problems: [],
    });
  });

  it('lists every problem and fails with 2', async () => {
    const topics = TEST_BANK.topics.map((topic) => ({ ...topic, questions: topic.questions.slice(0, 4) }));
    await writeFile(join(folder, 'topics.json'), JSON.stringify({ version: '1.0.0', topics }));
    expect(await validateQuestions({ json: false, folder }, write)).toBe(2);
    expect(lines).toHaveLength(1 + topics.length);
    expect(lines[0]).toContain('has 9 problems:');
    expect(lines[1]).toMatch(/^ {2}topics\.json: \$\.topics\[0\]\.questions \("hometown"\): /);
  });

  it('gives programs the problems of a missing file', async () => {
    await rm(join(folder, 'cards.json'));
    expect(await validateQuestions({ json: true, folder }, write)).toBe(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      valid: false,
      folder,
      problems: [
        { code: 'bank.unreadable', file: 'cards.json', path: '$', entry: null, problem: 'the file does not exist' },
      ],
    });
  });
});
