/**
 * `ielts-examiner/replay`: replays as a library, so that other projects can test their own examiner providers.
 *
 *   const result = await replay('talks/part-1', { providers: { speechToText: myRecogniser } });
 */
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../engine/errors.js';
import { safeText } from '../engine/text/safe-text.js';
import type { Expectations } from '../engine/replay/fixture/expect-schema.js';
import type { FixtureResult } from '../engine/replay/result.js';
import { FIXTURE_FILE } from '../commands/replay/select/find-fixtures.js';
import { readFixture } from '../commands/replay/fixture/read-fixture.js';
import { BASELINE_FILE, ownName } from '../commands/replay/fixture/recorded-files.js';
import { updateBaseline } from '../commands/replay/fixture/update-baseline.js';
import { defaultEnvironment } from '../commands/replay/run/environment.js';
import { brokenFixture, PLAIN_JOB } from '../commands/replay/run/job.js';
import { playedPorts, portSources } from '../commands/replay/run/port-sources.js';
import { refuseContradictions } from '../commands/replay/replay-options.js';
import { replayFixture } from '../commands/replay/run/run-one.js';
import { checkSettings, latenciesOf, refuseRecordingOfNone } from './check-settings.js';
import type { DefinedFixture } from './define-fixture.js';
import { ownFirst, withOwnProviders } from './own-providers.js';
import { ProviderWatch } from './provider-watch.js';
import type { ReplaySettings } from './replay-settings.js';
import { withTroubles } from './with-troubles.js';
import { wordedForTests } from './worded-for-tests.js';

export { defineFixture } from './define-fixture.js';
export type { DefinedFixture, FixtureDefinition } from './define-fixture.js';
export type { OwnProvider, OwnProviders } from './own-providers.js';
export type { AddedLatency, ReplaySettings } from './replay-settings.js';
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

/**
 * Replays one fixture: a folder with a `fixture.yaml`, or one that `defineFixture` made.
 * Never rejects: a fixture that cannot be replayed, or settings that contradict each other, give the status `broken` with a
 * failure that says why.
 */
export async function replay(
  fixture: string | URL | DefinedFixture,
  settings: ReplaySettings = {},
): Promise<FixtureResult> {
  let [id, title] = [nameOf(fixture), nameOf(fixture)];
  let expected: Expectations = {};
  // Whoever writes JavaScript may give anything.
  const watch = new ProviderWatch((settings as ReplaySettings | null)?.providerLimit);
  try {
    checkSettings(settings);
    const { providers = {}, seed = null, record = false, update = false, speed = 'max' } = settings;
    // The test's recogniser may hear other words than the recorded ones.
    const stt = providers.speechToText === undefined || providers.speechToText === null ? null : 'own';
    refuseContradictions({ ...settings, ...(stt === null ? {} : { stt }) });
    const { folder, name, ...described } = await describedFixture(fixture);
    [id, title, expected] = [described.id, described.fixture.title, described.fixture.expect];
    const latency = latenciesOf(settings.latency);
    const job = { ...PLAIN_JOB, id, folder, seed, stt, latency, record, update, speed, events: 'all' as const };
    const named = { ...job, ...(name === undefined ? {} : { name }) };
    const environment = defaultEnvironment();
    const recorded = record ? playedPorts(portSources(described.fixture, undefined)) : [];
    refuseRecordingOfNone(providers, recorded);
    const result = await replayFixture(named, withOwnProviders(described.fixture, providers, recorded), {
      ...environment,
      openProviders: ownFirst(environment.openProviders, providers, watch),
      signal: AbortSignal.any([watch.stuck, ...(settings.signal === undefined ? [] : [settings.signal])]),
    });
    const told = withTroubles(result, watch, expected);
    return wordedForTests(updateBaseline(told, folder, ownName(name, BASELINE_FILE)));
  } catch (error) {
    return wordedForTests(withTroubles(brokenFixture(id, title, error), watch, expected, error));
  } finally {
    watch.close();
  }
}

function nameOf(fixture: string | URL | DefinedFixture): string {
  if (typeof fixture === 'string' || fixture instanceof URL) return basename(String(fixture));
  return isDefined(fixture) ? fixture.id : 'fixture';
}

async function describedFixture(fixture: string | URL | DefinedFixture): Promise<DefinedFixture> {
  if (typeof fixture !== 'string' && !(fixture instanceof URL)) {
    if (isDefined(fixture)) return fixture;
    throw new AppError({
      code: 'replay.noFixture',
      message: 'This is no fixture.',
      remedy: 'Give the path of a folder with a fixture.yaml, or what defineFixture made.',
      exitCode: 2,
    });
  }
  const path = resolve(fixture instanceof URL ? fileOf(fixture) : fixture);
  const folder = basename(path) === FIXTURE_FILE ? dirname(path) : path;
  return { id: basename(folder), folder, fixture: await readFixture(folder) };
}

function fileOf(url: URL): string {
  if (url.protocol === 'file:') return fileURLToPath(url);
  throw new AppError({
    code: 'replay.noFixture',
    message: `This is no fixture: ${safeText(String(url))} is on no disk.`,
    remedy: 'Give the path of a folder with a fixture.yaml, or a URL that begins with file:.',
    exitCode: 2,
  });
}

function isDefined(fixture: Partial<DefinedFixture> | null): boolean {
  return typeof fixture?.folder === 'string' && typeof fixture.fixture === 'object';
}
