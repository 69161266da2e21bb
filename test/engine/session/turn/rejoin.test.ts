/** A candidate who goes on after the examiner took the turn to be over: the turn is taken up again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateAnswer } from '../../../../src/engine/replay/candidate-answer.js';
import type { AudioInput } from '../../../../src/engine/ports/audio-input.js';
import type { SpeechToText } from '../../../../src/engine/ports/speech-to-text.js';
import { recogniserCassette } from '../../../../src/engine/replay/from-session/session-recogniser.js';
import { settledEvents } from '../../../../src/engine/session/log/settled-events.js';
import type { SessionEvent, SessionEventOf } from '../../../../src/engine/session/log/events.js';
import { DEFAULT_ENDPOINTING } from '../../../../src/engine/speech/endpointing.js';
import { FRAME_SAMPLES } from '../../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../../src/engine/time/virtual-clock.js';
import { turnMetrics } from '../../../../src/engine/metrics/turn-metrics.js';
import { turnsFromEvents } from '../../../../src/engine/scoring/turns-from-events.js';
import { createFileCandidate } from '../../../../src/providers/recorded-candidate/file-candidate.js';
import { CassettePlayer } from '../../../../src/providers/cassette/cassette-player.js';
import { CassetteRecorder } from '../../../../src/providers/cassette/cassette-recorder.js';
import { toneRecogniser, toneWords } from '../../../support/tone-recogniser.js';
import { heardIn, sayInTones } from '../../../support/servers/tone-speech.js';
import { joined, silence } from '../../../support/tones.js';
import { runVirtualSession, type VirtualSessionOutcome } from '../../../support/virtual-session.js';

/** The recogniser gives no partial transcripts: every silence ends a turn after the same time. */
const WAIT_MS = 1200;
const ENDPOINTING = {
  ...DEFAULT_ENDPOINTING,
  interview: {
    completeMs: WAIT_MS,
    unknownMs: WAIT_MS,
    incompleteMs: WAIT_MS,
    confirmedMs: null,
    adaptive: null,
    fixedAfter: [],
  },
};

const NAMES: CandidateAnswer[] = ['anna berg', 'anna', 'here'].map((text) => ({ kind: 'text', text, delayMs: 300 }));

/** Words in tones, and silences in milliseconds between them. */
function speech(...pieces: readonly (string | number)[]): Int16Array {
  return joined(
    ...pieces.map((piece) => (typeof piece === 'number' ? silence(piece) : sayInTones(piece, 16_000).samples)),
  );
}

interface Heard extends VirtualSessionOutcome {
  readonly settled: readonly SessionEvent[];
  /** What really came out of the candidate's mouth. */
  readonly said: readonly string[];
}

/** Part 1 with these answers; ends when they are used up. */
async function interview(
  answers: readonly Int16Array[],
  given: SpeechToText | ((clock: VirtualClock) => SpeechToText) = toneRecogniser('tones'),
): Promise<Heard> {
  const clock = new VirtualClock();
  const speechToText = typeof given === 'function' ? given(clock) : given;
  const candidate = createFileCandidate({
    answers: [
      ...NAMES,
      ...answers.map((samples): CandidateAnswer => ({ kind: 'audio', samples, delayMs: 400 })),
      { kind: 'action', action: { type: 'quit' }, delayMs: 200 },
    ],
    clock,
    pace: 'virtual',
    partStarts: { part1: NAMES.length },
  });
  const frames: Int16Array[] = [];
  const input: AudioInput = {
    description: candidate.description,
    hearsPlayback: false,
    open: (controls) => candidate.open(controls),
    read: () => {
      const frame = candidate.read() as Int16Array;
      frames.push(frame.slice());
      return frame;
    },
    close: () => candidate.close(),
    onEvent: (event) => candidate.onEvent?.(event),
  };
  const outcome = await runVirtualSession({
    answers: [],
    parts: ['part1'],
    options: { clock, input, speechToText, endpointing: ENDPOINTING },
  });
  const all = new Int16Array(frames.length * FRAME_SAMPLES);
  for (const [index, frame] of frames.entries()) all.set(frame, index * FRAME_SAMPLES);
  const said = heardIn(all).map(({ pitch }) => `w${String(pitch)}`);
  return { ...outcome, settled: settledEvents(outcome.events), said };
}

function of<Type extends SessionEvent['type']>(events: readonly SessionEvent[], type: Type): SessionEventOf<Type>[] {
  return events.filter((event): event is SessionEventOf<Type> & SessionEvent => event.type === type);
}

const words = (events: readonly SessionEvent[]): string[] =>
  of(events, 'transcript.final').flatMap(({ text, provider }) =>
    provider === 'typed' ? [] : text.split(' ').filter((word) => word !== ''),
  );

const FIRST = 'it lies near the old harbour';
const SECOND = 'where the boats come in';

/** The same log, as a recogniser that spells would have written it. */
function inEnglish(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const words = new Map([FIRST, SECOND].flatMap((text) => text.split(' ').map((word) => [toneWords(word), word])));
  const spelled = (text: string): string =>
    text
      .split(' ')
      .map((word) => words.get(word) ?? word)
      .join(' ');
  return events.map((event) => (event.type === 'transcript.final' ? { ...event, text: spelled(event.text) } : event));
}

describe('a candidate who goes on just after the examiner has begun', () => {
  const cut = interview([speech(FIRST, WAIT_MS + 20, SECOND), speech('on foot')]);

  it('makes the examiner stop at once, and goes on with the same answer', async () => {
    const { events } = await cut;
    const [rejoined, ...more] = of(events, 'turn.rejoined');
    expect(more).toEqual([]);
    expect(rejoined?.silenceMs).toBeGreaterThanOrEqual(WAIT_MS);
    const stopped = of(events, 'speech.interrupted').find(({ atMs }) => atMs === rejoined?.atMs);
    expect(stopped?.spokenMs).toBeLessThanOrEqual(200);
    const ended = of(events, 'turn.ended').filter(({ turnId }) => turnId === rejoined?.turnId);
    expect(ended).toHaveLength(2);
    expect(ended[1]?.startMs).toBe(ended[0]?.startMs);
    expect(ended[1]?.segments.length).toBeGreaterThan(ended[0]?.segments.length ?? 0);
  });

  it('is asked the question that was begun as if for the first time', async () => {
    const { events, settled } = await cut;
    const asked = of(settled, 'question.asked').map(({ questionId }) => questionId);
    expect(new Set(asked).size).toBe(asked.length);
    const begun = of(events, 'question.asked').map(({ questionId }) => questionId);
    expect(begun.length).toBe(asked.length + 1);
    expect(new Set(begun)).toEqual(new Set(asked));
    const lines = of(events, 'speech.started').map(({ lineId }) => lineId);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('is understood and scored as one answer with each word once', async () => {
    const { events, settled } = await cut;
    const [answer] = of(settled, 'transcript.final').filter(({ provider }) => provider !== 'typed');
    expect(answer?.text).toBe(toneWords(`${FIRST} ${SECOND}`));
    const starts = answer?.words.map(({ startMs }) => startMs) ?? [];
    expect(starts).toEqual(starts.toSorted((first, second) => first - second));
    // Words in tones are no English, and would not be rated.
    const [scored] = turnsFromEvents(inEnglish(events.filter(({ type }) => type !== 'candidate.noted')));
    expect(scored?.text).toBe(`${FIRST} ${SECOND}`);
    expect(scored?.words).toHaveLength(11);
    expect(turnMetrics(events).map(({ turnId }) => turnId)).toEqual(
      of(settled, 'turn.ended').map(({ turnId }) => turnId),
    );
  });

  it('waits after the real end, and that is the waiting time of the answer', async () => {
    const { settled } = await cut;
    const [ended] = of(settled, 'turn.ended').filter(({ part }) => part === 'part1');
    const responded = of(settled, 'turn.responded').filter(({ turnId }) => turnId === ended?.turnId);
    expect(responded).toHaveLength(1);
    expect(responded[0]?.atMs).toBeGreaterThanOrEqual((ended?.endMs ?? Infinity) + WAIT_MS);
  });

  it('says the same from a cassette, stretch by stretch', async () => {
    const answers = [speech(FIRST, WAIT_MS + 20, SECOND), speech('on foot')];
    const recorder = new CassetteRecorder({ audio: 'a'.repeat(64) }, new VirtualClock());
    const recorded = await interview(answers, recorder.speechToText(toneRecogniser('tones')));
    const played = await interview(answers, new CassettePlayer(recorder.cassette()).speechToText());
    expect(of(played.events, 'turn.rejoined')).toHaveLength(1);
    expect(words(played.events)).toEqual(words(recorded.events));
    expect(words(played.events).length).toBeGreaterThan(10);
    // A fixture made of the session hears the same, too.
    const heard = recogniserCassette(recorded.events);
    const again = await interview(answers, heard === null ? undefined : new CassettePlayer(heard).speechToText());
    expect(of(again.events, 'turn.rejoined')).toHaveLength(1);
    expect(words(again.events)).toEqual(words(recorded.events));
    expect(timedWords(again.events)).toEqual(timedWords(recorded.events));
  });

  it('can do so again and again, as long as the answer may last', async () => {
    const pieces = Array.from({ length: 6 }, (_, index) => [`word${String(index)} more`, WAIT_MS + 20]).flat();
    const { events, settled, said } = await interview([speech(...pieces, 'end')]);
    expect(of(events, 'turn.rejoined')).toHaveLength(6);
    expect(of(settled, 'turn.ended').filter(({ part }) => part === 'part1')).toHaveLength(1);
    expect(words(events)).toEqual(said);
  });
});

function timedWords(events: readonly SessionEvent[]): unknown[] {
  return of(events, 'transcript.final').flatMap(({ words: timed }) =>
    timed.map(({ text, startMs, endMs }) => [text, startMs, endMs]),
  );
}

/** Tells that it hears something, and the words of a turn only so long after its end. */
function lateRecogniser(clock: VirtualClock, lateMs: number): SpeechToText {
  const inner = toneRecogniser('tones');
  return {
    ...inner,
    capabilities: { ...inner.capabilities, partials: true },
    open: async () => {
      const stream = await inner.open();
      return {
        ...stream,
        beginTurn: (options, listener) => {
          stream.beginTurn(options, listener);
          listener.partial('w1');
        },
        endTurn: async () => {
          const transcript = await stream.endTurn();
          return new Promise((resolve) => {
            clock.setTimer(lateMs, () => {
              resolve(transcript);
            });
          });
        },
      };
    },
  };
}

it.each([300, 900, 2500])('a turn goes on whose words come %i ms late, with all of them', async (lateMs) => {
  const answers = [speech(FIRST, WAIT_MS + 60, SECOND, WAIT_MS + 60, 'and go out'), speech('on foot')];
  const { events, said } = await interview(answers, (clock) => lateRecogniser(clock, lateMs));
  expect(of(events, 'turn.rejoined').length).toBeGreaterThan(0);
  expect(words(events)).toEqual(said);
});

it('a candidate who goes on only when the question is nearly asked interrupts it: that is the next answer', async () => {
  const { events, settled } = await interview([speech(FIRST), speech('by bike')]);
  expect(of(events, 'turn.rejoined')).toEqual([]);
  expect(settled).toBe(events);
});

it('whatever the pauses, no word is lost or heard twice, no two questions are open at once, and no clock is overrun', async () => {
  const pause = fc.oneof(fc.integer({ min: 60, max: 1100 }), fc.integer({ min: 1150, max: 1700 }));
  const answer = fc
    .array(fc.tuple(fc.constantFrom('green', 'river', 'morning', 'because of', 'old town'), pause), {
      minLength: 1,
      maxLength: 6,
    })
    .map((pieces) => speech(...pieces.flat()));
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      const { events, settled, said } = await interview(answers);
      expect(words(events)).toEqual(said);
      expect(words(settled)).toEqual(said);
      let open = 0;
      for (const { type } of settled) {
        if (type === 'question.asked') expect(++open).toBe(1);
        if (type === 'turn.ended') open = 0;
      }
      const ids = of(settled, 'turn.ended').map(({ turnId }) => turnId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { durationMs, part } of of(settled, 'part.ended'))
        if (part === 'part1') expect(durationMs).toBeLessThan(5 * 60_000 + 2000);
    }),
    { seed: 4711, numRuns: 25 },
  );
});
