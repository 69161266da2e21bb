/**
 * Chooses the provider of one port: the one that was asked for, or the best that works here. One that is asked over a
 * network may fail in the middle of a test, so those after it in the order stand by, down to the first embedded one.
 */
import { AppError } from '../../engine/errors.js';
import type { Availability } from '../../engine/ports/availability.js';
import type { ProviderPort } from '../../engine/session/events.js';
import type { ChosenProvider } from '../../engine/session/session-options.js';
import { didYouMean } from '../../engine/text/nearest.js';
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
  /** Asked over a network. */
  readonly networked?: boolean;
}

export interface Choice<Provider> {
  readonly provider: Provider | null;
  /** Asked over a network, at first at least. */
  readonly networked: boolean;
  readonly chosen: ChosenProvider;
  readonly missing: readonly MissingProvider[];
  readonly warnings: readonly string[];
}

/** Makes one provider of several that do not fail together. @param lastResort the embedded one, if there is any */
export type Guard<Provider> = (networked: readonly Provider[], lastResort: Provider | null) => Promise<Provider>;

export interface ChooseRequest<Provider> {
  readonly port: ProviderPort;
  /** Best first. */
  readonly candidates: readonly Candidate<Provider>[];
  /** A candidate's name, `none`, or undefined for the best there is. */
  readonly wish: string | undefined;
  /** All that may be wished for, for whoever mistypes one; left out: the candidates. */
  readonly names?: readonly string[];
  readonly guard?: Guard<Provider>;
}

interface Found<Provider> {
  readonly candidate: Candidate<Provider>;
  readonly detail: string;
}

export async function choose<Provider extends object>(request: ChooseRequest<Provider>): Promise<Choice<Provider>> {
  const { port, candidates, wish, names = candidates.map(({ name }) => name) } = request;
  if (wish === 'none') return nobody(port, 'switched off', []);
  if (wish === undefined) return await bestOf(request, candidates, null);
  const wished = candidates.find(({ name }) => name === wish);
  if (wished === undefined) throw unknown(wish, names);
  const availability = await wished.detect();
  if (!availability.available) {
    throw new AppError({
      code: 'provider.unavailable',
      message: `${wish} was asked for but cannot be used: ${availability.why}.`,
      remedy: availability.remedy,
      exitCode: 3,
    });
  }
  // An embedded one needs nobody behind it.
  const behind = wished.networked === true ? candidates.filter((candidate) => candidate !== wished) : [];
  return await bestOf(request, [wished, ...behind], wished);
}

async function bestOf<Provider extends object>(
  { port, guard }: ChooseRequest<Provider>,
  order: readonly Candidate<Provider>[],
  wished: Candidate<Provider> | null,
): Promise<Choice<Provider>> {
  const found: Found<Provider>[] = [];
  const missing: MissingProvider[] = [];
  for (const candidate of order) {
    const availability = await candidate.detect();
    if (availability.available) {
      found.push({ candidate, detail: availability.detail });
      if (candidate.networked !== true || guard === undefined) break;
    } else if (found.length === 0 && candidate.offered !== false) {
      missing.push({ port, provider: candidate.name, why: availability.why, remedy: availability.remedy });
    }
  }
  const [first, ...rest] = found;
  if (first === undefined) return nobody(port, 'nothing is installed', missing);
  const provider = await guarded(found, guard);
  const { candidate, detail } = first;
  const then = rest.length === 0 ? '' : `, then ${rest.map(({ candidate: { name } }) => name).join(', ')}`;
  return {
    provider,
    networked: candidate.networked === true,
    chosen: {
      port,
      provider: candidate.networked === true ? idOf(provider, candidate.name) : candidate.name,
      why: `${candidate === wished ? 'asked for' : detail}${then}`,
    },
    missing,
    warnings: candidate.warning === undefined ? [] : [candidate.warning],
  };
}

async function guarded<Provider>(
  found: readonly Found<Provider>[],
  guard: Guard<Provider> | undefined,
): Promise<Provider> {
  const networked = found.filter(({ candidate }) => candidate.networked === true);
  const embedded = found.find(({ candidate }) => candidate.networked !== true);
  const lastResort = embedded === undefined ? null : await embedded.candidate.create();
  const providers = await Promise.all(networked.map(({ candidate }) => candidate.create()));
  const [first] = providers;
  if (first === undefined && lastResort !== null) return lastResort;
  if (guard !== undefined) return await guard(providers, lastResort);
  if (first === undefined) throw new Error('chosen from nothing');
  return first;
}

/** In full, such as "deepgram:nova-3": as its failures and costs are told. */
function idOf(provider: object, name: string): string {
  return 'id' in provider && typeof provider.id === 'string' ? provider.id : name;
}

function nobody<Provider>(port: ProviderPort, why: string, missing: readonly MissingProvider[]): Choice<Provider> {
  return { provider: null, networked: false, chosen: { port, provider: 'none', why }, missing, warnings: [] };
}

function unknown(wish: string, names: readonly string[]): AppError {
  return new AppError({
    code: 'config.unknownProvider',
    message: `There is no provider "${safeText(wish)}"${didYouMean(wish, names)}`,
    remedy: `Choose one of: ${[...names, 'none'].join(', ')}.`,
    exitCode: 2,
  });
}
