/** One fixture to replay. The same definition runs in this thread, in worker threads and in workers of a queue. */
import { isAppError, messageOf } from '../../../engine/errors.js';
import type { QuestionBank } from '../../../engine/exam/bank.js';
import type { FollowKey } from '../../../engine/replay/cassette/followed-keys.js';
import type { CassettePort } from '../../../engine/replay/cassette/format.js';
import type { EndpointingChoice } from '../../../engine/replay/fixture/endpointing-choice.js';
import type { AwaitedPort } from '../../../engine/replay/fixture/fault-schema.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import type { FixtureStates } from '../fixture/fixture-states.js';
import type { OpenProviders } from './replay-providers.js';

export type Latencies = Readonly<Partial<Record<AwaitedPort, number>>>;

/** `stored` are those of the event log: partial transcripts are three quarters of all. */
export const KEPT_EVENTS = ['none', 'stored', 'all'] as const;
export type KeptEvents = (typeof KEPT_EVENTS)[number];

/** Plain data: workers get it as a message. */
export interface ReplayJob {
  readonly id: string;
  readonly folder: string;
  /** Before the names of its cassette and baseline, where several fixtures share a folder; see `ownName`. */
  readonly name?: string;
  readonly seed: number | null;
  readonly stt: string | null;
  /** How much later providers answer, in milliseconds, instead of what the fixture says; null as it says. */
  readonly latency: Latencies | null;
  /** Instead of what the fixture says; null as it says. */
  readonly endpointing: EndpointingChoice | null;
  readonly record: boolean;
  readonly speed: 'max' | '1';
  /** What the result brings along of its session. */
  readonly events: KeptEvents;
  /** How often it is replayed, to see whether every run is the same. */
  readonly repeat: number;
  /** The part of all repetitions that these are, where several threads share them. */
  readonly share?: { readonly before: number; readonly of: number };
  /** Makes a new baseline instead of comparing with the one there is. */
  readonly update: boolean;
  /** Only looks whether it could be replayed. */
  readonly dryRun: boolean;
}

/** Once, at full speed, everything as the fixture says. */
export const PLAIN_JOB = {
  seed: null,
  stt: null,
  latency: null,
  endpointing: null,
  record: false,
  speed: 'max',
  events: 'none',
  repeat: 1,
  update: false,
  dryRun: false,
} as const satisfies Omit<ReplayJob, 'id' | 'folder'>;

export interface ReplayEnvironment {
  readonly openProviders: OpenProviders;
  readonly loadQuestionBank: () => Promise<QuestionBank>;
  /** What may be named besides `cassette` and `none`, by port; not given, whatever `openProviders` takes. */
  readonly providerNames?: Readonly<Record<CassettePort, readonly string[]>>;
  readonly signal?: AbortSignal;
  /** Media time replayed so far, once a minute of it. */
  readonly onProgress?: (mediaMs: number) => void;
  /** By what a cassette is asked, where that is not the request's own key: for who writes the cassette anew. */
  readonly followKey?: FollowKey;
  /** Where a dry run remembers what it finds in order. */
  readonly fixtureStates?: FixtureStates;
}

export function brokenFixture(id: string, title: string, error: unknown): FixtureResult {
  const [code, remedy] = isAppError(error)
    ? [error.code, error.remedy]
    : ['replay.unexpected', 'This should not happen: please report it, with the fixture.'];
  const failure = { expectation: 'broken', code, message: messageOf(error), remedy } as const;
  return { id, title, status: 'broken', ...NOT_REPLAYED, failures: [failure] };
}

/** A fixture that could be replayed, and was not. */
export function fixtureInOrder(id: string, title: string, notes: FixtureResult['notes'] = []): FixtureResult {
  return { id, title, status: 'passed', ...NOT_REPLAYED, failures: [], notes };
}

const NOT_REPLAYED = {
  transcript: [],
  bands: null,
  metrics: null,
  notes: [],
  eventLogSha256: null,
  compared: [],
  said: [],
  alters: [],
  events: [],
} as const;
