// What a feature may say, fixed before training: 1 speaks for a speaker, -1 against. A feature without an entry may do either. Because of
// these signs no rating rises when pauses are put in or sounds get worse; they cost nothing in correlation (docs/speech-model.md).
const FOR = [
  ...['score', 'posterior', 'ratio'].flatMap((name) => [
    ...['Mean', 'Q10', 'Q25', 'Q50', 'WordMean', 'WordQ25', 'WordMin', 'ByTime'].map((part) => name + part),
    ...['vowel', 'fricative', 'stop', 'nasal', 'approximant'].map((kind) => `${name}Mean.${kind}`),
  ]),
  ...['closestShare', 'sameClassShare', 'finalRatio', 'initialRatio', 'loopAgreement', 'loopClassAgreement'],
  ...['vowel', 'fricative', 'stop', 'nasal', 'approximant'].map((kind) => `loopAgreement.${kind}`),
  ...['logSpeechRate', 'logSpanRate', 'phonationRatio', 'rawVoicedRatio', 'meanRunSyllables', 'longestRunSyllables'],
  'runShare',
];
const AGAINST = [
  ...['weakShare', 'mistakenShare', 'silentShare', 'weakWordShare', 'loopErrors', 'loopSubstitutions', 'loopDeletions'],
  ...['loopInsertions', 'unknownShare', 'pausesPerWord', 'pauseCount', 'logPauseS', 'longestPauseS', 'gapShare'],
  ...['longGapShare', 'gapTimeShare', 'longestGapS'],
];

/** High quantiles say little of read words, whose low ones tell more; they stand where a recogniser mistook some. */
export const RECOGNISED_ONLY = new Set(
  ['score', 'posterior', 'ratio'].flatMap((name) =>
    ['Q75', 'Q90', 'WordQ50', 'WordQ75', 'WordQ90'].map((part) => name + part),
  ),
);

export const DIRECTIONS = new Map([
  ...[...FOR, ...RECOGNISED_ONLY].map((name) => [name, 1]),
  ...AGAINST.map((name) => [name, -1]),
]);
