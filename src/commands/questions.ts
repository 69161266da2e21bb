/** `questions list|validate`: shows what the examiner may ask, and checks a question bank of your own. */
import type { InterviewTopic, QuestionBank, TaskCard } from '../engine/exam/bank.js';
import { AppError } from '../engine/errors.js';
import { didYouMean } from '../engine/text/nearest.js';
import { safeText } from '../engine/text/safe-text.js';
import { counted } from '../engine/text/counted.js';
import { describeProblem } from '../providers/question-bank/bank-problem.js';
import { loadQuestionBank, readQuestionBank } from '../providers/question-bank/load-question-bank.js';
import { wrapping } from './output.js';

/** Receives one line without its line feed; with `json`, one JSON document. */
type WriteLine = (line: string) => void;

export interface ListQuestionsOptions {
  readonly json: boolean;
  /** The id of a topic or a task card, to see its questions. */
  readonly topic?: string;
  /** A folder with `topics.json` and `cards.json`; by default the package's own bank. */
  readonly folder?: string;
}

export interface ValidateQuestionsOptions {
  readonly json: boolean;
  readonly folder?: string;
}

const LONGEST_SHOWN_ID = 60;

/**
 * Lists topics and cards, or all texts of one of them. Rejects with AppError `questions.unknownTopic` (exit code 4),
 * `bank.unreadable` or `bank.invalid` (exit code 2).
 * @returns the exit code, 0
 */
export async function listQuestions(options: ListQuestionsOptions, write: WriteLine): Promise<number> {
  const bank = await loadQuestionBank(options.folder);
  if (options.topic === undefined) {
    if (options.json) write(json(overview(bank)));
    else writeOverview(bank, wrapping(write));
    return 0;
  }
  const topic = bank.topics.find((each) => each.id === options.topic);
  const card = bank.cards.find((each) => each.id === options.topic);
  if (topic !== undefined) {
    if (options.json) write(json({ version: bank.version, topic }));
    else writeTopic(topic, wrapping(write));
  } else if (card !== undefined) {
    if (options.json) write(json({ version: bank.version, card }));
    else writeCard(card, wrapping(write));
  } else {
    throw unknownTopic(bank, options.topic);
  }
  return 0;
}

/** Checks a bank and writes every problem found. @returns the exit code: 0 valid, 2 not */
export async function validateQuestions(options: ValidateQuestionsOptions, write: WriteLine): Promise<number> {
  const reading = await readQuestionBank(options.folder);
  if (reading.valid) {
    const counts = countsOf(reading.bank);
    const { version } = reading.bank;
    if (options.json) write(json({ valid: true, folder: reading.folder, version, ...counts, problems: [] }));
    else write(`The question bank ${version} is valid: ${describeCounts(counts)}.`);
    return 0;
  }
  if (options.json) {
    write(json({ valid: false, folder: reading.folder, problems: reading.problems }));
  } else {
    const count = reading.problems.length;
    write(`The question bank in ${line(reading.folder)} has ${counted(count, 'problem')}:`);
    for (const problem of reading.problems) write(`  ${describeProblem(problem)}`);
  }
  return 2;
}

function overview(bank: QuestionBank): unknown {
  return {
    version: bank.version,
    topics: bank.topics.map(({ id, title, kind, questions }) => ({ id, title, kind, questions: questions.length })),
    cards: bank.cards.map(({ id, theme, topic, roundingOff, discussion }) => ({
      id,
      theme,
      topic,
      roundingOff: roundingOff.length,
      discussion: discussion.length,
    })),
  };
}

function writeOverview(bank: QuestionBank, write: WriteLine): void {
  const width = Math.max(...[...bank.topics, ...bank.cards].map((entry) => entry.id.length));
  write(`Question bank ${bank.version}: ${describeCounts(countsOf(bank))}.`);
  write('');
  write('Part 1 topics');
  for (const { id, title, kind, questions } of bank.topics) {
    const opens = kind === 'frame' ? ', may open Part 1' : '';
    write(`  ${id.padEnd(width)}  ${line(title)} (${String(questions.length)} questions${opens})`);
  }
  write('');
  write('Part 2 task cards, with their Part 3');
  for (const { id, theme } of bank.cards) write(`  ${id.padEnd(width)}  ${line(theme)}`);
  write('');
  write('See the questions of one with: ielts-examiner questions list --topic <id>');
}

function writeTopic(topic: InterviewTopic, write: WriteLine): void {
  write(`${line(topic.title)} (${topic.id}), Part 1`);
  write(`  ${line(topic.announcement)}`);
  for (const { text } of topic.questions) write(`  - ${line(text)}`);
}

function writeCard(card: TaskCard, write: WriteLine): void {
  write(`${line(card.theme)} (${card.id}), Parts 2 and 3`);
  write(`  ${line(card.topic)}`);
  write('  You should say:');
  for (const point of card.points) write(`  - ${line(point)}`);
  write(`  ${line(card.closing)}`);
  write('');
  write('Rounding off');
  for (const { text } of card.roundingOff) write(`  - ${line(text)}`);
  write('');
  write('Part 3, with its level of difficulty');
  for (const { level, text } of card.discussion) write(`  ${String(level)} ${line(text)}`);
}

interface Counts {
  readonly topics: number;
  readonly cards: number;
  /** Part 1, rounding-off and Part 3 questions; follow-ups and simpler wordings are not counted. */
  readonly questions: number;
}

function countsOf(bank: QuestionBank): Counts {
  const interview = bank.topics.flatMap((topic) => topic.questions).length;
  const others = bank.cards.flatMap((card) => [...card.roundingOff, ...card.discussion]).length;
  return { topics: bank.topics.length, cards: bank.cards.length, questions: interview + others };
}

function describeCounts({ topics, cards, questions }: Counts): string {
  return `${String(topics)} topics, ${String(cards)} task cards, ${String(questions)} questions`;
}

function unknownTopic(bank: QuestionBank, wanted: string): AppError {
  const shown = line(wanted).slice(0, LONGEST_SHOWN_ID);
  const ids = [...bank.topics, ...bank.cards].map((entry) => entry.id);
  return new AppError({
    code: 'questions.unknownTopic',
    message: `There is no topic or task card "${shown}" in the question bank${didYouMean(shown, ids)}`,
    remedy: 'List the ids with: ielts-examiner questions list',
    exitCode: 4,
  });
}

/** Text of a bank, or a typed id, as one line that is safe to print. */
function line(text: string): string {
  return safeText(text).replace(/\s+/g, ' ');
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
