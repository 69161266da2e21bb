/** Opens the providers of a replay, and puts the cassette's in their place or records them. */
import { AppError } from '../../../engine/errors.js';
import type { Clock } from '../../../engine/ports/clock.js';
import type { AudioHashes, Cassette, CassettePort } from '../../../engine/replay/cassette/format.js';
import type { FollowKey } from '../../../engine/replay/cassette/followed-keys.js';
import { staleCassette } from '../../../engine/replay/cassette/cassette-text.js';
import { recordedSettings } from '../../../engine/replay/cassette/recorded-settings.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import type { ReplayPorts } from '../../../engine/replay/replay-ports.js';
import type { ChosenProvider } from '../../../engine/session/session-options.js';
import { shellPath } from '../../../engine/text/shell-path.js';
import type { AnswerUnderWay } from '../../../providers/cassette/answer-places.js';
import { CassettePlayer } from '../../../providers/cassette/cassette-player.js';
import { CassetteRecorder } from '../../../providers/cassette/cassette-recorder.js';
import type { ProviderRequest, RequestedProviders, SessionProviders } from '../../../providers/registry/types.js';
import { isFailureExpected } from './broken-engines.js';
import { checkHeader, playedPorts, PORT_KEYS, type PortSources } from './port-sources.js';
import { shownPath } from '../../shown-path.js';

export type OpenProviders = (request: ProviderRequest) => Promise<SessionProviders>;

export type ProviderPorts = Pick<ReplayPorts, CassettePort | 'notices' | 'chosen'>;

/** Opens the engines that the fixture needs; ports on the cassette are left out. */
export async function openEngines(
  open: OpenProviders,
  sources: PortSources,
  options: { readonly clock: Clock; readonly acoustic: boolean },
): Promise<ProviderPorts> {
  const wanted: Partial<Record<keyof RequestedProviders, string>> = {};
  for (const [port, name] of Object.entries(sources) as [CassettePort, string | null][]) {
    // Where the cassette's is played, any detector will do to be closed again.
    if (name !== null) wanted[port] = name !== 'cassette' ? name : port === 'voiceActivity' ? 'webrtc' : 'none';
  }
  const opened = await open({ ...options, requested: wanted });
  const { speechToText, textToSpeech, voiceActivity, wordAligner, grammar, languageModel, notices, chosen } = opened;
  if (options.acoustic && speechToText === null && sources.speechToText === null) {
    throw new AppError({
      code: 'replay.noRecogniser',
      message: 'The fixture has audio, and no speech recognition is installed here.',
      remedy: 'Install one (see: ielts-examiner doctor), or write "stt: cassette" into the fixture.',
      exitCode: 3,
    });
  }
  const isPlayed = (port: string): boolean => sources[port as CassettePort] === 'cassette';
  return {
    speechToText,
    textToSpeech,
    voiceActivity,
    wordAligner,
    grammar,
    languageModel,
    pronunciation: opened.pronunciation ?? null,
    notices,
    chosen: chosen.filter(({ port }) => !isPlayed(port)),
  };
}

export async function closeEngines(engines: ProviderPorts): Promise<void> {
  engines.voiceActivity.close();
  const { textToSpeech, wordAligner, grammar, languageModel, pronunciation } = engines;
  await Promise.allSettled([
    textToSpeech?.close(),
    wordAligner?.close(),
    grammar?.close(),
    languageModel?.close(),
    pronunciation?.close(),
  ]);
}

export function missingCassette(folder: string): AppError {
  return new AppError({
    code: 'cassette.missing',
    message: 'The fixture wants to be replayed from a cassette, and has none.',
    remedy: `Record one with: ielts-examiner replay --record ${shellPath(shownPath(folder))}`,
    exitCode: 3,
  });
}

export interface CassetteUse {
  readonly fixture: Fixture;
  readonly sources: PortSources;
  readonly hashes: AudioHashes;
  /** What the candidate says; null where nobody counts. */
  readonly answering: (() => AnswerUnderWay) | null;
}

interface PlayedCassette {
  readonly cassette: Cassette | null;
  readonly folder: string;
  readonly followKey?: FollowKey | undefined;
}

/** Throws AppError `cassette.*` when it does not fit the fixture. */
export function withCassette(
  engines: ProviderPorts,
  { fixture, sources, hashes, answering }: CassetteUse,
  { cassette, folder, followKey }: PlayedCassette,
): { readonly ports: ProviderPorts; readonly player: CassettePlayer } {
  if (cassette === null) throw missingCassette(folder);
  if (cassette.header.audio !== hashes.audio)
    throw staleCassette('its audio has changed since it was recorded', shownPath(folder));
  checkHeader(cassette.header, sources, fixture, folder);
  const linesBreakOff = fixture.faults.some(({ port }) => port === 'tts');
  const player = new CassettePlayer(cassette, { keyOf: followKey, answering, linesBreakOff });
  const played = playedPorts(sources);
  const plays = (port: CassettePort): boolean => played.includes(port);
  if (plays('voiceActivity')) engines.voiceActivity.close();
  player.tell(engines.notices);
  const ports: ProviderPorts = {
    ...engines,
    speechToText: plays('speechToText') ? player.speechToText() : engines.speechToText,
    textToSpeech: plays('textToSpeech') ? player.textToSpeech() : engines.textToSpeech,
    voiceActivity: plays('voiceActivity') ? player.voiceActivity() : engines.voiceActivity,
    wordAligner: plays('wordAligner') ? player.wordAligner() : engines.wordAligner,
    grammar: plays('grammar') ? player.grammar() : engines.grammar,
    languageModel: plays('languageModel') ? player.languageModel() : engines.languageModel,
    pronunciation: plays('pronunciation') ? player.pronunciation() : engines.pronunciation,
  };
  return { ports: { ...ports, chosen: [...engines.chosen, ...chosenFrom(ports, played)] }, player };
}

/** Records the ports that the fixture wants from its cassette. Throws AppError `replay.cannotRecord` when one is not here. */
export function withRecorder(
  engines: ProviderPorts,
  { fixture, sources, hashes, answering }: CassetteUse,
  clock: Clock,
): { readonly ports: ProviderPorts; readonly recorder: CassetteRecorder } {
  const settings = recordedSettings(fixture);
  const from = { ...hashes, ...(settings === undefined ? {} : { settings }) };
  const recorder = new CassetteRecorder(from, clock, answering);
  /** The engine, or its recording where the fixture wants it from the cassette. */
  const recorded = <Port extends CassettePort>(
    port: Port,
    record: (engine: NonNullable<ProviderPorts[Port]>) => ProviderPorts[Port],
  ): ProviderPorts[Port] => {
    const engine = engines[port];
    if (sources[port] !== 'cassette') return engine;
    if (engine === null) throw cannotRecord(`There is no engine for "${PORT_KEYS[port]}" here that could be recorded.`);
    return record(engine);
  };
  const ports: ProviderPorts = {
    speechToText: recorded('speechToText', (engine) => recorder.speechToText(engine)),
    textToSpeech: recorded('textToSpeech', (engine) => recorder.textToSpeech(engine)),
    voiceActivity: recorded('voiceActivity', (engine) => recorder.voiceActivity(engine)),
    wordAligner: recorded('wordAligner', (engine) => recorder.wordAligner(engine)),
    grammar: recorded('grammar', (engine) => recorder.grammar(engine)),
    languageModel: recorded('languageModel', (engine) => recorder.languageModel(engine)),
    pronunciation: recorded('pronunciation', (engine) => recorder.pronunciation(engine)),
    notices: recorder.notices(engines.notices),
    chosen: engines.chosen,
  };
  return { ports, recorder };
}

/** Throws AppError `replay.notRecorded` (exit code 3) where a good cassette would be replaced by one of a breakdown. */
export function refuseBrokenRecording({ failures, metrics }: FixtureResult): void {
  const brokenOff = metrics?.session === 'failed' || metrics?.session === 'aborted';
  const broken = failures.find(
    ({ expectation }) => expectation === 'provider' || (expectation === 'status' && brokenOff),
  );
  if (broken === undefined) return;
  throw notRecorded(broken.message);
}

/**
 * The same where a good answer of the old cassette would become a failure: a port of it that failed now, and did not then. Recognisers
 * and voices are told by {@link refuseBrokenRecording}. Throws AppError `replay.notRecorded`.
 */
export function refuseLostAnswers(old: Cassette | null, recorded: Cassette, { faults, expect }: Fixture): void {
  if (old === null) return;
  const failed = ({ messages }: Cassette): ReadonlySet<CassettePort> =>
    new Set(messages.flatMap((message) => (message.type === 'requestFailed' ? [message.port] : [])));
  const before = failed(old);
  const lost = [...failed(recorded)].find(
    (port) =>
      !before.has(port) &&
      old.header[port] !== null &&
      !faults.some((fault) => fault.port === PORT_KEYS[port]) &&
      !isFailureExpected(port, expect),
  );
  if (lost !== undefined) throw notRecorded(`${lost} failed, and did not when it was recorded`);
}

function notRecorded(why: string): AppError {
  return new AppError({
    code: 'replay.notRecorded',
    message: `Nothing was recorded, and what was recorded before is as it was: ${why}`,
    remedy: 'Mend that and record again, or expect it: with "expect" or "faults" in the fixture it is recorded.',
    exitCode: 3,
  });
}

export function cannotRecord(message: string): AppError {
  return new AppError({
    code: 'replay.cannotRecord',
    message,
    remedy: 'Install one: "ielts-examiner doctor" says which.',
    exitCode: 3,
  });
}

function chosenFrom(ports: ProviderPorts, played: readonly CassettePort[]): readonly ChosenProvider[] {
  return played.flatMap((port) => {
    const provider = ports[port];
    return provider === null ? [] : [{ port, provider: provider.id, why: 'played from the cassette' }];
  });
}
