/** Part 1: short questions by topic. Time decides how many; topics change so that about three are heard. */
import {
  fits,
  hearTurn,
  listenToOpen,
  openQuestion,
  reopen,
  type QuestionRules,
  type TurnEnded,
} from './asked-question.js';
import type { InterviewQuestion, InterviewTopic } from './bank.js';
import type { Outcome, StepBuilder } from './step.js';
import { MINIMUM_ANSWER_MS } from './times.js';
import type { SaidSoFar } from './types.js';

/** Published accounts name a home or work frame and two more topics. */
const TOPICS = 3;
/** A topic is not left before this many questions, so that it does not sound like a quiz. */
const MINIMUM_QUESTIONS = 3;
/**
 * Wholly silent questions after which the part ends. Each was asked twice, so the candidate was given two further questions
 * twice over before anything ended, and a silent room is left after about a minute.
 */
export const SILENT_QUESTIONS = 3;

function rulesOf(step: StepBuilder): QuestionRules {
  const times = step.plan.times;
  return {
    patienceMs: times.patienceMs,
    softLimitMs: times.part1AnswerMs,
    hardStopAtMs: step.partStartedAtMs + times.part1HardMs,
    minimumAnswerMs: MINIMUM_ANSWER_MS,
    promptUntilMs: step.partStartedAtMs + times.part1TargetMs,
    shortness: 'interview',
    simpler: null,
    procedure: 'procedurePart1',
  };
}

export function startInterview(step: StepBuilder): Outcome {
  step.enter('part1');
  step.startPart('part1');
  step.sayLine('partIntroduction', 'part1Introduction');
  step.remember({ topicIndex: 0, topicQuestions: 0, topicStartedAtMs: step.atMs });
  return askNext(step, false);
}

export function hearInterview(step: StepBuilder, turn: TurnEnded | null): Outcome {
  const rules = rulesOf(step);
  const outcome = hearTurn(step, turn, rules);
  if (outcome === 'waiting' || outcome === 'quit') return outcome;
  if (step.memory.silentQuestions >= SILENT_QUESTIONS) return 'noAnswer';
  if (step.atMs >= rules.hardStopAtMs) return 'timeUp';
  return askNext(step, turn?.reason === 'timeLimit');
}

export function resumeInterview(step: StepBuilder, said: SaidSoFar): Outcome {
  if (!said.introduced.has('part1')) step.sayLine('partIntroduction', 'part1Introduction');
  const topic = unheardTopic(step, said);
  if (topic !== null && fits(step, `${topic.announcement} ${openQuestion(step).text}`, rulesOf(step)))
    announce(step, topic, said.topics.has(topic.id));
  return reopen(step, rulesOf(step), said) ? 'waiting' : askNext(step, false);
}

/** The topic, while none of its questions was asked: its announcement may have been broken off. */
function unheardTopic(step: StepBuilder, { questions }: SaidSoFar): InterviewTopic | null {
  const topic = step.plan.topics[step.memory.topicIndex];
  return topic === undefined || topic.questions.some(({ id }) => questions.has(id)) ? null : topic;
}

function announce(step: StepBuilder, { id, title, announcement }: InterviewTopic, isLogged: boolean): void {
  if (!isLogged) step.emit({ type: 'announceTopic', topicId: id, title });
  step.say('topicAnnouncement', announcement);
}

/** `cut`: the answer was ended for its length, which is closed with a word of thanks before the next question. */
function askNext(step: StepBuilder, cut: boolean): Outcome {
  if (step.partElapsedMs >= step.plan.times.part1TargetMs) return 'completed';
  const next = choose(step);
  if (next === null) return 'completed';
  const { topic, question, isNewTopic, index } = next;
  const texts = isNewTopic ? `${topic.announcement} ${question.text}` : question.text;
  if (!fits(step, texts, rulesOf(step))) return 'completed';
  if (cut || (isNewTopic && index > 0)) step.sayLine('transition', 'transition');
  if (isNewTopic) {
    step.remember({ topicIndex: index, topicQuestions: 0, topicStartedAtMs: step.atMs });
    announce(step, topic, false);
  }
  step.ask(question, 'question', 'interview');
  step.remember({ topicQuestions: step.memory.topicQuestions + 1 });
  return listenToOpen(step, rulesOf(step));
}

interface Choice {
  readonly topic: InterviewTopic;
  readonly question: InterviewQuestion;
  readonly isNewTopic: boolean;
  readonly index: number;
}

function choose(step: StepBuilder): Choice | null {
  const { topicIndex, topicQuestions, topicStartedAtMs } = step.memory;
  const share = step.plan.times.part1TargetMs / TOPICS;
  const hadItsTime = topicQuestions >= MINIMUM_QUESTIONS && step.atMs - topicStartedAtMs >= share;
  for (let index = hadItsTime ? topicIndex + 1 : topicIndex; index < step.plan.topics.length; index += 1) {
    const topic = step.plan.topics[index] as InterviewTopic;
    const question = topic.questions.find((each) => !step.wasAsked(each.id));
    if (question === undefined) continue;
    return { topic, question, isNewTopic: index !== topicIndex || topicQuestions === 0, index };
  }
  return null;
}
