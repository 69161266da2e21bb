/** What pocketsphinx made of learners with a strong accent (words, confidences and fits of sentences of speechocean762): none of it may be held up to them. */
import { describe, expect, it } from 'vitest';
import { fluencyFeedback } from '../../../../src/engine/scoring/feedback/fluency.js';
import { lexicalFeedback } from '../../../../src/engine/scoring/feedback/lexical.js';
import { pronunciationFeedback } from '../../../../src/engine/scoring/feedback/pronunciation.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import type { ScoredTurn, TurnEvidence } from '../../../../src/engine/scoring/types.js';
import { alignmentOf, turnOf } from '../support/turns.js';

/** "help them without having to be" */
const KEEN = 'he/.62 up/.02 and/.47 seeing/.57 these/.98 are/1 keen/.84 to/.93 be/.98';
/** "that kid had nothing to do with it" */
const TENDENCY = "that's/.96 a/.96 tendency/.99 to/.38 do/1 is/.46 it's/.34";
/** "enough of the technical stuff" */
const TECHNIQUE = 'im/.01 not/.92 all/.04 is/.04 a/.94 technique/.94 called/.78 scarf/.41';

/** An answer as recognised: words with their confidences. */
function heard(words: string, fit: number, turnId = 't1') {
  const pairs = words.split(' ').map((each) => each.split('/'));
  const plain = turnOf(pairs.map(([text = '']) => text).join(' '), { turnId });
  const turn: ScoredTurn = {
    ...plain,
    words: plain.words.map((word, index) => ({ ...word, confidence: Number(pairs[index]?.[1]) })),
  };
  return { turn, evidence: { alignment: alignmentOf(turn, fit), grammar: [] } satisfies TurnEvidence };
}

function measured(...answers: readonly ReturnType<typeof heard>[]) {
  const evidence = new Map(answers.map(({ turn, evidence: found }) => [turn.turnId, found]));
  return measureTest(
    answers.map(({ turn }) => turn),
    evidence,
    MAPPING.settings,
  );
}

const praised = (...answers: readonly ReturnType<typeof heard>[]) =>
  lexicalFeedback(measured(...answers)).quotes.map(({ text }) => text);
const doubtful = heard('a/.1 b/.2 c/.1 d/.2 e/.1 f/.2', -3, 't9');

describe('words that were probably misheard', () => {
  it('are not praised for being less common: sure of the word alone, unsure of those beside it', () => {
    expect(praised(heard(TENDENCY, -1), heard(TECHNIQUE, -1, 't2'))).toEqual([]);
  });

  it('are not praised where they fit the sound badly and many words were doubted', () => {
    expect(praised(heard(KEEN, -2.5))).toEqual([]);
    expect(praised(heard(KEEN, -1.8))).toEqual(['these are keen to be']);
    // Nearly all other words were doubted: the rest is no more certain.
    expect(praised(heard(KEEN, -1.8), doubtful)).toEqual([]);
  });

  it('are believed by their confidence where the recogniser doubts hardly any', () => {
    const sure = 'he/.9 said/.95 that/.92 these/.98 are/1 keen/.84 to/.93 be/.98 here/.97';
    expect(praised(heard(sure, -2.5))).toEqual(['said that these are keen to be here']);
  });

  it('are not quoted as the longest run, nor before a pause', () => {
    const run = fluencyFeedback(measured(heard(TECHNIQUE, -1)), { read: false });
    expect(run.quotes).toEqual([]);
    const part = fluencyFeedback(
      measured(heard('ash/.2 we/.9 often/.95 go/.9 to/.95 the/.9 park/.95 and/.9 sit/.97 zinc/.2', -1)),
      { read: false },
    );
    expect(part.quotes).toMatchObject(
      [{ text: 'go to the park', why: /^Part of your longest stretch .* \d+ syllables in all/ }].map(asRegExp),
    );
  });

  it('are told apart from the longest run that is quoted to its end: its syllables are not those of a part', () => {
    const said = (count: number) => Array<string>(count).fill('people/.98').join(' ');
    const [short, long] = [10, 40].map((count) => fluencyFeedback(measured(heard(said(count), -1)), { read: false }));
    expect(short?.quotes[0]?.why).toBe('Your longest stretch without a pause: 20 syllables.');
    expect(long?.quotes[0]?.why).toBe('Part of your longest stretch without a pause, which has 80 syllables in all.');
  });

  it('are not given to be said again because they fit no sound', () => {
    const again = (...answers: readonly ReturnType<typeof heard>[]) =>
      pronunciationFeedback(measured(...answers), {
        settings: MAPPING.settings,
        told: new Set(),
        gains: new Map(),
        read: false,
      }).quotes.filter(({ why }) => why.startsWith('Hard to match'));
    const weak = heard('she/.95 speaks/.9 about/.95 gardens/.9 every/.95 summer/.9', -6);
    const well = heard('people/.95 often/.9 travel/.95 during/.9 holidays/.95 together/.9', -1, 't2');
    expect(again(weak, well)).toHaveLength(3);
    // Words that were doubted, and fit worse still, do not stand for the misheard among the sure ones.
    const unsure = heard('people/.1 often/.1 travel/.1 during/.1 holidays/.1 together/.1', -8, 't3');
    expect(again(heard('she/.95 speaks/.9 gardens/.9 about/.95', -6), well, unsure)).toEqual([]);
    expect(again(weak, well, doubtful, { ...doubtful, turn: { ...doubtful.turn, turnId: 't8' } })).toEqual([]);
  });
});

function asRegExp<Quote extends { readonly why: RegExp }>({ why, ...quote }: Quote) {
  return { ...quote, why: expect.stringMatching(why) as string };
}
