/** Expected bands: a range, a figure, or none with its reason. */
import type { BandExpectation, Expectations } from '../fixture/expect-schema.js';
import type { Tolerances } from '../fixture/tolerances.js';
import type { BandResult, BandResults, ReplayFailure } from '../result.js';

export function checkBands(
  { bands: expected }: Expectations,
  bands: BandResults | null,
  tolerances: Tolerances,
): readonly ReplayFailure[] {
  if (expected === undefined) return [];
  const failure = (message: string): ReplayFailure => ({ expectation: 'bands', message });
  if (bands === null) return [failure('bands were expected, but the session was not scored')];
  return Object.entries(expected).flatMap(([name, band]) => {
    const message = band === undefined ? null : bandProblem(band, bands[name as keyof BandResults], tolerances.bands);
    return message === null ? [] : [failure(`${name}: ${message}`)];
  });
}

function bandProblem(expected: BandExpectation, result: BandResult, usual: number): string | null {
  const { min, max, is, reason, tolerance = usual } = expected;
  const rateable = expected.rateable ?? ([min, max, is].some((band) => band !== undefined) ? true : undefined);
  if (!result.rateable) {
    if (rateable === true) return `a band was expected, but it is not rateable: ${result.reason}`;
    if (reason === undefined || result.reason.toLowerCase().includes(reason.toLowerCase())) return null;
    return `not rateable because "${result.reason}"; the reason was expected to contain "${reason}"`;
  }
  const band = `band ${String(result.band)}`;
  if (rateable === false || reason !== undefined) return `${band}, expected not to be rateable`;
  if (min !== undefined && result.band < min) return `${band}, at least ${String(min)} was expected`;
  if (max !== undefined && result.band > max) return `${band}, at most ${String(max)} was expected`;
  if (is === undefined || Math.abs(result.band - is) <= tolerance) return null;
  return `${band}, expected to be ${String(is)}${tolerance === 0 ? '' : `, give or take ${String(tolerance)}`}`;
}
