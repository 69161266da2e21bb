/** Grammar: errors that were found, and complex sentences that came off. */
import { namedQuestion } from './named-question.js';
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import { UNUSUAL } from '../grammar/unusual.js';
import { errorsByKind, span, verbForms, type CheckedTurn } from '../measures/grammar.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { repairsOf } from '../measures/repairs.js';
import { sentencesOf, type Sentence } from './sentences.js';
import { sum } from '../measures/statistics.js';
import type { Quote } from '../types.js';
import { heardClearly } from './heard-clearly.js';
import { betterWording, type BetterWording } from './better-wording.js';
import type { Advice, Feedback } from './types.js';
import { quoteSpan } from './quote.js';

const CONTEXT_CHARACTERS = 25;

export function grammarFeedback(test: MeasuredTest): Feedback {
  return {
    quotes: [...errorQuotes(test), ...complexQuotes(test)],
    advice: [...errorAdvice(test), ...rangeAdvice(test)],
  };
}

function errorQuotes(test: MeasuredTest): readonly Quote[] {
  return shownIn(test)
    .map(({ checked: { analyzed }, issue, wording }) =>
      wording === null
        ? quoteSpan(analyzed, issue.start - CONTEXT_CHARACTERS, issue.end + CONTEXT_CHARACTERS, issue.message)
        : quoteSpan(analyzed, wording.start, wording.end, `${issue.message} Better: "${wording.better}".`),
    )
    .slice(0, 3);
}

interface Shown {
  readonly checked: CheckedTurn;
  readonly issue: GrammarIssue;
  readonly wording: BetterWording | null;
}

/** Without a certain correction, one or two of a kind may be mistakes of the checker or of the recogniser. */
const CERTAINLY_A_HABIT = 3;

/** Issues to be held up to the candidate, those with a certain correction first. */
function shownIn(test: MeasuredTest): readonly Shown[] {
  // Among many errors a clause has others that no rule finds: "better" is then said of the few words alone.
  const around = foundMany(test) ? 'words' : 'clause';
  const all = test.turns.flatMap(({ checked }) =>
    shown(checked).map((issue) => ({ checked, issue, wording: betterWording(checked, issue, around) })),
  );
  const counts = new Map<string, number>();
  for (const { issue } of all) counts.set(issue.kind, (counts.get(issue.kind) ?? 0) + 1);
  return all
    .filter(
      ({ checked, issue, wording }) =>
        (wording !== null && !mayBeUnheard(checked, issue)) || (counts.get(issue.kind) ?? 0) >= CERTAINLY_A_HABIT,
    )
    .toSorted((one, other) => Number(one.wording === null) - Number(other.wording === null));
}

/** Recognisers drop short words: where only such a one is missing, it may have been said. */
function mayBeUnheard({ analyzed }: CheckedTurn, { start, end, suggestions }: GrammarIssue): boolean {
  if (analyzed.tokens.every(({ confidence }) => confidence === null)) return false;
  const said = analyzed.turn.text.slice(start, end).toLowerCase();
  const better = (suggestions[0] ?? '').toLowerCase();
  return (
    better.replaceAll(SHORT_WORDS, ' ').replaceAll(/\s+/g, ' ').trim() ===
    said.replaceAll(SHORT_WORDS, ' ').replaceAll(/\s+/g, ' ').trim()
  );
}
const SHORT_WORDS = /\b(?:a|an|the|to|of|in|at|on|is|are|was|it)\b/g;

/** Issues with a name, on words that were clearly heard: statistics alone cannot say what is wrong, and a misheard word is no error. */
function shown({ analyzed, issues }: CheckedTurn): readonly GrammarIssue[] {
  return issues.filter(({ kind, start, end }) => kind !== UNUSUAL && heardClearly(analyzed, start, end));
}

/** Rules find half of the errors: among many, a sentence without a found one is likely to have one. */
function foundMany({ values }: MeasuredTest): boolean {
  return (values.namedErrorsPer100 ?? 0) > MANY_PER_100;
}
const MANY_PER_100 = 3;
const PRAISED_WORDS = { from: 8, to: 25 };

/** The longest sentences with a subordinate clause, said in one go and without a found error. */
function complexQuotes(test: MeasuredTest): readonly Quote[] {
  if (foundMany(test)) return [];
  return test.turns
    .filter(({ checked }) => checked.known)
    .flatMap(({ analyzed, checked }) => {
      const flaws = [...checked.issues, ...repairsOf(analyzed.tokens)];
      return complexIn(analyzed)
        .filter(({ start, end }) => !flaws.some((flaw) => flaw.start < end && start < flaw.end))
        .filter(({ start, end }) => heardClearly(analyzed, start, end))
        .map((stretch) => ({ analyzed, ...stretch }));
    })
    .filter(({ words }) => words >= PRAISED_WORDS.from && words <= PRAISED_WORDS.to)
    .sort((first, second) => second.words - first.words)
    .slice(0, 2)
    .map(({ analyzed, start, end }) =>
      quoteSpan(analyzed, start, end, 'A clause inside another, with no error found.'),
    );
}

/** Whole sentences with a clause inside; of a transcript without full stops, a main clause with the one on it, where both seem whole. */
function complexIn(analyzed: AnalyzedTurn): readonly Sentence[] {
  const { words, clauses } = analyzed;
  const sentences = sentencesOf(analyzed);
  if (sentences.length > 1 || words.at(-1)?.token.endsSentence === true)
    return sentences.filter(({ start, end }) =>
      clauses.some((clause) => {
        const { start: from } = span(words, clause);
        return clause.subordinate && from > start && from < end;
      }),
    );
  return clauses.slice(1).flatMap((clause, index) => {
    const main = clauses[index];
    if (!clause.subordinate || main === undefined || main.subordinate) return [];
    const last = words[clause.end - 1]?.token.normal ?? '';
    if (CUT_AFTER.test(last)) return [];
    const { start } = span(words, main);
    return [{ start, end: span(words, clause).end, words: clause.end - main.start }];
  });
}
/** Where a clause ends in one of these, its end is the next one's beginning: "on / the other hand". */
const CUT_AFTER =
  /^(?:on|in|at|of|to|for|with|from|by|and|but|or|so|a|an|the|my|your|his|her|its|our|their|very|that)$/;

/** One piece of advice per kind of error, the most frequent kind first. */
function errorAdvice(test: MeasuredTest): readonly Advice[] {
  const all = shownIn(test);
  return errorsByKind(test.turns.map(({ checked }) => checked)).flatMap(({ kind, count }): readonly Advice[] => {
    const example = all.find(({ issue }) => issue.kind === kind);
    if (!example) return [];
    const { checked, issue, wording } = example;
    const said = wording?.said ?? checked.analyzed.turn.text.slice(issue.start, issue.end);
    const times = count === 1 ? 'once' : count === 2 ? 'twice' : `${String(count)} times`;
    const instead =
      wording === null
        ? '. Say that sentence again and listen for it'
        : `; better: "${wording.better}". Say it that way, then two sentences of your own like it`;
    return [
      {
        about: [`error:${kind}`],
        raises: ['namedErrorsPer100'],
        certain: wording !== null,
        text: `${readable(kind)}: found ${times}, as in "${said}"${instead}.`,
      },
    ];
  });
}

function readable(kind: string): string {
  const words = kind
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Structures that hardly came, each with a question of this test to try it on. */
function rangeAdvice(test: MeasuredTest): readonly Advice[] {
  const used = verbForms(test.turns.map(({ checked }) => checked));
  // Those of the discussion first.
  const latestFirst = test.turns.toReversed();
  const isDiscussed = ({ analyzed }: MeasuredTurn): boolean => analyzed.turn.part === 'part3';
  const asked = [
    ...new Set(
      [...latestFirst.filter(isDiscussed), ...latestFirst.filter((turn) => !isDiscussed(turn))].map(({ analyzed }) =>
        namedQuestion(analyzed),
      ),
    ),
  ];
  if (asked.length === 0) return [];
  // Another question for each, where there are enough.
  const on = (index: number): string => asked[index % asked.length] ?? '';
  const conditionals = Math.max(used.get('conditional') ?? 0, saidConditionals(test));
  const subordinate = test.values.subordinateShare;
  const advice: Advice[] = [];
  if (conditionals < FEW)
    advice.push({
      about: ['would-could-might'],
      raises: ['conditionalModalsPer100', 'verbFormRange'],
      text: `${conditionals === 0 ? 'No "would", "could" or "might"' : `Only ${String(conditionals)} "would", "could", "might" or "I'd"`} in all you said. Answer ${on(0)} again with "If ..., it would ...".`,
    });
  if ((used.get('perfect') ?? 0) < 2)
    advice.push({
      about: ['perfect'],
      raises: ['verbFormRange'],
      text: `Hardly a "have done" form in all answers. Say what has changed in recent years, starting from ${on(1)}.`,
    });
  if ((used.get('passive') ?? 0) < 2)
    advice.push({
      about: ['passive'],
      raises: ['verbFormRange'],
      text: `Hardly a passive in all answers. Say about ${on(2)} what is done, was built or has been banned, without naming who does it.`,
    });
  if (subordinate !== null && subordinate < FEW_SUBORDINATE)
    advice.push({
      about: ['subordinate-clauses'],
      raises: ['subordinateShare', 'meanUnitLength', 'subordinatorsPer100'],
      text: `Most clauses stand alone. Answer ${on(3)} again and join ideas with "which", "although" and "so that".`,
    });
  return advice;
}
/** As a reader of the transcript counts them, words that were doubted and "I'd say" included. */
export function saidConditionals(test: MeasuredTest): number {
  return sum(
    test.turns.map(
      ({ analyzed: { tokens } }) =>
        tokens.filter(
          ({ normal }, index) =>
            /^(?:would|could|might)(?:n't)?(?:'ve)?$/.test(normal) ||
            (normal.endsWith("'d") && !/^(?:been|had|better|got|[a-z]{3,}ed)$/.test(tokens[index + 1]?.normal ?? '')),
        ).length,
    ),
  );
}
/** So many in a test are enough. */
export const FEW = 4;
const FEW_SUBORDINATE = 0.25;
