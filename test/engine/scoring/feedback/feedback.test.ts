import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrammarIssue } from '../../../../src/engine/ports/grammar-checker.js';
import type { Alignment } from '../../../../src/engine/ports/word-aligner.js';
import { analyzeTurn } from '../../../../src/engine/scoring/language/analysis.js';
import { betterWording } from '../../../../src/engine/scoring/feedback/better-wording.js';
import { answerToDevelop } from '../../../../src/engine/scoring/feedback/next-step.js';
import { namedQuestion } from '../../../../src/engine/scoring/feedback/named-question.js';
import { lexicalFeedback } from '../../../../src/engine/scoring/feedback/lexical.js';
import { MEASURE_TEXTS } from '../../../../src/engine/scoring/measures/catalogue.js';
import { withClearIssues } from '../../../../src/engine/scoring/measures/grammar.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { gainsOf, valueAt } from '../../../../src/engine/scoring/rating/gains.js';
import { interpolate } from '../../../../src/engine/scoring/rating/mapping.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import { MeasuredRater } from '../../../../src/engine/scoring/rating/measured-rater.js';
import { scoreTest } from '../../../../src/engine/scoring/score-test.js';
import type { ScoredTurn, TurnEvidence } from '../../../../src/engine/scoring/types.js';
import { CRITERIA } from '../../../../src/engine/scoring/types.js';
import { ANSWERS, alignmentOf, evidenceFor, turnOf, wholeTest } from '../support/turns.js';

function issueOn(text: string, words: string, suggestions: readonly string[], kind = 'agreement'): GrammarIssue {
  const start = text.indexOf(words);
  return { kind, message: 'Check the verb.', start, end: start + words.length, suggestions };
}

describe('better wording', () => {
  const text = 'I live in a town and he go to school by bus because it rain a lot';
  const wording = (issues: readonly GrammarIssue[], turn = turnOf(text)) => {
    const [first] = issues;
    return first ? betterWording(withClearIssues(analyzeTurn(turn), issues), first) : null;
  };

  it('is the clause that was said, put right', () => {
    expect(wording([issueOn(text, 'he go', ['he goes'])])).toMatchObject({
      said: 'and he go to school by bus',
      better: 'and he goes to school by bus',
    });
  });

  it.each([
    ['I study law', 'I study', 'i have studied', 'I have studied law'],
    ['Then I study law', 'I study', 'i have studied', 'Then I have studied law'],
    ['i study law', 'i study', 'i have studied', 'i have studied law'],
    ['He go home', 'He go', 'he goes', 'He goes home'],
  ])('is written with the capitals of "%s"', (said, wrong, right, better) => {
    expect(wording([issueOn(said, wrong, [right])], turnOf(said))?.better).toBe(better);
  });

  it.each<[string, readonly string[]]>([
    ['there is none', []],
    ['there are two', ['he goes', 'he went']],
  ])('is left out when the correction is not certain: %s', (_, suggestions) => {
    expect(wording([issueOn(text, 'he go', suggestions)])).toBeNull();
  });

  it('is left out beside another error in the clause that has none, and beside a word that was not clearly heard', () => {
    const one = issueOn(text, 'he go', ['he goes']);
    expect(wording([one, issueOn(text, 'by bus', [])])).toBeNull();
    const turn = turnOf(text);
    const mumbled = {
      ...turn,
      words: turn.words.map((word) => (word.text === 'school' ? { ...word, confidence: 0.6 } : word)),
    };
    expect(wording([one], mumbled)).toBeNull();
  });
});

describe('what a change would gain', () => {
  const turns = wholeTest(2);
  const rater = new MeasuredRater();
  const context = { rater, mapping: MAPPING, conditions: { purpose: 'test' } } as const;

  it('is the difference that the mapping makes, for every criterion', () => {
    const test = measureTest(turns, evidenceFor(turns, -4), MAPPING.settings);
    for (const criterion of CRITERIA) {
      const now = rater.rate(test, context.conditions)[criterion];
      const gains = gainsOf(criterion, test, context);
      expect(gains.size).toBeGreaterThan(0);
      for (const { measure, target, bands } of gains.values()) {
        expect(bands).toBeGreaterThan(0);
        const better = rater.rate({ ...test, values: { ...test.values, [measure]: target } }, context.conditions)[
          criterion
        ];
        expect(better.rateable && now.rateable && better.raw - now.raw).toBe(bands);
      }
    }
  });

  it('aims at the value with the band above on the curve, rising or falling', () => {
    const curves = Object.values(MAPPING.criteria).flatMap(({ curves: all }) => all.map(({ curve }) => curve));
    fc.assert(
      fc.property(fc.constantFrom(...curves), fc.double({ min: 0, max: 1, noNaN: true }), (curve, share) => {
        const bands = curve.map(([, band]) => band);
        const [low, high] = [Math.min(...bands), Math.max(...bands)];
        const band = low + share * (high - low);
        return Math.abs(interpolate(curve, valueAt(curve, band)) - band) < 1e-6;
      }),
      { seed: 2, numRuns: 100 },
    );
    expect(
      valueAt(
        [
          [1, 8],
          [3, 4],
        ],
        6,
      ),
    ).toBe(2);
    expect(
      valueAt(
        [
          [1, 8],
          [3, 4],
        ],
        9,
      ),
    ).toBe(1);
  });
});

describe('pronunciation feedback', () => {
  const said = 'I think three thousand people live there because the weather is wonderful and the theatre is famous';
  const turns = Array.from({ length: 6 }, (_, index) =>
    turnOf(said, { turnId: `t${String(index)}`, startMs: 1000 + index * 60_000, part: 'part1' }),
  );
  const weak = (turn: ScoredTurn): Alignment => {
    const alignment = alignmentOf(turn, -2);
    return {
      ...alignment,
      words: alignment.words.map((word) =>
        word.text === 'three' || word.text === 'theatre'
          ? {
              ...word,
              phones: word.phones.map((phone, index) => ({
                ...phone,
                phone: index === 0 ? 'TH' : phone.phone,
                score: -7,
                ...(index === 0 ? { heard: 'S' } : {}),
              })),
            }
          : word,
      ),
    };
  };
  const evidence = new Map<string, TurnEvidence>(
    turns.map((turn) => [turn.turnId, { alignment: weak(turn), grammar: [] }]),
  );
  const pronunciation = (from: readonly ScoredTurn[]) => {
    const found = scoreTest(from, evidence).criteria.pronunciation;
    if (!found.rateable) throw new Error(found.reason);
    return found;
  };

  it('names the words to say again, with the time and what was heard', () => {
    const { quotes, practise } = pronunciation(turns);
    const three = quotes.find(({ text }) => text === 'three');
    expect(three?.why).toBe('Say it again: th as in "think" sounded like s.');
    expect(three?.atMs).toBe(1000 + 2 * 300);
    expect(practise.join(' ')).toContain('"three"');
  });

  it('names no word of which the recogniser was not sure', () => {
    const mumbled = turns.map((turn) => ({
      ...turn,
      words: turn.words.map((word) => (word.text === 'three' ? { ...word, confidence: 0.6 } : word)),
    }));
    const { quotes, practise } = pronunciation(mumbled);
    expect(quotes.map(({ text }) => text)).not.toContain('three');
    expect(practise.join(' ')).not.toContain('say "three"');
  });

  it('names no word beside one that may have been misheard', () => {
    const misheard = turns.map((turn) => ({
      ...turn,
      words: turn.words.map((word) => (word.text === 'people' ? { ...word, confidence: 0.25 } : word)),
    }));
    const { quotes, practise } = pronunciation(misheard);
    expect(quotes.map(({ text }) => text)).not.toContain('three');
    expect(practise.join(' ')).not.toContain('say "three"');
  });
});

describe('what measures say', () => {
  it.each(
    Object.entries(MEASURE_TEXTS).filter(([name]) => /^(?!pauseSeconds).*(?:Per100|PerMinute|Phrases)$/.test(name)),
  )('is "no", not "0.0", where there is none (%s)', (_, { say }) => {
    expect(say(0)).toMatch(/^(?:no|never) /);
  });

  it('is told in units that people know, a fit to the speech model beside what it means', () => {
    expect(MEASURE_TEXTS.pausePerSyllableMs.say(17)).toBe('1.7 s of pause per 100 syllables (about 70 words)');
    expect(MEASURE_TEXTS.phoneScore.say(-1.8)).toMatch(/^your sounds are as near .* as those of native readers \(/);
    expect(MEASURE_TEXTS.lowPhoneScore.say(-3.6)).toMatch(/^one sound in ten is some way from American speech, /);
  });

  it('has a name of its own', () => {
    const names = Object.values(MEASURE_TEXTS).map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('vocabulary feedback', () => {
  const lexical = (texts: readonly string[]) => {
    const turns = texts.map((text, index) => turnOf(text, { turnId: `t${String(index)}`, startMs: index * 60_000 }));
    return lexicalFeedback(measureTest(turns, evidenceFor(turns, -2), MAPPING.settings));
  };
  const advice = (texts: readonly string[]) =>
    lexical(texts)
      .advice.map(({ text }) => text)
      .join(' ');

  it('shows a word once, in whichever spelling', () => {
    const { quotes } = lexical(['we sat by the harbour all day', 'there is a harbor where boats come in']);
    expect(quotes.filter(({ why }) => /harbou?r/.test(why))).toHaveLength(1);
  });

  it('finds other words for "like" where somebody likes something, and nowhere else', () => {
    const liking = [
      'I like tea',
      'we like coffee',
      'they like music',
      'I like my town',
      'she likes it but I like the sea',
    ];
    expect(advice([liking.join(' and ')])).toContain('You said "like" 5 times');
    const other = "I would like to move and it looks like a castle and I feel like going out and I'd like to eat";
    expect(advice([`${other} and ${other}`])).not.toContain('"like"');
  });

  it("takes neither the examiner's own word nor a compared common word for a less common one", () => {
    const said =
      'my uncle welded the bicycle and the newest pedal but repairing it was a chore and the fortress glittered there';
    const turns = Array.from({ length: 6 }, (_, index) =>
      turnOf(said, { turnId: `t${String(index)}`, question: 'Describe something that somebody repaired.' }),
    );
    const found = scoreTest(turns, new Map()).criteria.lexical;
    const whys = found.rateable ? found.quotes.map(({ why }) => why).join(' ') : '';
    expect(whys).toMatch(/is one of your less common words/);
    expect(whys).not.toMatch(/newest|repairing/);
  });

  it('takes a word for somebody who does a common thing for a find', () => {
    const said = 'we asked the gardener about it and then she told us all that she knew and where it was from';
    const turns = Array.from({ length: 6 }, (_, index) => turnOf(said, { turnId: `t${String(index)}` }));
    const found = scoreTest(turns, new Map()).criteria.lexical;
    expect(found.rateable ? found.quotes.map(({ why }) => why) : []).toContain(
      '"gardener" is one of your less common words.',
    );
  });

  it('does not take an ending for what makes a word rare', () => {
    const text =
      'my uncle encourages me and a toddler came by and then there was the scribbling on all of the walls and then we went home after the chunks';
    const quoted = lexical([text, 'I like it a lot']).quotes.map(({ why }) => why);
    expect(quoted.length).toBe(3);
    expect(quoted.join()).not.toMatch(/encourages/);
  });

  it('shows each place once, whatever less common words it has', () => {
    const text = 'neither my boss nor my colleagues complain about the tedious paperwork of our bureaucracy';
    const quoted = lexical([text, 'I like it a lot']).quotes.map((quote) => quote.text);
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((one) => quoted.some((other) => other !== one && other.includes(one.slice(0, 12))))).toEqual(
      [],
    );
  });
});

describe('the answer that is to be given again, and longer', () => {
  type Length = readonly [part: 'part1' | 'part3', words: number];
  const six = (length: Length): readonly Length[] => Array.from({ length: 6 }, () => length);
  // No word twice, since what was said before counts no more.
  const letters = (number: number): string =>
    String.fromCharCode(97 + (number % 26), 97 + (Math.floor(number / 26) % 26));
  const toDevelop = (lengths: readonly Length[]): string | undefined => {
    let said = 0;
    const turns = lengths.map(([part, count], index) =>
      turnOf(Array.from({ length: count }, () => `w${letters(said++)}t`).join(' '), {
        turnId: `t${String(index)}`,
        part,
        question: 'Why do people read?',
      }),
    );
    const test = measureTest(turns, evidenceFor(turns), MAPPING.settings);
    return answerToDevelop(test)?.analyzed.turn.turnId;
  };

  it('is one of the discussion, which asks for more', () => {
    expect(toDevelop([...six(['part1', 20]), ['part3', 18], ...six(['part3', 40])])).toBe('t6');
  });

  it('is none that is longer than the usual one', () => {
    expect(toDevelop([...six(['part1', 20]), ['part1', 18], ['part3', 44]])).toBe('t6');
  });
});

describe('the slowest answer, when it is clearly slower than usual', () => {
  const adviceOn = (slow: string, other: string): string => {
    const turns = [...ANSWERS, ...ANSWERS].map((text, index) =>
      turnOf(text, {
        turnId: `t${String(index)}`,
        part: 'part3',
        wordMs: index === 4 ? 800 : 480,
        startMs: 1000 + index * 120_000,
        question: index === 4 ? slow : other,
      }),
    );
    const { fluency } = scoreTest(turns, evidenceFor(turns)).criteria;
    return fluency.rateable ? fluency.practise.join(' ') : '';
  };

  it('is named with its question', () => {
    expect(adviceOn('Why do families talk less?', 'And now?')).toContain(
      'Your slowest answer was to "Why do families talk less?"',
    );
  });

  it('is named by no word that was not heard clearly', () => {
    const text = 'the jazz for enable it and then we walked along the beach together';
    const named = (unclear: (word: string) => boolean): string => {
      const turn = turnOf(text, { question: '' });
      const words = turn.words.map((word) => (unclear(word.text) ? { ...word, confidence: 0.3 } : word));
      return namedQuestion(analyzeTurn({ ...turn, words }));
    };
    expect(named(() => false)).toBe('the question you answered with "the jazz for enable it ..."');
    expect(named((word) => word === 'jazz')).toBe('the question of this recording');
  });

  it('is named by its first words in a recording that does not tell its questions', () => {
    const firstWords = (ANSWERS[4 % ANSWERS.length] ?? '').split(' ').slice(0, 5).join(' ');
    expect(adviceOn('', '')).toContain(
      `Your slowest answer was to the question you answered with "${firstWords} ...": `,
    );
  });
});
