/** Where each port of a replay comes from: the fixture's cassette, a named engine, or the best that is here. */
import { AppError } from '../../../engine/errors.js';
import type { Clock } from '../../../engine/ports/clock.js';
import type { AudioHashes, Cassette, CassettePort } from '../../../engine/replay/cassette/format.js';
import { staleCassette } from '../../../engine/replay/cassette/cassette-text.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { ReplayPorts } from '../../../engine/replay/run-fixture.js';
import type { ChosenProvider } from '../../../engine/session/session-options.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { CassettePlayer } from '../../../providers/cassette/cassette-player.js';
import { CassetteRecorder } from '../../../providers/cassette/cassette-recorder.js';
import type { ProviderRequest, ProviderWishes, SessionProviders } from '../../../providers/registry/types.js';

export type OpenProviders = (request: ProviderRequest) => Promise<SessionProviders>;

const KEYS = {
  speechToText: 'stt',
  textToSpeech: 'tts',
  wordAligner: 'aligner',
  grammar: 'grammar',
} as const satisfies Record<CassettePort, keyof Fixture['providers']>;

const PORTS = Object.keys(KEYS) as readonly CassettePort[];

/** Provider names by port; `cassette` for those that are played; null for the best that is here. */
export type ReplayWishes = Readonly<Record<CassettePort | 'voiceActivity', string | null>>;

/**
 * @param stt recognises instead of what the fixture says. What depends on the words (alignment, grammar) cannot come
 * from a cassette then.
 */
export function replayWishes(fixture: Fixture, stt: string | undefined): ReplayWishes {
  const wish = (key: keyof Fixture['providers']): string | null =>
    fixture.providers[key] ?? (fixture.cassette === 'all' && key !== 'vad' ? 'cassette' : null);
  const fresh = (key: keyof Fixture['providers']): string | null => {
    const wished = wish(key);
    return stt !== undefined && stt !== 'cassette' && wished === 'cassette' ? null : wished;
  };
  const heard = isAcoustic(fixture);
  return {
    // A candidate who types needs no ears, recorded or not.
    speechToText: heard ? (stt ?? wish('stt')) : 'none',
    textToSpeech: wish('tts'),
    // Not the best one of the machine: turns would end elsewhere once somebody pulls a model.
    voiceActivity: wish('vad') ?? 'webrtc',
    wordAligner: heard ? fresh('aligner') : 'none',
    grammar: fresh('grammar'),
  };
}

/** A candidate who types, or only presses keys, needs no ears; one who is silent is listened to. */
export function isAcoustic({ recording, answers = [] }: Fixture): boolean {
  return recording !== undefined || answers.some(({ audio, silence }) => audio !== undefined || silence !== undefined);
}

export type ProviderPorts = Pick<
  ReplayPorts,
  'speechToText' | 'textToSpeech' | 'voiceActivity' | 'wordAligner' | 'grammar' | 'chosen'
>;

/** Opens the engines that the fixture needs; ports on the cassette are left out. */
export async function openEngines(
  open: OpenProviders,
  wishes: ReplayWishes,
  options: { readonly clock: Clock; readonly acoustic: boolean },
): Promise<ProviderPorts> {
  const wanted: Partial<Record<keyof ProviderWishes, string>> = {};
  for (const [port, name] of Object.entries(wishes) as [keyof ReplayWishes, string | null][]) {
    if (name !== null) wanted[port] = name === 'cassette' ? 'none' : name;
  }
  const { speechToText, textToSpeech, voiceActivity, wordAligner, grammar, chosen } = await open({
    ...options,
    wishes: wanted,
  });
  if (options.acoustic && speechToText === null && wishes.speechToText === null) {
    throw new AppError({
      code: 'replay.noRecogniser',
      message: 'The fixture has audio, and no speech recognition is installed here.',
      remedy: 'Install one (see: ielts-examiner doctor), or write "stt: cassette" into the fixture.',
      exitCode: 3,
    });
  }
  const isPlayed = (port: string): boolean => wishes[port as CassettePort] === 'cassette';
  return {
    speechToText,
    textToSpeech,
    voiceActivity,
    wordAligner,
    grammar,
    chosen: chosen.filter(({ port }) => !isPlayed(port)),
  };
}

export function playsCassette(wishes: ReplayWishes): boolean {
  return PORTS.some((port) => wishes[port] === 'cassette');
}

/** Ports, by their names in a fixture, that are wanted from the cassette and are not on it. */
export function unrecordedPorts({ header }: Cassette, wishes: ReplayWishes): readonly string[] {
  return PORTS.filter((port) => wishes[port] === 'cassette' && header[port] === null).map((port) => KEYS[port]);
}

export function missingCassette(folder: string): AppError {
  return new AppError({
    code: 'cassette.missing',
    message: 'The fixture wants to be replayed from a cassette, and has none.',
    remedy: `Record one with: ielts-examiner replay --record ${safeText(folder)}`,
    exitCode: 3,
  });
}

export interface CassetteInUse {
  readonly cassette: Cassette | null;
  readonly hashes: AudioHashes;
  readonly folder: string;
}

/** Throws AppError `cassette.stale` when a port that is wanted was not recorded, or the audio is another. */
export function withCassette(
  engines: ProviderPorts,
  wishes: ReplayWishes,
  { cassette, hashes, folder }: CassetteInUse,
): { readonly ports: ProviderPorts; readonly player: CassettePlayer } {
  if (cassette === null) throw missingCassette(folder);
  if (cassette.header.audio !== hashes.audio)
    throw staleCassette('its audio has changed since it was recorded', folder);
  for (const port of unrecordedPorts(cassette, wishes))
    throw staleCassette(`nothing was recorded for "${port}"`, folder);
  const player = new CassettePlayer(cassette);
  const played = PORTS.filter((port) => wishes[port] === 'cassette');
  const plays = (port: CassettePort): boolean => played.includes(port);
  const ports: ProviderPorts = {
    ...engines,
    speechToText: plays('speechToText') ? player.speechToText() : engines.speechToText,
    textToSpeech: plays('textToSpeech') ? player.textToSpeech() : engines.textToSpeech,
    wordAligner: plays('wordAligner') ? player.wordAligner() : engines.wordAligner,
    grammar: plays('grammar') ? player.grammar() : engines.grammar,
  };
  return { ports: { ...ports, chosen: [...engines.chosen, ...chosenFrom(ports, played)] }, player };
}

/** Records the ports that the fixture wants from its cassette. Throws AppError `replay.cannotRecord` when one is not here. */
export function withRecorder(
  engines: ProviderPorts,
  wishes: ReplayWishes,
  { hashes, clock }: { readonly hashes: AudioHashes; readonly clock: Clock },
): { readonly ports: ProviderPorts; readonly recorder: CassetteRecorder } {
  const recorder = new CassetteRecorder(hashes, clock);
  const needed = <Port extends CassettePort>(port: Port): NonNullable<ProviderPorts[Port]> | null => {
    if (wishes[port] !== 'cassette') return null;
    const engine = engines[port];
    if (engine !== null) return engine;
    throw new AppError({
      code: 'replay.cannotRecord',
      message: `There is no engine for "${KEYS[port]}" here that could be recorded.`,
      remedy: 'Install one: "ielts-examiner doctor" says which.',
      exitCode: 3,
    });
  };
  const [stt, tts, aligner, grammar] = [
    needed('speechToText'),
    needed('textToSpeech'),
    needed('wordAligner'),
    needed('grammar'),
  ];
  const ports = {
    ...engines,
    speechToText: stt === null ? engines.speechToText : recorder.speechToText(stt),
    textToSpeech: tts === null ? engines.textToSpeech : recorder.textToSpeech(tts),
    wordAligner: aligner === null ? engines.wordAligner : recorder.wordAligner(aligner),
    grammar: grammar === null ? engines.grammar : recorder.grammar(grammar),
  };
  return { ports, recorder };
}

function chosenFrom(ports: ProviderPorts, played: readonly CassettePort[]): readonly ChosenProvider[] {
  return played.flatMap((port) => {
    const provider = ports[port];
    return provider === null ? [] : [{ port, provider: provider.id, why: 'played from the cassette' }];
  });
}
