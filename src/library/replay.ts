/**
 * `ielts-examiner/replay`: replays as a library, so that other projects can test their own examiner providers.
 *
 *   const result = await replay('talks/part-1', { providers: { speechToText: myRecogniser } });
 */
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FixtureResult } from '../engine/replay/result.js';
import { readFixture } from '../commands/replay/fixture/read-fixture.js';
import { updateBaseline } from '../commands/replay/fixture/update-baseline.js';
import { defaultEnvironment } from '../commands/replay/run/environment.js';
import { brokenFixture, PLAIN_JOB, type Latencies } from '../commands/replay/run/job.js';
import { playedPorts, portSources } from '../commands/replay/run/port-sources.js';
import { refuseContradictions } from '../commands/replay/replay-options.js';
import { replayFixture } from '../commands/replay/run/run-one.js';
import type { DefinedFixture } from './define-fixture.js';
import { ownFirst, withOwnProviders, type OwnProviders } from './own-providers.js';

export { defineFixture } from './define-fixture.js';
export type { DefinedFixture, FixtureDefinition } from './define-fixture.js';
export type { OwnProvider, OwnProviders } from './own-providers.js';
export type { FixtureResult } from '../engine/replay/result.js';
export type { SessionEvent } from '../engine/session/log/events.js';
export type { Clock } from '../engine/ports/clock.js';
export type { GrammarChecker } from '../engine/ports/grammar-checker.js';
export type { LanguageModel } from '../engine/ports/language-model.js';
export type { PronunciationAssessor } from '../engine/ports/pronunciation-assessor.js';
export { ProviderError } from '../engine/ports/provider-error.js';
export type { SpeechToText, SpeechToTextStream } from '../engine/ports/speech-to-text.js';
export type { TextToSpeech } from '../engine/ports/text-to-speech.js';
export type { VoiceActivityDetector } from '../engine/ports/voice-activity-detector.js';
export type { WordAligner } from '../engine/ports/word-aligner.js';

export interface ReplaySettings {
  /** Used instead of the fixture's providers. */
  readonly providers?: OwnProviders;
  /** Chooses the questions, instead of the fixture's seed. */
  readonly seed?: number;
  /** Added delay per port, in milliseconds: `{ stt: 300, llm: 1000 }`. */
  readonly latency?: Latencies;
  /** Records the fixture's cassette again from the providers. */
  readonly record?: boolean;
  /** Writes the baseline instead of comparing with it. Refused when `CI` is set in the environment. */
  readonly update?: boolean;
  /** Allows `update` when `CI` is set. */
  readonly force?: boolean;
  /** `1` slows the conversation down to real time, for a service that cannot be asked faster. Default `max`. */
  readonly speed?: 'max' | '1';
  readonly signal?: AbortSignal;
}

/**
 * Replays one fixture: a folder with a `fixture.yaml`, or one that `defineFixture` made.
 * Never rejects: a fixture that cannot be replayed, or settings that contradict each other, give the status `broken` with a
 * failure that says why.
 */
export async function replay(
  fixture: string | URL | DefinedFixture,
  settings: ReplaySettings = {},
): Promise<FixtureResult> {
  const { providers = {}, seed = null, latency = null, record = false, update = false, speed = 'max' } = settings;
  const defined = typeof fixture === 'string' || fixture instanceof URL ? null : fixture;
  const folder = defined?.folder ?? resolve(fixture instanceof URL ? fileURLToPath(fixture) : String(fixture));
  const id = defined?.id ?? basename(folder);
  // The test's recogniser may hear other words than the recorded ones.
  const stt = providers.speechToText === undefined || providers.speechToText === null ? null : 'own';
  const job = { ...PLAIN_JOB, id, folder, seed, stt, latency, record, update, speed, keepEvents: true };
  const environment = defaultEnvironment();
  try {
    refuseContradictions({ ...settings, ...(stt === null ? {} : { stt }) });
    const described = defined?.fixture ?? (await readFixture(folder));
    const result = await replayFixture(
      job,
      withOwnProviders(described, providers, record ? playedPorts(portSources(described, undefined)) : []),
      {
        ...environment,
        openProviders: ownFirst(environment.openProviders, providers),
        ...(settings.signal === undefined ? {} : { signal: settings.signal }),
      },
    );
    return updateBaseline(result, folder);
  } catch (error) {
    return brokenFixture(id, defined?.fixture.title ?? id, error);
  }
}
