/** A resilient recogniser before recognisers that fail as they are told, and a candidate who spells numbered words. */
import type { SpeechToText, SpeechToTextStream, TurnTranscript } from '../../../../src/engine/ports/speech-to-text.js';
import { VirtualClock } from '../../../../src/engine/time/virtual-clock.js';
import { createResilientRecogniser } from '../../../../src/providers/resilience/recognition/resilient-recogniser.js';
import { untilDone } from '../../../support/pass-time.js';
import { NotedMonitor } from '../../../support/provider-monitor.js';
import { spell, type SpelledWord } from '../../../support/servers/spelled-speech.js';
import { pushAll, recordingListener, type RecordingListener } from '../../../support/speech-frames.js';
import { spelledRecogniser, type SpelledFault, type SpelledRecogniser } from '../../../support/spelled-recogniser.js';

/** What a candidate may wait for words after the end of an answer, all failures together. */
export const LONGEST_WAIT_MS = 2_500;
export const words = (count: number, from = 1): SpelledWord[] =>
  Array.from({ length: count }, (_, index) => ({ number: from + index }));

export const cloud = (faults: readonly (SpelledFault | null)[] = [], id = 'cloud'): SpelledRecogniser =>
  spelledRecogniser({ id, faults });
export const embedded = (): SpelledRecogniser => spelledRecogniser({ id: 'embedded' });

interface Bench {
  readonly clock: VirtualClock;
  readonly monitor: NotedMonitor;
  readonly stream: SpeechToTextStream;
  readonly say: (spoken: readonly SpelledWord[]) => Promise<Said>;
}

interface Said {
  readonly transcript: TurnTranscript;
  readonly waitedMs: number;
  readonly listener: RecordingListener;
}

export async function bench(recognisers: readonly SpeechToText[], lastResort: SpeechToText | null): Promise<Bench> {
  const clock = new VirtualClock();
  const monitor = new NotedMonitor();
  const random = { below: () => 0 };
  const stream = await untilDone(
    clock,
    createResilientRecogniser({ recognisers, lastResort, clock, random, monitor }).open(),
  );
  let turns = 0;
  const say = async (spoken: readonly SpelledWord[]): Promise<Said> => {
    const listener = recordingListener(clock);
    stream.beginTurn({ turnId: `t${String(++turns)}`, keyterms: [] }, listener);
    await pushAll(stream, spell(spoken), clock);
    const endedAtMs = clock.nowMs();
    const transcript = await untilDone(clock, stream.endTurn());
    return { transcript, waitedMs: clock.nowMs() - endedAtMs, listener };
  };
  return { clock, monitor, stream, say };
}
