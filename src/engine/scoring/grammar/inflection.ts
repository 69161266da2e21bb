/** Forms of verbs and nouns by spelling rules and our lists of exceptions. */
import { IRREGULAR_VERBS } from './lexicon/irregular-verbs.js';
import { wordTable } from '../../text/word-table.js';

export type VerbForm = 'base' | 'third' | 'past' | 'participle' | 'ing';

const byBase = new Map(IRREGULAR_VERBS.map((verb) => [verb.base, verb]));
const irregularForms = new Map<string, { readonly base: string; readonly forms: Set<VerbForm> }>();
for (const { base, past, participle } of IRREGULAR_VERBS) {
  for (const [form, spellings] of [
    ['past', past],
    ['participle', participle],
  ] as const) {
    for (const spelling of spellings) {
      const entry = irregularForms.get(spelling) ?? { base, forms: new Set<VerbForm>() };
      if (entry.base === base) entry.forms.add(form);
      irregularForms.set(spelling, entry);
    }
  }
}

/** Two-syllable verbs stressed at their end double the last consonant; one-syllable ones do by rule. */
const DOUBLING = new Set(
  (
    'admit begin commit compel control defer equip expel forget forbid incur occur omit patrol permit prefer propel rebel recur refer ' +
    'regret submit transfer transmit upset travel cancel label model quarrel signal fuel dial total worship kidnap program format unplug outwit'
  ).split(' '),
);

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiou'.includes(letter);

function doubles(base: string): boolean {
  if (DOUBLING.has(base)) return true;
  return /^[^aeiou]*[aeiou][bdfgklmnprtvz]$/.test(base) || /^[^aeiou]*qu[aeiou][bdgmnprt]$/.test(base);
}

/** The usual spelling of a verb's form: "study" + third = "studies". "be" has no single forms and gives itself. */
export function inflect(base: string, form: VerbForm): string {
  if (form === 'base' || base === 'be') return base;
  if (form === 'third') {
    if (base === 'have') return 'has';
    if (base === 'do' || base === 'go' || base === 'undergo' || base === 'undo') return `${base}es`;
    return plural(base);
  }
  const irregular = byBase.get(base);
  if (irregular && form !== 'ing') return (form === 'past' ? irregular.past : irregular.participle)[0] ?? base;
  const ending = form === 'ing' ? 'ing' : 'ed';
  if (base.endsWith('ie') && form === 'ing') return `${base.slice(0, -2)}ying`;
  if (base.endsWith('e') && !/(?:ee|oe|ye)$/.test(base)) return form === 'ing' ? `${base.slice(0, -1)}ing` : `${base}d`;
  if (base.endsWith('e')) return form === 'ing' ? `${base}ing` : `${base}d`;
  if (base.endsWith('y') && !isVowel(base.at(-2)) && form !== 'ing') return `${base.slice(0, -1)}ied`;
  if (base.endsWith('c')) return `${base}k${ending}`;
  return doubles(base) ? `${base}${base.at(-1) ?? ''}${ending}` : `${base}${ending}`;
}

/** Which forms of a lemma a spelling may be: "put" is base, past and participle. Empty when it is none. */
export function formsOf(spelling: string, base: string): ReadonlySet<VerbForm> {
  const forms = new Set<VerbForm>();
  // "Lay" is a verb of its own, whichever the tagger takes it for.
  if (spelling === base || spelling === 'lay') forms.add('base');
  const irregular = irregularForms.get(spelling);
  if (irregular?.base === base) for (const form of irregular.forms) forms.add(form);
  if (spelling === inflect(base, 'third')) forms.add('third');
  if (spelling.endsWith('ing') && spelling !== base) forms.add('ing');
  if (!byBase.has(base) && spelling.endsWith('ed') && spelling !== base) {
    forms.add('past');
    forms.add('participle');
  }
  return forms;
}

/** Base of an irregular past or participle, null for any other word. */
export function irregularBase(spelling: string): string | null {
  return irregularForms.get(spelling)?.base ?? null;
}

const IRREGULAR_PLURALS: Readonly<Record<string, string>> = wordTable({
  man: 'men',
  woman: 'women',
  child: 'children',
  foot: 'feet',
  tooth: 'teeth',
  mouse: 'mice',
  person: 'people',
  goose: 'geese',
  ox: 'oxen',
  wife: 'wives',
  life: 'lives',
  knife: 'knives',
  leaf: 'leaves',
  half: 'halves',
  shelf: 'shelves',
  wolf: 'wolves',
  thief: 'thieves',
  loaf: 'loaves',
  self: 'selves',
  calf: 'calves',
  policeman: 'policemen',
  businessman: 'businessmen',
  fisherman: 'fishermen',
  grandchild: 'grandchildren',
  housewife: 'housewives',
  analysis: 'analyses',
  crisis: 'crises',
  phenomenon: 'phenomena',
  criterion: 'criteria',
  hero: 'heroes',
  potato: 'potatoes',
  tomato: 'tomatoes',
  echo: 'echoes',
  volcano: 'volcanoes',
});
const singularOf = new Map(Object.entries(IRREGULAR_PLURALS).map(([one, many]) => [many, one]));

/** "city" gives "cities"; also the third person of a regular verb, by the same spelling rule. */
export function plural(noun: string): string {
  const irregular = IRREGULAR_PLURALS[noun];
  if (irregular !== undefined) return irregular;
  if (/[a-z]{3}m[ae]n$/.test(noun) && !/(?:hu|ro|ger|ci|gi|do|ta|cu|sta)m[ae]n$/.test(noun))
    return `${noun.slice(0, -2)}en`;
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  if (noun.endsWith('y') && !isVowel(noun.at(-2))) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}

/** The singular that a plural's spelling comes from, null when it is not spelt like a plural. */
export function singular(noun: string): string | null {
  const irregular = singularOf.get(noun);
  if (irregular !== undefined) return irregular;
  // "Gentlemen", "sportswomen".
  if (/[a-z]{3}men$/.test(noun) && !/(?:ci|gi|do|ta|cu|sta)men$/.test(noun)) return `${noun.slice(0, -2)}an`;
  if (/(?:ss|us|is|'s)$/.test(noun) || !noun.endsWith('s') || noun.length < 4) return null;
  if (noun.endsWith('ies') && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|x|zz|ch|sh)es$/.test(noun)) return noun.slice(0, -2);
  return noun.slice(0, -1);
}
