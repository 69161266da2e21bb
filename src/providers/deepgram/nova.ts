/**
 * Deepgram's first streaming protocol (/v1/listen), which the Nova models speak: results for stretches of audio, interim
 * until they are final, with events from its voice detector beside them.
 */
import { z } from 'zod';
import { SAMPLE_RATE } from '../../engine/speech/frame.js';
import { isUnknownKind, keytermsOf, toMs, type ListenDialect, type ListenNews } from './dialect.js';
import type { ListenSocket } from './listen-connection.js';
import { plainWord } from './turn-words.js';

/** Silence after which a stretch is final: a breath. Deepgram's `speech_final`. */
const ENDPOINTING_MS = 300;
/** Time without a new word, from their times rather than from the sound: works in noise. 1000 is the least there is. */
const UTTERANCE_END_MS = 1000;
/** The stream ends after 10 s without a message; three to five seconds are recommended. */
const KEEP_ALIVE_MS = 4000;

const word = z.object({ word: z.string(), start: z.number(), end: z.number(), confidence: z.number() });
const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Results'),
    start: z.number().min(0),
    duration: z.number().min(0),
    is_final: z.boolean().default(false),
    speech_final: z.boolean().default(false),
    from_finalize: z.boolean().default(false),
    channel: z.object({
      alternatives: z.array(z.object({ transcript: z.string(), words: z.array(word).default([]) })),
    }),
  }),
  z.object({ type: z.literal('UtteranceEnd'), last_word_end: z.number().optional() }),
  z.object({ type: z.literal('SpeechStarted') }),
]);
/** Metadata, answers to Configure, and errors after which the stream goes on are not among them. */
const KINDS = ['Results', 'UtteranceEnd', 'SpeechStarted'];
type Results = Extract<z.infer<typeof message>, { type: 'Results' }>;

/** Models before it know no keyterms at all. */
const KNOWS_KEYTERMS = /^nova-3/;

/**
 * @param midStreamKeyterms whether the server changes terms on an open stream: the global address does since October 2026,
 *   the regional ones and servers of one's own do not yet
 */
export function nova(model: string, midStreamKeyterms: boolean): ListenDialect {
  const terms = (keyterms: readonly string[]): string[] => (KNOWS_KEYTERMS.test(model) ? keytermsOf(keyterms) : []);
  return {
    model,
    keepAliveMs: KEEP_ALIVE_MS,
    changesKeyterms: midStreamKeyterms || !KNOWS_KEYTERMS.test(model),
    endsTurns: true,
    create: async (client, keyterms, connection) => {
      const socket = await client.listen.v1.createConnection({
        ...connection,
        model,
        language: 'en',
        encoding: 'linear16',
        sample_rate: SAMPLE_RATE,
        channels: 1,
        interim_results: 'true',
        vad_events: 'true',
        endpointing: ENDPOINTING_MS,
        utterance_end_ms: UTTERANCE_END_MS,
        keyterm: terms(keyterms),
        // What was said, not how it would be printed: the scorer counts words and hesitations.
        punctuate: 'false',
        smart_format: 'false',
        queryParams: { filler_words: 'true' },
      });
      return socket as unknown as ListenSocket;
    },
    keepAlive: (connection) => {
      connection.send({ type: 'KeepAlive' });
    },
    expect: (connection, keyterms) => {
      if (midStreamKeyterms && KNOWS_KEYTERMS.test(model))
        connection.send({ type: 'Configure', keyterms: terms(keyterms) });
    },
    endTurn: (connection) => {
      connection.send({ type: 'Finalize' });
    },
    read: (raw) => {
      if (isUnknownKind(raw, KINDS)) return [];
      const news = message.parse(raw);
      if (news.type === 'Results') return results(news);
      if (news.type === 'SpeechStarted')
        return [{ type: 'endOfTurn', sign: { state: 'resumed', confidence: null }, wordEndMs: null }];
      const wordEndMs = news.last_word_end === undefined ? null : toMs(news.last_word_end);
      return [{ type: 'endOfTurn', sign: { state: 'confirmed', confidence: null }, wordEndMs }];
    },
  };
}

function results({ start, duration, channel, ...flags }: Results): readonly ListenNews[] {
  const said = channel.alternatives[0]?.words ?? [];
  const words = said
    .map((each) => ({
      text: plainWord(each.word),
      startMs: toMs(each.start),
      endMs: toMs(each.end),
      confidence: Math.min(1, Math.max(0, each.confidence)),
    }))
    .filter(({ text }) => text !== '');
  const startMs = toMs(start);
  const stretch = { key: String(startMs), startMs, endMs: startMs + toMs(duration), words, final: flags.is_final };
  const heard: ListenNews = { type: 'heard', stretch, flushed: flags.from_finalize };
  // Silence after silence ends nothing.
  const last = words.at(-1);
  if (!flags.speech_final || last === undefined) return [heard];
  return [heard, { type: 'endOfTurn', sign: { state: 'likely', confidence: null }, wordEndMs: last.endMs }];
}
