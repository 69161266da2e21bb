/**
 * Answers whose words were lost in the test, because recognisers failed and none heard them to their end, are heard again from
 * its recording: a provider that fails costs nobody an answer. What another one took over and understood stays as it is: more
 * words of whoever is asked now need not be better ones.
 */
import { messageOf } from '../../engine/errors.js';
import type { SpeechToTextStream, TurnTranscript } from '../../engine/ports/speech-to-text.js';
import type { SessionEvent, SessionEventOf } from '../../engine/session/log/events.js';
import { lostAnswers } from '../../engine/session/log/lost-answers.js';
import { recordingPathOf } from '../../engine/session/log/recording-path.js';
import { settledEvents } from '../../engine/session/log/settled-events.js';
import { ANSWER_MARGIN_MS } from './answer-margin.js';
import { recognise } from './recognise.js';
import type { ScoringEngines } from './scoring-engines.js';
import { spacedWords } from '../../engine/text/words.js';

export interface HeardAgain {
  /** The log with the words that were found. */
  readonly events: readonly SessionEvent[];
  readonly lost: number;
  readonly recognised: number;
  /** Why not all of them were; null where nothing failed. */
  readonly why: string | null;
}

type Ended = SessionEventOf<'turn.ended'>;

type RecognitionEngines = Pick<ScoringEngines, 'recogniser' | 'recogniserId' | 'clock'>;

/** @param open called only where an answer was lost: the recogniser that is configured may be missing or cost something */
export async function hearLostAnswers(
  logged: readonly SessionEvent[],
  open: () => Promise<RecognitionEngines>,
): Promise<HeardAgain> {
  const events = settledEvents(logged);
  const known = new Map(events.flatMap((event) => (event.type === 'transcript.final' ? [[event.turnId, event]] : [])));
  const lost = lostAnswers(events);
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
      if (spacedWords(heard.text).length > spacedWords(known.get(turn.turnId)?.text ?? '').length)
        found.set(turn.turnId, heard);
    }
  } catch (error) {
    why = messageOf(error);
  }
  return { events: withTranscripts(events, found, provider), lost: lost.length, recognised: found.size, why };
}

async function hear(
  { turnId, startMs, endMs }: Ended,
  path: string,
  stream: SpeechToTextStream,
  { clock }: RecognitionEngines,
): Promise<TurnTranscript> {
  const { readCandidateRange } = await import('../../providers/recording/read-recording.js');
  const fromMs = Math.max(0, startMs - ANSWER_MARGIN_MS);
  const samples = await readCandidateRange(path, fromMs, endMs + ANSWER_MARGIN_MS);
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
