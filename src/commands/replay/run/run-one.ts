/** Replays the fixture in one folder. A fixture that is broken gives a result that says so: the others still run. */
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Clock } from '../../../engine/ports/clock.js';
import { baselineOf, baselineText, type Baseline } from '../../../engine/replay/baseline/baseline.js';
import { cassetteText, staleCassette } from '../../../engine/replay/cassette/cassette-text.js';
import type { CassetteGap } from '../../../engine/replay/cassette/gaps.js';
import type { FollowKey } from '../../../engine/replay/cassette/followed-keys.js';
import type { Cassette } from '../../../engine/replay/cassette/format.js';
import { withEndpointing } from '../../../engine/replay/fixture/endpointing-choice.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { FixtureResult, ReplayNote } from '../../../engine/replay/result.js';
import { runFixture } from '../../../engine/replay/run-fixture.js';
import { VirtualClock } from '../../../engine/time/virtual-clock.js';
import { createNullOutput } from '../../../providers/null-output/null-output.js';
import { createResampler } from '../../../providers/resampler/resampler.js';
import { checkProviders } from '../fixture/check-providers.js';
import { fixtureError } from '../fixture/fixture-error.js';
import { checkChosen, planOf } from '../fixture/plan-of.js';
import { readSound } from '../fixture/candidate-sound.js';
import { notesOn } from '../fixture/fixture-notes.js';
import { BASELINE_FILE, CASSETTE_FILE, ownName, readBaseline, readCassette } from '../fixture/recorded-files.js';
import { readFixture } from '../fixture/read-fixture.js';
import { replaceFixtureFile } from '../fixture/replace-fixture-file.js';
import { failuresOfEngines, withBrokenEngines } from './broken-engines.js';
import { candidateOf } from './candidate.js';
import { brokenFixture, type ReplayEnvironment, type ReplayJob } from './job.js';
import { isPlayedOtherwise, otherWay, staleResult, strayedResult } from './left-way.js';
import { optimiseLater } from './optimise-later.js';
import { PacedClock } from './paced-clock.js';
import {
  cannotRecord,
  refuseBrokenRecording,
  refuseLostAnswers,
  closeEngines,
  openEngines,
  withCassette,
  withRecorder,
  type CassetteUse,
  type ProviderPorts,
} from './replay-providers.js';
import { isAcoustic, otherThanWanted, playedPorts, recordingSources, portSources } from './port-sources.js';
import { faultyPorts } from './faulty-ports.js';
import { writingTrouble } from '../../../engine/file-trouble.js';
import { shownPath } from '../../shown-path.js';

/** For the program's own commands: it tunes the whole process, which the library must not do to somebody's tests. Never rejects. */
export async function runOne(job: ReplayJob, environment: ReplayEnvironment): Promise<FixtureResult> {
  optimiseLater();
  let fixture: Fixture | null = null;
  try {
    fixture = asAsked(await readFixture(job.folder), job);
    await checkProviders(job.folder, fixture, environment, job.stt);
    const result = await replayFixture(job, fixture, environment);
    const notes = [...result.notes, ...cassetteNotes(job, fixture), ...notesOn(job.folder, fixture)];
    return { ...result, notes };
  } catch (error) {
    return brokenFixture(job.id, fixture?.title ?? job.id, error);
  }
}

/** What somebody who does not know of cassettes should be told. */
function cassetteNotes({ stt, record }: ReplayJob, fixture: Fixture): readonly ReplayNote[] {
  const { providers, cassette, recording, answers = [] } = fixture;
  if (record) {
    if (playedPorts(portSources(fixture, undefined)).length > 0) return [];
    const message =
      'Nothing was recorded, because the fixture takes no provider from a cassette. Write "cassette: all" into it, name none under "providers" that is to be recorded, and record again.';
    return [{ code: 'replay.nothingRecorded', message }];
  }
  const hasSound = recording !== undefined || answers.some(({ audio }) => audio !== undefined);
  if (!hasSound || stt !== null || providers.stt !== undefined || cassette !== undefined) return [];
  const message =
    'The answers were recognised anew, which takes about as long as they do. To replay it in a moment, write "cassette: all" into it, and record once with: replay --record';
  return [{ code: 'replay.recognisedAnew', message }];
}

function asAsked(fixture: Fixture, { endpointing }: ReplayJob): Fixture {
  return endpointing === null ? fixture : withEndpointing(fixture, endpointing);
}

/** Rejects with an AppError when the fixture cannot be replayed. */
export async function replayFixture(
  job: ReplayJob,
  fixture: Fixture,
  environment: ReplayEnvironment,
): Promise<FixtureResult> {
  const baseline = comparesBaseline(job) ? readBaseline(job.folder, null, ownName(job.name, BASELINE_FILE)) : null;
  const result = await replayOnce(job, fixture, environment, baseline);
  const isRecorded = job.record && playedPorts(portSources(fixture, undefined)).length > 0;
  if (!isRecorded || result.status === 'broken' || result.status === 'interrupted') return result;
  // A log names its providers otherwise when they are played: the baseline, and whoever reads it, gets what replays will give.
  return await replayOnce({ ...job, record: false, stt: null, speed: 'max' }, fixture, environment, baseline);
}

async function replayOnce(
  job: ReplayJob,
  fixture: Fixture,
  environment: ReplayEnvironment,
  baseline: Baseline | null,
): Promise<FixtureResult> {
  const virtual = new VirtualClock({ breathe });
  const clock: Clock = job.speed === '1' ? new PacedClock(virtual) : virtual;
  const acoustic = isAcoustic(fixture);
  const sources = portSources(fixture, job.record ? undefined : (job.stt ?? undefined));
  const bank = await environment.loadQuestionBank();
  await checkChosen(job.folder, fixture, bank);
  const plan = planOf(fixture, bank, job.seed);
  const wanted = job.record ? recordingSources(sources, fixture, job.stt) : sources;
  const engines = await openEngines(environment.openProviders, wanted, { clock, acoustic });
  let handedOver = false;
  try {
    const cassette =
      playedPorts(sources).length > 0 && !job.record
        ? readCassette(job.folder, ownName(job.name, CASSETTE_FILE))
        : null;
    const { answers, hashes, warned } = await readSound(job.folder, fixture, cassette);
    const input = await candidateOf(fixture, answers, { clock, voiceActivity: engines.voiceActivity });
    const use = { fixture, sources, hashes, answering: input.answering?.bind(input) ?? null };
    const {
      ports: quiet,
      finish,
      unknown,
    } = cassettePorts(engines, use, {
      job,
      cassette,
      clock,
      followKey: environment.followKey,
    });
    const ports = faultyPorts(quiet, fixture, job, clock);
    handedOver = true;
    const result = await runFixture({
      id: job.id,
      fixture,
      plan,
      said: () => input.said,
      baseline,
      ports: { ...ports, clock, input, output: createNullOutput({ clock }), createResampler },
      ...(environment.signal === undefined ? {} : { signal: environment.signal }),
      ...(environment.onProgress === undefined ? {} : { onProgress: environment.onProgress }),
    });
    const played = job.record ? [] : playedPorts(sources);
    const known = { ...result, failures: failuresOfEngines(result.failures, played) };
    const ended = await finish(result).then(
      () => result,
      !job.record && isPlayedOtherwise(job, fixture, cassette) ? strayedResult(known, unknown) : staleResult(known),
    );
    const whole = { ...ended, notes: [...ended.notes, ...warned.all] };
    const finished = withBrokenEngines(whole, fixture, played);
    // What strayed is what the baseline will be held against; what is broken is none.
    return job.update && finished.status !== 'broken' ? withNewBaseline(finished, fixture) : finished;
  } finally {
    if (!handedOver) await closeEngines(engines);
  }
}

/** A baseline belongs to the fixture's own questions and recogniser. */
function comparesBaseline({ update, seed, stt }: ReplayJob): boolean {
  return !update && seed === null && stt === null;
}

function withNewBaseline(result: FixtureResult, fixture: Fixture): FixtureResult {
  const baseline = result.status === 'interrupted' ? null : baselineOf(result, fixture);
  return baseline === null ? result : { ...result, newBaseline: baselineText(baseline) };
}

/** Null also where it cannot be used any more: it is no loss then. */
function oldCassette(folder: string, file: string): Cassette | null {
  try {
    return readCassette(folder, file);
  } catch {
    return null;
  }
}

function replaceCassette(path: string, text: string): void {
  try {
    replaceFixtureFile(path, text);
  } catch (error) {
    throw fixtureError(
      'cassette.unwritable',
      `The cassette cannot be written: ${writingTrouble(error)}.`,
      'Check the folder.',
      error,
    );
  }
}

interface CassetteContext {
  readonly job: ReplayJob;
  readonly cassette: Cassette | null;
  readonly clock: Clock;
  readonly followKey: FollowKey | undefined;
}

interface FilledPorts {
  readonly ports: ProviderPorts;
  /** Writes a recorded cassette, or rejects when the played one did not know everything. */
  readonly finish: (result: FixtureResult) => Promise<void>;
  /** What the played one was asked for so far and does not know, for people. */
  readonly unknown: readonly CassetteGap[];
}

function cassettePorts(
  engines: ProviderPorts,
  use: CassetteUse,
  { job, cassette, clock, followKey }: CassetteContext,
): FilledPorts {
  const { folder, record } = job;
  if (playedPorts(use.sources).length === 0) return { ports: engines, finish: async () => {}, unknown: [] };
  if (record) {
    const { ports, recorder } = withRecorder(engines, use, clock);
    return {
      ports,
      unknown: [],
      finish: async (result) => {
        if (result.status === 'interrupted') return;
        refuseBrokenRecording(withBrokenEngines(result, use.fixture, []));
        const recorded = recorder.cassette();
        const other = otherThanWanted(recorded.header, use.sources, use.fixture);
        if (other !== null) throw cannotRecord(`Nothing was recorded: ${other}.`);
        const file = ownName(job.name, CASSETTE_FILE);
        refuseLostAnswers(oldCassette(folder, file), recorded, use.fixture);
        replaceCassette(join(folder, file), cassetteText(recorded));
      },
    };
  }
  const { ports, player } = withCassette(engines, use, { cassette, folder, followKey });
  return {
    ports,
    unknown: player.gaps,
    finish: async (result) => {
      const [first] = player.missing;
      if (first === undefined || result.status === 'interrupted') return;
      throw otherWay(job, player.gaps) ?? staleCassette(`it does not know ${first}`, shownPath(folder));
    },
  };
}
