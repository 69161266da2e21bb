import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnEndReason } from '../../../src/engine/exam/types.js';
import { completeness } from '../../../src/engine/speech/completeness.js';
import { NO_ANSWERS } from '../../../src/engine/speech/earlier-answers.js';
import {
  DEFAULT_ENDPOINTING,
  silenceAllowedMs,
  turnEnd,
  type EndpointingSettings,
  type TurnLimits,
  type TurnObservation,
} from '../../../src/engine/speech/endpointing.js';
import { SpeakerPauses } from '../../../src/engine/speech/speaker-pauses.js';

/** The same for every speaker. */
const FIXED: EndpointingSettings = {
  completeMs: 900,
  unknownMs: 1200,
  incompleteMs: 2000,
  confirmedMs: 600,
  adaptive: null,
  fixedAfter: [],
};
const NOBODY = new SpeakerPauses();
const NO_LIMITS: TurnLimits = {
  patienceMs: 6000,
  softLimitMs: null,
  hardStopAtMs: null,
  limitFromFirstSpeechMs: null,
  endSilenceMs: null,
};
/** Ten seconds into listening, nine into the answer, in the middle of a word. */
const SPEAKING: TurnObservation = {
  atMs: 10_000,
  firstSpeechAtMs: 1000,
  silenceMs: 0,
  text: 'i like it because it is near the sea',
  pausedBefore: [],
  earlier: NO_ANSWERS,
  takenUp: 0,
  speechMs: 4000,
  saidFinished: false,
  endOfTurn: null,
};
const NOTHING_YET: Partial<TurnObservation> = { firstSpeechAtMs: null, text: '' };

type Case = [string, Partial<TurnObservation>, Partial<TurnLimits>, TurnEndReason | null];
const CASES: readonly Case[] = [
  ['goes on while somebody speaks', {}, {}, null],
  ['goes on in a pause shorter than the policy allows', { silenceMs: 780 }, {}, null],
  ['waits a little after a complete answer: there may be another sentence', { silenceMs: 880 }, {}, null],
  ['ends after a complete answer', { silenceMs: 900 }, {}, 'endpoint'],
  ['waits in the middle of a sentence', { silenceMs: 1980, text: 'i like it because' }, {}, null],
  ['ends at last in the middle of a sentence', { silenceMs: 2000, text: 'i like it because' }, {}, 'endpoint'],
  ['without words waits the unknown length', { silenceMs: 1180, text: '' }, {}, null],
  ['without words ends after the unknown length', { silenceMs: 1200, text: '' }, {}, 'endpoint'],
  ['nothing said: waits for the patience', { ...NOTHING_YET, silenceMs: 5980 }, {}, null],
  ['nothing said: ends with the patience', { ...NOTHING_YET, silenceMs: 6000 }, {}, 'silence'],
  ['nothing said: the hard stop still ends it', { ...NOTHING_YET }, { hardStopAtMs: 10_000 }, 'timeLimit'],
  ['nothing said: no limit of the answer counts', { ...NOTHING_YET }, { limitFromFirstSpeechMs: 1 }, null],
  ['the hard stop cuts a word', {}, { hardStopAtMs: 10_000 }, 'timeLimit'],
  ['the hard stop is not early', {}, { hardStopAtMs: 10_020 }, null],
  ['the limit counts from the first speech', {}, { limitFromFirstSpeechMs: 9000 }, 'timeLimit'],
  ['the limit from the first speech is not early', {}, { limitFromFirstSpeechMs: 9020 }, null],
  ['the soft limit waits for a breath', { silenceMs: 280 }, { softLimitMs: 5000 }, null],
  ['the soft limit ends at a breath', { silenceMs: 300 }, { softLimitMs: 5000 }, 'timeLimit'],
  ['before the soft limit a breath is nothing', { silenceMs: 300 }, { softLimitMs: 9020 }, null],
  ['"that is all" is confirmed by silence', { saidFinished: true, silenceMs: 880 }, { endSilenceMs: 6000 }, null],
  ['"that is all" ends a long turn', { saidFinished: true, silenceMs: 900 }, { endSilenceMs: 6000 }, 'saidFinished'],
  ['a thinking pause does not end a long turn', { silenceMs: 5980 }, { endSilenceMs: 6000 }, null],
  ['a long silence ends a long turn', { silenceMs: 6000 }, { endSilenceMs: 6000 }, 'silence'],
  ['limits come before endpointing', { silenceMs: 3000 }, { hardStopAtMs: 9000 }, 'timeLimit'],
  [
    'the soft limit comes before "that is all"',
    { silenceMs: 900, saidFinished: true },
    { softLimitMs: 100 },
    'timeLimit',
  ],
];

describe('a turn', () => {
  it.each(CASES)('%s', (_, observation, limits, reason) => {
    expect(turnEnd({ ...SPEAKING, ...observation }, { ...NO_LIMITS, ...limits }, FIXED, NOBODY)).toBe(reason);
  });

  it('never goes on when more silence is added to a silence that ended it', () => {
    fc.assert(
      fc.property(
        fc.nat(9000),
        fc.nat(9000),
        fc.constantFrom('', 'yes', 'i like it because', SPEAKING.text),
        fc.boolean(),
        (silenceMs, more, text, saidFinished) => {
          const at = (silence: number) =>
            turnEnd({ ...SPEAKING, silenceMs: silence, text, saidFinished }, NO_LIMITS, FIXED, NOBODY);
          if (at(silenceMs) !== null) expect(at(silenceMs + more)).not.toBeNull();
        },
      ),
      { seed: 20_240_601 },
    );
  });
});

describe('what words tell', () => {
  it.each([
    ['i live in a small town near the coast', 'complete'],
    ['I went there with my sister as well', 'complete'],
    ['we usually cook and clean and things like that', 'complete'],
    ['i think so', 'unknown'],
    ['no not really', 'unknown'],
    ['we play football and so on', 'complete'],
    ['i know the city quite well', 'complete'],
    ['i live in a', 'incomplete'],
    ['i like it because', 'incomplete'],
    ['and then um', 'incomplete'],
    ['i usually go there with my', 'incomplete'],
    ['what i really want to say is', 'incomplete'],
    ['i think that', 'incomplete'],
    ['', 'unknown'],
    ['yes', 'unknown'],
    ['i think', 'unknown'],
    ['yes i do', 'unknown'],
    ['no they are', 'unknown'],
    ['no i cannot', 'unknown'],
    ['你好', 'unknown'],
    ['я живу в маленьком городе', 'complete'],
    ['i am 25 years old', 'complete'],
    ['i don’t like it', 'complete'],
  ] as const)('%j is %s', (text, expected) => {
    expect(completeness(text)).toBe(expected);
  });

  it.each(Object.entries(DEFAULT_ENDPOINTING))('%s: the more open the words, the longer the wait', (moment, policy) => {
    const wait = (text: string) => silenceAllowedMs({ ...SPEAKING, text }, policy, NOBODY);
    const long = 'we moved there when i was a child and i still like it very much for many reasons and i live in';
    const waits = [`${long} a small town`, `${long} a town called`, `${long} the`].map(wait);
    if (moment === 'longTurn') expect(waits).toEqual([6000, 6000, 6000]);
    else expect(waits).toEqual(waits.toSorted((first, second) => first - second));
    expect(new Set(waits).size).toBe(moment === 'longTurn' ? 1 : 3);
  });
});

describe('an answer that was taken to be over', () => {
  const { interview } = DEFAULT_ENDPOINTING;
  const text =
    'we moved there when i was a child and i still like it very much for many reasons and i live in a small town';
  const wait = (takenUp: number, policy = interview) =>
    silenceAllowedMs({ ...SPEAKING, text, takenUp }, policy, NOBODY);

  it('is given half as long again each time, up to the longest wait', () => {
    expect(wait(1)).toBe(1.5 * wait(0));
    expect(wait(2)).toBe(2 * wait(0));
    expect(wait(20)).toBe(3900);
  });

  it('is given no more where the wait is fixed', () => {
    expect(wait(3, FIXED)).toBe(wait(0, FIXED));
  });
});

describe('a recogniser that hears the end of the turn', () => {
  const sentence = 'i live in a small town near the coast';
  const allowed = (text: string, sign: TurnObservation['endOfTurn'], policy = FIXED) =>
    silenceAllowedMs({ ...SPEAKING, text, endOfTurn: sign }, policy, NOBODY);

  it('shortens the wait after a complete answer, and less when it is not sure', () => {
    expect([null, 'likely', 'confirmed'].map((sign) => allowed(sentence, sign as 'likely'))).toEqual([900, 750, 600]);
  });

  it('moves no wait that somebody has set', () => {
    const policy = { ...FIXED, fixedAfter: ['complete'] as const };
    expect([null, 'likely', 'confirmed'].map((sign) => allowed(sentence, sign as 'likely', policy))).toEqual([
      900, 900, 900,
    ]);
    expect(allowed('i think', 'confirmed', policy)).toBe(900);
  });

  it('lets what may be a beginning wait as long as a whole answer', () => {
    expect([null, 'likely', 'confirmed'].map((sign) => allowed('i think', sign as 'likely'))).toEqual([
      1200, 1200, 900,
    ]);
  });

  it('never shortens the wait after words that dangle', () => {
    for (const sign of ['likely', 'confirmed'] as const) {
      expect(allowed('i like it because', sign)).toBe(allowed('i like it because', null));
    }
  });

  it('ends the turn when the silence is long enough, not before', () => {
    const at = (silenceMs: number) =>
      turnEnd({ ...SPEAKING, silenceMs, endOfTurn: 'confirmed' }, NO_LIMITS, FIXED, NOBODY);
    expect([at(0), at(580), at(600)]).toEqual([null, null, 'endpoint']);
  });

  it('never cuts a long turn, with its own limit of silence or without', () => {
    const { longTurn } = DEFAULT_ENDPOINTING;
    for (const endSilenceMs of [6000, null]) {
      const observation = { ...SPEAKING, text: sentence, silenceMs: 5980, endOfTurn: 'confirmed' as const };
      expect(turnEnd(observation, { ...NO_LIMITS, endSilenceMs }, longTurn, NOBODY)).toBeNull();
    }
  });

  it.each(Object.entries(DEFAULT_ENDPOINTING))('%s: only shortens, and never below half a second', (_, policy) => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'yes', 'i think', sentence, 'i like it because', 'yes i do'),
        fc.constantFrom('likely' as const, 'confirmed' as const),
        (text, sign) => {
          const [without, with_] = [allowed(text, null, policy), allowed(text, sign, policy)];
          expect(with_).toBeLessThanOrEqual(without);
          expect(with_).toBeGreaterThanOrEqual(500);
        },
      ),
      { seed: 20_261_125 },
    );
  });
});

describe('waits that grow with the speaker', () => {
  const sentence = 'i live in a small town near the coast';
  const { interview } = DEFAULT_ENDPOINTING;
  const after = (pausesMs: readonly number[]): SpeakerPauses => {
    const pauses = new SpeakerPauses();
    for (const lengthMs of pausesMs) pauses.add(lengthMs);
    return pauses;
  };
  const allowed = (text: string, pauses: SpeakerPauses, policy = interview) =>
    silenceAllowedMs({ ...SPEAKING, text }, policy, pauses);

  it('gives time to who pauses long, and less to who hardly pauses', () => {
    const text = 'i do not have a strong opinion about it but my brother';
    const [slow, quick] = [after([1800, 2500, 1500, 2200]), after([300, 350, 400, 300])];
    expect(allowed(text, slow)).toBeGreaterThan(1.2 * allowed(text, quick));
  });

  it('never waits less for the same pauses made longer, nor for another pause longer than the usual ones', () => {
    const lengths = fc.array(fc.integer({ min: 250, max: 6000 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        lengths,
        fc.nat(3000),
        fc.constantFrom('', 'yes', sentence, 'i like it because'),
        fc.constantFrom(...Object.values(DEFAULT_ENDPOINTING)),
        (pauses, more, text, policy) => {
          const wait = (own: readonly number[]) => allowed(text, after(own), policy);
          expect(wait(pauses.map((length) => length + more))).toBeGreaterThanOrEqual(wait(pauses));
          expect(wait([...pauses, Math.max(...pauses, 1000)])).toBeGreaterThanOrEqual(wait(pauses));
        },
      ),
      { seed: 20_261_126 },
    );
  });

  it('stays between the shortest and the longest wait, whatever the speaker does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60_000), { maxLength: 30 }), fc.string(), (pauses, text) => {
        const wait = allowed(text, after(pauses));
        expect(wait).toBeGreaterThanOrEqual(interview.completeMs);
        expect(wait).toBeLessThanOrEqual(interview.adaptive?.longestMs ?? 0);
      }),
      { seed: 20_261_126 },
    );
  });

  it('waits less after a whole answer than after a short one, and more where another sentence would be usual', () => {
    const answers = ['i like the town', 'i like the town because it is quiet and all of my friends live there'];
    const [short, whole] = answers.map((text) => allowed(text, NOBODY)) as [number, number];
    expect(whole).toBeLessThan(short / 1.5);
    expect(allowed(answers[1] ?? '', NOBODY, DEFAULT_ENDPOINTING.discussion)).toBeGreaterThan(whole);
  });

  it('is not moved by silences that are no pauses', () => {
    expect(allowed(sentence, after([40, 100, 240]))).toBe(allowed(sentence, NOBODY));
  });

  it('counts words by time where none are known yet', () => {
    const wait = (speechMs: number) => silenceAllowedMs({ ...SPEAKING, text: '', speechMs }, interview, NOBODY);
    expect(wait(1000)).toBeGreaterThan(wait(20_000));
  });
});
