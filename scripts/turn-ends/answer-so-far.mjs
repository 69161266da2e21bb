/**
 * What an answer so far tells of its end, as numbers: how much was said, what the last words ask for, and how the pauses so far divide it. Transcripts
 * have no punctuation, but between sentences everybody pauses, so that the words on both sides of a pause tell whether a sentence ended there.
 */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { completeness } from '../../dist/engine/speech/completeness.js';
import { SENTENCE_ENDS } from '../../dist/engine/speech/sentence-ends.js';
import { WordSequences } from '../../dist/engine/scoring/grammar/word-sequences.js';

const words = (text) => new Set(text.split(' '));
const FILLERS = words('um er uh erm hmm');
const JOINING = words('and but or so');
const SUBORDINATING = words(
  'because if when although while before after since which who where that until as than unless what how why whose though',
);
const SUBJECTS = words(
  "i you he she they we it there it's i'm he's she's they're we're there's that's i've i'd you're nobody everybody everyone somebody people",
);
const AUXILIARIES = words('is are was were am be have has had do does did can could will would should may might must');
const OPENERS = { if: 1, when: 1, yes: 2, no: 2, well: 2, not: 2, perhaps: 2 };
/** Words that stand for a kind: what follows a word, or comes before it, as often as these do. */
const KINDS = {
  det: 'the a an my their his your our this some',
  to: 'to',
  prep: 'of in on at for with from by about',
  pron: 'i you he she they we it',
  conj: 'and but because so or if when that which',
  noun: 'people time money school house work day year way thing man place life home car',
  adj: 'good new big very old more long important',
  aux: 'is was are have has do can will would be',
};
const BEFORE = ['det', 'to', 'prep', 'pron', 'aux', 'adj'];
/** Of words that the language model does not know, mostly rare nouns. */
const UNKNOWN = {
  ...{ end: -2, start: -1.5, thenDet: -4, thenTo: -4, thenPrep: -2, thenPron: -4, thenConj: -2.5, thenNoun: -5 },
  ...{
    thenAdj: -6,
    thenAux: -3,
    afterDet: -1.5,
    afterTo: -4,
    afterPrep: -3,
    afterPron: -5,
    afterAux: -4,
    afterAdj: -3,
  },
};
/** Log10 of the probability of the rarest of about 3,300 words: what is learned fits into a small table. */
const RARE = -4.75;
const LEAST = -7;
const MOST_START = 4;
/** Log odds are kept in quarters. */
const STEPS = 4;
/** Of the end of a sentence at a pause: likely, and possible. Judgement. */
const [LIKELY, POSSIBLE] = [-1, -1.75];

const sequences = new WordSequences(
  brotliDecompressSync(readFileSync(new URL('../../data/word-sequences.bin', import.meta.url))),
);
const [START, END] = ['<s>', '</s>'].map((sign) => sequences.idOf(sign));
const KIND_IDS = Object.entries(KINDS).map(([kind, list]) => [
  kind[0].toUpperCase() + kind.slice(1),
  list.split(' ').map((word) => sequences.idOf(word)),
]);

const known = new Map();
function oddsOf(word) {
  if (!known.has(word)) known.set(word, lookUp(sequences.idOf(word)));
  return known.get(word);
}

function lookUp(id) {
  if (id === -1 || sequences.logProbability(-1, -1, id) < RARE) return UNKNOWN;
  const log = (before, word) => sequences.logProbability(-1, before, word) * Math.LN10;
  const sum = (list, each) => Math.log(list.reduce((total, other) => total + Math.exp(each(other)), 0));
  const kept = (value, most = 0) => Math.round(Math.max(LEAST, Math.min(most, value)) * STEPS) / STEPS;
  const often = log(-1, id);
  const odds = { end: kept(log(id, END)), start: kept(log(START, id) - often, MOST_START) };
  for (const [kind, ids] of KIND_IDS) {
    odds[`then${kind}`] = kept(sum(ids, (other) => log(id, other)));
    if (BEFORE.includes(kind.toLowerCase())) {
      odds[`after${kind}`] = kept(sum(ids, (other) => log(-1, other) + log(other, id)) - often);
    }
  }
  return odds;
}

const NOTHING = Object.fromEntries(Object.keys(UNKNOWN).map((key) => [key, key === 'start' ? 0 : LEAST]));

export function spokenWords(text) {
  return (text.toLowerCase().match(/[a-z']+/g) ?? []).filter((word) => !FILLERS.has(word));
}

/**
 * @param text words so far
 * @param resumed before which words (counted without fillers) the speaker paused
 */
export function answerSoFar(text, part, resumed) {
  const all = text.toLowerCase().match(/[a-z']+/g) ?? [];
  const said = all.filter((word) => !FILLERS.has(word));
  const count = said.length;
  const at = (index) => (said[index] === undefined ? NOTHING : oddsOf(said[index]));
  const boundary = (index) =>
    at(index - 1).end + at(index).start + (SUBJECTS.has(said[index]) || JOINING.has(said[index]) ? 1 : 0);
  const opens = (index) => JOINING.has(said[index]) || SUBORDINATING.has(said[index]);
  const pauses = [...new Set(resumed)].filter((index) => index > 0 && index < count);
  const likely = pauses.filter((index) => boundary(index) > LIKELY);
  const possible = pauses.filter((index) => boundary(index) > POSSIBLE && !opens(index));
  const starts = said.findLastIndex(
    (_, index) => index > 0 && (opens(index) || (pauses.includes(index) && boundary(index) > POSSIBLE)),
  );
  const clause = said.slice(Math.max(0, starts));
  const has = (list) => clause.some((word) => list.has(word));
  const many = (list) => said.filter((word) => list.has(word)).length;
  const last = said.at(-1) ?? '';
  const scores = pauses.map(boundary);
  return [
    part,
    count,
    FILLERS.has(all.at(-1)) ? 1 : 0,
    all.length - count,
    ...Object.values(at(count - 1)),
    ...['end', 'thenDet', 'thenNoun', 'afterDet', 'afterPron', 'afterAux', 'afterPrep'].map(
      (key) => at(count - 2)[key],
    ),
    at(count - 3).thenNoun,
    { never: -2, seldom: -1, often: 1 }[SENTENCE_ENDS.get(said.slice(-2).join(' '))] ?? 0,
    { incomplete: 0, unknown: 1, complete: 2 }[completeness(text)],
    pauses.length,
    count - (pauses.at(-1) ?? 0),
    scores.at(-1) ?? -9,
    Math.max(-9, ...scores),
    likely.length,
    count - (likely.at(-1) ?? 0),
    likely[0] ?? count,
    possible.length,
    count - (possible.at(-1) ?? 0),
    pauses.filter(opens).length,
    scores.reduce((sum, score) => sum + 1 / (1 + Math.exp(-1.5 * (score + 1.2))), 0),
    clause.length,
    JOINING.has(clause[0]) ? 1 : SUBORDINATING.has(clause[0]) ? 2 : 0,
    ...[SUBJECTS, JOINING, SUBORDINATING].map(many),
    has(SUBJECTS) ? 1 : 0,
    has(AUXILIARIES) ? 1 : 0,
    last === said.at(-2) ? 1 : 0,
    OPENERS[said[0]] ?? 0,
    ...['ly', 's', 'ed', 'ing'].map((ending) => (last.endsWith(ending) ? 1 : 0)),
    last.length,
  ];
}
