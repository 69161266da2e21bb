/**
 * Answers whose words were lost in the test, because recognisers failed and none heard them to their end, are heard again from
 * its recording: a provider that fails costs nobody an answer. What another one took over and understood stays as it is: more
 * words of whoever is asked now need not be better ones.
 */
import { messageOf } from '../../engine/errors.js';
import type { SpeechToTextStream, TurnTranscript } from '../../engine/ports/speech-to-text.js';
import type { SessionEvent, SessionEventOf } from '../../engine/session/log/events.js';
import { recordingPathOf } from '../../engine/session/log/recording-path.js';
import { settledEvents } from '../../engine/session/log/settled-events.js';
import { recognise } from './recognise.js';
import type { ScoringEngines } from './scoring-engines.js';

/** Shorter sounds without a word are coughs and clicks. */
const SPEECH_MS = 1000;
/** Of the recording before and after an answer, for its soft first and last sounds. */
const MARGIN_MS = 200;

export interface HeardAgain {
  /** The log with the words that were found. */
  readonly events: readonly SessionEvent[];
  readonly lost: number;
  readonly recognised: number;
  /** Why not all of them were; null where nothing failed. */
  readonly why: string | null;
}

type Ended = Extract<SessionEvent, { type: 'turn.ended' }>;
type Final = SessionEventOf<'transcript.final'>;

type RecognitionEngines = Pick<ScoringEngines, 'recogniser' | 'recogniserId' | 'clock'>;

/** @param open called only where an answer was lost: the recogniser that is configured may be missing or cost something */
export async function hearLostAnswers(
  logged: readonly SessionEvent[],
  open: () => Promise<RecognitionEngines>,
): Promise<HeardAgain> {
  const events = settledEvents(logged);
  const known = new Map(events.flatMap((event) => (event.type === 'transcript.final' ? [[event.turnId, event]] : [])));
  const lost = lostIn(events, known);
  const path = recordingPathOf(events);
  if (lost.length === 0) return { events: logged, lost: 0, recognised: 0, why: null };
  if (path === null) return { events: logged, lost: lost.length, recognised: 0, why: 'the test was not recorded' };
  const found = new Map<string, TurnTranscript>();
  let provider = 'none';
  let why: string | null = null;
  try {
    const engines = await open();
    provider = engines.recogniserId ?? provider;
    const stream = await engines.recogniser();
    for (const turn of lost) {
      const heard = await hear(turn, path, stream, engines);
      if (wordsIn(heard.text) > wordsIn(known.get(turn.turnId)?.text ?? '')) found.set(turn.turnId, heard);
    }
  } catch (error) {
    why = messageOf(error);
  }
  return { events: withTranscripts(events, found, provider), lost: lost.length, recognised: found.size, why };
}

/** Spoken answers that no recogniser finished after one had failed in them, and wordless ones since the first that failed. */
function lostIn(events: readonly SessionEvent[], known: ReadonlyMap<string, Final>): readonly Ended[] {
  let hasFailed = false;
  let hearing = new Hearing();
  const lost: Ended[] = [];
  for (const event of events) {
    if (event.type === 'turn.started') hearing = new Hearing();
    hearing.notice(event);
    if (event.type === 'provider.failed' && event.port === 'speechToText') hasFailed = true;
    if (event.type !== 'turn.ended' || event.typed || event.speechMs < SPEECH_MS) continue;
    const isWordless = wordsIn(known.get(event.turnId)?.text ?? '') === 0;
    if (hearing.lost || (hasFailed && isWordless)) lost.push(event);
  }
  return lost;
}

/** Whether the recognisers of a turn heard it to its end. */
class Hearing {
  #failed = false;
  /** Who heard the turn's newest stretch to its end, after a failure or without one. */
  #finishedBy: string | null = null;
  #earlierLost = false;

  get lost(): boolean {
    return this.#earlierLost || (this.#failed && this.#finishedBy === null);
  }

  notice(event: SessionEvent): void {
    if (event.type === 'turn.rejoined') {
      this.#earlierLost = this.lost;
      this.#failed = false;
      this.#finishedBy = null;
    }
    if (!('port' in event) || event.port !== 'speechToText') return;
    if (event.type === 'provider.failed') {
      this.#failed = true;
      // Another one that rests and is tried meanwhile takes nothing away.
      if (event.provider === this.#finishedBy) this.#finishedBy = null;
    }
    // An embedded recogniser that is started again hears the turn from its beginning, and tells no use.
    const hasFinished = event.type === 'provider.recovered' || (event.type === 'provider.used' && !event.discarded);
    if (hasFinished) this.#finishedBy = event.provider;
  }
}

async function hear(
  { turnId, startMs, endMs }: Ended,
  path: string,
  stream: SpeechToTextStream,
  { clock }: RecognitionEngines,
): Promise<TurnTranscript> {
  const { readCandidateRange } = await import('../../providers/recording/read-recording.js');
  const fromMs = Math.max(0, startMs - MARGIN_MS);
  const samples = await readCandidateRange(path, fromMs, endMs + MARGIN_MS);
  const heard = await recognise(stream, samples, turnId, clock);
  return {
    ...heard,
    words: heard.words.map((word) => ({ ...word, startMs: word.startMs + fromMs, endMs: word.endMs + fromMs })),
  };
}

function withTranscripts(
  events: readonly SessionEvent[],
  found: ReadonlyMap<string, TurnTranscript>,
  recogniserId: string,
): readonly SessionEvent[] {
  return events.flatMap((event): readonly SessionEvent[] => {
    if (event.type === 'transcript.final' && found.has(event.turnId)) return [];
    const heard = event.type === 'turn.ended' ? found.get(event.turnId) : undefined;
    if (event.type !== 'turn.ended' || heard === undefined) return [event];
    const { version, sequence, atMs, wallTime, turnId } = event;
    const { text, words, confidence, provider = recogniserId } = heard;
    const when = { version, sequence, atMs, wallTime };
    return [{ ...when, type: 'transcript.final', turnId, text, words, confidence, provider }, event];
  });
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
