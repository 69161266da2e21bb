/** Words that everybody uses, in the candidate's own answers, and words that say more; our own lists. */
import { isUnclear } from '../language/tokens.js';
import { hasTag } from '../language/tagging.js';
import type { MeasuredTest, MeasuredTurn } from '../measures/measure.js';
import { wordTable } from '../../text/word-table.js';

interface Finer {
  readonly tag: 'Adjective' | 'Verb';
  readonly words: string;
}
const adjective = (words: string): Finer => ({ tag: 'Adjective', words });
const verb = (words: string): Finer => ({ tag: 'Verb', words });

/** In most places either fits; what fits is left to the candidate. Dictionary forms and their commonest others. */
const FINER: Readonly<Record<string, Finer>> = wordTable({
  hard: adjective('"demanding"'),
  difficult: adjective('"demanding" or "tricky"'),
  easy: adjective('"straightforward"'),
  famous: adjective('"renowned" or "well known for ..."'),
  cheap: adjective('"affordable" or "good value"'),
  expensive: adjective('"pricey" or "beyond my budget"'),
  beautiful: adjective('"stunning" or "picturesque"'),
  important: adjective('"crucial" or "vital"'),
  interesting: adjective('"fascinating" or "absorbing"'),
  boring: adjective('"tedious"'),
  happy: adjective('"delighted" or "content"'),
  sad: adjective('"upset" or "heartbroken"'),
  angry: adjective('"furious" or "annoyed"'),
  tired: adjective('"exhausted" or "worn out"'),
  busy: adjective('"hectic" (a day) or "snowed under" (a person)'),
  friendly: adjective('"welcoming" or "easy to get on with"'),
  kind: adjective('"considerate" or "warm-hearted"'),
  clever: adjective('"sharp" or "quick-witted"'),
  smart: adjective('"sharp" or "quick-witted"'),
  quiet: adjective('"peaceful"'),
  noisy: adjective('"deafening"'),
  crowded: adjective('"packed"'),
  modern: adjective('"up to date"'),
  traditional: adjective('"age-old"'),
  delicious: adjective('"mouth-watering"'),
  healthy: adjective('"nutritious" (food) or "in good shape" (a person)'),
  convenient: adjective('"handy"'),
  comfortable: adjective('"cosy"'),
  dangerous: adjective('"hazardous" or "risky"'),
  strange: adjective('"peculiar" or "odd"'),
  popular: adjective('"sought after"'),
  useful: adjective('"handy" or "invaluable"'),
  different: adjective('"distinct" or "varied"'),
  relax: verb('"unwind"'),
  improve: verb('"polish" (a skill) or "make headway"'),
  teach: verb('"pass on"'),
  taught: verb('"passed on"'),
  choose: verb('"opt for"'),
  need: verb('"depend on" or "can\'t do without"'),
  understand: verb('"grasp"'),
  remember: verb('"recall" or "it has stuck in my mind"'),
  enjoy: verb('"be fond of" or "get a lot out of"'),
  prefer: verb('"would rather" or "lean towards"'),
  change: verb('"transform"'),
});
const MOST_WORDS = 3;

/** Up to three different words of an answer, each with what could be said instead; words of the question and doubted ones are left out. */
export function plainWordsIn({ analyzed }: MeasuredTurn): readonly { readonly word: string; readonly finer: string }[] {
  const asked = analyzed.turn.question.toLowerCase();
  const found = new Map<string, string>();
  for (const each of analyzed.words) {
    const { normal } = each.token;
    const entry = FINER[normal];
    if (entry === undefined || isUnclear(each.token) || asked.includes(normal)) continue;
    if (hasTag(each, entry.tag)) found.set(normal, entry.words);
  }
  return [...found].slice(0, MOST_WORDS).map(([word, finer]) => ({ word, finer }));
}

/** What one strong word says by itself. */
const STRONG: Readonly<Record<string, string>> = wordTable({
  tired: 'exhausted',
  big: 'huge',
  large: 'enormous',
  small: 'tiny',
  good: 'excellent',
  bad: 'awful',
  important: 'crucial',
  happy: 'delighted',
  hungry: 'starving',
  cold: 'freezing',
  hot: 'boiling',
  beautiful: 'stunning',
  interesting: 'fascinating',
  kind: 'warm-hearted',
  friendly: 'welcoming',
  nice: 'lovely',
  old: 'ancient',
  angry: 'furious',
  sad: 'heartbroken',
  difficult: 'demanding',
  hard: 'demanding',
  easy: 'effortless',
  funny: 'hilarious',
  clever: 'brilliant',
  smart: 'brilliant',
  fast: 'rapid',
  crowded: 'packed',
  dirty: 'filthy',
  clean: 'spotless',
  quiet: 'silent',
  scared: 'terrified',
  surprised: 'astonished',
  strange: 'bizarre',
  excited: 'thrilled',
  delicious: 'mouth-watering',
  famous: 'renowned',
  busy: 'hectic',
  useful: 'invaluable',
  useless: 'pointless',
  poor: 'penniless',
  rich: 'wealthy',
});

/** The candidate's own "very tired", "very kind", with one word for both; none where a word was doubted. */
export function strongerThanVery(test: MeasuredTest): readonly { readonly said: string; readonly stronger: string }[] {
  const found = new Map<string, string>();
  for (const { analyzed } of test.turns)
    for (const [index, { token }] of analyzed.words.entries()) {
      const next = analyzed.words[index + 1];
      if (token.normal !== 'very' || token.endsSentence || next === undefined) continue;
      const stronger = STRONG[next.token.normal];
      if (stronger === undefined || isUnclear(token) || isUnclear(next.token)) continue;
      found.set(`very ${next.token.normal}`, stronger);
    }
  return [...found].slice(0, MOST_WORDS).map(([said, stronger]) => ({ said, stronger }));
}
