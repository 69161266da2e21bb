/** Universal part-of-speech tags (Universal Dependencies), as far as they are told apart here. */
export type PartOfSpeech =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SPACE'
  | 'SYM'
  | 'VERB'
  | 'X';

/** A word or mark as a tagger gives it; contractions are split ("do" + "n't", "she" + "'s"). */
export interface TaggedWord {
  readonly text: string;
  /** Position in the checked text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly pos: PartOfSpeech;
  /** Dictionary form, lower case. */
  readonly lemma: string;
}
