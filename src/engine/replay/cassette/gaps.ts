/** What a conversation asked of a cassette that does not know it, because the conversation takes another way than the recorded one. */
import type { SessionEvent } from '../../session/log/events.js';
import type { CassettePort } from './format.js';

export interface CassetteGap {
  readonly port: CassettePort;
  /** For people. */
  readonly what: string;
}

/** The code with which a provider fails whose cassette does not know something. */
export const NOT_ON_CASSETTE = 'cassette.unknown';

/**
 * The log without failures that are no provider's: a line that is only not on the cassette is told as a gap, and meets or misses
 * no expectation.
 */
export function withoutGapFailures(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const inGap = new Set<string>();
  const inTrouble = new Set<string>();
  return events.filter((event) => {
    if (event.type === 'provider.failed') {
      const isGap = event.code === NOT_ON_CASSETTE;
      (isGap ? inGap : inTrouble).add(event.port);
      return !isGap;
    }
    if (event.type !== 'provider.recovered') return true;
    const wasInGap = inGap.delete(event.port);
    return inTrouble.delete(event.port) || !wasInGap;
  });
}

const NAMES: Readonly<Record<CassettePort, readonly [one: string, several: string]>> = {
  speechToText: ['answer', 'answers'],
  textToSpeech: ['line of the examiner', 'lines of the examiner'],
  wordAligner: ['alignment', 'alignments'],
  grammar: ['text for grammar', 'texts for grammar'],
  languageModel: ['request to the language model', 'requests to the language model'],
  pronunciation: ['assessment of pronunciation', 'assessments of pronunciation'],
  voiceActivity: ['stretch of sound', 'stretches of sound'],
};

/** Such as `2 lines of the examiner and 34 alignments, first the words "i come from ..."`. */
export function gapsText(gaps: readonly CassetteGap[]): string {
  const [first] = gaps;
  if (first === undefined) return 'all of it';
  if (gaps.length === 1) return first.what;
  const numbers = new Map<CassettePort, number>();
  for (const { port } of gaps) numbers.set(port, (numbers.get(port) ?? 0) + 1);
  const counts = [...numbers].map(([port, number]) => {
    const [one, several] = NAMES[port];
    return `${String(number)} ${number === 1 ? one : several}`;
  });
  const list = counts.length === 1 ? counts.join('') : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1) ?? ''}`;
  return `${list}, first ${first.what}`;
}
