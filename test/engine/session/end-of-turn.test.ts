import { describe, expect, it } from 'vitest';
import type { ListenCommand } from '../../../src/engine/exam/types.js';
import type { EndOfTurnSign, SpeechToText, SpeechToTextListener } from '../../../src/engine/ports/speech-to-text.js';
import { TurnListener, type EndedTurn } from '../../../src/engine/session/turn-listener.js';
import { TurnRecogniser } from '../../../src/engine/session/turn-recogniser.js';
import { DEFAULT_ENDPOINTING } from '../../../src/engine/speech/endpointing.js';
import { FRAME_MS, SILENT_FRAME } from '../../../src/engine/speech/frame.js';
import { ManualClock } from '../../support/manual-clock.js';

const LISTEN: ListenCommand = {
  type: 'listen',
  turnId: 't1',
  questionId: 'q1',
  part: 'part1',
  moment: 'interview',
  patienceMs: 6000,
  softLimitMs: null,
  hardStopAtMs: null,
  limitFromFirstSpeechMs: null,
  endSilenceMs: null,
};

/** Listens to a second of speech, then to silence; `signs` are said so many milliseconds into the silence. */
async function silenceUntilEnd(signs: Readonly<Record<number, EndOfTurnSign['state']>>): Promise<number> {
  let hearer: SpeechToTextListener | null = null;
  const speechToText: SpeechToText = {
    id: 'signs',
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: true },
    open: async () => ({
      beginTurn: (_, listener) => (hearer = listener),
      push: () => undefined,
      endTurn: async () => ({ text: '', words: [], confidence: null }),
      cancelTurn: async () => undefined,
      close: async () => undefined,
    }),
  };
  const ignore = (): void => undefined;
  const recogniser = new TurnRecogniser({
    speechToText,
    clock: new ManualClock(),
    onFailure: ignore,
    onRecovered: ignore,
  });
  await recogniser.open();
  let speaking = true;
  let ended: EndedTurn | null = null;
  const listener = new TurnListener({
    voiceActivity: { id: 'switch', process: () => (speaking ? 1 : 0), reset: ignore, close: ignore },
    recogniser,
    endpointing: DEFAULT_ENDPOINTING,
    saidFinished: () => false,
    events: { startedSpeaking: ignore, stoppedSpeaking: ignore, partial: ignore, ended: (turn) => (ended = turn) },
  });
  listener.begin(LISTEN, [], 0);
  let atMs = 0;
  const hear = (): void => {
    void listener.hear({ frame: SILENT_FRAME, raw: SILENT_FRAME, levelDb: -20, startMs: atMs, candidate: true });
    atMs += FRAME_MS;
  };
  while (atMs < 1000) hear();
  hearer!.partial('i live in a small town near the coast');
  speaking = false;
  for (let silentMs = 0; ended === null; silentMs += FRAME_MS) {
    const state = signs[silentMs];
    if (state !== undefined) hearer!.endOfTurn?.({ state, confidence: null });
    hear();
  }
  return (ended as EndedTurn).decidedAtMs - ((ended as EndedTurn).lastSpeechEndMs ?? 0);
}

describe('a recogniser’s word about the end of the turn', () => {
  it('shortens the silence that the examiner waits for', async () => {
    const [alone, likely, confirmed] = [
      await silenceUntilEnd({}),
      await silenceUntilEnd({ 300: 'likely' }),
      await silenceUntilEnd({ 300: 'likely', 400: 'confirmed' }),
    ];
    expect([alone, likely, confirmed]).toEqual([900, 760, 600]);
  });

  it('is forgotten when it is taken back', async () => {
    expect(await silenceUntilEnd({ 300: 'confirmed', 400: 'resumed' })).toBe(900);
  });
});
