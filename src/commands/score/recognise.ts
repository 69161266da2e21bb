/** Recognises one piece of audio at once, no faster than the recogniser can follow. */
import type { SpeechToTextStream, TurnTranscript } from '../../engine/ports/speech-to-text.js';
import { FRAME_SAMPLES } from '../../engine/speech/frame.js';
import type { PatientClock } from './patient-clock.js';

/** 5 s of audio may be under way: enough to keep the recogniser busy, far from its time limit. */
const FRAMES_UNDER_WAY = 250;
/** Recognisers settle their last words in silence. */
const TAIL_FRAMES = 15;

/** Rejects with the recogniser's ProviderError. */
export async function recognise(
  stream: SpeechToTextStream,
  samples: Int16Array,
  turnId: string,
  clock: PatientClock,
): Promise<TurnTranscript> {
  let failure: Error | null = null;
  const failed = (error: Error): void => {
    failure = error;
  };
  stream.beginTurn({ turnId, keyterms: [] }, { partial: () => undefined, failed });
  const frames = Math.ceil(samples.length / FRAME_SAMPLES) + TAIL_FRAMES;
  for (let index = 0; index < frames; index += 1) {
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES));
    await stream.push(frame);
    if (index % FRAMES_UNDER_WAY === FRAMES_UNDER_WAY - 1) await clock.caughtUp();
    throwIfFailed(failure);
  }
  return await stream.endTurn();
}

function throwIfFailed(failure: Error | null): void {
  if (failure !== null) throw failure;
}
