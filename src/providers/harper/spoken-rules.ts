/**
 * Which of Harper's several hundred rules say something about spoken grammar, and what kind of error each finds.
 * Left out on purpose: spelling, capitals, punctuation, hyphens, style, vividness, repetitions and fillers (speech has
 * them), and whatever only confuses words that sound alike (their/there, could of/could've): the recogniser wrote those.
 */
export const SPOKEN_RULES: Readonly<Record<string, readonly string[]>> = {
  agreement: [
    ...['PronounVerbAgreement', 'ThereIsAgreement', 'HavePronoun', 'IDo', 'IAmAgreement'],
    ...['OneOfTheSingular', 'CriteriaPhenomena'],
  ],
  verbForm: [
    ...['DidPast', 'HelpedPast', 'WillNonLemma', 'WillContain', 'SimplePastToPastParticiple', 'ModalBeAdjective'],
    ...['ProgressiveNeedsBe', 'DoIAdjective', 'AllowTo', 'WorthToDo', 'MakeItSeem', 'IsKnownFor', 'LookingForwardTo'],
    ...['BePrejudiced', 'BeBiased', 'BeConcerned', 'BeShocked'],
  ],
  wordForm: ['RegularIrregulars', 'MassNouns', 'PluralWrongWordOfPhrase', 'ComplainAsNoun', 'HumanBeings'],
  article: [
    ...['AnA', 'TheAnother', 'AnotherThings', 'AnotherOnes', 'TheMy', 'SomeWithoutArticle', 'ASomeTime', 'LongTimeAgo'],
    ...['InAWhile', 'ForAWhile', 'AfterAWhile', 'InAHurry', 'InAnIdealWorld'],
  ],
  comparison: [
    ...[
      'AdjectiveDoubleDegree',
      'MoreBetter',
      'RedundantSuperlatives',
      'SimilarLike',
      'AsMuchAs',
      'SameAs',
      'VeryLess',
    ],
    ...['BestOfAllTime', 'MostOfTheTimes'],
  ],
  pronoun: ['FriendOfMe', 'ByOnesOwn', 'EverPronounRelPronoun'],
  preposition: [
    ...[
      'Discuss',
      'SinceDuration',
      'GoodAt',
      'AwareOf',
      'LookForwardTo',
      'CuriousAbout',
      'JealousOf',
      'PassionateAbout',
    ],
    ...[
      'Impressed',
      'ExceptOf',
      'DespiteOf',
      'ResponsibilityFor',
      'TakePrideIn',
      'CraveFor',
      'PayForPrice',
      'InterestedIn',
    ],
    ...[
      'FascinatedBy',
      'ObsessPreposition',
      'InspiredBy',
      'MeansALotTo',
      'TakeALookTo',
      'GetUsedTo',
      'InFavourOfDoing',
    ],
    ...['OnFloor', 'ReasonForDoing', 'LaughOfAt', 'ByAccident', 'AdvantageOf', 'SomeOfThe', 'DuringAges', 'InDetail'],
    ...['ThePointFor'],
  ],
  wordOrder: ['NotOnlyInversion', 'NoLongerPronoun', 'NorModalPronoun', 'HowDoesCompared'],
  wordChoice: ['DoMistake', 'AfterLater', 'Unless', 'TakeItPersonally', 'Audible', 'Combinate', 'CauseItIsBecause'],
};

const kinds = new Map(
  Object.entries(SPOKEN_RULES).flatMap(([kind, rules]) => rules.map((rule) => [rule, kind] as const)),
);

export function kindOfRule(rule: string): string | null {
  return kinds.get(rule) ?? null;
}

export const SPOKEN_RULE_NAMES: readonly string[] = [...kinds.keys()];
