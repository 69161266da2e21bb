/** Scripts for looking at every state of the practice screen, in tests on a real terminal and by hand. */
import type { SessionEventBody } from '../../src/engine/session/log/events.js';
import type { ScriptStep } from './fake-live-session.js';
import { NOT_RATEABLE, RATED, final, speech, started, turnEnded, turnStarted } from './session-events.js';

const CARD: SessionEventBody = {
  type: 'card.shown',
  cardId: 'journey',
  topic: 'Describe a journey that took longer than you had planned.',
  points: ['where you were going', 'how you travelled', 'what made the journey long'],
  closing: 'and explain how you felt when you arrived.',
};

const SECOND = 1000;
const QUESTION = 'Do you live in a house or in an apartment?';

const opening: readonly ScriptStep[] = [
  { atMs: 0, event: started({ candidate: 'Amina Farah' }) },
  { atMs: 10, event: { type: 'part.started', part: 'introduction' } },
  { atMs: 20, event: speech('Hello. My name is Anna Reed, and I am your examiner today.', 'greeting') },
];

const introduction: readonly ScriptStep[] = [
  ...opening,
  { atMs: 1000, event: { type: 'speech.ended', lineId: 'l1' } },
  { atMs: 1100, event: speech('Can you tell me your full name, please?') },
  { atMs: 2000, event: { type: 'speech.ended', lineId: 'l2' } },
  { atMs: 2050, event: turnStarted('t1', 'identity') },
  {
    atMs: 2500,
    status: { candidateSpeaking: true },
    event: { type: 'transcript.partial', turnId: 't1', text: 'my name' },
  },
  { atMs: 3000, status: { candidateSpeaking: false }, event: final('t1', 'My name is Amina Farah', ['Farah']) },
  { atMs: 3100, event: turnEnded('t1') },
  { atMs: 3200, event: { type: 'part.ended', part: 'introduction', reason: 'completed', durationMs: 3000 } },
];

const LONG_PARTIAL =
  'well I live in an apartment near the centre of the town with my parents and my two younger brothers and it is on the fourth floor so we have a good view over the river and what I like most about it is that everything is close for example the market and the school where my mother works and also the park where we go every evening when the weather is not too hot because it gets very hot in summer';

const partOne: readonly ScriptStep[] = [
  ...introduction,
  {
    atMs: 3300,
    event: { type: 'part.started', part: 'part1' },
    status: { partElapsedMs: 0, partRemainingMs: 270 * SECOND },
  },
  { atMs: 3350, event: { type: 'topic.announced', topicId: 'home', title: 'Your home' } },
  { atMs: 3400, event: speech(QUESTION) },
  { atMs: 4400, event: { type: 'speech.ended', lineId: 'l3' } },
  { atMs: 4500, event: turnStarted('t2') },
  ...LONG_PARTIAL.split(' ').map((_, index, words): ScriptStep => ({
    atMs: 4600 + index * 60,
    status: { candidateSpeaking: true },
    event: { type: 'transcript.partial', turnId: 't2', text: words.slice(0, index + 1).join(' ') },
  })),
];

const answered: readonly ScriptStep[] = [
  ...partOne,
  { atMs: 9600, status: { candidateSpeaking: false }, event: final('t2', LONG_PARTIAL, ['river', 'market']) },
  { atMs: 9700, event: turnEnded('t2', { startMs: 4600, endMs: 9500 }) },
];

const estimated: readonly ScriptStep[] = [
  ...answered,
  {
    atMs: 9800,
    event: {
      type: 'bands.estimated',
      bands: {
        fluency: { band: 6, low: 4.5, high: 7.5 },
        lexical: { band: 6, low: 5, high: 7 },
        grammar: { band: 5, low: 4, high: 6.5 },
        pronunciation: null,
      },
    },
  },
];

const interrupted: readonly ScriptStep[] = [
  ...estimated,
  { atMs: 10_000, event: speech('What would you change about the place where you live, if you could?') },
  { atMs: 10_500, event: { type: 'speech.interrupted', lineId: 'l4', spokenMs: 500, by: 'candidate' } },
  { atMs: 10_510, event: turnStarted('t3') },
  {
    atMs: 10_600,
    event: {
      type: 'provider.switched',
      port: 'speechToText',
      from: 'sherpa',
      to: 'pocketsphinx',
      why: 'no answer for 5 s',
    },
  },
  { atMs: 10_700, event: { type: 'audio.clipped', share: 0.02 } },
];

const preparation: readonly ScriptStep[] = [
  ...estimated,
  {
    atMs: 10_000,
    event: { type: 'part.started', part: 'part2' },
    status: { partElapsedMs: 0, partRemainingMs: null },
  },
  { atMs: 10_050, event: CARD },
  {
    atMs: 10_100,
    event: speech('Here is your card. Describe a journey that took longer than you had planned.', 'card'),
  },
  { atMs: 11_000, event: { type: 'speech.ended', lineId: 'l5' } },
  {
    atMs: 11_100,
    event: { type: 'preparation.started', durationMs: 60 * SECOND },
    status: { countdownMs: 60 * SECOND },
  },
];

const longTurn: readonly ScriptStep[] = [
  ...preparation,
  { atMs: 25_000, event: { type: 'preparation.ended', reason: 'timeUp' }, status: { countdownMs: null } },
  { atMs: 25_100, event: turnStarted('t4', 'longTurn'), status: { countdownMs: 120 * SECOND } },
  ...LONG_PARTIAL.split(' ').map((_, index, words): ScriptStep => ({
    atMs: 25_200 + index * 60,
    status: { candidateSpeaking: true },
    event: { type: 'transcript.partial', turnId: 't4', text: words.slice(0, index + 1).join(' ') },
  })),
];

function ending(score: unknown): readonly ScriptStep[] {
  return [
    ...estimated,
    { atMs: 10_000, event: { type: 'part.started', part: 'closing' } },
    { atMs: 10_100, event: speech('Thank you. That is the end of the speaking test.', 'closing') },
    { atMs: 11_000, event: { type: 'speech.ended', lineId: 'l9' } },
    { atMs: 11_100, event: { type: 'part.ended', part: 'closing', reason: 'completed', durationMs: 1000 } },
    { atMs: 13_000, event: { type: 'session.scored', score } },
  ];
}

export const SCENES = {
  opening,
  introduction,
  partOne,
  answered,
  interrupted,
  preparation,
  longTurn,
  bands: ending(RATED),
  notRateable: ending(NOT_RATEABLE),
  typed: [
    { atMs: 0, event: started({ acoustic: false, input: 'text' }) },
    { atMs: 10, event: { type: 'part.started', part: 'part1' } },
    { atMs: 20, event: speech(QUESTION) },
    { atMs: 400, event: { type: 'speech.ended', lineId: 'l1' } },
    { atMs: 420, event: turnStarted('t1') },
  ],
} as const satisfies Record<string, readonly ScriptStep[]>;

export type SceneName = keyof typeof SCENES;
