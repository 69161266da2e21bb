/** Recognition of speech in tones: the ear of a local server, and an embedded recogniser. Words are named by their pitch. */
import type { SpeechToText, TurnTranscript } from '../../src/engine/ports/speech-to-text.js';
import type { Word } from '../../src/engine/ports/word.js';
import type { Frame } from '../../src/engine/speech/frame.js';
import type { GrowEar } from './servers/recognition.js';
import { heardIn, pitchesOf } from './servers/tone-speech.js';

/** How a text is transcribed. */
export function toneWords(text: string): string {
  return pitchesOf(text)
    .map((pitch) => `w${String(pitch)}`)
    .join(' ');
}

function wordsIn(samples: Int16Array): readonly Word[] {
  return heardIn(samples).map(({ pitch, startMs, endMs }) => ({
    text: `w${String(pitch)}`,
    startMs,
    endMs,
    confidence: 0.9,
  }));
}

export const toneEar: GrowEar = async () => {
  let heard: Int16Array[] = [];
  return {
    hear: async (samples) => {
      heard.push(samples.slice());
      return wordsIn(joined(heard));
    },
    flush: async () => {
      const words = wordsIn(joined(heard));
      heard = [];
      return words;
    },
    close: async () => undefined,
  };
};

export function toneRecogniser(id: string): SpeechToText {
  return {
    id,
    capabilities: { partials: false, wordTimes: true, confidences: true, endOfTurn: false },
    open: async () => {
      let turn: Frame[] = [];
      return {
        beginTurn: () => {
          turn = [];
        },
        push: (frame) => {
          turn.push(frame.slice());
        },
        endTurn: async (): Promise<TurnTranscript> => {
          const words = wordsIn(joined(turn));
          return { text: words.map(({ text }) => text).join(' '), words, confidence: 0.9 };
        },
        cancelTurn: async () => {
          turn = [];
        },
        close: async () => undefined,
      };
    },
  };
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
