/** /v2/listen: one TurnInfo after another about the turn that goes on, with its likely, confirmed and withdrawn ends. */
import type { Word } from '../../../src/engine/ports/word.js';
import { samplesToMs } from '../../../src/engine/speech/frame.js';
import type { ListenProtocol, ListenSession } from './deepgram-server.js';

const UPDATE_MS = 240;
const LOUD = 500;
/** Silence that a model would call a likely and a certain end. */
const EAGER_MS = 300;
const END_MS = 600;

export function listenV2({ query, requestId, line, ear }: ListenSession): ListenProtocol {
  const eager = query.has('eager_eot_threshold');
  let keyterms = query.getAll('keyterm');
  let sequence = 0;
  let turnIndex = 0;
  let heardMs = 0;
  let turnMs = 0;
  let saidMs = 0;
  let silentSinceMs = 0;
  let started = false;
  let awaitingEnd = false;

  const send = (message: object): void => {
    line.send(JSON.stringify({ request_id: requestId, sequence_id: sequence++, ...message }));
  };
  const turnInfo = (event: string, words: readonly Word[], confidence: number, trigger?: string): void => {
    saidMs = heardMs;
    send({
      type: 'TurnInfo',
      event,
      turn_index: turnIndex,
      audio_window_start: turnMs / 1000,
      audio_window_end: heardMs / 1000,
      transcript: words.map(({ text }) => text).join(' '),
      words: words.map(({ text, startMs, endMs, confidence: certainty }) => ({
        word: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`,
        confidence: certainty ?? 0,
        start: (turnMs + startMs) / 1000,
        end: (turnMs + endMs) / 1000,
      })),
      end_of_turn_confidence: confidence,
      ...(trigger === undefined ? {} : { trigger }),
    });
  };
  const endTurn = async (trigger: string): Promise<void> => {
    turnInfo('EndOfTurn', await ear.flush(), trigger === 'model' ? 0.9 : 0.2, trigger);
    turnIndex += 1;
    turnMs = heardMs;
    started = false;
    awaitingEnd = false;
  };

  return {
    opened: () => {
      send({ type: 'Connected' });
    },
    audio: async (samples) => {
      const words = await ear.hear(samples);
      heardMs += samplesToMs(samples.length);
      const loud = samples.some((sample) => Math.abs(sample) > LOUD);
      if (loud) silentSinceMs = heardMs;
      const silentMs = heardMs - silentSinceMs;
      if (!started && words.length > 0) {
        started = true;
        turnInfo('StartOfTurn', words, 0.05);
      } else if (started && awaitingEnd && loud) {
        awaitingEnd = false;
        turnInfo('TurnResumed', words, 0.1);
      } else if (started && silentMs >= END_MS) {
        await endTurn('model');
      } else if (started && eager && !awaitingEnd && silentMs >= EAGER_MS) {
        awaitingEnd = true;
        turnInfo('EagerEndOfTurn', words, 0.6);
      } else if (heardMs - saidMs >= UPDATE_MS) {
        turnInfo('Update', words, 0.05);
      }
    },
    control: async (message) => {
      switch (message.type) {
        case 'ForceEndTurn':
          // No turn in progress: ignored without a word.
          if (started) await endTurn('manual');
          return;
        case 'Configure':
          keyterms = (message['keyterms'] as string[] | undefined) ?? keyterms;
          send({ type: 'ConfigureSuccess', keyterms, thresholds: {} });
          return;
        case 'CloseStream':
          if (started) await endTurn('manual');
          line.close(1000, '');
          return;
        default:
          send({ type: 'Error', code: 'UNPARSABLE_CLIENT_MESSAGE', description: `no such message: ${message.type}` });
          line.close(1008, 'UNPARSABLE_CLIENT_MESSAGE');
      }
    },
  };
}
