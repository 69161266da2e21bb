/**
 * The six questions of a card fill Part 3 when answers are as long as they should be. Who answers in a sentence would be
 * through them in half the time. An examiner then stays with an answer for longer, in short lines that name no subject. Each
 * makes sense after some kinds of question: what is so now may change, what should be done may be disputed.
 */
import type { DiscussionQuestion } from './bank.js';
import { LINES, type LineName } from './lines.js';
import type { StepBuilder } from './step.js';

/** What a question, and so the answer to it, is about. */
type Subject = 'supposed' | 'candidate' | 'past' | 'present';

interface GoingOn {
  readonly line: LineName;
  readonly after: readonly Subject[];
  /** It would ask again what these words ask. */
  readonly notOf?: RegExp;
  /** The last question, which the answer belongs to. */
  readonly onlyAfter?: RegExp;
  readonly notAfter?: RegExp;
}

/** Said of the question itself, not of its "when they can't". */
const SUPPOSED =
  /^(?:(?! (?:when|if(?! any)|who|that)\b).)*?\b(?:would|could|should|can|might|may|ought|will|likely|expect)\b/i;
const CANDIDATE = /\b(?:do|did|are|were|have) you\b(?! think\b)|\bto you\b/i;
const PAST = /\b(?:was|were|did|came|became)\b/i;
const CHANGES = /\b(?:future|next|chang\w+|past|always|ago|used to|now that|has|have become|since|recent)\b/i;
/** "What" and "who" are answered by a thing: nothing is an example of it. */
const HOW_OR_WHETHER =
  /^(?:why|do|does|is|are|can|could|should|would|will|to what extent|in what ways?|how (?:can|could|do|does|might|would|should|will|are|is)|what (?:happens|effects?|difference|problems|risks|mistakes|dangers|difficulties))\b/i;

/** In the order in which they are tried. */
const GOING_ON: readonly GoingOn[] = [
  {
    line: 'goOnExample',
    after: ['supposed', 'present'],
    onlyAfter: HOW_OR_WHETHER,
    notAfter: /\b(?:feel|differ\w*|compare)\b/i,
    notOf: /\bexamples?\b/i,
  },
  { line: 'goOnFuture', after: ['present'], notAfter: /^when\b|\bdifferent\b/i, notOf: CHANGES },
  {
    line: 'goOnReason',
    after: ['supposed', 'candidate', 'present'],
    notAfter: /^how (?:can|could|do|does|should|would)\b/i,
    notOf: /\b(?:why|reasons?|causes?)\b/i,
  },
  { line: 'goOnOthers', after: ['supposed'], notOf: /\b(?:everyone|everybody|(?:dis)?agree)\b/i },
  { line: 'goOnAges', after: ['supposed'], notOf: /\b(?:age|generations?|old(?:er)?|young(?:er)?)\b/i },
  { line: 'goOnPeers', after: ['candidate'] },
  { line: 'goOnToday', after: ['past'], notOf: /\b(?:today|nowadays)\b/i },
  { line: 'goOnPast', after: ['candidate', 'present'], notAfter: /^when\b|\bdifferent\b/i, notOf: CHANGES },
  {
    line: 'goOnElsewhere',
    after: ['present'],
    notAfter: /\bdifferent\b/i,
    notOf: /\b(?:abroad|foreign|other (?:countries|cultures))\b/i,
  },
  {
    line: 'goOnEverywhere',
    after: ['supposed'],
    notAfter: /\b(?:you|places?|world)\b/i,
    notOf: /\b(?:abroad|foreign|other (?:countries|cultures))\b/i,
  },
];
/** After question and follow-up. More would sound like an interrogation. */
const MOST_GOING_ON = 3;

function subjectOf(question: string): Subject {
  if (SUPPOSED.test(question)) return 'supposed';
  if (CANDIDATE.test(question)) return 'candidate';
  return PAST.test(question) ? 'past' : 'present';
}

/** A line that goes on with the answer just given, the least used first, and the id under which it is asked. */
export function lineToGoOn(step: StepBuilder, question: DiscussionQuestion): { id: string; text: string } | null {
  const asked = GOING_ON.filter((each) => step.wasAsked(idOf(question, each)));
  if (asked.length >= MOST_GOING_ON) return null;
  const texts = [question.text, ...(step.wasAsked(followUpId(question)) ? [question.followUp] : [])];
  const open = step.memory.open?.text ?? question.text;
  const last = asked.some((each) => textOf(each) === open) ? (texts.at(-1) as string) : open;
  const fitting = GOING_ON.filter((each) => !asked.includes(each) && fitsAfter(each, last, texts));
  const next = fitting.toSorted((first, second) => timesUsed(step, first) - timesUsed(step, second))[0];
  return next === undefined ? null : { id: idOf(question, next), text: textOf(next) };
}

function fitsAfter({ after, notOf, onlyAfter, notAfter }: GoingOn, last: string, texts: readonly string[]): boolean {
  if (!after.includes(subjectOf(last)) || notAfter?.test(last) === true || onlyAfter?.test(last) === false)
    return false;
  return notOf === undefined || ![...texts, last].some((text) => notOf.test(text));
}

/** The texts of all that were said. */
export function goneOn(step: StepBuilder): string[] {
  return GOING_ON.filter((each) => timesUsed(step, each) > 0).map(textOf);
}

export function followUpId({ id }: DiscussionQuestion): string {
  return `${id}-follow-up`;
}

function idOf({ id }: DiscussionQuestion, { line }: GoingOn): string {
  return `${id}-${line}`;
}

function timesUsed(step: StepBuilder, { line }: GoingOn): number {
  return step.asked.filter((id) => id.endsWith(`-${line}`)).length;
}

function textOf({ line }: GoingOn): string {
  return LINES[line][0];
}
