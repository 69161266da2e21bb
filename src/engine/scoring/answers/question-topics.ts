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

let loaded: ReadonlyMap<string, readonly Lemma[]> | undefined;

/** Content words of the question's whole topic; empty for questions that are not in our bank. */
export function topicLemmas(question: string): readonly Lemma[] {
  loaded ??= vocabularies();
  const key = keyOf(question);
  // A card is read out with its points around it.
  return (
    loaded.get(key) ?? [...loaded].find(([known]) => known.startsWith('describe') && key.includes(known))?.[1] ?? []
  );
}

function vocabularies(): ReadonlyMap<string, readonly Lemma[]> {
  const require = createRequire(import.meta.url);
  const { topics } = require('../../../../data/question-bank/topics.json') as Topics;
  const { cards } = require('../../../../data/question-bank/cards.json') as Cards;
  const found = new Map<string, readonly Lemma[]>();
  const add = (questions: readonly string[], others: readonly string[]): void => {
    const lemmas = contentLemmas(tokenize([...questions, ...others].join(' ')).map(({ normal }) => normal));
    for (const question of questions) found.set(keyOf(question), lemmas);
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
  return found;
}

function keyOf(question: string): string {
  return tokenize(question)
    .map(({ normal }) => normal)
    .join(' ');
}
