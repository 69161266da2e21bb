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

export const DIRECTIONS = new Map([...FOR.map((name) => [name, 1]), ...AGAINST.map((name) => [name, -1])]);
