/** What a band does not know, told beside it. */
import { isAnswer } from '../measures/measured-turn.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Criterion } from '../types.js';
import { asText, timedShare, withoutModelRating, withoutTiming } from './evidence.js';

/** With times in fewer of the words, the report tells on how many answers speed and pauses rest. */
const NEARLY_ALL = 0.9;

export function caveatOn(criterion: Criterion, test: MeasuredTest, read: boolean): { readonly caveat?: string } {
  if (read) return { caveat: 'Of a text read aloud: speaking freely is harder, and may well sound otherwise.' };
  const lengths = lengthsUnknown(test);
  if (criterion === 'fluency' && withoutTiming(test)) {
    const unknown = lengths === null ? '' : `, nor ${asText(test) < 1 ? 'surely ' : ''}how long single answers are`;
    return { caveat: `From the text alone: speed and pauses are not known${unknown}, so the range is wide.` };
  }
  const untimed = test.turns.filter(({ timing, analyzed }) => timing === null && !analyzed.turn.typed).length;
  if (criterion === 'fluency' && timedShare(test) < NEARLY_ALL)
    return {
      caveat: `Speed and pauses are not known of ${String(untimed)} of ${String(test.turns.length)} answers, whose words have no times.`,
    };
  if (criterion === 'fluency' && lengths !== null) return { caveat: [lengths, ...silencesCaveat(test)].join(' ') };
  const unchecked = test.turns.filter(({ checked }) => !checked.known).length;
  if (criterion === 'grammar' && unchecked > 0) {
    const all = unchecked === test.turns.length;
    const where = all ? '' : ` in ${String(unchecked)} of ${String(test.turns.length)} answers`;
    return {
      caveat: `Errors are not known${where}, since no grammar checker looked at them or it failed: the band may be too high, and its range is wide.`,
    };
  }
  if (criterion !== 'pronunciation' && asText(test) > 0 && lengths !== null) return { caveat: lengths };
  if (criterion === 'pronunciation' && withoutModelRating(test))
    return {
      caveat:
        'Without the speech model, misheard words look badly said: the band keeps near the middle, and its range is wide.',
    };
  return {};
}

function lengthsUnknown(test: MeasuredTest): string | null {
  const share = asText(test);
  if (share === 0 && test.values.wordsPerAnswer !== null) return null;
  if (share > 0 && share < 1)
    return `How long single answers are is hardly known: these ${String(test.turns.length)} texts without questions may be no answers, so the range is wider.`;
  const what =
    share > 0
      ? 'this is one text'
      : test.turns.every(isAnswer)
        ? 'there is only the long turn'
        : 'this is one recording';
  return `How long single answers are is not known: ${what}, so the range is wider.`;
}

/** Of a recording without the examiner's side nobody knows whose a long silence was. */
function silencesCaveat({ turns }: MeasuredTest): readonly string[] {
  const silences = turns.filter(({ analyzed: { turn } }) => (turn.cut?.pauseMs ?? 0) > 0).length;
  if (silences === 0) return [];
  const count =
    silences === 1 ? 'Its long silence counts as a pause' : `Its ${String(silences)} long silences count as pauses`;
  return [`${count}: where the examiner spoke, Fluency is too low (one file per answer tells).`];
}
