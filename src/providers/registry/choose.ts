/** Picks the first provider that works on this machine, in order of preference, and remembers why the better ones do not. */
import { AppError } from '../../engine/errors.js';
import type { Availability } from '../../engine/ports/availability.js';
import type { ProviderPort } from '../../engine/session/events.js';
import type { ChosenProvider } from '../../engine/session/session-options.js';
import { nearestId } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { MissingProvider } from './types.js';

export interface Candidate<Provider> {
  /** What a user calls it: `--stt NAME`. */
  readonly name: string;
  readonly detect: () => Promise<Availability>;
  readonly create: () => Promise<Provider>;
  /** Said with the choice when a worse one had to do: quality caveats. */
  readonly warning?: string;
  /** False: not worth telling when it is missing (another platform's program). */
  readonly offered?: boolean;
}

export interface Choice<Provider> {
  readonly provider: Provider | null;
  readonly chosen: ChosenProvider;
  readonly missing: readonly MissingProvider[];
  readonly warnings: readonly string[];
}

/** @param wish a candidate's name, `none`, or undefined for the best there is */
export async function choose<Provider>(
  port: ProviderPort,
  candidates: readonly Candidate<Provider>[],
  wish: string | undefined,
): Promise<Choice<Provider>> {
  if (wish === 'none')
    return { provider: null, chosen: { port, provider: 'none', why: 'switched off' }, missing: [], warnings: [] };
  if (wish !== undefined) return await wished(port, candidates, wish);
  const missing: MissingProvider[] = [];
  for (const candidate of candidates) {
    const availability = await candidate.detect();
    if (availability.available) {
      const chosen = { port, provider: candidate.name, why: availability.detail };
      const warnings = candidate.warning === undefined ? [] : [candidate.warning];
      return { provider: await candidate.create(), chosen, missing, warnings };
    }
    if (candidate.offered !== false)
      missing.push({ port, provider: candidate.name, why: availability.why, remedy: availability.remedy });
  }
  return { provider: null, chosen: { port, provider: 'none', why: 'nothing is installed' }, missing, warnings: [] };
}

async function wished<Provider>(
  port: ProviderPort,
  candidates: readonly Candidate<Provider>[],
  wish: string,
): Promise<Choice<Provider>> {
  const candidate = candidates.find(({ name }) => name === wish);
  if (candidate === undefined) {
    const names = candidates.map(({ name }) => name);
    const nearest = nearestId(names, wish);
    throw new AppError({
      code: 'config.unknownProvider',
      message: `There is no provider "${safeText(wish)}"${nearest === null ? '' : `; did you mean ${nearest}`}.`,
      remedy: `Choose one of: ${[...names, 'none'].join(', ')}.`,
      exitCode: 2,
    });
  }
  const availability = await candidate.detect();
  if (!availability.available) {
    throw new AppError({
      code: 'provider.unavailable',
      message: `${wish} was asked for but cannot be used: ${availability.why}.`,
      remedy: availability.remedy,
      exitCode: 3,
    });
  }
  const warnings = candidate.warning === undefined ? [] : [candidate.warning];
  return {
    provider: await candidate.create(),
    chosen: { port, provider: wish, why: 'asked for' },
    missing: [],
    warnings,
  };
}
