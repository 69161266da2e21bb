/** What is made of a conversation that leaves the way that its cassette has recorded. */
import { AppError, isAppError } from '../../../engine/errors.js';
import type { Cassette } from '../../../engine/replay/cassette/format.js';
import { gapsText, type CassetteGap } from '../../../engine/replay/cassette/gaps.js';
import { recordedSettings } from '../../../engine/replay/cassette/recorded-settings.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { brokenFixture, type ReplayJob } from './job.js';

/** A stale cassette breaks a fixture, but what is different up to there is what a person wants to see. */
export function staleResult(result: FixtureResult): (error: unknown) => FixtureResult {
  return (error) => {
    const { failures } = brokenFixture(result.id, result.title, error);
    // What strayed is compared with no baseline, so nobody is to write that again.
    const notes = result.notes.filter(({ code }) => !code.startsWith('baseline.'));
    return { ...result, status: 'broken', failures: [...failures, ...result.failures], notes };
  };
}

/** Where providers are made slower or the examiner more or less patient than in the recording. */
export function isPlayedOtherwise({ latency }: ReplayJob, fixture: Fixture, cassette: Cassette | null): boolean {
  const isSlower = Object.values(latency ?? {}).some((ms) => ms > 0);
  return isSlower || (cassette !== null && cassette.header.settings !== recordedSettings(fixture));
}

/** Where an option asks for another conversation than the recorded one; null where none does. Nothing is wrong with the cassette. */
export function otherWay({ seed, stt }: ReplayJob, gaps: readonly CassetteGap[]): AppError | null {
  const isOtherWords = stt !== null && stt !== 'cassette';
  if (seed === null && !isOtherWords) return null;
  const [what, option] =
    seed === null ? ['the words of another recogniser', '--stt'] : ['the questions of another seed', '--seed'];
  return new AppError({
    code: 'cassette.otherWay',
    message: `With ${what} the conversation leaves the recorded way. The cassette does not know ${gapsText(gaps)}.`,
    remedy: `The cassette is in order, so do not record it again for this. Leave out ${option}, or take it for fixtures whose ${seed === null ? 'voice is' : 'voice, recogniser, alignment and grammar are'} not on a cassette.`,
    exitCode: 3,
  });
}

/** A conversation that leaves the recorded way is then what somebody wants to see. */
export function strayedResult(
  result: FixtureResult,
  unknown: readonly CassetteGap[],
): (error: unknown) => FixtureResult {
  return (error) => {
    if (!isAppError(error) || error.code !== 'cassette.stale') return staleResult(result)(error);
    const { failures } = result;
    const message = `With these settings the conversation leaves the recorded way. The cassette does not know ${gapsText(unknown)}: what it does not know is silent, or missing in the scores.`;
    return {
      ...result,
      status: failures.length === 0 ? 'passed' : 'failed',
      failures,
      notes: [...result.notes, { code: 'cassette.strayed', message }],
    };
  };
}
