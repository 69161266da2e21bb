/**
 * Deepgram's second streaming protocol (/v2/listen), which the Flux models speak: one message after another about the
 * turn that is going on, with the model's own judgement of its end. Its turns are not ours: a candidate who goes on after
 * a pause begins a new one of theirs in the same one of ours.
 */
import { z } from 'zod';
import { SAMPLE_RATE } from '../../engine/speech/frame.js';
import type { Word } from '../../engine/ports/word.js';
import { isUnknownKind, keytermsOf, toMs, type ListenDialect, type ListenNews } from './dialect.js';
import type { ListenSocket } from './listen-connection.js';
import { plainWord } from './turn-words.js';

/** More certain than Flux's own 0.7: a cut answer costs more here than a wait. */
const END_THRESHOLD = 0.8;
/** Enough to begin thinking of the next question. */
const EAGER_THRESHOLD = 0.5;
/** Flux keeps an idle stream for a minute; it knows no KeepAlive message, a ping does. */
const KEEP_ALIVE_MS = 20_000;

const word = z.object({
  word: z.string(),
  confidence: z.number(),
  start: z.number().optional(),
  end: z.number().optional(),
});
const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('TurnInfo'),
    // An open list: new events are news of the turn all the same.
    event: z.string(),
    turn_index: z.number().int(),
    audio_window_start: z.number().min(0),
    audio_window_end: z.number().min(0),
    words: z.array(word),
    end_of_turn_confidence: z.number(),
    trigger: z.string().optional(),
  }),
  z.object({ type: z.literal('Error'), code: z.string(), description: z.string() }),
]);
/** Connected and the answers to Configure are not among them. */
const KINDS = ['TurnInfo', 'Error'];
type TurnInfo = Extract<z.infer<typeof message>, { type: 'TurnInfo' }>;

/**
 * @param forceEndTurn whether the server ends a turn when told to: Deepgram's own does; one that does not closes the
 *   stream, and is left to find the end itself
 */
export function flux(model: string, forceEndTurn: boolean): ListenDialect {
  return {
    model,
    keepAliveMs: KEEP_ALIVE_MS,
    changesKeyterms: true,
    endsTurns: forceEndTurn,
    create: async (client, keyterms, connection) => {
      const socket = await client.listen.v2.createConnection({
        ...connection,
        model,
        encoding: 'linear16',
        sample_rate: SAMPLE_RATE,
        eot_threshold: END_THRESHOLD,
        eager_eot_threshold: EAGER_THRESHOLD,
        keyterm: keytermsOf(keyterms),
      });
      return socket as unknown as ListenSocket;
    },
    keepAlive: (connection) => {
      connection.ping();
    },
    expect: (connection, keyterms) => {
      connection.send({ type: 'Configure', keyterms: keytermsOf(keyterms) });
    },
    endTurn: (connection) => {
      if (forceEndTurn) connection.send({ type: 'ForceEndTurn' });
    },
    read: (raw) => {
      if (isUnknownKind(raw, KINDS)) return [];
      const news = message.parse(raw);
      if (news.type === 'TurnInfo') return turnInfo(news);
      return [{ type: 'refused', code: news.code, detail: news.description }];
    },
  };
}

function turnInfo(info: TurnInfo): readonly ListenNews[] {
  const final = info.event === 'EndOfTurn';
  const words = timedWords(info);
  const startMs = Math.min(toMs(info.audio_window_start), words[0]?.startMs ?? Number.POSITIVE_INFINITY);
  const endMs = Math.max(toMs(info.audio_window_end), words.at(-1)?.endMs ?? 0);
  const heard: ListenNews = {
    type: 'heard',
    stretch: { key: String(info.turn_index), startMs, endMs, words, final },
    flushed: final,
  };
  const state = SIGNS[info.event];
  // A turn that we ended is no news about the candidate.
  if (state === undefined || info.trigger === 'manual') return [heard];
  const wordEndMs = words.at(-1)?.endMs ?? null;
  return [heard, { type: 'endOfTurn', sign: { state, confidence: info.end_of_turn_confidence }, wordEndMs }];
}

const SIGNS: Readonly<Record<string, 'likely' | 'confirmed' | 'resumed'>> = {
  EagerEndOfTurn: 'likely',
  EndOfTurn: 'confirmed',
  TurnResumed: 'resumed',
  StartOfTurn: 'resumed',
};

/** Where the model gives no times, words share the turn's window evenly. */
function timedWords({ words, audio_window_start: from, audio_window_end: to }: TurnInfo): readonly Word[] {
  const share = (to - from) / Math.max(1, words.length);
  return words
    .map(({ word: text, start, end, confidence }, index) => ({
      text: plainWord(text),
      startMs: toMs(start ?? from + index * share),
      endMs: toMs(end ?? from + (index + 1) * share),
      confidence: Math.min(1, Math.max(0, confidence)),
    }))
    .filter(({ text }) => text !== '');
}
