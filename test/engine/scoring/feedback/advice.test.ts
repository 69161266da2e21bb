/** What a candidate is told to practise: from their own answers, never about what they did well. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnsFromTranscript } from '../../../../src/engine/scoring/input/transcript-turns.js';
import { developed } from '../../../../src/engine/scoring/feedback/next-step.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import { scoreTest, type ScoreOptions } from '../../../../src/engine/scoring/score-test.js';
import type { Criterion, TurnEvidence } from '../../../../src/engine/scoring/types.js';
import {
  createLearnerGrammarChecker,
  type LearnerGrammarChecker,
} from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';

let checker: LearnerGrammarChecker;
beforeAll(() => {
  checker = createLearnerGrammarChecker();
});
afterAll(() => checker.close());

interface Said {
  readonly question: string;
  readonly part: 1 | 2 | 3;
  readonly text: string;
}

const HOME: Said = { question: 'Where do you live?', part: 1, text: 'In Oporto.' };
const FOOD: Said = {
  question: 'What do you like about the food?',
  part: 1,
  text: 'It is very delicious and it is cheap. The people who cook it are very kind, and my uncle is very proud of his soup.',
};
const CARD: Said = {
  question: 'Describe a person who helped you. You should say who it was.',
  part: 2,
  text: 'It was my neighbour. When I was ten I lost my key, and she let me wait in her kitchen. She gave me tea and we played cards for two hours. After that day we often talked on the stairs. She is retired now and lives by the sea.',
};
const AFTER: Said = { question: 'Do you still see her?', part: 2, text: 'Not often.' };
const TALK: Said = {
  question: 'Should children learn about money?',
  part: 3,
  text: 'Yes, because they will need it later. My cousin had debts when he was twenty and nobody had told him how a loan works.',
};

async function scoreOf(said: readonly Said[], options: Partial<ScoreOptions> = {}) {
  const turns = turnsFromTranscript({ turns: [...said] });
  const evidence = new Map<string, TurnEvidence>();
  for (const { turnId, text } of turns) evidence.set(turnId, { alignment: null, grammar: await checker.check(text) });
  return scoreTest(turns, evidence, options);
}

async function adviceOn(criterion: Criterion, said: readonly Said[]): Promise<string> {
  const rated = (await scoreOf(said)).criteria[criterion];
  return rated.rateable ? rated.practise.join('\n') : '';
}

const TEST = [HOME, FOOD, CARD, AFTER, TALK];

describe('advice', () => {
  it('asks a longer answer for one more example, and never for a reason that it may have in other words', async () => {
    const text =
      'Undoubtedly. When mending a toaster costs twice as much as a new one, throwing it away is no greed at all. Factories would have to build things with a screwdriver in mind.';
    const answer = developed(
      measureTest(turnsFromTranscript({ turns: [{ ...TALK, text }] }), new Map(), MAPPING.settings).turns[0]!,
    );
    expect(answer).toContain('again with one more example and what others would say against it: it had 32 words');
  });

  it('asks for a longer answer to a question with a why, by what the answer does not have yet', async () => {
    const advice = await adviceOn('fluency', TEST);
    expect(advice).toContain(`Answer "${TALK.question}" again with an example and what others would say against it`);
    expect(advice).not.toContain(HOME.question);
  });

  it('tells how long a usual answer is once', async () => {
    expect((await adviceOn('fluency', TEST)).match(/usual answer/g)).toHaveLength(1);
  });

  it('asks for no kind of work where work in general is meant', async () => {
    const plain: Said = { ...TALK, text: 'I still think of it at work, and things are moving quickly.' };
    expect(await adviceOn('lexical', [HOME, CARD, AFTER, TALK, plain])).not.toMatch(/"(?:work|things)"/);
  });

  it('puts stronger words in the place of the "very ..." that was said', async () => {
    const very: Said = { ...FOOD, text: `${FOOD.text} It is very big, very good and very old.` };
    const advice = await adviceOn('lexical', [HOME, very, CARD, TALK]);
    expect(advice).toContain('You said "very" 6 times.');
    expect(advice).toContain('"mouth-watering" for your "very delicious"');
  });

  it('names plain words that were said, and says nothing of it again in the next report', async () => {
    const first = await scoreOf(TEST);
    const { lexical } = first.criteria;
    expect(lexical.rateable && lexical.practise.join()).toMatch(/"mouth-watering" for "delicious"/);
    const next = (await scoreOf(TEST, { lastScore: first })).criteria.lexical;
    expect(next.rateable && next.practise.join()).not.toMatch(/"mouth-watering" for "delicious"/);
  });

  it('counts "I\'d rather" for a "would": who says it often enough is not told to', async () => {
    const few = 'I went home. I saw my aunt. We had soup. The rain had stopped and the street was full of people. ';
    const rather = "I'd rather walk. I'd say it's quicker. I'd never drive. She'd agree with me. He'd take a taxi.";
    const advised = 'in all you said';
    expect(await adviceOn('grammar', [...TEST, { ...CARD, text: few.repeat(6) }])).toContain(advised);
    expect(await adviceOn('grammar', [...TEST, { ...CARD, text: few.repeat(6) + rather }])).not.toContain(advised);
    // What the measure leaves out is named: it may say that there was no "would" at all.
    expect(await adviceOn('grammar', [...TEST, { ...CARD, text: `${few.repeat(6)} I'd rather walk.` }])).toMatch(
      /Only \d "would", "could", "might" or "I'd" in all you said/,
    );
  });

  it('where there are many errors, is about two kinds of them', async () => {
    const wrong: Said = {
      ...TALK,
      text: 'He go to work by bus. She like it. I must to pay. You can to wait. She can to stay.',
    };
    const { grammar } = (await scoreOf([...TEST, wrong, wrong])).criteria;
    expect(grammar.rateable && grammar.changes?.map(({ about }) => about[0])).toEqual([
      'error:verbForm',
      'error:agreement',
    ]);
    expect(grammar.rateable && grammar.changes?.map(({ bands }) => bands > 0)).toEqual([true, false]);
  });

  it('about beginning again names the answer where it happened, and is none for a single time', async () => {
    const twice: Said = {
      ...FOOD,
      text: 'I like the the soup and I want I want to cook it often.',
    };
    expect(
      await adviceOn(
        'fluency',
        [CARD, CARD, CARD, TALK, twice].map((said) => ({ ...said, part: 2 })),
      ),
    ).toContain(`In your answer to "${FOOD.question}" you began again`);
    const once: Said = { ...FOOD, text: 'I like the the soup.' };
    expect(await adviceOn('fluency', [CARD, CARD, CARD, TALK, once])).not.toMatch(
      /began again|Said twice|a word twice/,
    );
  });

  it('among many errors is about them first, in the few words that are certainly better', async () => {
    const dense: Said = {
      ...TALK,
      text: 'He have many friend in city and she like go there. My father work in bank since long time. It is make me very boring.',
    };
    const { grammar } = (await scoreOf([dense, dense, dense, dense])).criteria;
    if (!grammar.rateable) throw new Error(grammar.reason);
    expect(grammar.changes?.[0]?.about[0]).toMatch(/^error:/);
    const better = [...grammar.quotes.map(({ why }) => why), ...grammar.practise].flatMap((text) => {
      const found = /[Bb]etter: "([^"]*)"/.exec(text);
      return found?.[1] === undefined ? [] : [found[1]];
    });
    expect(better.length).toBeGreaterThan(0);
    // A whole clause would have the errors in it that no rule finds.
    for (const wording of better) expect(wording.split(' ').length).toBeLessThan(6);
  });

  it('names nouns that only name a class of things, not one whose kind was said', async () => {
    const plain: Said = {
      ...TALK,
      text: 'At school they had a book about work and food, and we kept an old grain store.',
    };
    const advice = await adviceOn('lexical', [
      HOME,
      CARD,
      AFTER,
      TALK,
      plain,
      { ...CARD, text: 'We stood on the stairs until the rain was over, and then she walked with me to the gate.' },
    ]);
    expect(advice).toContain('says "book", "work" and "food" without saying which or what kind');
    expect(advice).not.toContain('"store"');
  });

  it('promises nothing in numbers that nobody can read', async () => {
    for (const criterion of ['lexical', 'grammar'] as const)
      expect(await adviceOn(criterion, TEST)).not.toMatch(/around place|per 100 words; \d/);
  });
});

describe('other words for plain ones', () => {
  const WITH = (text: string): Said[] => [
    HOME,
    { ...FOOD, text: `${text} My uncle has a stall at the old bridge, and on Fridays we wait there.` },
    CARD,
    TALK,
  ];
  /** Three uses of "very" that have a stronger word, so that it is overused, beside what is asked. */
  const very = (text: string): string =>
    `It is very big, very dirty and very crowded. It is very proud and very wide. ${text}`;

  it.each([
    ['My uncle works very hard.', 'very hard'],
    ['My grandmother is very old.', 'very old'],
    ['He speaks very good.', 'very good'],
    ['He speaks English very good.', 'very good'],
    ['It is very difficult to find.', 'very difficult'],
    ['We had a very happy day.', 'very happy'],
    ['I am very tired of it.', 'very tired'],
  ])('leave "%s" as it is', async (text, said) => {
    const { lexical } = (await scoreOf(WITH(text + ' ' + very('')))).criteria;
    const advice = lexical.rateable ? lexical.practise.join(' ') : '';
    expect(advice).toContain('for your "very');
    expect(advice).not.toContain(`"${said}"`);
  });

  it.each([
    ['I was very happy.', '"delighted" for your "very happy"'],
    ['It was a very good soup.', '"excellent" for your "very good"'],
    ['It was a very difficult dish.', '"demanding" for your "very difficult"'],
  ])('are there for "%s"', async (text, expected) => {
    expect(await adviceOn('lexical', WITH(text + ' ' + very('')))).toContain(expected);
  });

  it.each([
    ['I prefer to be alone in a comfortable, noisy place.', 'prefer'],
    ['They need to eat something in a comfortable, noisy place.', 'need'],
    ["When students don't understand, they go to a comfortable, noisy place.", 'understand'],
    ['It is hard to say, but it was a comfortable and noisy place.', 'hard'],
    ['My sister taught me how to cook in a comfortable, noisy place.', 'taught'],
    ['I love a traditional soup when I sit in a comfortable, noisy place.', 'traditional'],
  ])('are not for one word of "%s"', async (text, word) => {
    const advice = await adviceOn('lexical', WITH(text));
    expect(advice).toContain('for "noisy"');
    expect(advice).not.toContain(`for "${word}"`);
  });
});

describe('the next report', () => {
  const LONG: Said = {
    ...CARD,
    text: `${CARD.text} She taught me chess. I still play it. My brother plays it, too. We meet on Sundays. The club is near the station. It opens at ten. There is a kettle and an old sofa. Nobody minds how good you are.`,
  };

  it.each(['fluency', 'lexical', 'grammar'] as const)(
    'asks for no exercise of the last one again (%s)',
    async (criterion) => {
      const said = [HOME, FOOD, LONG, TALK];
      const first = await scoreOf(said);
      const second = await scoreOf(said, { lastScore: first });
      const plain = ({ criteria }: typeof first): readonly string[] => {
        const rated = criteria[criterion];
        return rated.rateable ? rated.practise.map((text) => text.replace(/ \([^)]*\)$/, '')) : [];
      };
      expect(plain(first).length).toBeGreaterThan(0);
      for (const text of plain(second)) expect(plain(first)).not.toContain(text);
    },
  );
});

describe('less common words', () => {
  it('are none that stand alone, where nothing tells what was meant', async () => {
    const { lexical } = (
      await scoreOf([...TEST, { ...TALK, text: 'I study in college. Economic. It was a mulberry.' }])
    ).criteria;
    const whys = lexical.rateable ? lexical.quotes.map(({ why }) => why).join() : '';
    expect(whys).not.toMatch(/Economic/);
    expect(whys).toMatch(/mulberry/);
  });

  it('are no common word in a rarer form, and nothing of a clause that has an error', async () => {
    const text = 'My father shouted at me. I was not allowed to entered the old harbour. We waited by the lighthouse.';
    const { lexical } = (await scoreOf([...TEST, { ...TALK, text }])).criteria;
    const whys = lexical.rateable ? lexical.quotes.map(({ why }) => why).join() : '';
    expect(whys).not.toMatch(/shouted|entered|harbour/);
    expect(whys).toMatch(/lighthouse/);
  });
});

it("the long turn that is too short is the card's, not the question after it", async () => {
  const notes =
    (
      await scoreOf([
        { ...CARD, text: 'It was my neighbour who let me wait in her kitchen.' },
        AFTER,
        TALK,
        TALK,
        TALK,
        TALK,
        TALK,
      ])
    ).notes ?? [];
  expect(notes.filter(({ kind }) => kind === 'undeveloped').map(({ question }) => question)).toEqual([
    'Describe a person who helped you.',
  ]);
});
