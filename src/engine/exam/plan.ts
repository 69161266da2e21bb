/** Chooses everything a test will ask before it starts, from a seed. */
import { AppError } from '../errors.js';
import type { Random } from '../ports/random.js';
import { didYouMean } from '../text/nearest.js';
import { safeText } from '../text/safe-text.js';
import type { DiscussionQuestion, InterviewTopic, QuestionBank, TaskCard } from './bank.js';
import { EXAMINER_NAMES } from './lines.js';
import { seededRandom, shuffle } from '../statistics/seeded-random.js';
import type { PartTimes } from './part-times.js';
import { examTimes } from './times.js';
import type { ExamPlan, RatedPart, Timing } from './types.js';

export interface PlanRequest {
  readonly bank: QuestionBank;
  /** A whole number. */
  readonly seed: number;
  /** In any order; duplicates do not matter. */
  readonly parts: readonly RatedPart[];
  readonly timing: Timing;
  /** Other clocks of the parts than the published ones; they do not count in an untimed test. */
  readonly times?: Partial<PartTimes>;
  /** Ids of topics, cards and questions of recent sessions: taken again only when nothing else is left. */
  readonly avoid?: readonly string[];
  /** Part 1 topics the candidate wants. A frame topic still opens Part 1. */
  readonly topicIds?: readonly string[];
  readonly cardId?: string;
}

const EXAM_ORDER: readonly RatedPart[] = ['part1', 'part2', 'part3'];
/** Even one-word answers take so long, with question and prompt: 7 topics of 5 questions cannot be used up in 4:30. */
const SHORTEST_QUESTION_MS = 8000;
/** Without a clock the number decides: 3 topics of 4 questions is what a real Part 1 comes to. */
const UNTIMED_TOPICS = 3;
const UNTIMED_QUESTIONS = 4;
const QUESTIONS = 5;

/** Throws AppError `exam.noParts`, `exam.unknownTopic` or `exam.unknownCard` (exit code 2). */
export function planExam(request: PlanRequest): ExamPlan {
  const parts = EXAM_ORDER.filter((part) => request.parts.includes(part));
  if (parts.length === 0) {
    throw new AppError({
      code: 'exam.noParts',
      message: 'No part of the test was chosen.',
      remedy: 'Choose at least one of the parts 1, 2 and 3.',
      exitCode: 2,
    });
  }
  const chosen = chosenOf(request);
  const random = seededRandom(request.seed);
  const avoid = new Set(request.avoid);
  // Every choice is made even when its part is left out: then Part 3 of a seed is the same with and without Part 1.
  const examinerName = EXAMINER_NAMES[random.below(EXAMINER_NAMES.length)] as string;
  const topics = chooseTopics(request, chosen, random, avoid);
  const card = chooseCard(request.bank, chosen.card, random, avoid, topics);
  const discussion = orderDiscussion(card.discussion, random, avoid);
  return {
    bankVersion: request.bank.version,
    seed: request.seed,
    parts,
    timing: request.timing,
    times: examTimes(request.timing, request.times),
    topics: parts.includes('part1') ? topics : [],
    card: parts.includes('part2') || parts.includes('part3') ? card : null,
    discussion: parts.includes('part3') ? discussion : [],
    examinerName,
    ...(avoid.size === 0 ? {} : { avoid: [...avoid] }),
  };
}

interface Chosen {
  readonly topics: readonly InterviewTopic[];
  readonly card: TaskCard | null;
}

/**
 * What the request names, from the bank, which is all that can be wrong with it once it has parts.
 * Throws as {@link planExam}.
 */
export function chosenOf({ bank, topicIds = [], cardId }: Pick<PlanRequest, 'bank' | 'topicIds' | 'cardId'>): Chosen {
  return {
    topics: topicIds.map((id) => find(bank.topics, id, 'exam.unknownTopic', 'topic')),
    card: cardId === undefined ? null : find(bank.cards, cardId, 'exam.unknownCard', 'task card'),
  };
}

function isOnSubjectOf(card: TaskCard | null, topic: InterviewTopic): boolean {
  return card?.sameSubject?.includes(topic.id) === true;
}

function chooseTopics(
  request: PlanRequest,
  { topics: wanted, card }: Chosen,
  random: Random,
  avoid: ReadonlySet<string>,
): InterviewTopic[] {
  const all = request.bank.topics;
  const shuffled = shuffle(random, all);
  const isStale = (topic: InterviewTopic): boolean =>
    avoid.has(topic.id) || topic.questions.some((question) => avoid.has(question.id)) || isOnSubjectOf(card, topic);
  const byPreference = [...wanted, ...freshFirst(shuffled, isStale)];
  const frame = byPreference.find((topic) => topic.kind === 'frame');
  const familiar = byPreference.filter((topic) => topic.kind === 'familiar' || wanted.includes(topic));
  const ordered = unique(frame === undefined ? familiar : [frame, ...familiar]);
  const untimed = request.timing === 'untimed';
  const { part1TargetMs } = examTimes(request.timing, request.times);
  const needed = untimed ? UNTIMED_TOPICS : Math.ceil(part1TargetMs / (QUESTIONS * SHORTEST_QUESTION_MS));
  const count = Math.max(needed, new Set(wanted).size + 1);
  return ordered.slice(0, count).map((topic) => {
    const fresh = freshFirst(topic.questions, (question) => avoid.has(question.id));
    // A topic's first question is its natural opening; the others stand alone, so their order is free.
    const [opening, ...others] = fresh;
    const rest = freshFirst(shuffle(random, others), (question) => avoid.has(question.id));
    const questions = opening === undefined ? [] : [opening, ...rest];
    return { ...topic, questions: questions.slice(0, untimed ? UNTIMED_QUESTIONS : QUESTIONS) };
  });
}

function chooseCard(
  bank: QuestionBank,
  chosen: TaskCard | null,
  random: Random,
  avoid: ReadonlySet<string>,
  topics: readonly InterviewTopic[],
): TaskCard {
  const shuffled = shuffle(random, bank.cards);
  const isStale = (card: TaskCard): boolean => avoid.has(card.id) || topics.some((topic) => isOnSubjectOf(card, topic));
  const card = chosen ?? (freshFirst(shuffled, isStale)[0] as TaskCard);
  return { ...card, roundingOff: shuffle(random, card.roundingOff) };
}

function orderDiscussion(
  questions: readonly DiscussionQuestion[],
  random: Random,
  avoid: ReadonlySet<string>,
): DiscussionQuestion[] {
  const shuffled = freshFirst(shuffle(random, questions), (question) => avoid.has(question.id));
  return shuffled.toSorted((first, second) => first.level - second.level);
}

function freshFirst<Item>(items: readonly Item[], isStale: (item: Item) => boolean): Item[] {
  return [...items.filter((item) => !isStale(item)), ...items.filter(isStale)];
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}

function find<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  code: 'exam.unknownTopic' | 'exam.unknownCard',
  kind: string,
): Item {
  const found = items.find((item) => item.id === id);
  if (found !== undefined) return found;
  // Cut short: what was pasted by mistake may be a whole text.
  const given = safeText(id).slice(0, 60);
  const ids = items.map((item) => item.id);
  throw new AppError({
    code,
    message: `There is no ${kind} "${given}" in the question bank${didYouMean(given, ids)}`,
    remedy: 'List the ids with: ielts-examiner questions list',
    exitCode: 2,
  });
}
