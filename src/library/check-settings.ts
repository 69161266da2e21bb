/** Refuses what `replay` does not know: otherwise a slip leaves the test's provider out, and the test passes with another one. */
import { AppError } from '../engine/errors.js';
import type { Latencies } from '../commands/replay/run/job.js';
import { AWAITED_PORTS, type AwaitedPort } from '../engine/replay/fixture/fault-schema.js';
import { CASSETTE_PORTS, type CassettePort } from '../engine/replay/cassette/format.js';
import { delaySchema, LONGEST_DELAY_MS } from '../engine/replay/fixture/quantities.js';
import { didYouMean } from '../engine/text/nearest.js';
import { safeText } from '../engine/text/safe-text.js';
import { checkOwnProviders, type OwnProviders } from './own-providers.js';
import type { AddedLatency, ReplaySettings } from './replay-settings.js';

const SETTINGS = [
  'providers',
  'providerLimit',
  'seed',
  'latency',
  'record',
  'update',
  'force',
  'speed',
  'signal',
] as const satisfies readonly (keyof ReplaySettings)[];

/** A timer of Node.js that is set for longer runs at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Throws AppError `replay.unknownSetting`, `replay.badSetting` or `replay.ownProvider`. */
export function checkSettings(given: ReplaySettings): void {
  const settings: unknown = given;
  if (!areSettings(settings)) {
    throw new AppError({
      code: 'replay.badSetting',
      message: `The settings cannot be ${safeText(String(settings))}.`,
      remedy: `Leave them out, or give an object with any of: ${SETTINGS.join(', ')}.`,
      exitCode: 2,
    });
  }
  refuseUnknown('setting', settings, SETTINGS);
  refuseUnknown('port in "providers"', settings.providers ?? {}, CASSETTE_PORTS);
  checkOwnProviders(settings.providers ?? {});
  refuseUnknown('port in "latency"', settings.latency ?? {}, AWAITED_PORTS);
  const { seed, latency, speed, signal, providerLimit } = settings as Record<keyof ReplaySettings, unknown>;
  latenciesOf(latency as AddedLatency);
  if (
    providerLimit !== undefined &&
    !(isLength(providerLimit) && Number(providerLimit) > 0 && Number(providerLimit) <= LONGEST_TIMER_MS)
  ) {
    throw bad('providerLimit', providerLimit, `milliseconds, up to ${String(LONGEST_TIMER_MS)}`);
  }
  if (seed !== undefined && !(Number.isSafeInteger(seed) && Number(seed) >= 0)) {
    throw bad('seed', seed, 'a whole number from 0 up');
  }
  if (speed !== undefined && speed !== 'max' && speed !== '1') throw bad('speed', speed, "'max' or '1'");
  for (const name of ['record', 'update', 'force'] as const) {
    const value: unknown = settings[name];
    if (value !== undefined && typeof value !== 'boolean') throw bad(name, value, 'true or false');
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw bad('signal', signal, 'an AbortSignal');
}

/** In milliseconds. Throws AppError `replay.badSetting`. */
export function latenciesOf(added: AddedLatency | undefined): Latencies | null {
  if (added === undefined) return null;
  const latencies: Partial<Record<AwaitedPort, number>> = {};
  for (const port of AWAITED_PORTS) {
    const written: unknown = added[port];
    if (written === undefined) continue;
    const ms = typeof written === 'string' ? delaySchema.safeParse(written).data : written;
    if (!isLength(ms) || Number(ms) > LONGEST_DELAY_MS)
      throw bad(`latency.${port}`, written, "a length of time up to a minute ('+300ms'), or milliseconds");
    latencies[port] = Number(ms);
  }
  return latencies;
}

/** The machine's own provider would be recorded instead. Throws AppError `replay.badSetting`. */
export function refuseRecordingOfNone(own: OwnProviders, recorded: readonly CassettePort[]): void {
  const port = recorded.find((each) => own[each] === null);
  if (port !== undefined)
    throw bad(`providers.${port}`, null, 'a provider to record, or leave it out: this port is on the cassette');
}

function areSettings(settings: unknown): settings is ReplaySettings {
  return typeof settings === 'object' && settings !== null;
}

function isLength(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function refuseUnknown(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new AppError({
    code: 'replay.unknownSetting',
    message: `There is no ${what} called "${safeText(unknown)}"${didYouMean(unknown, known)}`,
    remedy: `Choose from: ${known.join(', ')}.`,
    exitCode: 2,
  });
}

function bad(name: string, value: unknown, wanted: string): AppError {
  return new AppError({
    code: 'replay.badSetting',
    message: `The setting "${name}" cannot be ${safeText(typeof value === 'string' ? `'${value}'` : String(value))}.`,
    remedy: `Give ${wanted}.`,
    exitCode: 2,
  });
}
