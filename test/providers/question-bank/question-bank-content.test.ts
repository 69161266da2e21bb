/** The bank that comes with the package: enough of everything, and wording an examiner can say. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuestionBank, TaskCard } from '../../../src/engine/exam/bank.js';
import { loadQuestionBank } from '../../../src/providers/question-bank/load-question-bank.js';

interface Text {
  /** Where it stands, for the failure message. */
  readonly place: string;
  readonly text: string;
}

let bank: QuestionBank;

beforeAll(async () => {
  bank = await loadQuestionBank();
});

function questions(): Text[] {
  return [
    ...bank.topics.flatMap((topic) => topic.questions.map(({ id, text }) => ({ place: id, text }))),
    ...bank.cards.flatMap((card) => [
      ...card.roundingOff.map(({ id, text }) => ({ place: id, text })),
      ...card.discussion.flatMap(({ id, text, simpler, followUp, secondFollowUp = '' }) => [
        { place: `${id}.text`, text },
        { place: `${id}.simpler`, text: simpler },
        { place: `${id}.followUp`, text: followUp },
        { place: `${id}.secondFollowUp`, text: secondFollowUp },
      ]),
    ]),
  ];
}

function allTexts(): Text[] {
  return [
    ...questions(),
    ...bank.topics.map(({ id, announcement }) => ({ place: `${id}.announcement`, text: announcement })),
    ...bank.cards.flatMap((card) =>
      [card.theme, card.topic, ...card.points, card.closing, ...Object.values(card.explain)].map((text) => ({
        place: card.id,
        text,
      })),
    ),
  ];
}

function cardText(card: TaskCard): string {
  return [card.topic, ...card.points, card.closing].join(' ').toLowerCase();
}

/** Everything that differs only by case or punctuation is the same to a listener. */
function heard(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]+/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function placesWhere(texts: readonly Text[], isWrong: (text: string) => boolean): string[] {
  return texts.filter(({ text }) => isWrong(text)).map(({ place, text }) => `${place}: ${text}`);
}

describe('the size of the bank', () => {
  it('has at least four topics to open Part 1 and twenty familiar ones', () => {
    expect(bank.topics.filter((topic) => topic.kind === 'frame').length).toBeGreaterThanOrEqual(4);
    expect(bank.topics.filter((topic) => topic.kind === 'familiar').length).toBeGreaterThanOrEqual(20);
  });

  it('has at least forty task cards', () => {
    expect(bank.cards.length).toBeGreaterThanOrEqual(40);
  });

  it('has two questions of each level for every card, the easy ones first', () => {
    const levels = bank.cards.map((card) => card.discussion.map((question) => question.level).join());
    expect(new Set(levels)).toEqual(new Set(['1,1,2,2,3,3']));
  });

  it('explains one or two words of every card, and only words that are on it', () => {
    const wrong = bank.cards.filter((card) => {
      const explained = Object.keys(card.explain);
      return (
        explained.length < 1 ||
        explained.length > 2 ||
        explained.some((word) => !cardText(card).includes(word.toLowerCase()))
      );
    });
    expect(wrong.map((card) => card.id)).toEqual([]);
  });
});

describe('the wording of the bank', () => {
  it('never says the same thing twice', () => {
    const places = new Map<string, string[]>();
    for (const { place, text } of allTexts()) places.set(heard(text), [...(places.get(heard(text)) ?? []), place]);
    expect([...places].filter(([, where]) => where.length > 1)).toEqual([]);
  });

  it('never uses an id twice', () => {
    const ids = [
      ...bank.topics.flatMap((topic) => [topic.id, ...topic.questions.map((question) => question.id)]),
      ...bank.cards.flatMap((card) => [card.id, ...[...card.roundingOff, ...card.discussion].map(({ id }) => id)]),
    ];
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('ends every question with one question mark', () => {
    expect(placesWhere(questions(), (text) => !/^[A-Z][^?]*\?$/.test(text))).toEqual([]);
  });

  it('asks no question of more than thirty words, and in Part 1 none of more than sixteen', () => {
    expect(placesWhere(questions(), (text) => words(text).length > 30)).toEqual([]);
    const interview = bank.topics.flatMap((topic) => topic.questions.map(({ id, text }) => ({ place: id, text })));
    expect(placesWhere(interview, (text) => words(text).length > 16)).toEqual([]);
  });

  it('asks for a description on every card, and closes with what to explain', () => {
    const topics = bank.cards.map(({ id, topic }) => ({ place: id, text: topic }));
    expect(placesWhere(topics, (text) => !/^Describe [^?]+\.$/.test(text))).toEqual([]);
    const closings = bank.cards.map(({ id, closing }) => ({ place: id, text: closing }));
    expect(placesWhere(closings, (text) => !/^and explain (?:what|why|how|whether) .+[^.?]$/.test(text))).toEqual([]);
  });

  it('writes themes and points so that they fit into an examiner’s sentence', () => {
    const fragments = bank.cards.flatMap(({ id, theme, points }) =>
      [theme, ...points].map((text) => ({ place: id, text })),
    );
    expect(placesWhere(fragments, (text) => !/^[a-z].*[a-z]$/.test(text))).toEqual([]);
  });

  it('leaves room to answer: no Part 1 or follow-up question is answered with a mere yes or no', () => {
    const closed = /^(?:and )?(?:is|are|am|was|were|do|does|did|has|have|can|could|will|would|should|might)\b/i;
    const choice = /\bor\b/;
    const open = questions().filter(({ place }) => !/\.(?:text|simpler)$/.test(place));
    expect(placesWhere(open, (text) => closed.test(text) && !choice.test(text))).toEqual([]);
  });

  it('has only characters that every terminal and voice can render', () => {
    expect(placesWhere(allTexts(), (text) => !/^[ -~]+$/.test(text))).toEqual([]);
  });

  it('keeps every simpler wording to fifteen words', () => {
    const simpler = questions().filter(({ place }) => place.endsWith('.simpler'));
    expect(placesWhere(simpler, (text) => words(text).length > 15)).toEqual([]);
  });
});
