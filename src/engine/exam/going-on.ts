/**
 * The six questions of a card fill Part 3 when answers are as long as they should be. Who answers in a sentence would be
 * through them in half the time. An examiner then stays with an answer for longer: with the bank's second follow-up, and then in
 * short lines that name no subject. Each makes sense after some kinds of question: what is so now may change, what should be done
 * may be disputed.
 */
import type { DiscussionQuestion } from './bank.js';
import { LINES, type LineName } from './lines.js';
import type { StepBuilder } from './step.js';

interface GoingOn {
  readonly line: LineName;
  /** The last question, which the answer belongs to. */
  readonly after: RegExp;
  readonly notAfter?: RegExp;
  /** It would ask again what these words ask. */
  readonly notOf?: RegExp;
}

/** How something is usually done, so that it may have been done otherwise or be done otherwise elsewhere. */
const HABIT =
  /^(?:how (?:do|often)|what (?:do|kinds?|work|events|animals|songs)|where do|who (?:usually |normally )?(?:pays|buys|comes)|which (?:jobs|devices)|why do (?:many |most )?people)\b/i;
const NO_HABIT =
  /\b(?:(?:do|are) you|us|can|should|feel|differ\w*|react|need|mean|hope|learn|lose|miss|begin|sometimes|nature|wrong)\b/i;
const CHANGES = /\b(?:future|next|chang\w+|past|always|ago|used to|now that|has|have become|since|recent)\b/i;
const ABROAD = /\b(?:abroad|foreign|other (?:countries|cultures))\b/i;
const OPINION =
  /^(?!why\b).*\b(?:should|ought|better|best|right|wise|important|hardest|easiest|fair\w*|valuable|to what extent|how far|would you (?:draw|weigh|share|decide|trust|accept))\b/i;
const NO_OPINION = /\b(?:(?:do|did|for) you|better at|harder)\b/i;

/** In the order in which they are tried. */
const GOING_ON: readonly GoingOn[] = [
  {
    line: 'goOnExample',
    // "What" and "who" are answered by a thing: nothing is an example of it.
    after:
      /^(?:why|do|does|is|are|can|could|should|would|will|to what extent|in what ways?|how (?:can|could|do|does|might|would|should|will)|what (?:happens|effects?|problems|risks|mistakes|dangers|difficulties))\b/i,
    notAfter: /\b(?:you|feel|differ\w*|compare|react|decide)\b/i,
    notOf: /\bexamples?\b/i,
  },
  { line: 'goOnFuture', after: HABIT, notAfter: NO_HABIT, notOf: CHANGES },
  {
    line: 'goOnReason',
    after:
      /^(?:which|who|whose|where|when|at what|on wh|in wh|under|do|does|is|are|can|could|should|would|will|to what extent|how (?:important|much|often|far|easy|well|useful|aware|common|fairly|valuable|quickly|reliable)|what (?:do you|would|should|part|kinds?|sort|free|role))\b/i,
    notAfter: /\b(?:happens?|learn\w*|mean|tell|bring|did|was|were|can you|have you|are there)\b/i,
    notOf: /\b(?:why|reasons?|causes?)\b/i,
  },
  {
    line: 'goOnOthers',
    after: OPINION,
    notAfter: NO_OPINION,
    notOf: /\b(?:everyone|everybody|(?:dis)?agree)\b/i,
  },
  {
    line: 'goOnAges',
    after: OPINION,
    notAfter: NO_OPINION,
    notOf: /\b(?:age|generations?|old(?:er)?|young(?:er)?)\b/i,
  },
  { line: 'goOnPeers', after: /\b(?:do|are) you\b(?! think\b)/i, notAfter: /\b(?:find wrong|people your age)\b/i },
  {
    line: 'goOnToday',
    after: /^(?:how|what|who|where)(?: \w+)? (?:was|were|did)\b/i,
    notAfter: /\b(?:you|this|built|decided|come|better)\b/i,
    notOf: /\b(?:today|nowadays)\b/i,
  },
  { line: 'goOnPast', after: HABIT, notAfter: NO_HABIT, notOf: CHANGES },
  { line: 'goOnElsewhere', after: HABIT, notAfter: NO_HABIT, notOf: ABROAD },
  {
    line: 'goOnEverywhere',
    after: /^(?!why\b).*\b(?:would|will|might)\b/i,
    notAfter: /\b(?:your?|places?|country|world|us|language|of them|what (?:might|would|will) .* mean)\b/i,
    notOf: ABROAD,
  },
];
/** After question and follow-ups. More would sound like an interrogation. */
const MOST_GOING_ON = 2;

/** What goes on with an answer. `isPrompt`: a short answer to it is not asked to be longer. */
export interface NextToGoOn {
  readonly id: string;
  readonly text: string;
  readonly isPrompt: boolean;
}

/** The second follow-up, or a line, the least used first; null when there is nothing that fits. */
export function nextToGoOn(step: StepBuilder, question: DiscussionQuestion): NextToGoOn | null {
  const second = question.secondFollowUp;
  if (second !== undefined && !step.wasAsked(secondFollowUpId(question)))
    return { id: secondFollowUpId(question), text: second, isPrompt: false };
  const asked = GOING_ON.filter((each) => step.wasAsked(idOf(question, each)));
  if (asked.length >= MOST_GOING_ON) return null;
  const texts = askedAbout(step, question);
  const open = step.memory.open?.text ?? question.text;
  const last = asked.some((each) => textOf(each) === open) ? (texts.at(-1) as string) : open;
  const fitting = GOING_ON.filter((each) => !asked.includes(each) && fitsAfter(each, last, texts));
  const next = fitting.toSorted((first, second) => timesUsed(step, first) - timesUsed(step, second))[0];
  return next === undefined ? null : { id: idOf(question, next), text: textOf(next), isPrompt: true };
}

function fitsAfter({ after, notAfter, notOf }: GoingOn, last: string, texts: readonly string[]): boolean {
  if (!after.test(last) || notAfter?.test(last) === true) return false;
  return notOf === undefined || ![...texts, last].some((text) => notOf.test(text));
}

/** The bank's questions that were asked about this one, in order. */
export function askedAbout(step: StepBuilder, question: DiscussionQuestion): string[] {
  const { id, text, followUp, secondFollowUp } = question;
  return [
    ...(step.wasAsked(id) ? [text] : []),
    ...(step.wasAsked(followUpId(question)) ? [followUp] : []),
    ...(secondFollowUp !== undefined && step.wasAsked(secondFollowUpId(question)) ? [secondFollowUp] : []),
  ];
}

/** The texts of all that were said. */
export function goneOn(step: StepBuilder): string[] {
  return GOING_ON.filter((each) => timesUsed(step, each) > 0).map(textOf);
}

export function followUpId({ id }: DiscussionQuestion): string {
  return `${id}-follow-up`;
}

function secondFollowUpId({ id }: DiscussionQuestion): string {
  return `${id}-second-follow-up`;
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
