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
export type { SessionEvent } from '../engine/session/events.js';
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
  /** In the place of the fixture's. */
  readonly providers?: OwnProviders;
  /** Other questions than the fixture's own. */
  readonly seed?: number;
  /** How much later providers answer than they do, in milliseconds: `{ stt: 300, llm: 1000 }`. */
  readonly latency?: Latencies;
  /** Writes the cassette anew from the providers, for a fixture that has one. */
  readonly record?: boolean;
  /** Writes the baseline anew instead of comparing with it; refused where `CI` is set. */
  readonly update?: boolean;
  /** Updates even where `CI` is set. */
  readonly force?: boolean;
  /** `1` holds the conversation back to real time, for a service that cannot be asked faster. */
  readonly speed?: 'max' | '1';
  readonly signal?: AbortSignal;
}

/**
 * Replays one fixture: a folder with a `fixture.yaml`, or one that `defineFixture` made.
 * Never rejects: a fixture that cannot be replayed has the status `broken`, and its failure says why; so have settings
 * that contradict each other, as on the command line.
 */
export async function replay(
  fixture: string | URL | DefinedFixture,
  settings: ReplaySettings = {},
): Promise<FixtureResult> {
  const { providers = {}, seed = null, latency = null, record = false, update = false, speed = 'max' } = settings;
  const defined = typeof fixture === 'string' || fixture instanceof URL ? null : fixture;
  const folder = defined?.folder ?? resolve(fixture instanceof URL ? fileURLToPath(fixture) : String(fixture));
  const id = defined?.id ?? basename(folder);
  // A recogniser of the test's own says other words than those that were recorded.
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
