/** Reads the rated answers and the quality of the recording out of a session's log. */
import type { RatedPart } from '../exam/types.js';
import { heardAtMs, type SessionEvent } from '../session/log/events.js';
import { settledEvents } from '../session/log/settled-events.js';
import type { Word } from '../ports/word.js';
import { languagesOf } from './language/not-english.js';
import type { AudioQuality } from './rating/rater.js';
import type { ScoredTurn } from './types.js';

/** A request ("Could you repeat that?") longer than this is an answer with a request inside. */
const MAX_REQUEST_WORDS = 15;

interface Transcript {
  readonly text: string;
  readonly words: readonly Word[];
}

/**
 * Rated answers in order, without the introduction, empty turns, requests and answers in another language.
 * `samples` is null: audio is not in the log, the caller adds it.
 */
export function turnsFromEvents(events: readonly SessionEvent[]): readonly ScoredTurn[] {
  return answersFrom(events).flatMap(({ turn, language }) => (language === null ? [turn] : []));
}

/** The languages that all answers are in instead of English, "Swedish and French"; null where one is in English, or there is none. */
export function languageInstead(events: readonly SessionEvent[]): string | null {
  const languages = answersFrom(events).map(({ language }) => language);
  return languages.length === 0 || languages.includes(null) ? null : [...new Set(languages)].join(' and ');
}

/** By turn id: the languages of the answers that are left out for them. */
export function otherLanguages(events: readonly SessionEvent[]): ReadonlyMap<string, string> {
  return new Map(
    answersFrom(events).flatMap(({ turn, language }) => (language === null ? [] : [[turn.turnId, language] as const])),
  );
}

interface Answer {
  readonly turn: ScoredTurn;
  readonly language: string | null;
}

function answersFrom(events: readonly SessionEvent[]): readonly Answer[] {
  const transcripts = new Map<string, Transcript>();
  const requests = new Set<string>();
  const noted = new Map<string, string>();
  const turns = new Map<string, ScoredTurn>();
  let examinerEndedAtMs: number | null = null;
  const questionEnds = new Map<string, number | null>();
  for (const event of settledEvents(events)) {
    switch (event.type) {
      case 'speech.ended':
      case 'speech.interrupted':
        examinerEndedAtMs = heardAtMs(event);
        break;
      case 'turn.started':
        questionEnds.set(event.turnId, examinerEndedAtMs);
        break;
      case 'transcript.final':
        transcripts.set(event.turnId, joined(transcripts.get(event.turnId), event));
        break;
      case 'candidate.requested':
        if (event.turnId !== null) requests.add(event.turnId);
        break;
      case 'candidate.noted':
        if (event.note === 'foreignLanguage') noted.set(event.turnId, event.detail);
        break;
      case 'turn.ended': {
        const { turnId, part, question, startMs, endMs, segments, typed } = event;
        if (!isRated(part)) break;
        const questionEndedAtMs = questionEnds.get(turnId) ?? null;
        turns.set(turnId, {
          turnId,
          part,
          question,
          text: '',
          words: [],
          startMs,
          endMs,
          questionEndedAtMs,
          segments,
          typed,
          samples: null,
        });
        break;
      }
      default:
    }
  }
  const answers = [...turns.values()].flatMap((turn) => {
    const { text, words } = transcripts.get(turn.turnId) ?? { text: '', words: [] };
    const said = text.trim();
    const isRequest = requests.has(turn.turnId) && said.split(/\s+/).length <= MAX_REQUEST_WORDS;
    return said === '' || isRequest ? [] : [{ ...turn, text, words }];
  });
  const languages = languagesOf(answers.map(({ text }) => text));
  // The exam has noted those that it knows by name.
  return answers.map((turn, index) => ({ turn, language: noted.get(turn.turnId) ?? languages[index] ?? null }));
}

/** A second final transcript of a turn goes on where the first ended (a provider was switched), or replaces it. */
function joined(earlier: Transcript | undefined, later: Transcript): Transcript {
  const lastMs = earlier?.words.at(-1)?.endMs;
  const firstMs = later.words[0]?.startMs;
  if (!earlier || lastMs === undefined || firstMs === undefined || firstMs < lastMs)
    return { text: later.text, words: later.words };
  return { text: `${earlier.text} ${later.text}`, words: [...earlier.words, ...later.words] };
}

function isRated(part: string): part is RatedPart {
  return part === 'part1' || part === 'part2' || part === 'part3';
}

/** Mean clipped share and median signal-to-noise ratio over the turns measured; nulls where nothing was. */
export function audioQualityFromEvents(events: readonly SessionEvent[]): AudioQuality {
  const measured = events.flatMap((event) => (event.type === 'audio.measured' ? [event] : []));
  const noise = measured
    .flatMap(({ snrDb }) => (snrDb === null ? [] : [snrDb]))
    .sort((first, second) => first - second);
  const clipped = measured.reduce((total, { clippedShare }) => total + clippedShare, 0);
  return {
    clippedShare: measured.length > 0 ? clipped / measured.length : null,
    snrDb: noise[Math.floor(noise.length / 2)] ?? null,
  };
}
