/**
 * Notes on single answers: off the question, not developed, perhaps prepared. They inform and move no band: what there is of
 * coherence in them is counted by its own measures.
 */
import { shortQuestion } from '../feedback/named-question.js';
import type { MeasuredTest } from '../measures/measure.js';
import { isAnswer, type MeasuredTurn } from '../measures/measured-turn.js';
import { quoteSpan } from '../feedback/quote.js';
import type { AnswerNote } from '../types.js';
import { developmentOf, isShort, isShortLongTurn, isUndeveloped, supportOf } from './development.js';
import { mixedUp } from './mixed-up.js';
import { copiedFrom, signsOf, soundsPrepared } from './prepared.js';
import { relevanceOf } from './relevance.js';
import { normalsOf } from '../language/analysis.js';

const MOST_OF_A_KIND = 2;
const QUOTED_CHARACTERS = 90;
const SHOWN_WORDS = 4;
/** Short answers of a part that are worth a note. */
const FEWEST_SHORT = 2;
/** A short answer that mostly says the question again. */
const ECHO = 0.5;
const ECHO_WORDS = 6;
/** Worth praise: at least so many reasons, examples, contrasts and details, of three kinds. */
const WELL_SUPPORTED = 4;

/** The most useful first: at most two of a kind. Pure; the same answers give the same notes. */
export function answerNotes(
  test: MeasuredTest,
  { partsUnknown = false }: { readonly partsUnknown?: boolean } = {},
): readonly AnswerNote[] {
  const spoken = test.turns.filter(({ analyzed }) => analyzed.words.length > 0);
  const prepared = spoken.flatMap((turn) => preparedNote(turn, spoken));
  const told = new Set(prepared.map(({ turnId }) => turnId));
  const others = spoken.filter(({ analyzed }) => !told.has(analyzed.turn.turnId));
  const mixed = mixedNotes(others);
  return [
    ...(mixed.length > 0 ? mixed : others.flatMap(offNote).slice(0, MOST_OF_A_KIND)),
    ...others.flatMap(echoNote).slice(0, MOST_OF_A_KIND),
    ...undevelopedNotes(others.filter(isAnswer), partsUnknown),
    ...prepared.slice(0, MOST_OF_A_KIND),
    ...developedNote(spoken),
  ];
}

function note(turn: MeasuredTurn, kind: AnswerNote['kind'], why: string): AnswerNote {
  const { analyzed } = turn;
  const { text, atMs } = quoteSpan(analyzed, 0, Math.min(analyzed.turn.text.length, QUOTED_CHARACTERS), '');
  return { kind, turnId: analyzed.turn.turnId, question: shortQuestion(analyzed.turn.question), text, atMs, why };
}

function offNote(turn: MeasuredTurn): readonly AnswerNote[] {
  const { verdict, contentWords, elsewhere } = relevanceOf(turn.analyzed.turn.question, normalsOf(turn));
  if (verdict !== 'off') return [];
  return [
    note(
      turn,
      'offQuestion',
      `No link to the question was found in its ${String(contentWords)} content words, and some keep to something else (${elsewhere.slice(0, SHOWN_WORDS).join(', ')}). Lists of words cannot know every way to answer: if you did answer it, never mind this note; if not, answer the question itself first.`,
    ),
  ];
}

/** Questions and answers got out of step, as in a file that was put together by hand. */
function mixedNotes(turns: readonly MeasuredTurn[]): readonly AnswerNote[] {
  const mixed = mixedUp(turns);
  return mixed
    .slice(0, MOST_OF_A_KIND)
    .map(({ turn, fits }) =>
      note(
        turn,
        'offQuestion',
        `It fits another question better: "${shortQuestion(fits)}" So do ${String(mixed.length)} answers of this test, all together. Were questions and answers mixed up? If not, answer the question that was asked.`,
      ),
    );
}

function echoNote(turn: MeasuredTurn): readonly AnswerNote[] {
  const words = normalsOf(turn);
  const copied = copiedFrom(turn.analyzed.turn.question, words);
  if (words.length < ECHO_WORDS || copied < ECHO) return [];
  return [
    note(
      turn,
      'repeatsQuestion',
      `${String(Math.round(copied * 100))} % of it repeats the question word for word. Say it in your own words.`,
    ),
  ];
}

/** One short answer is nothing; the shortest of several is shown with how many there are. */
function undevelopedNotes(turns: readonly MeasuredTurn[], partsUnknown: boolean): readonly AnswerNote[] {
  return (['part3', 'part2', 'part1'] as const)
    .flatMap((part) => {
      const inPart = turns.filter(({ analyzed }) => analyzed.turn.part === part);
      const byLength = inPart.toSorted((one, other) => normalsOf(one).length - normalsOf(other).length);
      if (part === 'part2') {
        // It holds the long turn and the questions after it: only the long turn, the longest, must be long.
        const longest = byLength.at(-1);
        if (longest === undefined || !isShortLongTurn(normalsOf(longest))) return [];
        return [note(longest, 'undeveloped', longTurn(normalsOf(longest).length))];
      }
      const short = shortOnes(part, byLength);
      const [shortest] = short;
      if (shortest === undefined || short.length < FEWEST_SHORT) return [];
      const { length } = normalsOf(shortest);
      return [
        note(shortest, 'undeveloped', shortAnswers(partsUnknown ? null : part, short.length, inPart.length, length)),
      ];
    })
    .slice(0, MOST_OF_A_KIND);
}

/** A few words are an answer in Part 1; nothing but a few words, answer after answer, is worth a note there, too. */
function shortOnes(part: 'part1' | 'part3', turns: readonly MeasuredTurn[]): readonly MeasuredTurn[] {
  const brief = turns.filter((turn) => isShort(normalsOf(turn)));
  const isHabit = brief.length > FEWEST_SHORT && brief.length > turns.length / 2;
  return turns.filter(
    (turn) =>
      isUndeveloped(part, turn.analyzed.turn.question, normalsOf(turn)) || (isHabit && isShort(normalsOf(turn))),
  );
}

function wordsText(count: number): string {
  return count === 1 ? 'one word' : `${String(count)} words`;
}

function longTurn(words: number): string {
  return `The long turn has ${wordsText(words)}; two minutes hold 200 and more. Take each point of the card and say what, when, who and why.`;
}

function shortAnswers(part: 'part1' | 'part3' | null, short: number, all: number, words: number): string {
  const stop = `${String(short)} of ${String(all)} answers${part === null ? '' : ` in Part ${part === 'part1' ? '1' : '3'}`} stop before a reason, an example or a contrast; this one has ${wordsText(words)}.`;
  return part !== 'part3'
    ? `${stop} One more sentence is enough: why, since when, or how often.`
    : `${stop} Say why, then for instance who or where.`;
}

function preparedNote(turn: MeasuredTurn, all: readonly MeasuredTurn[]): readonly AnswerNote[] {
  const signs = signsOf(turn, all);
  if (!soundsPrepared(signs)) return [];
  const seen = signs.map((sign) => sign.seen).join('; ');
  return [
    note(
      turn,
      'prepared',
      `It may sound prepared to an examiner: ${seen}. If you found it while speaking, never mind this note.`,
    ),
  ];
}

/** The best developed answer of Part 3, to do more of. */
function developedNote(turns: readonly MeasuredTurn[]): readonly AnswerNote[] {
  const [best] = turns
    .filter(({ analyzed }) => analyzed.turn.part === 'part3')
    .map((turn) => ({ turn, development: developmentOf(normalsOf(turn)) }))
    .filter(
      ({ development: { reasons, examples, contrasts, details } }) =>
        [reasons, examples, contrasts, details].filter((count) => count > 0).length >= 3,
    )
    .filter(({ development }) => supportOf(development) >= WELL_SUPPORTED)
    .toSorted((one, other) => supportOf(other.development) - supportOf(one.development));
  if (!best) return [];
  const { reasons, examples, contrasts, details } = best.development;
  const parts = [
    count(reasons, 'reason'),
    count(examples, 'example'),
    count(contrasts, 'contrast'),
    count(details, 'detail'),
  ].filter((text) => text !== '');
  return [note(best.turn, 'developed', `Your best developed answer: ${parts.join(', ')}. More answers like this one.`)];
}

function count(amount: number, what: string): string {
  return amount === 0 ? '' : `${String(amount)} ${what}${amount === 1 ? '' : 's'}`;
}
