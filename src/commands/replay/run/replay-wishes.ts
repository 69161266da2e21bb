/** Which provider each port of a replay should come from: the fixture's cassette, a named one, or the best that is here. */
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

/** Provider names by port; `cassette` for those that are played; null for the best that is here. */
export type ReplayWishes = Readonly<Record<CassettePort, string | null>>;

/**
 * @param stt recognises instead of what the fixture says. What depends on the words (alignment, grammar) cannot come
 * from a cassette then.
 */
export function replayWishes(fixture: Fixture, stt: string | undefined): ReplayWishes {
  const { providers } = fixture;
  const wish = (key: 'stt' | 'tts' | 'aligner' | 'grammar'): string | null =>
    providers[key] ?? (fixture.cassette === 'all' ? 'cassette' : null);
  const others = stt !== undefined && stt !== 'cassette';
  const fresh = (key: 'aligner' | 'grammar'): string | null => (others && wish(key) === 'cassette' ? null : wish(key));
  const heard = isAcoustic(fixture);
  return {
    // A candidate who types needs no ears, recorded or not.
    speechToText: heard ? (stt ?? wish('stt')) : 'none',
    textToSpeech: wish('tts'),
    // Not the best one of the machine: turns would end elsewhere once somebody pulls a model.
    voiceActivity: heard ? (providers.vad ?? 'webrtc') : 'webrtc',
    wordAligner: heard ? fresh('aligner') : 'none',
    grammar: fresh('grammar'),
    // Most conversations have neither, and both cost money.
    languageModel: providers.llm ?? 'none',
    pronunciation: heard ? (providers.pronunciation ?? 'none') : 'none',
  };
}

/** A candidate who types, or only presses keys, needs no ears; one who is silent is listened to. */
export function isAcoustic({ recording, answers = [] }: Fixture): boolean {
  return recording !== undefined || answers.some(({ audio, silence }) => audio !== undefined || silence !== undefined);
}

/**
 * While recording, what will be played comes from an engine: the one that the cassette must be recorded with, for
 * recognition the one that was asked for, else the best there is.
 */
export function recordingWishes(wishes: ReplayWishes, { recorded }: Fixture, stt: string | null): ReplayWishes {
  const engine = (port: CassettePort): string | null => {
    if (wishes[port] !== 'cassette') return wishes[port];
    return recorded[PORT_KEYS[port]]?.split(':')[0] ?? null;
  };
  const wanted = Object.fromEntries(CASSETTE_PORTS.map((port) => [port, engine(port)])) as ReplayWishes;
  return stt === null || wishes.speechToText === 'none' ? wanted : { ...wanted, speechToText: stt };
}

export function playedPorts(wishes: ReplayWishes): readonly CassettePort[] {
  return CASSETTE_PORTS.filter((port) => wishes[port] === 'cassette');
}

/**
 * Throws AppError `cassette.stale` when a port that is wanted was not recorded, and `cassette.otherModel` when it was
 * recorded with another provider or model than the fixture names.
 */
export function checkHeader(header: CassetteHeader, wishes: ReplayWishes, fixture: Fixture, folder: string): void {
  for (const port of playedPorts(wishes)) {
    if (header[port] === null) throw staleCassette(`nothing was recorded for "${PORT_KEYS[port]}"`, folder);
  }
  const other = otherThanWanted(header, wishes, fixture);
  if (other === null) return;
  throw new AppError({
    code: 'cassette.otherModel',
    message: `The cassette is of another model: ${other}.`,
    remedy: `Record it again with: ielts-examiner replay --record ${safeText(folder)} (or correct "recorded" in the fixture)`,
    exitCode: 3,
  });
}

/** Which recorded provider is not the one that the fixture names, in words; null when all are. */
export function otherThanWanted(header: CassetteHeader, wishes: ReplayWishes, { recorded }: Fixture): string | null {
  for (const port of playedPorts(wishes)) {
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
