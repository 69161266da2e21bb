/** Grammar: errors that were found, and complex sentences that came off. */
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import { UNUSUAL } from '../grammar/unusual.js';
import { errorsByKind, span, verbForms, type CheckedTurn } from '../measures/grammar.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Quote } from '../types.js';
import { heardClearly } from './heard-clearly.js';
import { betterWording } from './better-wording.js';
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
  return test.turns
    .flatMap(({ analyzed, checked }) =>
      shown(checked).map((issue) => {
        const wording = betterWording(checked, issue);
        return wording === null
          ? quoteSpan(analyzed, issue.start - CONTEXT_CHARACTERS, issue.end + CONTEXT_CHARACTERS, issue.message)
          : quoteSpan(analyzed, wording.start, wording.end, `${issue.message} Better: "${wording.better}".`);
      }),
    )
    .slice(0, 3);
}

/** Issues with a name, on words that were clearly heard: statistics alone cannot say what is wrong, and a misheard word is no error. */
function shown({ analyzed, issues }: CheckedTurn): readonly GrammarIssue[] {
  return issues.filter(({ kind, start, end }) => kind !== UNUSUAL && heardClearly(analyzed, start, end));
}

/** The longest sentences with a subordinate clause and no found error. */
function complexQuotes(test: MeasuredTest): readonly Quote[] {
  const found = test.turns.flatMap(({ analyzed, checked }) =>
    analyzed.clauses.flatMap((clause, index) => {
      const main = analyzed.clauses[index - 1];
      if (!clause.subordinate || !main) return [];
      const start = span(analyzed.words, main).start;
      const { end } = span(analyzed.words, clause);
      if (checked.issues.some((issue) => issue.start < end && start < issue.end)) return [];
      return [{ analyzed, start, end, words: clause.end - main.start }];
    }),
  );
  return found
    .filter(({ words }) => words <= 25)
    .sort((first, second) => second.words - first.words)
    .slice(0, 2)
    .map(({ analyzed, start, end }) =>
      quoteSpan(analyzed, start, end, 'A clause inside another, with no error found.'),
    );
}

/** Without a certain correction, one or two may be the checker's mistake. */
const CERTAINLY_A_HABIT = 3;

/** One piece of advice per kind of error, the most frequent kind first. */
function errorAdvice(test: MeasuredTest): readonly Advice[] {
  return errorsByKind(test.turns.map(({ checked }) => checked))
    .filter(({ kind }) => kind !== UNUSUAL)
    .flatMap(({ kind, count }): readonly Advice[] => {
      const found = test.turns
        .flatMap(({ checked }) =>
          checked.issues
            .filter((issue) => issue.kind === kind)
            .map((issue) => ({ checked, issue, wording: betterWording(checked, issue) })),
        )
        .toSorted((one, other) => Number(one.wording === null) - Number(other.wording === null));
      const [example] = found;
      if (!example || (example.wording === null && count < CERTAINLY_A_HABIT)) return [];
      const { checked, issue, wording } = example;
      const said = wording?.said ?? checked.analyzed.turn.text.slice(issue.start, issue.end);
      const times = count === 1 ? 'once' : `${String(count)} times`;
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
  const discussion = test.turns.filter(({ analyzed }) => analyzed.turn.part === 'part3');
  const asked = [
    ...new Set((discussion.length > 0 ? discussion : test.turns).map(({ analyzed }) => analyzed.turn.question)),
  ].reverse();
  if (asked.length === 0) return [];
  // Another question for each, where there are enough.
  const on = (index: number): string => `"${asked[index % asked.length] ?? ''}"`;
  const conditionals = used.get('conditional') ?? 0;
  const subordinate = test.values.subordinateShare;
  const advice: Advice[] = [];
  if (conditionals < FEW)
    advice.push({
      about: ['would-could-might'],
      raises: ['hypotheticalsPer100', 'conditionalModalsPer100', 'verbFormRange'],
      text: `${conditionals === 0 ? 'No' : `Only ${String(conditionals)}`} "would", "could" or "might" in all answers. Answer ${on(0)} again with "If ..., it would ...".`,
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
const FEW = 4;
const FEW_SUBORDINATE = 0.25;
