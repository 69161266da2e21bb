/** Failures that say what to do next on the command line, in the words of a test. */
import type { FixtureResult } from '../engine/replay/result.js';

const RECORDS_BY_COMMAND = /ielts-examiner replay --record.*$/;
/** What these say is about settings, which are options there. */
const OF_SETTINGS: ReadonlySet<string | undefined> = new Set([
  'replay.conflict',
  'replay.updateInCi',
  'cassette.otherWay',
]);

/** A fixture that is written in a test has no `fixture.yaml` that a command could record, and a test has no options. */
export function wordedForTests(result: FixtureResult): FixtureResult {
  const failures = result.failures.map((failure) => {
    const inSettings = (text: string): string => (OF_SETTINGS.has(failure.code) ? asSettings(text) : text);
    const { message, remedy } = failure;
    if (remedy === undefined) return failure;
    const next = inSettings(remedy.replace(RECORDS_BY_COMMAND, 'replay(fixture, { record: true })'));
    return { ...failure, message: inSettings(message), remedy: next };
  });
  return { ...result, failures };
}

function asSettings(text: string): string {
  return text.replaceAll('--stt', 'providers.speechToText').replace(/--([a-z]+)/g, '"$1"');
}
