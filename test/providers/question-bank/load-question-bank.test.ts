/** Reading a question bank from a folder: the package's own, a damaged one, none at all. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadQuestionBank, readQuestionBank } from '../../../src/providers/question-bank/load-question-bank.js';
import { TEST_BANK } from '../../support/test-bank.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'question-bank-'));
  await write({ version: '1.0.0', topics: TEST_BANK.topics }, { version: '1.0.0', cards: TEST_BANK.cards });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(topics: unknown, cards: unknown): Promise<void> {
  await writeFile(join(folder, 'topics.json'), JSON.stringify(topics));
  await writeFile(join(folder, 'cards.json'), JSON.stringify(cards));
}

describe('the question bank of a folder', () => {
  it('joins topics and cards into one bank', async () => {
    expect(await loadQuestionBank(folder)).toEqual(TEST_BANK);
  });

  it('is the package’s own when no folder is given, from wherever the program is started', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      const bank = await loadQuestionBank();
      expect(bank.topics.map((topic) => topic.id)).toContain('home-town');
    } finally {
      process.chdir(before);
    }
  });

  it('is read although an editor put a byte order mark first', async () => {
    const path = join(folder, 'cards.json');
    await writeFile(path, `\ufeff${await readFile(path, 'utf8')}`);
    expect((await loadQuestionBank(folder)).cards).toHaveLength(TEST_BANK.cards.length);
  });
});

describe('a question bank that cannot be read', () => {
  it('names the missing file', async () => {
    await rm(join(folder, 'cards.json'));
    await expect(loadQuestionBank(folder)).rejects.toMatchObject({
      code: 'bank.unreadable',
      exitCode: 2,
      message: expect.stringContaining('cards.json: $: the file does not exist'),
      remedy: expect.stringContaining(join(folder, 'cards.json')),
    });
  });

  it('says so when a folder has the name of the file', async () => {
    await rm(join(folder, 'topics.json'));
    await mkdir(join(folder, 'topics.json'));
    await expect(loadQuestionBank(folder)).rejects.toMatchObject({
      code: 'bank.unreadable',
      message: expect.stringContaining('topics.json: $: it is a folder'),
    });
  });

  it('keeps terminal codes in the folder’s name out of the message', async () => {
    const strange = join(folder, 'a\u001b[31mb\nc');
    const error: unknown = await loadQuestionBank(strange).catch((problem: unknown) => problem);
    expect(String(error)).not.toMatch(/[\u001b\n]/);
    expect(String(error)).toContain('ab c');
  });
});

describe('a question bank that is not valid', () => {
  async function problemOf(topics: unknown, cards: unknown): Promise<unknown> {
    await write(topics, cards);
    return loadQuestionBank(folder).catch((error: unknown) => error);
  }
  const topics = { version: '1.0.0', topics: TEST_BANK.topics };
  const cards = { version: '1.0.0', cards: TEST_BANK.cards };

  it('names file, JSON path, entry and problem of a card with two points', async () => {
    const short = TEST_BANK.cards.map((card, index) =>
      index === 1 ? { ...card, points: card.points.slice(1) } : card,
    );
    expect(await problemOf(topics, { ...cards, cards: short })).toMatchObject({
      code: 'bank.invalid',
      exitCode: 2,
      message: expect.stringMatching(/cards\.json: \$\.cards\[1\]\.points \("card-present"\): .*3 items/),
    });
  });

  it('names the question in which a text is missing', async () => {
    const damaged = structuredClone(topics) as unknown as { topics: { questions: { text?: string }[] }[] };
    delete damaged.topics[2]!.questions[4]!.text;
    expect(await problemOf(damaged, cards)).toMatchObject({
      message: expect.stringMatching(/topics\.json: \$\.topics\[2\]\.questions\[4\]\.text \("music-5"\): /),
    });
  });

  it('finds an id used in both files', async () => {
    const clash = TEST_BANK.cards.map((card, index) => (index === 0 ? { ...card, id: 'music' } : card));
    expect(await problemOf(topics, { ...cards, cards: clash })).toMatchObject({
      code: 'bank.invalid',
      message: expect.stringContaining('topics.json, cards.json: $: the id "music" is used twice'),
    });
  });

  it('refuses files of different versions', async () => {
    expect(await problemOf(topics, { ...cards, version: '1.1.0' })).toMatchObject({
      code: 'bank.invalid',
      message: expect.stringContaining('$.version: the two files must have the same version'),
    });
  });

  it('refuses keys that belong nowhere', async () => {
    expect(await problemOf({ ...topics, 'my notes': [] }, cards)).toMatchObject({
      code: 'bank.invalid',
      message: expect.stringContaining('topics.json: $["my notes"]: this key does not belong here'),
    });
  });

  it('says what a file is that is no object', async () => {
    expect(await problemOf([], cards)).toMatchObject({
      code: 'bank.invalid',
      message: expect.stringContaining('topics.json: $: it must be an object with "version" and "topics"'),
    });
  });

  it('says where a file stops being JSON, without its control characters', async () => {
    await writeFile(join(folder, 'cards.json'), '{ "version": \u001b[31m }');
    const error: unknown = await loadQuestionBank(folder).catch((problem: unknown) => problem);
    expect(error).toMatchObject({
      code: 'bank.invalid',
      message: expect.stringContaining('cards.json: $: it is not JSON'),
    });
    expect(String(error)).not.toContain('\u001b');
  });

  it('gives every problem of both files when asked for all', async () => {
    await cp(join(folder, 'cards.json'), join(folder, 'topics.json'));
    await writeFile(join(folder, 'cards.json'), '{');
    const reading = await readQuestionBank(folder);
    expect(reading.valid ? [] : reading.problems.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'topics.json $.cards',
      'cards.json $',
    ]);
  });
});
