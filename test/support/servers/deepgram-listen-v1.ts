/** /v1/listen: results for stretches of audio, interim until endpointing, Finalize or CloseStream makes them final. */
import { createHash, randomUUID } from 'node:crypto';
import type { Word } from '../../../src/engine/ports/word.js';
import { samplesToMs } from '../../../src/engine/speech/frame.js';
import type { ListenProtocol, ListenSession } from './deepgram-server.js';

/** Deepgram sends one about every second; tests want to see them sooner. */
const INTERIM_MS = 240;
const LOUD = 500;

export function listenV1({ query, requestId, line, ear }: ListenSession): ListenProtocol {
  const endpointingMs = Number(query.get('endpointing') ?? 10);
  const utteranceEndMs = Number(query.get('utterance_end_ms') ?? Number.POSITIVE_INFINITY);
  const interim = query.get('interim_results') === 'true';
  const events = query.get('vad_events') === 'true';
  let keyterms = query.getAll('keyterm');
  /** All in milliseconds of the connection's audio. */
  let heardMs = 0;
  let stretchMs = 0;
  let saidMs = 0;
  let silentSinceMs = 0;
  let lastWordEndMs: number | null = null;
  let speaking = false;

  const results = (words: readonly Word[], flags: Readonly<Record<string, boolean>>): void => {
    const alternative = {
      transcript: words.map(({ text }) => text).join(' '),
      confidence: words.length === 0 ? 0 : 0.9,
      words: words.map(({ text, startMs, endMs, confidence }) => ({
        word: text,
        start: (stretchMs + startMs) / 1000,
        end: (stretchMs + endMs) / 1000,
        confidence: confidence ?? 0,
        punctuated_word: text,
      })),
    };
    line.send(
      JSON.stringify({
        type: 'Results',
        channel_index: [0, 1],
        duration: (heardMs - stretchMs) / 1000,
        start: stretchMs / 1000,
        is_final: false,
        speech_final: false,
        from_finalize: false,
        ...flags,
        channel: { alternatives: [alternative] },
        metadata: {
          request_id: requestId,
          model_info: { name: 'general-nova-3', version: '2024-12-20.0', arch: 'nova-3' },
          model_uuid: randomUUID(),
        },
      }),
    );
    saidMs = heardMs;
    const last = words.at(-1);
    if (last !== undefined) lastWordEndMs = stretchMs + last.endMs;
  };
  const flush = async (flags: Readonly<Record<string, boolean>>): Promise<void> => {
    results(await ear.flush(), { is_final: true, ...flags });
    stretchMs = heardMs;
  };

  return {
    opened: () => undefined,
    audio: async (samples) => {
      const words = await ear.hear(samples);
      heardMs += samplesToMs(samples.length);
      if (samples.some((sample) => Math.abs(sample) > LOUD)) {
        if (!speaking && events)
          line.send(JSON.stringify({ type: 'SpeechStarted', channel: [0, 1], timestamp: heardMs / 1000 }));
        speaking = true;
        silentSinceMs = heardMs;
      }
      const silentMs = heardMs - silentSinceMs;
      if (silentMs >= endpointingMs && speaking) {
        speaking = false;
        await flush({ speech_final: true });
      } else if (interim && heardMs - saidMs >= INTERIM_MS) {
        results(words, {});
      }
      if (lastWordEndMs !== null && heardMs - lastWordEndMs >= utteranceEndMs) {
        line.send(JSON.stringify({ type: 'UtteranceEnd', channel: [0, 1], last_word_end: lastWordEndMs / 1000 }));
        lastWordEndMs = null;
      }
    },
    control: async (message) => {
      switch (message.type) {
        case 'Finalize':
          // Nothing to make final: nothing is said.
          if (heardMs > stretchMs) await flush({ from_finalize: true });
          return;
        case 'KeepAlive':
          return;
        case 'Configure':
          keyterms = (message['keyterms'] as string[] | undefined) ?? keyterms;
          line.send(JSON.stringify({ type: 'ConfigureSuccess', request_id: requestId, keyterms }));
          return;
        case 'CloseStream':
          if (heardMs > stretchMs) await flush({});
          line.send(
            JSON.stringify({
              type: 'Metadata',
              transaction_key: 'deprecated',
              request_id: requestId,
              sha256: createHash('sha256').update(requestId).digest('hex'),
              created: '2026-01-01T00:00:00.000Z',
              duration: heardMs / 1000,
              channels: 1,
            }),
          );
          line.close(1000, '');
          return;
        default:
          line.close(1008, 'DATA-0000: the payload cannot be decoded');
      }
    },
  };
}
