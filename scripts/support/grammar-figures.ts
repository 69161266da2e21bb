/** Figures of the grammar checker on JFLEG's development half (Napoles, Sakaguchi & Tetreault 2017; never in the product). */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { createLearnerGrammarChecker } from '../../src/providers/learner-grammar/learner-grammar-checker.js';
import { UNUSUAL } from '../../src/engine/scoring/grammar/unusual.js';

const FOLDER = fileURLToPath(new URL('../../../shared/data/jfleg/', import.meta.url));
export const haveLearnerSentences = existsSync(`${FOLDER}dev.spellchecked.src`);

const RESAMPLES = 1000;

interface Sentence {
  readonly text: string;
  /** How many of the four correctors changed its words (capitals and punctuation do not count). */
  readonly changed: number;
  /** As above, every difference counted. */
  readonly touched: number;
  /** Rules that fired. */
  readonly rules: readonly string[];
}

interface Rate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly flagged: number;
  readonly of: number;
}

/** The files separate every mark by a space: speech and ordinary text do not. */
function joined(line: string): string {
  return line
    .replaceAll(/ (n't|'(?:s|m|re|ve|d|ll))\b/gi, '$1')
    .replaceAll(/ ([.,;:!?])/g, '$1')
    .trim();
}

function words(line: string): string {
  return joined(line)
    .toLowerCase()
    .replaceAll(/[^a-z0-9' ]/g, ' ')
    .replaceAll(/\bcan not\b/g, 'cannot')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const linesOf = (name: string): readonly string[] => readFileSync(`${FOLDER}${name}`, 'utf8').trimEnd().split('\n');

/** Sentences that make one answer, as a recogniser without punctuation writes it. */
const ANSWER = 5;

interface Answer {
  readonly words: number;
  readonly rules: readonly string[];
}

/** A few at a time: the checker waits a minute for an answer, and on a busy machine hundreds take longer. */
const AT_ONCE = 16;
async function inTurn<T>(
  lines: readonly string[],
  read: (line: string, index: number) => Promise<T>,
): Promise<readonly T[]> {
  const done: T[] = [];
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const some = lines.slice(from, from + AT_ONCE);
    done.push(...(await Promise.all(some.map((line, offset) => read(line, from + offset)))));
  }
  return done;
}

/** Checks all sentences and the first corrector's version of each. */
async function checked(withCorrected: boolean): Promise<{
  readonly sources: readonly Sentence[];
  readonly corrected: readonly Sentence[];
  readonly answers: { readonly learners: readonly Answer[]; readonly corrected: readonly Answer[] };
}> {
  const lines = linesOf('dev.spellchecked.src');
  const corrections = [0, 1, 2, 3].map((corrector) => linesOf(`dev.ref${String(corrector)}`));
  const checker = createLearnerGrammarChecker();
  const read = async (line: string, index: number): Promise<Sentence> => {
    const text = joined(line);
    const versions = corrections.map((each) => each[index] ?? '');
    return {
      text,
      changed: versions.filter((version) => words(version) !== words(line)).length,
      touched: versions.filter((version) => version.trim() !== line.trim()).length,
      rules: (await checker.check(text)).map(({ rule }) => rule),
    };
  };
  try {
    const sources = await inTurn(lines, read);
    const corrected = withCorrected ? await inTurn(corrections[0] ?? [], read) : [];
    const first = corrections[0] ?? [];
    const answer = async (text: string): Promise<Answer> => ({
      words: text.split(' ').length,
      rules: (await checker.check(text)).map(({ rule }) => rule),
    });
    const answersOf = (all: readonly string[]): Promise<readonly Answer[]> =>
      withCorrected ? inTurn(spokenAnswers(all), answer) : Promise.resolve([]);
    return { sources, corrected, answers: { learners: await answersOf(lines), corrected: await answersOf(first) } };
  } finally {
    await checker.close();
  }
}

function spokenAnswers(lines: readonly string[]): readonly string[] {
  const count = Math.floor(lines.length / ANSWER);
  return Array.from({ length: count }, (_, index) =>
    words(lines.slice(index * ANSWER, (index + 1) * ANSWER).join(' ')),
  );
}

function per100(answers: readonly Answer[], counts: (rule: string) => boolean): string {
  const found = answers.reduce((sum, { rules }) => sum + rules.filter(counts).length, 0);
  const said = answers.reduce((sum, each) => sum + each.words, 0);
  return ((100 * found) / said).toFixed(2);
}

/** Of all pairs of a learner's answer and a corrected one, the share in which the learner's has more errors per word; ties count half. */
function toldApart(
  learners: readonly Answer[],
  corrected: readonly Answer[],
  counts: (rule: string) => boolean,
): string {
  const rate = ({ words: said, rules }: Answer): number => rules.filter(counts).length / said;
  let sum = 0;
  for (const one of learners)
    for (const other of corrected) sum += rate(one) > rate(other) ? 1 : rate(one) === rate(other) ? 0.5 : 0;
  return (sum / (learners.length * corrected.length)).toFixed(2);
}

function rateOf(sentences: readonly Sentence[], counts: (rule: string) => boolean): Rate {
  const flags = sentences.map(({ rules }) => (rules.some(counts) ? 1 : 0));
  const flagged = flags.filter((flag) => flag === 1).length;
  const generator = xoroshiro128plus(1);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < flags.length; draw += 1) sum += flags[uniformInt(generator, 0, flags.length - 1)] ?? 0;
    return sum / flags.length;
  }).sort((one, other) => one - other);
  const at = (share: number): number => means[Math.floor(share * (RESAMPLES - 1))] ?? 0;
  return { value: flagged / flags.length, low: at(0.025), high: at(0.975), flagged, of: flags.length };
}

const EVERY_RULE = (_rule: string): boolean => true;
const NAMED = (rule: string): boolean => !rule.startsWith(`${UNUSUAL}.`);
const SOURCES: readonly (readonly [string, (rule: string) => boolean])[] = [
  ['Harper, where no rule speaks', (rule) => rule.startsWith('harper.')],
  ['rules alone', (rule) => !rule.startsWith('harper.') && NAMED(rule)],
  ['rules and Harper', NAMED],
  ['all, statistics included', EVERY_RULE],
];

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const shown = ({ value, low, high, flagged, of }: Rate): string =>
  `${percent(value)} (${percent(low)} to ${percent(flagged === 0 ? highestOfNone(of) : high)}; ${String(flagged)} of ${String(of)})`;
/** Where there is none every resample has none: the exact binomial limit instead. */
const highestOfNone = (of: number): number => 1 - 0.025 ** (1 / of);

/** Figures as Markdown, the same on every machine. */
export interface GrammarFigures {
  /** Rows on the sources alone: what a test can check again in a few seconds. */
  readonly rows: readonly string[];
  readonly page: string;
}

/** @param options.corrected false leaves out what the correctors' own sentences say, half of the work */
export async function grammarFigures(options: { readonly corrected: boolean }): Promise<GrammarFigures> {
  const { sources, corrected, answers } = await checked(options.corrected);
  const wrong = (half?: number): readonly Sentence[] => inHalf(sources, half).filter(({ changed }) => changed >= 2);
  const right = (half?: number): readonly Sentence[] => inHalf(sources, half).filter(({ changed }) => changed < 2);
  const row = (name: string, bad: readonly Sentence[] | null, good: readonly Sentence[], counts = EVERY_RULE): string =>
    `| ${name} | ${bad ? shown(rateOf(bad, counts)) : ''} | ${shown(rateOf(good, counts))} |`;
  const bySource = SOURCES.map(([name, counts]) => row(name, wrong(), right(), counts));
  const byHalf = [
    row('the half that rules were written on (lines 1, 3, 5, ...)', wrong(0), right(0)),
    row('the other half, for checking (lines 2, 4, 6, ...)', wrong(1), right(1)),
    row('the first half, rules and Harper only', wrong(0), right(0), NAMED),
    row('the other half, rules and Harper only', wrong(1), right(1), NAMED),
    row(
      'every difference counted, capitals and commas too',
      sources.filter(({ touched }) => touched >= 2),
      sources.filter(({ touched }) => touched < 2),
    ),
    row(
      'sentences that nobody changed',
      null,
      sources.filter(({ changed }) => changed === 0),
    ),
  ];
  const page = [
    '| what finds | found of the sentences that need a correction | false alarms |',
    '| --- | --- | --- |',
    ...bySource,
    '',
    '| all together, if not told otherwise, on | found | false alarms |',
    '| --- | --- | --- |',
    ...byHalf,
    row("the first corrector's sentences, rules and Harper only", null, corrected, NAMED),
    row("the first corrector's sentences, all together", null, corrected),
    '',
    '| answers of five sentences without marks and capitals | errors per 100 words, learners | the same, corrected | told apart |',
    '| --- | --- | --- | --- |',
    ...SOURCES.slice(2).map(
      ([name, counts]) =>
        `| ${name} | ${per100(answers.learners, counts)} | ${per100(answers.corrected, counts)} | ${toldApart(answers.learners, answers.corrected, counts)} |`,
    ),
    '',
    '<details><summary>How often each rule fires</summary>',
    '',
    '| rule | sentences that need a correction | correct sentences | corrected sentences |',
    '| --- | ---: | ---: | ---: |',
    ...perRule(wrong(), right(), corrected),
    '',
    '</details>',
  ];
  return { rows: [...bySource, ...byHalf], page: page.join('\n') };
}

/** Lines are counted from 0 here. */
function inHalf(sentences: readonly Sentence[], half: number | undefined): readonly Sentence[] {
  return half === undefined ? sentences : sentences.filter((_, index) => index % 2 === half);
}

function perRule(...groups: readonly (readonly Sentence[])[]): readonly string[] {
  const counts = new Map<string, number[]>();
  for (const [group, sentences] of groups.entries()) {
    for (const rule of sentences.flatMap(({ rules }) => [...new Set(rules)])) {
      const row = counts.get(rule) ?? groups.map(() => 0);
      row[group] = (row[group] ?? 0) + 1;
      counts.set(rule, row);
    }
  }
  return [...counts]
    .sort(([one, a], [other, b]) => (b[0] ?? 0) - (a[0] ?? 0) || (one < other ? -1 : 1))
    .map(([rule, row]) => `| ${rule} | ${row.join(' | ')} |`);
}
