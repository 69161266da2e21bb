/** The candidate of a fixture: recorded answers one by one, or one long tape. */
import type { AudioInput } from '../../../engine/ports/audio-input.js';
import type { Clock } from '../../../engine/ports/clock.js';
import type { VoiceActivityDetector } from '../../../engine/ports/voice-activity-detector.js';
import { loadedSamples, type CandidateAnswer } from '../../../engine/replay/candidate-answer.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { SaidAnswer } from '../../../engine/replay/said-answers.js';
import { findVoice } from '../../../engine/speech/find-voice.js';
import type { AnswerUnderWay } from '../../../providers/cassette/answer-places.js';
import { DegradedChannel } from '../../../providers/recorded-candidate/degrade/degraded-channel.js';
import { createFileCandidate } from '../../../providers/recorded-candidate/file-candidate.js';
import { TapeCandidate } from '../../../providers/recorded-candidate/tape-candidate.js';
import { DELAY_MS, partStartsOf } from '../fixture/candidate-sound.js';

interface FixtureCandidate extends AudioInput {
  readonly said: readonly SaidAnswer[];
  /** What is being said; a recording is not told in answers. */
  answering?(): AnswerUnderWay;
}

export async function candidateOf(
  fixture: Fixture,
  answers: readonly CandidateAnswer[],
  { clock, voiceActivity }: { readonly clock: Clock; readonly voiceActivity: VoiceActivityDetector },
): Promise<FixtureCandidate> {
  const { noise, degrade, skipPreparation } = fixture;
  const options = {
    // In the log, which must not depend on what the fixture is called.
    description: 'fixture',
    ...(noise === undefined ? {} : { noise: { kind: noise.kind, snrDb: noise.snr, seed: noise.seed } }),
    ...(degrade === undefined ? {} : { channel: await DegradedChannel.open(degrade) }),
    ...(skipPreparation === undefined ? {} : { skipPreparationMs: skipPreparation }),
  };
  if (fixture.recording === undefined)
    return createFileCandidate({ ...options, answers, clock, pace: 'virtual', partStarts: partStartsOf(fixture) });
  const [samples = new Int16Array(0)] = await loadedSamples(answers);
  const voice = findVoice(samples, voiceActivity);
  // The session's frames are none of the tape's.
  voiceActivity.reset();
  return new TapeCandidate({ ...options, samples, voice, delayMs: DELAY_MS });
}
