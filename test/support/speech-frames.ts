/** Samples as the frames that a session would hear, and a recogniser fed with them on the virtual clock. */
import type {
  EndOfTurnSign,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnTranscript,
} from '../../src/engine/ports/speech-to-text.js';
import { FRAME_MS, FRAME_SAMPLES, msToSamples, type Frame } from '../../src/engine/speech/frame.js';
import type { VirtualClock } from '../../src/engine/time/virtual-clock.js';

/** The last frame is filled up with silence. */
export function framesOf(samples: Int16Array): readonly Frame[] {
  return Array.from({ length: Math.ceil(samples.length / FRAME_SAMPLES) }, (_, index) => {
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES));
    return frame;
  });
}

export function silentFrames(ms: number): readonly Frame[] {
  return framesOf(new Int16Array(msToSamples(ms)));
}

export interface HeardPartial {
  readonly atMs: number;
  readonly text: string;
}

export interface RecordingListener extends SpeechToTextListener {
  readonly partials: HeardPartial[];
  readonly failures: Error[];
  readonly signs: EndOfTurnSign[];
}

export function recordingListener(clock: VirtualClock): RecordingListener {
  const partials: HeardPartial[] = [];
  const failures: Error[] = [];
  const signs: EndOfTurnSign[] = [];
  return {
    partials,
    failures,
    signs,
    endOfTurn: (sign) => signs.push(sign),
    partial: (text) => partials.push({ atMs: clock.nowMs(), text }),
    failed: (error) => failures.push(error),
  };
}

/** Frames between two times of waiting for a server. */
const FRAMES_PER_ANSWER = 12;

/**
 * As a session does it: the frame goes in, then 20 ms pass.
 * @param answered resolves when a server in the same process has answered what it was sent
 */
export async function pushAll(
  stream: SpeechToTextStream,
  frames: readonly Frame[],
  clock: VirtualClock,
  answered?: () => Promise<void>,
): Promise<void> {
  for (const [index, frame] of frames.entries()) {
    await stream.push(frame);
    if (index % FRAMES_PER_ANSWER === FRAMES_PER_ANSWER - 1) await answered?.();
    await clock.elapse(FRAME_MS);
  }
}

export interface RecognisedTurn {
  readonly transcript: TurnTranscript;
  /** Media times count from the turn's begin. */
  readonly partials: readonly HeardPartial[];
}

let turns = 0;

export async function recogniseTurn(
  stream: SpeechToTextStream,
  frames: readonly Frame[],
  clock: VirtualClock,
  answered?: () => Promise<void>,
): Promise<RecognisedTurn> {
  const listener = recordingListener(clock);
  const beganAtMs = clock.nowMs();
  stream.beginTurn({ turnId: `turn-${String(++turns)}`, keyterms: [] }, listener);
  await pushAll(stream, frames, clock, answered);
  const transcript = await stream.endTurn();
  if (listener.failures[0] !== undefined) throw listener.failures[0];
  return {
    transcript,
    partials: listener.partials.map(({ atMs, text }) => ({ atMs: atMs - beganAtMs, text })),
  };
}
