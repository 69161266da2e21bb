/** Fluency and coherence: where speech ran and where it stopped. */
import { namedQuestion } from './named-question.js';
import { markersIn } from '../language/markers.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { isSurelyRepeated, repairsOf, type Repair } from '../measures/repairs.js';
import type { Pause } from '../measures/timing.js';
import type { Quote } from '../types.js';
import { developmentOf, supportOf } from '../answers/development.js';
import { normalsOf } from '../language/analysis.js';
import type { Token } from '../language/tokens.js';
import { quantile } from '../measures/statistics.js';
import { clearPart, heardClearly } from './heard-clearly.js';
import { answerToDevelop, developed } from './next-step.js';
import { quoteAround, quoteSpan } from './quote.js';
import type { Advice, Feedback, FeedbackContext } from './types.js';
import { wordTable } from '../../text/word-table.js';

const NOTABLE_PAUSE_MS = 600;

export function fluencyFeedback(test: MeasuredTest, { read }: Pick<FeedbackContext, 'read'>): Feedback {
  const stops = midClauseStops(test);
  const quotes = [...longestRunQuote(test), ...stops.flatMap(stopQuote).slice(0, 2)];
  const flow = [...pauseAdvice(stops), ...paceAdvice(test)];
  if (read) return { quotes, advice: flow };
  return {
    quotes: [...quotes, ...repairQuotes(test)],
    advice: [...flow, ...markerAdvice(test), ...lengthAdvice(test), ...repairAdvice(test)],
  };
}

interface Stop {
  readonly turn: MeasuredTurn;
  readonly pause: Pause;
  readonly before: number;
  readonly lengthMs: number;
}

/** Pauses that are certainly inside clauses, longest first. */
function midClauseStops(test: MeasuredTest): readonly Stop[] {
  return test.turns
    .flatMap((turn) =>
      (turn.timing?.pauses ?? []).flatMap((pause): readonly Stop[] =>
        pause.atBoundary === false && pause.before !== null && isCertainlyInside(turn, pause.before)
          ? [{ turn, pause, before: pause.before, lengthMs: pause.endMs - pause.startMs }]
          : [],
      ),
    )
    .sort((first, second) => second.lengthMs - first.lengthMs);
}

/**
 * Without punctuation a sentence may end before any word that no tag makes the first of a clause ("helping people every day / in my
 * free time"). It never ends after a word that still needs another one; where the transcript has sentences, all of them are known.
 */
function isCertainlyInside({ analyzed: { words } }: MeasuredTurn, before: number): boolean {
  if (words.some(({ token }) => token.endsSentence)) return true;
  const word = words[before - 1]?.token.normal ?? '';
  return NEEDS_ANOTHER.has(word) || /^(?:i|you|he|she|we|they)'(?:m|re|s|ve|d|ll)$/.test(word);
}
/** Articles, determiners, possessives, subjects, and prepositions that are hardly ever left at a sentence's end. */
const NEEDS_ANOTHER = new Set(
  (
    'a an the my your our their every very quite i he she we they and but or because if than of to with from into at for during between ' +
    'through without towards among against am can could will would should might must may'
  ).split(' '),
);

function stopQuote({ turn, before, lengthMs }: Stop): readonly Quote[] {
  const token = turn.analyzed.words[before - 1]?.token;
  if (!token || !heardClearly(turn.analyzed, token.start, token.end)) return [];
  const why = `A pause of ${(lengthMs / 1000).toFixed(1)} s after "${token.text}", inside a clause.`;
  return [quoteAround(turn.analyzed, token, why, 3, 3)];
}

function longestRunQuote(test: MeasuredTest): readonly Quote[] {
  const runs = test.turns.flatMap((turn) => (turn.timing?.runs ?? []).map((run) => ({ turn, run })));
  const best = [...runs].sort((first, second) => second.run.syllables - first.run.syllables)[0];
  if (!best || best.run.syllables === 0) return [];
  const { startMs, endMs, syllables } = best.run;
  const inside = best.turn.analyzed.tokens.filter(
    (token) => token.startMs !== null && token.startMs >= startMs - 100 && token.startMs < endMs,
  );
  const first = inside[0];
  const last = inside.at(-1);
  if (!first || !last) return [];
  const { analyzed } = best.turn;
  const whole = { start: first.start, end: last.end };
  const part = clearPart(analyzed, whole);
  if (part === null) return [];
  const count = `${String(syllables)} syllables`;
  const quote = quoteSpan(analyzed, part.start, part.end, `Your longest stretch without a pause: ${count}.`);
  if (quote.text.length === whole.end - whole.start) return [quote];
  // Too long for a quote, or not heard clearly throughout: the count is not that of the words quoted.
  return [{ ...quote, why: `Part of your longest stretch without a pause, which has ${count} in all.` }];
}

function repairQuotes(test: MeasuredTest): readonly Quote[] {
  return test.turns.flatMap(({ analyzed }) =>
    repairsOf(analyzed.tokens)
      .filter((repair) => isSurelyOne(analyzed.tokens, repair) && heardClearly(analyzed, repair.start, repair.end))
      .slice(0, 1)
      .map(({ kind, start, end }) =>
        quoteSpan(analyzed, start, end, kind === 'repetition' ? 'Said twice running.' : 'Corrected at once.'),
      ),
  );
}

/**
 * "I had had enough", "I think that that works" and "what I am is a teacher" are said as they should be, and in "the house that I live in
 * in London" or "every week week after week" one word ends what the other does not.
 */
function isSurelyOne(tokens: readonly Token[], { text, start, kind }: Repair): boolean {
  const said = text.toLowerCase();
  const [first = '', second, more] = said.split(' ');
  if (said === 'had had' || said === 'that that') return false;
  if (kind === 'repetition' && more === undefined && first === second && !isSurelyRepeated(first)) return false;
  if (!/^(?:am|is|are|was|were) (?:am|is|are|was|were)$/.test(said)) return true;
  const index = tokens.findIndex((token) => token.start === start);
  return !tokens.slice(Math.max(0, index - CLAUSE_AS_SUBJECT), index).some(({ normal }) => OPENS_SUBJECT.has(normal));
}
/** Words between "what" and the second verb of "what I really am is ...". */
const CLAUSE_AS_SUBJECT = 5;
const OPENS_SUBJECT = new Set(['what', 'who', 'where', 'how', 'why', 'that', 'all', 'way', 'thing', 'things']);

function pauseAdvice(stops: readonly Stop[]): readonly Advice[] {
  const long = stops.filter(({ lengthMs }) => lengthMs >= NOTABLE_PAUSE_MS);
  if (long.length < 3) return [];
  const words = mostFrequent(
    long.flatMap(({ turn: { analyzed }, before }) => {
      const token = analyzed.words[before - 1]?.token;
      return token && heardClearly(analyzed, token.start, token.end) ? [token.normal] : [];
    }),
  );
  const after = words.length === 0 ? '' : ` (after ${words.map((word) => `"${word}"`).join(', ')})`;
  return [
    {
      about: ['pauses-inside-clauses'],
      raises: ['midClausePausesPer100', 'meanRun', 'pausePerSyllableMs'],
      text:
        `${String(long.length)} pauses of ${(NOTABLE_PAUSE_MS / 1000).toFixed(1)} s or more cut a clause in two${after}. ` +
        'Say those answers again and stop only before "and", "but", "because" or a new sentence.',
    },
  ];
}

const COMPARABLE_WORDS = 15;
const CLEARLY_SLOWER = 0.85;

/** The slowest answer against the candidate's own usual pace: what they can do already. */
function paceAdvice(test: MeasuredTest): readonly Advice[] {
  const paces = test.turns.flatMap(({ timing, analyzed }) =>
    timing !== null && timing.words >= COMPARABLE_WORDS && timing.totalMs > 0
      ? [{ question: namedQuestion(analyzed), rate: (timing.syllables * 60_000) / timing.totalMs }]
      : [],
  );
  const usual = quantile(
    paces.map(({ rate }) => rate),
    0.5,
  );
  const [slowest] = paces.toSorted((one, other) => one.rate - other.rate);
  if (paces.length < 3 || usual === null || !slowest || slowest.rate > CLEARLY_SLOWER * usual) return [];
  return [
    {
      about: ['slowest-answer'],
      raises: ['speechRate', 'pausePerSyllableMs', 'meanRun', 'articulationRate', 'ratedFluency'],
      text: `Your slowest answer was to ${slowest.question}: ${String(Math.round(slowest.rate))} syllables a minute, where ${String(Math.round(usual))} are usual for you. Give it again at your usual pace.`,
    },
  ];
}

function markerAdvice(test: MeasuredTest): readonly Advice[] {
  const markers = test.turns.flatMap((turn) => markersIn(normalsOf(turn)));
  const counts = new Map<string, number>();
  for (const { text } of markers) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].sort((one, other) => other[1] - one[1]);
  const kinds = new Set(markers.map(({ kind }) => kind));
  const raises = ['markerKinds'] as const;
  const advice: Advice[] = [];
  if (first && first[1] >= 5 && first[1] >= markers.length * 0.4) {
    advice.push({
      about: [`link:${first[0]}`],
      raises,
      text: `"${first[0]}" carries ${String(first[1])} of your ${String(markers.length)} links. ${OTHER_LINK[first[0]] ?? 'Link the same ideas in another way.'}`,
    });
  }
  const least = leastSupported(test);
  if (!least) return advice;
  const question = namedQuestion(least.analyzed);
  const contrasts = test.turns.reduce((total, turn) => total + developmentOf(normalsOf(turn)).contrasts, 0);
  if (!kinds.has('contrast'))
    advice.push({
      about: ['no-contrast'],
      raises,
      text:
        contrasts === 0
          ? `You never set two ideas against each other. Answer ${question} again with "although ..." or "on the other hand ...".`
          : `"But" is your only contrast. Answer ${question} again with "although ..." or "on the other hand ...".`,
    });
  if (!kinds.has('example'))
    advice.push({
      about: ['no-example'],
      raises,
      text: `No answer gave an example in so many words. Answer ${question} again with "for instance ..." and a person or place you know.`,
    });
  return advice;
}

/** The answer of Part 3 (or of the whole) with the fewest reasons, examples, contrasts and details. */
function leastSupported(test: MeasuredTest): MeasuredTurn | undefined {
  const discussion = test.turns.filter(({ analyzed }) => analyzed.turn.part === 'part3');
  const [least] = (discussion.length > 0 ? discussion : test.turns)
    .map((turn) => ({ turn, support: supportOf(developmentOf(normalsOf(turn))) }))
    .toSorted((one, other) => one.support - other.support);
  return least?.turn;
}

const OTHER_LINK: Readonly<Record<string, string>> = wordTable({
  because: 'Give some of the reasons with "since ...", "that\'s why ..." or "the reason is that ...".',
  'i think': 'Vary it: "I\'d say ...", "it seems to me ...", or simply leave it out.',
  actually: 'Leave it out where nothing surprising follows.',
  then: 'Tell the story again with "after that ...", "later on ..." and "in the end ...".',
  also: 'Add ideas with "on top of that ..." or "not only ... but ...".',
});

function lengthAdvice(test: MeasuredTest): readonly Advice[] {
  const words = test.values.wordsPerAnswer;
  if (words === null || words >= 30) return [];
  const turn = answerToDevelop(test);
  if (turn === null) return [];
  return [
    {
      about: ['short-answers'],
      raises: ['wordsPerAnswer'],
      text: `${developed(turn)}.`,
    },
  ];
}

function repairAdvice(test: MeasuredTest): readonly Advice[] {
  const repairs = test.turns.flatMap(({ analyzed }) =>
    repairsOf(analyzed.tokens).filter(
      (repair) => isSurelyOne(analyzed.tokens, repair) && heardClearly(analyzed, repair.start, repair.end),
    ),
  );
  const rate = test.values.repairsPer100 ?? 0;
  if (rate < 2 || repairs.length < 4) return [];
  const examples = mostFrequent(repairs.map(({ text }) => text.toLowerCase().replaceAll(/\bi\b/g, 'I'))).map(
    (text) => `"${text}"`,
  );
  return [
    {
      about: ['restarts'],
      raises: ['repairsPer100', 'immediateRepeatsPer100'],
      text: `${String(repairs.length)} repetitions or restarts (${examples.join(', ')}). Pause in silence before the phrase instead of saying its start twice.`,
    },
  ];
}

/** Up to three most frequent values. */
function mostFrequent(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((first, second) => second[1] - first[1])
    .slice(0, 3)
    .map(([value]) => value);
}
