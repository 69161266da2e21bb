/**
 * Is the answer on the question? Without a model of meaning: the words that both share, the words of the question's topic in the bank,
 * the classes of meaning that both speak of, and the form that the question asks for. An answer in words of its own has none of
 * these either, so it is called off its question only where it clearly keeps to something else. Checked on the bank's questions with
 * answers of their own and of others (docs/how-good-is-the-score.md).
 */
import { contentLemmas, type Lemma } from '../language/lemma.js';
import { tokenize } from '../language/tokens.js';
import { hasForm, questionForm } from './question-form.js';
import { topicLemmas, wordsOfOneTopic } from './question-topics.js';
import { semanticClassesOf, type SemanticClass } from './semantic-classes.js';

export interface Relevance {
  /** 0: nothing speaks for it. About 1 and more: clearly on the question. */
  readonly score: number;
  /** Words of the answer that belong together and not to the question; empty unless there are a few. */
  readonly elsewhere: readonly string[];
  /** Content words of the answer, different ones. */
  readonly contentWords: number;
  readonly verdict: 'on' | 'unclear' | 'off';
}

const SHARED = 1;
const TOPIC = 0.6;
const CLASSES = 1.6;
const FORM = 0.25;
/** Words alike in five or more letters, such as "neighbour" and "neighbourhood". */
const ALIKE_LETTERS = 5;
const ALIKE = 0.7;
/** At this score an answer is on the question; {@link OFF} and less, and it is off it if it has another theme. */
const ON = 0.8;
const OFF = 0.4;
/** Different words of one class that make it an answer's theme. */
const THEME_WORDS = 3;
/** Different words of one topic of the bank, and of few others, that make it an answer's theme. */
const TOPIC_WORDS = 3;
/** Who, when and how it felt: any answer may tell. */
const NO_THEMES: ReadonlySet<SemanticClass> = new Set(['family', 'people', 'time', 'feelings', 'memory', 'plan']);
/** What is said of something else is no theme: "they are like a customer who compares prices". */
const COMPARISON =
  /(?<!\b(?:i|you|we|they|who|people|to|would|do|not|never|really|also|still|always|i'd|don't|didn't|doesn't) )\blike (?:an?|the|when|in|some|those|my|your|his|her|their|our)\b|\bas (?:if|though)\b/;
/** Shorter answers are never off: "In the north." needs no word of its question. */
export const FEWEST_CONTENT_WORDS = 10;

/** Answers are measured again after every later one. */
const kept = new WeakMap<readonly string[], { readonly question: string; readonly relevance: Relevance }>();

/** Kept for an answer's own question. @param answer words in lower case, fillers left out */
export function relevanceOf(question: string, answer: readonly string[]): Relevance {
  const known = kept.get(answer);
  if (known?.question === question) return known.relevance;
  const relevance = relevanceTo(question, answer);
  kept.set(answer, { question, relevance });
  return relevance;
}

/** Of any question, such as another one of the test: nothing is kept. */
export function relevanceTo(question: string, answer: readonly string[]): Relevance {
  const asked = tokenize(question).map(({ normal }) => normal);
  const wanted = contentLemmas(asked);
  const topic = topicLemmas(question);
  const said = contentLemmas(answer);
  const shared = matches(said, wanted);
  const onTopic = matches(said, topic).filter(({ lemma }) => !shared.some((each) => each.lemma === lemma));
  const classes = classFit(said, [...wanted, ...wanted, ...topic]);
  const form = questionForm(asked);
  const theme = otherTheme(said, wanted);
  const other = wordsOfOneTopic(said, question);
  const elsewhere = theme.length > 0 ? theme : other.length >= TOPIC_WORDS ? other : [];
  const score =
    SHARED * total(shared) +
    TOPIC * total(onTopic) +
    CLASSES * classes +
    (form !== 'other' && hasForm(form, answer) ? FORM : 0);
  const verdict =
    score >= ON
      ? 'on'
      : score <= OFF &&
          said.length >= FEWEST_CONTENT_WORDS &&
          wanted.length + topic.length > 2 &&
          elsewhere.length > 0 &&
          !(form === 'yesNo' && takesUp(answer)) &&
          !COMPARISON.test(answer.join(' '))
        ? 'off'
        : 'unclear';
  return {
    score,
    elsewhere,
    contentWords: said.length,
    verdict,
  };
}

/** "To a certain extent, yes. Nobody forces them to": says yes or no, and speaks of the question's subject by a pronoun at once. */
function takesUp(answer: readonly string[]): boolean {
  const stance = answer
    .slice(0, 6)
    .some((word) => /^(?:yes|no|yeah|absolutely|definitely|certainly|depends)$/.test(word));
  return stance && answer.slice(0, 12).some((word) => /^(?:they|them|their)(?:'\w+)?$/.test(word));
}

/** Words of the class of meaning that an answer keeps to, where the question says nothing of it. */
function otherTheme(said: readonly Lemma[], wanted: readonly Lemma[]): readonly string[] {
  const asked = new Set(wanted.flatMap(({ lemma }) => semanticClassesOf(lemma)));
  const themes = new Map<SemanticClass, string[]>();
  for (const { lemma } of said)
    for (const name of semanticClassesOf(lemma)) {
      if (!asked.has(name) && !NO_THEMES.has(name)) themes.set(name, [...(themes.get(name) ?? []), lemma]);
    }
  const [largest = []] = [...themes.values()].toSorted((one, other) => other.length - one.length);
  return largest.length < THEME_WORDS ? [] : largest;
}

function matches(said: readonly Lemma[], wanted: readonly Lemma[]): readonly Lemma[] {
  return said.flatMap(({ lemma, weight }) => {
    if (wanted.some((each) => each.lemma === lemma)) return [{ lemma, weight }];
    return wanted.some((each) => alike(each.lemma, lemma)) ? [{ lemma, weight: weight * ALIKE }] : [];
  });
}

/** What an answer speaks of beside its question: content words, different ones. @param answer words in lower case, fillers left out */
export function addedWords(question: string, answer: readonly string[]): readonly string[] {
  const wanted = contentLemmas(tokenize(question).map(({ normal }) => normal));
  const shared = new Set(matches(contentLemmas(answer), wanted).map(({ lemma }) => lemma));
  return contentLemmas(answer).flatMap(({ lemma }) => (shared.has(lemma) ? [] : [lemma]));
}

function alike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= ALIKE_LETTERS && long.startsWith(short.slice(0, Math.max(ALIKE_LETTERS, short.length - 1)));
}

function total(lemmas: readonly Lemma[]): number {
  return lemmas.reduce((sum, { weight }) => sum + weight, 0);
}

/** Cosine of the classes of meaning that two lists of words speak of, 0 to 1. */
function classFit(said: readonly Lemma[], wanted: readonly Lemma[]): number {
  const [one, other] = [classCounts(said), classCounts(wanted)];
  let product = 0;
  for (const [name, count] of one) product += count * (other.get(name) ?? 0);
  const length = (counts: ReadonlyMap<SemanticClass, number>): number =>
    Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));
  if (product === 0) return 0;
  // A single word with a class proves little.
  const seen = [...one.values()].reduce((sum, count) => sum + count, 0);
  return (product / (length(one) * length(other))) * Math.min(1, seen / ENOUGH_CLASSED);
}
const ENOUGH_CLASSED = 3;

function classCounts(lemmas: readonly Lemma[]): ReadonlyMap<SemanticClass, number> {
  const counts = new Map<SemanticClass, number>();
  for (const { lemma } of lemmas) {
    const classes = semanticClassesOf(lemma);
    for (const name of classes) counts.set(name, (counts.get(name) ?? 0) + 1 / classes.length);
  }
  return counts;
}
