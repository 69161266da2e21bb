import { describe, expect, it } from 'vitest';
import type { ListenCommand } from '../../../../src/engine/exam/types.js';
import type { EndOfTurnSign, SpeechToText, SpeechToTextListener } from '../../../../src/engine/ports/speech-to-text.js';
import type { EndedTurn } from '../../../../src/engine/session/turn/open-turn.js';
import { TurnListener } from '../../../../src/engine/session/turn/turn-listener.js';
import { knownSpeaker } from '../../../../src/engine/session/turn/known-speaker.js';
import { TurnRecogniser } from '../../../../src/engine/session/turn/turn-recogniser.js';
import { DEFAULT_ENDPOINTING } from '../../../../src/engine/speech/endpointing.js';
import { FRAME_MS, SILENT_FRAME } from '../../../../src/engine/speech/frame.js';
import { ManualClock } from '../../../support/manual-clock.js';

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

/** The same for every speaker. */
const FIXED = {
  ...DEFAULT_ENDPOINTING,
  interview: { completeMs: 900, unknownMs: 1200, incompleteMs: 2000, confirmedMs: 600, adaptive: null, fixedAfter: [] },
};

const NOISE_MS = 30_000;

interface Silence {
  /** Said so many milliseconds into the silence. */
  readonly signs?: Readonly<Record<number, EndOfTurnSign['state']>>;
  readonly text?: string;
  /** Comes while the candidate still speaks: late. */
  readonly lateSign?: EndOfTurnSign['state'];
  /** Before it, each followed by 200 ms of speech. */
  readonly pausesMs?: readonly number[];
  readonly endpointing?: typeof DEFAULT_ENDPOINTING;
  /** The text is told so long after the first pause, `more` of it at the end of the speech. */
  readonly toldAfterMs?: number;
  readonly more?: string;
  /** Texts of answers before this one; none: long noise that the recogniser found no words in. */
  readonly earlier?: readonly string[];
  /** One more was begun with these words, and then typed. */
  readonly typed?: string;
  /** This answer ended once before, and was taken up again. */
  readonly takenUp?: boolean;
}

/** Listens to a second of speech, pauses, then to silence. */
async function silenceUntilEnd({
  signs = {},
  lateSign,
  text = 'i live in a small town near the coast',
  pausesMs = [],
  endpointing = FIXED,
  toldAfterMs = 0,
  more = '',
  earlier = [],
  typed = '',
  takenUp = false,
}: Silence): Promise<number> {
  let hearer: SpeechToTextListener | null = null;
  let newest = '';
  const speechToText: SpeechToText = {
    id: 'signs',
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: true },
    open: async () => ({
      beginTurn: (_, listener) => {
        newest = '';
        hearer = {
          ...listener,
          partial: (told) => {
            newest = told;
            listener.partial(told);
          },
        };
      },
      push: () => undefined,
      endTurn: async () => ({ text: newest, words: [], confidence: null }),
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
    endpointing,
    saidFinished: () => false,
    speaker: knownSpeaker([]),
    events: { startedSpeaking: ignore, stoppedSpeaking: ignore, partial: ignore, ended: (turn) => (ended = turn) },
  });
  let atMs = 0;
  const hear = (): void => {
    void listener.hear({ frame: SILENT_FRAME, raw: SILENT_FRAME, levelDb: -20, startMs: atMs, candidate: true });
    atMs += FRAME_MS;
  };
  const hearFor = (lengthMs: number, voiced: boolean): void => {
    speaking = voiced;
    for (let heardMs = 0; heardMs < lengthMs; heardMs += FRAME_MS) hear();
  };
  const answer = async (told: string, lengthMs = 1000): Promise<void> => {
    hearFor(lengthMs, true);
    if (told !== '') hearer!.partial(told);
    speaking = false;
    while (ended === null) hear();
    await (ended as EndedTurn).transcript;
    ended = null;
  };
  for (const told of earlier) {
    listener.begin(LISTEN, [], atMs);
    await answer(told, told === '' ? NOISE_MS : 1000);
  }
  if (typed !== '') {
    listener.begin(LISTEN, [], atMs);
    hearFor(1000, true);
    hearer!.partial(typed);
    listener.endNow('typed', atMs);
    ended = null;
    hearFor(1000, false);
  }
  listener.begin(LISTEN, [], atMs);
  if (takenUp) {
    await answer(text.repeat(4));
    hearFor(FRAME_MS, true);
    listener.rejoin({ text: '', words: [], confidence: null });
  }
  hearFor(1000, true);
  if (toldAfterMs === 0) hearer!.partial(text);
  for (const pauseMs of pausesMs) {
    hearFor(pauseMs, false);
    hearFor(toldAfterMs, true);
    if (toldAfterMs > 0) hearer!.partial(text);
    hearFor((more === '' ? 200 : 600) - toldAfterMs, true);
  }
  if (more !== '') hearer!.partial(text + more);
  if (lateSign !== undefined) hearer!.endOfTurn?.({ state: lateSign, confidence: null });
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
      await silenceUntilEnd({ signs: { 300: 'likely' } }),
      await silenceUntilEnd({ signs: { 300: 'likely', 400: 'confirmed' } }),
    ];
    expect([alone, likely, confirmed]).toEqual([900, 760, 600]);
  });

  it.each(['likely', 'confirmed'] as const)(
    'says nothing of the next pause when it comes late (%s)',
    async (lateSign) => {
      expect(await silenceUntilEnd({ pausesMs: [400], lateSign })).toBe(900);
    },
  );

  it('counts from the first moment of the silence', async () => {
    expect(await silenceUntilEnd({ signs: { 20: 'likely' } })).toBe(760);
    expect(await silenceUntilEnd({ signs: { 100: 'confirmed' } })).toBe(600);
  });

  it('is forgotten when it is taken back', async () => {
    expect(await silenceUntilEnd({ signs: { 300: 'confirmed', 400: 'resumed' } })).toBe(900);
  });
});

describe('a speaker’s own pauses', () => {
  const text = 'we moved there when i was a child and i still like it';

  it('make the examiner wait longer for who pauses long', async () => {
    const wait = (pausesMs: readonly number[]) => silenceUntilEnd({ pausesMs, text, endpointing: DEFAULT_ENDPOINTING });
    const [short, long] = [await wait([300, 300, 300, 300]), await wait([680, 680, 680, 680])];
    expect(long).toBeGreaterThan(short);
  });

  it('tell where sentences ended: words that come within a moment of the new sound were said before the pause', async () => {
    const sentence = 'i live in a small town near the sea with my family';
    const waitWhenToldAfter = (toldAfterMs: number) =>
      silenceUntilEnd({
        pausesMs: [500],
        text: sentence,
        toldAfterMs,
        more: ' it is quiet and i like it',
        endpointing: DEFAULT_ENDPOINTING,
      });
    const [known, late, tooLate] = [
      await waitWhenToldAfter(0),
      await waitWhenToldAfter(280),
      await waitWhenToldAfter(420),
    ];
    expect(late).toBe(known);
    expect(tooLate).not.toBe(known);
  });
});

describe('a speaker’s earlier answers', () => {
  const text = 'we moved there when i was a child and i still like it';
  const long = `${text} because ${text} and ${text}`;
  const wait = (given: Silence) => silenceUntilEnd({ text, endpointing: DEFAULT_ENDPOINTING, ...given });

  it('make the examiner wait longer for who answers at length', async () => {
    expect(await wait({ earlier: [long, long, long] })).toBeGreaterThan(
      300 + (await wait({ earlier: [text, text, text] })),
    );
  });

  it('are not those that were typed, whatever was heard meanwhile', async () => {
    expect(await wait({ earlier: [text], typed: long })).toBe(await wait({ earlier: [text] }));
  });

  it('are not noises without words, however long', async () => {
    expect(await wait({ earlier: [text, ''] })).toBe(await wait({ earlier: [text] }));
  });

  it('are those before this one, also where this one is taken up again, which is given half as long again', async () => {
    const once = await wait({ earlier: [text] });
    expect(Math.abs((await wait({ earlier: [text], takenUp: true })) - 1.5 * once)).toBeLessThan(150);
    expect(await wait({ earlier: [text, long] })).toBeGreaterThan(once + 300);
  });
});

describe('a candidate who types', () => {
  it('is waited for, but not without end, also where no clock runs before the first word', () => {
    const ignore = (): void => undefined;
    let ended: EndedTurn | null = null;
    const listener = new TurnListener({
      voiceActivity: { id: 'silent', process: () => 0, reset: ignore, close: ignore },
      recogniser: null,
      endpointing: FIXED,
      saidFinished: () => false,
      speaker: knownSpeaker([]),
      events: { startedSpeaking: ignore, stoppedSpeaking: ignore, partial: ignore, ended: (turn) => (ended = turn) },
    });
    listener.begin({ ...LISTEN, part: 'part2', moment: 'longTurn', limitFromFirstSpeechMs: 120_000 }, [], 0);
    listener.typing = true;
    for (let startMs = 0; ended === null && startMs < 3_600_000; startMs += FRAME_MS)
      void listener.hear({ frame: SILENT_FRAME, raw: SILENT_FRAME, levelDb: -90, startMs, candidate: true });
    expect(ended).toMatchObject({ reason: 'silence', decidedAtMs: 15 * 60_000 });
  });
});
