/** Words between two punctuation marks, ready for rules: fillers and immediate repetitions are taken out. */
import { isFiller } from '../../text/fillers.js';
import type { VerbForm } from './inflection.js';
import { formsOf, irregularBase, plural, singular } from './inflection.js';
import { INVARIABLE, NEVER_PLURAL, PEOPLE } from './lexicon/nouns.js';
import { wordSet } from './lexicon/word-set.js';
import type { PartOfSpeech, TaggedWord } from './tagged-word.js';

export interface GrammarWord {
  /** Lower case, straight apostrophe. */
  readonly n: string;
  readonly pos: PartOfSpeech;
  readonly lemma: string;
  /** Position in the checked text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface Stretch {
  readonly words: readonly GrammarWord[];
  /** False after a comma or the like. A transcript without punctuation is one stretch. */
  readonly startsSentence: boolean;
  /** The mark after it is a question mark. */
  readonly isQuestion: boolean;
  /** The mark after it is inside a word or a phrase: "hands-on", "a parents' evening". Its last word is part of more. */
  readonly hyphenated: boolean;
  /** The one before it is {@link hyphenated}: its first word is part of more. */
  readonly afterHyphen: boolean;
  /** A comma or the like comes after it: the sentence goes on. */
  readonly goesOn: boolean;
  /** What was said shortly before it, in this sentence or an earlier one. */
  readonly said: readonly GrammarWord[];
  /** Words of the stretch before it in the same sentence, none where a sentence begins. */
  readonly before: readonly GrammarWord[];
  /** The sentence begins with {@link before}. */
  readonly beforeStartsSentence: boolean;
}

const ENDS_SENTENCE = /^[.?!…]+$/;
export const endsSentence = (mark: string): boolean => ENDS_SENTENCE.test(mark);
/** Stretches that one still has in mind. */
const SAID = 6;
/** Longest repetition taken out: "in the in the". */
const MAX_REPEATED = 3;

export function stretchesOf(tagged: readonly TaggedWord[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let words: GrammarWord[] = [];
  let startsSentence = true;
  const close = (mark: string): void => {
    if (words.length > 0) {
      const last = startsSentence ? undefined : found.at(-1);
      found.push({
        words: retagged(withoutRepetitions(words)),
        startsSentence,
        isQuestion: mark === '?',
        hyphenated: mark === '-' || mark === "'",
        afterHyphen: found.at(-1)?.hyphenated === true,
        goesOn: mark !== '' && mark !== '-' && !endsSentence(mark),
        said: found.slice(-SAID).flatMap((stretch) => stretch.words),
        before: last?.words ?? [],
        beforeStartsSentence: last?.startsSentence ?? false,
      });
    }
    if (words.length > 0 || endsSentence(mark)) startsSentence = endsSentence(mark);
    words = [];
  };
  for (const word of tagged) {
    if (word.pos === 'SPACE') continue;
    const n = word.text.toLowerCase().replaceAll('’', "'");
    if (word.pos === 'PUNCT' || !/[\p{L}\p{N}]/u.test(n)) close(n);
    else if (!isFiller(word.text))
      words.push({ n, pos: word.pos, lemma: lemmaOf(n, word), start: word.start, end: word.end });
  }
  close('');
  return found;
}

function lemmaOf(n: string, { pos, lemma }: TaggedWord): string {
  if (pos === 'VERB' || pos === 'AUX') {
    // Of the two verbs behind "found", "lay", "saw" or "felt" the commoner one is meant.
    const base = irregularBase(n);
    if (base !== null) return base;
    if (n === 'ca' || n === 'wo') return n === 'ca' ? 'can' : 'will';
  }
  return lemma === '' ? n : lemma;
}

/** Speakers say a word again while they look for the next: the first saying is dropped. */
function withoutRepetitions(words: readonly GrammarWord[]): readonly GrammarWord[] {
  const kept: GrammarWord[] = [];
  let index = 0;
  while (index < words.length) {
    const length = repeatedLength(words, index);
    if (length > 0) index += length;
    else {
      const word = words[index];
      if (word) kept.push(word);
      index += 1;
    }
  }
  return kept;
}

/** Verbs that the tagger takes for nouns after a person: "my brother work in a bank", "a friend who work there". */
const ALSO_NOUNS = wordSet(
  'work works live lives play plays love loves need needs help helps study studies travel travels visit visits talk talks walk walks use uses',
);

/** Jobs that the tagger takes for verbs. */
const ALSO_VERBS = wordSet('doctor nurse engineer');

function retagged(words: readonly GrammarWord[]): readonly GrammarWord[] {
  return words.map((word, index) => {
    // "Whilst" is a noun to the tagger.
    if (word.n === 'whilst') return { ...word, pos: 'SCONJ' };
    // "My father is doctor".
    if (word.pos === 'VERB' && ALSO_VERBS.has(word.n) && /^(?:am|'m|is|are|was|were)$/.test(words[index - 1]?.n ?? ''))
      return { ...word, pos: 'NOUN' };
    if (word.pos !== 'NOUN' || !ALSO_NOUNS.has(word.n)) return word;
    const person = words[index - 1];
    const next = words[index + 1]?.pos ?? '';
    const isPerson =
      person?.n === 'who' ||
      (person?.pos === 'NOUN' &&
        (PEOPLE.has(person.n) || PEOPLE.has(singular(person.n) ?? '') || person.n === 'people'));
    if (!isPerson || !['ADP', 'DET', 'PRON', 'PART', 'ADV'].includes(next)) return word;
    return { ...word, pos: 'VERB', lemma: word.n === 'lives' ? 'live' : (singular(word.n) ?? word.n) };
  });
}

function repeatedLength(words: readonly GrammarWord[], index: number): number {
  for (let length = MAX_REPEATED; length > 0; length -= 1) {
    if (index + 2 * length > words.length) continue;
    let same = true;
    for (let offset = 0; offset < length && same; offset += 1) {
      same = words[index + offset]?.n === words[index + length + offset]?.n;
    }
    if (same) return length;
  }
  return 0;
}

/** Which forms of its verb a word may be; empty unless tagged as a verb. */
export function verbForms(word: GrammarWord | undefined): ReadonlySet<VerbForm> {
  if (!word || (word.pos !== 'VERB' && word.pos !== 'AUX')) return NONE;
  return formsOf(word.n, word.lemma);
}
const NONE: ReadonlySet<VerbForm> = new Set();

/** The form and no other: "go" is only a base, "put" may be past. */
export function isOnly(word: GrammarWord | undefined, form: VerbForm): boolean {
  const forms = verbForms(word);
  return forms.has(form) && forms.size === 1;
}

/** A past or participle that cannot be a base. */
export function isPastLike(word: GrammarWord | undefined): boolean {
  const forms = verbForms(word);
  return (forms.has('past') || forms.has('participle')) && !forms.has('base');
}

/** Singular or plural by spelling; null where it tells nothing ("sheep", "news") or the word is no noun. */
export function numberOf(word: GrammarWord | undefined): 'singular' | 'plural' | null {
  if (!word || word.pos !== 'NOUN') return null;
  if (INVARIABLE.has(word.n)) return null;
  if (word.n === 'people' || word.n === 'police') return 'plural';
  if (NEVER_PLURAL.has(word.n)) return 'singular';
  const one = singular(word.n);
  if (one === null) return 'singular';
  return plural(one) === word.n ? 'plural' : null;
}
