/** Where each port of a replay gets its provider from: the fixture's cassette, a named provider, or the best on this machine. */
import { AppError } from '../../../engine/errors.js';
import {
  CASSETTE_PORTS,
  recordedId,
  type CassetteHeader,
  type CassettePort,
} from '../../../engine/replay/cassette/format.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import { staleCassette } from '../../../engine/replay/cassette/cassette-text.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { shownPath } from '../../shown-path.js';
import { shellPath } from '../../../engine/text/shell-path.js';

type PortKey = keyof Fixture['providers'];

/** Ports by their names in a fixture. */
export const PORT_KEYS = {
  speechToText: 'stt',
  textToSpeech: 'tts',
  wordAligner: 'aligner',
  grammar: 'grammar',
  languageModel: 'llm',
  pronunciation: 'pronunciation',
  voiceActivity: 'vad',
} as const satisfies Record<CassettePort, PortKey>;

/** Per port: a provider's name, `cassette` for a recorded port, or null for the best provider on this machine. */
export type PortSources = Readonly<Record<CassettePort, string | null>>;

/**
 * @param stt a recogniser to use instead of the fixture's. Alignment and grammar depend on the words, so with another
 * recogniser they are computed anew instead of being taken from the cassette.
 */
export function portSources(fixture: Fixture, stt: string | undefined): PortSources {
  const { providers } = fixture;
  const fromFixture = (key: 'stt' | 'tts' | 'aligner' | 'grammar'): string | null =>
    providers[key] ?? (fixture.cassette === 'all' ? 'cassette' : null);
  const recognisedAnew = stt !== undefined && stt !== 'cassette';
  const recomputed = (key: 'aligner' | 'grammar'): string | null =>
    recognisedAnew && fromFixture(key) === 'cassette' ? null : fromFixture(key);
  const heard = isAcoustic(fixture);
  return {
    // A typed session needs no recogniser, recorded or not.
    speechToText: heard ? (stt ?? fromFixture('stt')) : 'none',
    textToSpeech: fromFixture('tts'),
    // Not the machine's best detector: turns would end elsewhere after somebody installs a model.
    voiceActivity: heard ? (providers.vad ?? 'webrtc') : 'webrtc',
    wordAligner: heard ? recomputed('aligner') : 'none',
    grammar: recomputed('grammar'),
    // Most conversations use neither, and both cost money.
    languageModel: providers.llm ?? 'none',
    pronunciation: heard ? (providers.pronunciation ?? 'none') : 'none',
  };
}

/** Whether the session needs a recogniser: false when every answer is typed or a key press; silence counts as audio. */
export function isAcoustic({ recording, answers = [] }: Fixture): boolean {
  return recording !== undefined || answers.some(({ audio, silence }) => audio !== undefined || silence !== undefined);
}

/**
 * While recording, what will be played comes from an engine: the one that the cassette must be recorded with, for
 * recognition the one that was asked for, else the best there is.
 */
export function recordingSources(sources: PortSources, { recorded }: Fixture, stt: string | null): PortSources {
  const engine = (port: CassettePort): string | null => {
    if (sources[port] !== 'cassette') return sources[port];
    return recorded[PORT_KEYS[port]]?.split(':')[0] ?? null;
  };
  const wanted = Object.fromEntries(CASSETTE_PORTS.map((port) => [port, engine(port)])) as PortSources;
  return stt === null || sources.speechToText === 'none' ? wanted : { ...wanted, speechToText: stt };
}

export function playedPorts(sources: PortSources): readonly CassettePort[] {
  return CASSETTE_PORTS.filter((port) => sources[port] === 'cassette');
}

/**
 * Throws AppError `cassette.stale` when a port that is wanted was not recorded, and `cassette.otherModel` when it was
 * recorded with another provider or model than the fixture names.
 */
export function checkHeader(header: CassetteHeader, sources: PortSources, fixture: Fixture, folder: string): void {
  for (const port of playedPorts(sources)) {
    if (header[port] === null) throw staleCassette(`nothing was recorded for "${PORT_KEYS[port]}"`, shownPath(folder));
  }
  const other = otherThanWanted(header, sources, fixture);
  if (other === null) return;
  throw new AppError({
    code: 'cassette.otherModel',
    message: `The cassette is of another model: ${other}.`,
    remedy: `Record it again with: ielts-examiner replay --record ${shellPath(shownPath(folder))} (or correct "recorded" in the fixture)`,
    exitCode: 3,
  });
}

/** Which recorded provider is not the one that the fixture names, in words; null when all are. */
export function otherThanWanted(header: CassetteHeader, sources: PortSources, { recorded }: Fixture): string | null {
  for (const port of playedPorts(sources)) {
    const key = PORT_KEYS[port];
    const wanted = recorded[key];
    const source = header[port];
    if (wanted === undefined || source === null) continue;
    const id = recordedId(source);
    if (wanted !== id && wanted !== source.provider)
      return `"${key}" was recorded with ${safeText(id)}, and the fixture wants ${safeText(wanted)}`;
  }
  return null;
}
