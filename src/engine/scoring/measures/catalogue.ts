/** What each measure is called and how its value reads, for reports. Formulas are with the functions. */
import { MARKER_KINDS, type MarkerKind } from '../language/markers.js';

export interface MeasureText {
  readonly name: string;
  /** A value in plain words. */
  readonly say: (value: number) => string;
}

const whole = (value: number): string => String(Math.round(value));
const tenth = (value: number): string => value.toFixed(1);
const percent = (value: number): string => `${String(Math.round(value * 100))} %`;
/** Of a mean fit: native readers have -1.3 to -1.9, and a sound under -4.1 counts as weak. */
const nearness = (fit: number): string =>
  fit >= -1.9
    ? 'as near to American speech as those of native readers'
    : `${fit >= -3 ? 'near to' : fit >= -4.1 ? 'some way from' : 'far from'} American speech`;
/** "0.0 times" is no way to say "never". */
const tenthOr =
  (none: string, some: (amount: string) => string) =>
  (value: number): string =>
    value < 0.05 ? none : some(tenth(value));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export type MarkersOfKind = `${MarkerKind}MarkersPer100`;

const MARKERS_BY_KIND = Object.fromEntries(
  MARKER_KINDS.map((kind): readonly [string, MeasureText] => [
    `${kind}MarkersPer100`,
    {
      name: `Discourse markers of ${kind}`,
      say: tenthOr(`no link of ${kind}`, (amount) => `${amount} links of ${kind} per 100 words`),
    },
  ]),
) as Record<MarkersOfKind, MeasureText>;

export const MEASURE_TEXTS = {
  tokens: { name: 'Words', say: (value) => `${whole(value)} words, fillers left out` },
  freshWords: {
    name: 'Words, without what was said before',
    say: (value) => `${whole(value)} words, phrases that you repeated counted once`,
  },
  answers: { name: 'Answers', say: (value) => `${whole(value)} answers` },
  answeringMs: { name: 'Answering time', say: (value) => `${seconds(value)} from first to last speech of the answers` },
  phonationMs: { name: 'Speech', say: (value) => `${seconds(value)} of speech, pauses left out` },

  speechRate: { name: 'Speech rate', say: (value) => `${whole(value)} syllables a minute, pauses included` },
  articulationRate: { name: 'Articulation rate', say: (value) => `${whole(value)} syllables a minute while speaking` },
  phonationRatio: { name: 'Phonation-time ratio', say: (value) => `${percent(value)} of the answering time is speech` },
  pausePerSyllableMs: {
    name: 'Pause per syllable',
    say: (value) => `${tenth(value / 10)} s of pause per 100 syllables (about 70 words)`,
  },
  meanRun: { name: 'Mean length of run', say: (value) => `${tenth(value)} syllables between two pauses` },
  longestRun: { name: 'Longest run', say: (value) => `${whole(value)} syllables without a pause at best` },
  silentPausesPer100: { name: 'Pauses', say: tenthOr('no pause', (amount) => `${amount} pauses per 100 words`) },
  pauseSecondsPer100: { name: 'Pause time', say: (value) => `${tenth(value)} s of pause per 100 words` },
  meanPauseMs: { name: 'Mean pause', say: (value) => `a pause lasts ${seconds(value)} on average` },
  boundaryPauseShare: {
    name: 'Pauses between clauses',
    say: (value) => `${percent(value)} of the pauses fall between clauses`,
  },
  midClausePausesPerMinute: {
    name: 'Pauses inside clauses, by time',
    say: tenthOr('no pause inside a clause', (amount) => `${amount} pauses a minute inside a clause`),
  },
  midClausePausesPer100: {
    name: 'Pauses inside clauses',
    say: tenthOr('no pause inside a clause', (amount) => `${amount} pauses inside a clause per 100 words`),
  },
  responseDelayMs: { name: 'Response delay', say: (value) => `${seconds(value)} until an answer starts, usually` },
  repairsPer100: {
    name: 'Repetitions and corrections',
    say: tenthOr('no repetition or correction', (amount) => `${amount} repetitions or corrections per 100 words`),
  },
  fillersPer100: {
    name: 'Filled pauses',
    say: tenthOr('no "er" or "um"', (amount) => `${amount} "er" or "um" per 100 words (not held against you)`),
  },

  immediateRepeatsPer100: {
    name: 'Words said twice',
    say: tenthOr('no word said twice running', (amount) => `${amount} words per 100 said twice running`),
  },
  youKnowPer100: {
    name: '"You know"',
    say: (value) =>
      `${value === 0 ? 'never "you know"' : `"you know" ${tenth(value)} times per 100 words`} (in rated tests a small sign of speaking with ease; nothing to practise)`,
  },

  markersPer100: {
    name: 'Discourse markers',
    say: tenthOr('no linking expression', (amount) => `${amount} linking expressions per 100 words`),
  },
  ...MARKERS_BY_KIND,
  markerKinds: {
    name: 'Kinds of discourse markers',
    say: (value) => `${whole(value)} of 9 kinds of link used (reason, contrast, example, ...)`,
  },
  markerVariety: {
    name: 'Variety of discourse markers',
    say: (value) => `${percent(value)} of the linking expressions are different ones`,
  },
  wordsPerAnswer: {
    name: 'Length of answers',
    say: (value) => `${whole(value)} words in a usual answer`,
  },
  supportPerAnswer: {
    name: 'Development',
    say: tenthOr('no reason, example or contrast', (amount) => `${amount} reasons, examples or contrasts per answer`),
  },

  relevantShare: {
    name: 'Relevance',
    say: (value) => `${percent(value)} of the longer answers have something of their question`,
  },

  mattr50: {
    name: 'Variety of words (MATTR-50)',
    say: (value) => `${percent(value)} different words in any 50 running words`,
  },
  mtld: {
    name: 'Lexical diversity (MTLD)',
    say: (value) => `${whole(value)} words in a row before they repeat much`,
  },
  types: { name: 'Different words', say: (value) => `${whole(value)} different words` },
  shareBeyond2000: {
    name: 'Less common words',
    say: (value) => `${percent(value)} of the words lie outside the 2,000 most frequent`,
  },
  meanLogRankContent: {
    name: 'Rarity of content words',
    say: (value) => `a typical content word has frequency rank ${whole(10 ** value)}`,
  },
  meanLogRankTypes: {
    name: 'Rarity of different words',
    say: (value) =>
      `in a list of English words, the most frequent first, yours stand around place ${whole(10 ** value)} (more is rarer; the length of the test is allowed for)`,
  },
  repeatedPhrases: {
    name: 'Repeated phrases',
    say: (value) =>
      value === 0
        ? 'no phrase of four words used three times'
        : `${whole(value)} ${value === 1 ? 'phrase' : 'phrases'} of four words used three times or more`,
  },

  errorsPer100: {
    name: 'Errors and unusual places',
    say: tenthOr(
      'no error or unusual place',
      (amount) => `${amount} errors or unusual places per 100 words (correct speech has less than one)`,
    ),
  },
  namedErrorsPer100: {
    name: 'Errors found',
    say: tenthOr(
      'no error found (most errors of speech are not found)',
      (amount) => `${amount} errors found per 100 words (most errors of speech are not found)`,
    ),
  },
  wordChoicePer100: {
    name: 'Collocations flagged',
    say: tenthOr(
      'no words found that do not go together',
      (amount) => `${amount} words per 100 that do not go together or have the wrong form`,
    ),
  },
  errorFreeClauseShare: {
    name: 'Clauses without a found error',
    say: (value) => `${percent(value)} of the clauses have no found error`,
  },
  subordinateShare: { name: 'Subordinate clauses', say: (value) => `${percent(value)} of the clauses are subordinate` },
  verbFormRange: {
    name: 'Range of verb forms',
    say: (value) => `${whole(value)} of 10 verb forms used at least twice`,
  },
  modalRange: { name: 'Range of modal verbs', say: (value) => `${whole(value)} of 10 modal verbs used` },
  conditionalModalsPer100: {
    name: 'Would, could, might',
    say: tenthOr(
      'no "would", "could" or "might" ("I\'d" not counted)',
      (amount) => `"would", "could" or "might" ${amount} times per 100 words ("I'd" not counted)`,
    ),
  },
  thatPer100: {
    name: '"That"',
    say: tenthOr(
      'no idea joined on with "that" ("I know that ...", "a place that ...")',
      (amount) => `ideas joined on with "that" ("I know that ...", "a place that ...") ${amount} times per 100 words`,
    ),
  },
  contractionsPer100: {
    name: 'Contractions',
    say: tenthOr(
      'no short form ("it\'s", "don\'t"), the mark of speech',
      (amount) => `${amount} short forms ("it's", "don't") per 100 words, the mark of speech`,
    ),
  },
  subordinatorsPer100: {
    name: 'Subordinators',
    say: tenthOr(
      'no clause joined on with "if", "when", "although" or "which"',
      (amount) => `${amount} words such as if, when, although or which per 100 words`,
    ),
  },
  meanClauseLength: { name: 'Length of clauses', say: (value) => `${tenth(value)} words per clause` },
  meanUnitLength: {
    name: 'Length of units',
    say: (value) => `${tenth(value)} words per main clause with what hangs on it`,
  },
  oddPairShare: {
    name: 'Odd word order',
    say: (value) => `${percent(value)} of the function words stand where English does not put them`,
  },
  functionWordShare: { name: 'Function words', say: (value) => `${percent(value)} of the words are function words` },

  phoneScore: {
    name: 'Sounds',
    say: (value) =>
      `your sounds are ${nearness(value)} (how well they fit it: ${tenth(value)}; native readers: -1.3 to -1.9; 0 is the best)`,
  },
  lowPhoneScore: {
    name: 'Weakest sounds',
    say: (value) =>
      `one sound in ten is ${nearness(value)}, or farther (how well it fits: ${tenth(value)} or less; 0 is the best)`,
  },
  weakPhoneShare: {
    name: 'Weak sounds',
    say: (value) => `${percent(value)} of your sounds are far from what was expected`,
  },
  weakWordShare: { name: 'Weak words', say: (value) => `${percent(value)} of the longer words are hard to match` },
  vowelNpvi: { name: 'Rhythm (vowel nPVI)', say: (value) => `${whole(value)} (English of native speakers is near 57)` },
  silenceInsideWords: {
    name: 'Silence inside words',
    say: (value) => `${percent(value)} of the time inside words is silent`,
  },
  ratedAccuracy: {
    name: 'Sounds, by the speech model',
    say: (value) => `${tenth(value)} of 10 for clear sounds (as experts mark people who read aloud)`,
  },
  ratedProsody: {
    name: 'Stress and melody, by the speech model',
    say: (value) => `${tenth(value)} of 10 for stress and melody (as experts mark people who read aloud)`,
  },
  ratedFluency: {
    name: 'Flow, by the speech model',
    say: (value) => `${tenth(value)} of 10 for flow (as experts mark people who read aloud)`,
  },
  alignedWords: { name: 'Words measured', say: (value) => `${whole(value)} words measured in the audio` },
  recogniserConfidence: {
    name: 'Recogniser confidence',
    say: (value) => `the recogniser is ${percent(value)} sure of a word on average`,
  },
  pitchRange: { name: 'Pitch range', say: (value) => `${tenth(value)} semitones between low and high` },
  pitchVariation: { name: 'Pitch variation', say: (value) => `${tenth(value)} semitones of variation` },
} as const satisfies Readonly<Record<string, MeasureText>>;

export type MeasureName = keyof typeof MEASURE_TEXTS;

/** Every measure, null where the answers give no evidence for it. */
export type MeasureValues = Readonly<Record<MeasureName, number | null>>;
