/**
 * A recogniser that goes on when recognisers fail. A lost connection is opened again in the middle of the turn; if that
 * fails, the next recogniser takes the turn over and receives the audio whose words are not final. The preferred recogniser
 * is used again when it works. Our own cancel and close never count as failures.
 */
import type { SpeechToText } from '../../../engine/ports/speech-to-text.js';
import { ResilientRecognition, type ResilientRecogniserOptions } from './resilient-recognition.js';

export function createResilientRecogniser(options: ResilientRecogniserOptions): SpeechToText {
  const { recognisers, lastResort } = options;
  const all = lastResort === null ? recognisers : [...recognisers, lastResort];
  const [preferred] = all;
  if (preferred === undefined) throw new Error('no recogniser');
  const some = (can: (each: SpeechToText['capabilities']) => boolean): boolean =>
    all.some(({ capabilities }) => can(capabilities));
  return {
    id: preferred.id,
    capabilities: {
      partials: some(({ partials }) => partials),
      wordTimes: some(({ wordTimes }) => wordTimes),
      confidences: some(({ confidences }) => confidences),
      endOfTurn: some(({ endOfTurn }) => endOfTurn),
    },
    open: async () => {
      const stream = new ResilientRecognition(options, all);
      await stream.open();
      return stream;
    },
  };
}
