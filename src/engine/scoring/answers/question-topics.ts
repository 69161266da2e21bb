/** What a question of the bank is about: the words of all that the bank asks on the same topic. */
import { createRequire } from 'node:module';
import { contentLemmas, type Lemma } from '../language/lemma.js';
import { tokenize } from '../language/tokens.js';

/** As much of the bank as is read here; its schema is checked where it is loaded for an exam. */
interface Topics {
  readonly topics: readonly {
    readonly title: string;
    readonly announcement: string;
    readonly questions: readonly { readonly text: string }[];
  }[];
}
interface Cards {
  readonly cards: readonly {
    readonly theme: string;
    readonly topic: string;
    readonly points: readonly string[];
    readonly closing: string;
    readonly roundingOff: readonly { readonly text: string }[];
    readonly discussion: readonly { readonly text: string; readonly simpler: string; readonly followUp: string }[];
  }[];
}

interface Vocabularies {
  readonly byQuestion: ReadonlyMap<string, readonly Lemma[]>;
  /** Of each dictionary form, which topics of the bank have it, by their numbers. */
  readonly topicsWith: ReadonlyMap<string, readonly number[]>;
}
let loaded: Vocabularies | undefined;

/** A word that more topics of the bank share belongs to none of them. */
const MOST_TOPICS = 8;

/** Content words of the question's whole topic; empty for questions that are not in our bank. */
export function topicLemmas(question: string): readonly Lemma[] {
  loaded ??= vocabularies();
  const { byQuestion } = loaded;
  const key = keyOf(question);
  // A card is read out with its points around it.
  return (
    byQuestion.get(key) ??
    [...byQuestion].find(([known]) => known.startsWith('describe') && key.includes(known))?.[1] ??
    []
  );
}

/**
 * Words of an answer that belong to one topic of the bank and to few others: of the topic that has most of them. None where the
 * question is not of the bank (a follow-up of a language model): its own topic may be the one.
 */
export function wordsOfOneTopic(said: readonly Lemma[], question: string): readonly string[] {
  loaded ??= vocabularies();
  const { topicsWith } = loaded;
  const own = new Set(topicLemmas(question).map(({ lemma }) => lemma));
  if (own.size === 0) return [];
  const byTopic = new Map<number, string[]>();
  for (const { lemma } of said) {
    const topics = own.has(lemma) ? [] : (topicsWith.get(lemma) ?? []);
    if (topics.length > MOST_TOPICS) continue;
    for (const topic of topics) byTopic.set(topic, [...(byTopic.get(topic) ?? []), lemma]);
  }
  let most: { readonly topic: number; readonly lemmas: readonly string[] } = { topic: Infinity, lemmas: [] };
  for (const [topic, lemmas] of byTopic) {
    const more = lemmas.length - most.lemmas.length;
    if (more > 0 || (more === 0 && topic < most.topic)) most = { topic, lemmas };
  }
  return most.lemmas;
}

function vocabularies(): Vocabularies {
  const require = createRequire(import.meta.url);
  const { topics } = require('../../../../data/question-bank/topics.json') as Topics;
  const { cards } = require('../../../../data/question-bank/cards.json') as Cards;
  const byQuestion = new Map<string, readonly Lemma[]>();
  const topicsWith = new Map<string, number[]>();
  let topic = 0;
  const add = (questions: readonly string[], others: readonly string[]): void => {
    const lemmas = contentLemmas(tokenize([...questions, ...others].join(' ')).map(({ normal }) => normal));
    for (const { lemma } of lemmas) topicsWith.set(lemma, [...(topicsWith.get(lemma) ?? []), topic]);
    topic += 1;
    for (const question of questions) byQuestion.set(keyOf(question), lemmas);
  };
  for (const { title, announcement, questions } of topics)
    add(
      questions.map(({ text }) => text),
      [title, announcement],
    );
  for (const { theme, topic, points, closing, roundingOff, discussion } of cards)
    add(
      [
        topic,
        ...roundingOff.map(({ text }) => text),
        ...discussion.flatMap(({ text, simpler, followUp }) => [text, simpler, followUp]),
      ],
      [theme, ...points, closing],
    );
  return { byQuestion, topicsWith };
}

function keyOf(question: string): string {
  return tokenize(question)
    .map(({ normal }) => normal)
    .join(' ');
}
