/** Whether a question stays on the card's theme and says something new. Words are compared by their beginnings. */
import { keepingRecent, memoized } from '../../kept-results.js';
import { keytermsOf } from '../keyterms.js';
import type { ExamPlan } from '../types.js';

/** Words of any discussion: they tie a question to no theme and take it away from none. */
const ANY_DISCUSSION = new Set(
  (
    'ability able advantage advantages affect affected affects age ages agree allow argue aspect aspects attitude attitudes ' +
    'become believe benefit benefits best better bring cause causes challenge challenges change changed changes changing ' +
    'children choice choices choose city cities common communities community compare compared comparison consequence ' +
    'consequences consider cost costs country countries culture cultures daily decade decades decide depend depends ' +
    'developed development difference differences difficult difficulties difficulty disadvantage disadvantages drawback ' +
    'drawbacks easier easy economic economy education effect effects encourage enough environment especially everybody ' +
    'everyone example examples expect extent fact factor factors families family fewer follow future generation generations ' +
    'global government governments group groups grow habit habits happen happens happy harder helpful helps history ' +
    'idea ideas impact impacts importance important improve improved improving increase individual individuals influence ' +
    'influences instead interest international internet involve issue issues keep kinds lead leads learn life likely local ' +
    'longer main matter matters mean means media modern money national natural nature necessary need needs negative ' +
    'nowadays older opinion opinions order particular past perhaps personal places play point popular positive possible ' +
    'prefer prevent problem problems protect provide public quality question rather reason reasons reduce relationship ' +
    'relationships responsibility responsible result results role school schools sense share similar situation situations ' +
    'social societies society solution solutions solve sort sorts spend stay successful support technology teenager ' +
    'teenagers traditional trend trends twenty fifty hundred type types understand used useful value values view views way ' +
    'ways wealthy whole work working world worth young younger'
  ).split(' '),
);

/** Pronouns that take up what was just said. */
const TAKES_UP = /\b(?:that|this|it|its|they|them|their|these|those|there|such|so|happens?)\b/i;

/** A question on the theme may bring this many words that belong to neither theme nor answer, and one more for each that does. */
const MOST_NEW_WORDS = 2;
/** Shared beginnings of this length make two words kin: "travel", "travellers". */
const STEM = 5;

const stem = (word: string): string => word.slice(0, STEM);

export type Vocabulary = ReadonlySet<string>;

/** Everything the plan says about the theme, as word beginnings. A test has one plan, and asks about its theme after each turn. */
export const themeWords = memoized(({ card, discussion }: ExamPlan): Vocabulary => {
  const texts = [
    ...(card === null ? [] : [card.theme, card.topic, ...card.points, card.closing]),
    ...discussion.flatMap(({ text, simpler, followUp, secondFollowUp = '' }) => [
      text,
      simpler,
      followUp,
      secondFollowUp,
    ]),
  ];
  return new Set(contentWords(texts.join(' ')).map(stem));
});

/**
 * A question is on the theme when it shares a word with it, or takes up the answer by a pronoun; and when nearly all of its
 * content words belong to the theme, to any discussion, or to what was just said.
 */
export function isOnTheme(question: string, theme: Vocabulary, answer: string): boolean {
  const words = contentWords(question);
  const onTheme = words.filter((word) => theme.has(stem(word)));
  if (onTheme.length === 0 && !TAKES_UP.test(question)) return words.length === 0;
  const said = new Set(contentWords(answer).map(stem));
  const isNew = (word: string): boolean => !theme.has(stem(word)) && !said.has(stem(word));
  const mayBring = onTheme.length > 0 ? MOST_NEW_WORDS + onTheme.length : 1;
  return (
    words.filter(isNew).length <= mayBring && words.filter((word) => !theme.has(stem(word))).length <= mayBring + 2
  );
}

/** Of two questions' content words, this share in common makes them the same question. */
const SAME_SHARE = 0.7;

/** More than any part asks and may ask. */
const KEPT_QUESTIONS = 200;

interface AskedQuestion {
  readonly plain: string;
  readonly words: Vocabulary;
}

/** What was asked is compared with whatever may be asked next, turn after turn. */
const lookAt = keepingRecent(KEPT_QUESTIONS, (question): AskedQuestion => ({
  plain: plainly(question),
  words: new Set(keytermsOf(question).map(stem)),
}));

export function isRepeat(question: string, asked: readonly string[]): boolean {
  const { plain, words } = lookAt(question);
  return asked.some((other) => {
    const { plain: otherPlain, words: others } = lookAt(other);
    if (otherPlain === plain) return true;
    const shared = [...words].filter((word) => others.has(word)).length;
    const all = new Set([...words, ...others]).size;
    return words.size >= 2 && shared / all >= SAME_SHARE;
  });
}

function plainly(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

function contentWords(text: string): string[] {
  return keytermsOf(text).filter((word) => !ANY_DISCUSSION.has(word));
}
