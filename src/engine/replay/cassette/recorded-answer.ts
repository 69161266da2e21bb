/**
 * What a recogniser said of one answer, found by where in the answer's audio it is: a turn that is taken up again is recognised in
 * stretches, and under other endpointing it is taken up again elsewhere, or not at all.
 */
import type { CassetteMessageOf } from './format.js';
import { spacedWords } from '../../text/words.js';

/** A stretch as it was recorded. */
export interface RecordedTurn {
  /** In the order in which they came. */
  readonly heard: readonly CassetteMessageOf<'partial' | 'sign'>[];
  readonly final: CassetteMessageOf<'final'> | null;
  /** Set where it never got its final words. */
  readonly failed: CassetteMessageOf<'turnFailed'> | null;
}

/** The stretches of one answer, in order; the first begins with the answer. */
export type RecordedAnswer = readonly RecordedTurn[];

/** Sound before the first word belongs to a stretch, so that words begin a little after it; a word that began earlier is another's. */
const WORD_OVERLAP_MS = 100;

/** While it is read: a long turn has hundreds of partial transcripts. */
interface GrowingTurn {
  readonly heard: CassetteMessageOf<'partial' | 'sign'>[];
  final: RecordedTurn['final'];
  failed: RecordedTurn['failed'];
}

type RecognitionMessage = CassetteMessageOf<'partial' | 'sign' | 'final' | 'turnFailed'>;

/**
 * By their number in the fixture, or else in the order in which they were begun, from 1. Noise after an answer, taken for speech,
 * is one more turn of the same number.
 */
export function recordedAnswers(
  messages: readonly RecognitionMessage[],
): ReadonlyMap<number, readonly RecordedAnswer[]> {
  const turns = new Map<number, GrowingTurn>();
  for (const message of messages) {
    const turn: GrowingTurn = turns.get(message.turn) ?? { heard: [], final: null, failed: null };
    turns.set(message.turn, turn);
    if (message.type === 'final') turn.final = message;
    else if (message.type === 'turnFailed') turn.failed = message;
    else turn.heard.push(message);
  }
  const answers = new Map<number, GrowingTurn[][]>();
  let newest = 0;
  for (const [, turn] of [...turns].sort(([first], [second]) => first - second)) {
    if (newest === 0 || fromMsOf(turn) === 0) newest = turn.final?.answer ?? turn.failed?.answer ?? newest + 1;
    const known = answers.get(newest) ?? [];
    answers.set(newest, known);
    const stretches = fromMsOf(turn) === 0 ? undefined : known.at(-1);
    if (stretches === undefined) known.push([turn]);
    else stretches.push(turn);
  }
  return answers;
}

/**
 * What the recogniser says of the stretch that begins so far into the answer: what was recorded of that very stretch, or else the
 * words of all stretches that come after its beginning.
 */
export function stretchFrom(answer: RecordedAnswer, fromMs: number): RecordedTurn | null {
  const same = answer.find((turn) => fromMsOf(turn) === fromMs);
  // The first stretch of several was broken off where the recorded session thought that the answer was over.
  if (same !== undefined && same === answer.at(-1)) return same;
  const last = answer.at(-1);
  if (last === undefined) return null;
  return {
    heard: heardFrom(answer, fromMs),
    final: finalFrom(answer, fromMs),
    failed: same?.failed ?? failureFrom(last, fromMs),
  };
}

/** The last words on a stretch that was recorded from there and ended then; null where none was. */
export function finalAt(answer: RecordedAnswer, fromMs: number, sentMs: number): CassetteMessageOf<'final'> | null {
  const same = answer.find((turn) => fromMsOf(turn) === fromMs && turn.final?.sentMs === sentMs);
  return same?.final ?? null;
}

function fromMsOf({ final, failed }: RecordedTurn): number {
  return final?.fromMs ?? failed?.fromMs ?? 0;
}

/** Partials tell the whole stretch each time: of those that come later, the words that were there at its beginning are left out. */
function heardFrom(answer: RecordedAnswer, fromMs: number): CassetteMessageOf<'partial' | 'sign'>[] {
  let before = '';
  let known = 0;
  return answer.flatMap((turn) => {
    const startMs = fromMsOf(turn);
    const earlier = before;
    before = joined(before, turn.final?.text ?? '');
    return turn.heard.flatMap((message): CassetteMessageOf<'partial' | 'sign'>[] => {
      const sentMs = startMs + message.sentMs - fromMs;
      if (message.type === 'sign') return sentMs < 0 ? [] : [{ ...message, sentMs }];
      const words = spacedWords(joined(earlier, message.text));
      if (sentMs < 0) {
        known = words.length;
        return [];
      }
      return words.length <= known ? [] : [{ ...message, sentMs, text: words.slice(known).join(' ') }];
    });
  });
}

function finalFrom(answer: RecordedAnswer, fromMs: number): CassetteMessageOf<'final'> | null {
  const finals = answer.flatMap(({ final }) => (final === null ? [] : [final]));
  const last = finals.at(-1);
  if (last === undefined) return null;
  const words = finals.flatMap((final) => {
    const shiftMs = (final.fromMs ?? 0) - fromMs;
    return final.words.flatMap(([text, startMs, endMs, confidence]): typeof final.words =>
      startMs + shiftMs < -WORD_OVERLAP_MS
        ? []
        : [[text, Math.max(0, startMs + shiftMs), Math.max(0, endMs + shiftMs), confidence]],
    );
  });
  const sentMs = Math.max(0, (last.fromMs ?? 0) + last.sentMs - fromMs);
  const whole = finals.reduce((text, final) => joined(text, final.text), '');
  const text = fromMs === 0 ? whole : words.map(([word]) => word).join(' ');
  return { ...last, fromMs, sentMs, text, words };
}

function failureFrom(last: RecordedTurn, fromMs: number): CassetteMessageOf<'turnFailed'> | null {
  if (last.failed === null) return null;
  return { ...last.failed, fromMs, sentMs: Math.max(0, fromMsOf(last) + last.failed.sentMs - fromMs) };
}

/** What was said in one stretch after the other. */
export function joined(first: string, second: string): string {
  return [first, second].filter((text) => text !== '').join(' ');
}
