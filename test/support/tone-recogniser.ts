/** Recognition of speech in tones: the ear of a local server, and an embedded recogniser. Words are named by their pitch. */
import type { SpeechToText, TurnTranscript } from '../../src/engine/ports/speech-to-text.js';
import type { Word } from '../../src/engine/ports/word.js';
import { joinSamples, type Frame } from '../../src/engine/speech/frame.js';
import type { GrowEar } from './servers/recognition.js';
import { heardIn, pitchesOf } from './servers/tone-speech.js';

/** How a recogniser writes the word of a pitch. */
type Spelling = (pitch: number) => string;
const byPitch: Spelling = (pitch) => `w${String(pitch)}`;

/** Of the words of these texts, one for each pitch; others are named by it. */
export function spellingOf(texts: readonly string[]): Spelling {
  const words = new Map(texts.flatMap((text) => text.split(' ').map((word) => [pitchesOf(word)[0], word] as const)));
  return (pitch) => words.get(pitch) ?? byPitch(pitch);
}

/** How a text is transcribed. */
export function toneWords(text: string, spelling = byPitch): string {
  return pitchesOf(text).map(spelling).join(' ');
}

function wordsIn(samples: Int16Array, spelling: Spelling, fromMs = 0): readonly Word[] {
  return heardIn(samples).map(({ pitch, startMs, endMs }) => ({
    text: spelling(pitch),
    startMs: fromMs + startMs,
    endMs: fromMs + endMs,
    confidence: 0.9,
  }));
}

/** No word is said anew after so much silence. */
const APART_MS = 40;

export const toneEar: GrowEar = () => grownEar(byPitch);

/** An ear that writes words. */
export function spellingEar(spelling: Spelling): GrowEar {
  return () => grownEar(spelling);
}

async function grownEar(spelling: Spelling): ReturnType<GrowEar> {
  /** Words that nothing can change any more, and what was heard after them. */
  let settled: readonly Word[] = [];
  let fromMs = 0;
  let rest: Int16Array = new Int16Array(0);
  const words = (): readonly Word[] => [...settled, ...wordsIn(rest, spelling, fromMs)];
  return {
    hear: async (samples) => {
      rest = joinSamples([rest, samples]);
      const found = wordsIn(rest, spelling, fromMs);
      const heardMs = fromMs + rest.length / 16;
      const over = found.filter(({ endMs }) => endMs + APART_MS < heardMs);
      const last = over.at(-1);
      if (last !== undefined) {
        settled = [...settled, ...over];
        rest = rest.slice(Math.round((last.endMs - fromMs) * 16));
        fromMs = last.endMs;
      }
      return words();
    },
    flush: async () => {
      const all = words();
      [settled, fromMs, rest] = [[], 0, new Int16Array(0)];
      return all;
    },
    close: async () => undefined,
  };
}

export function toneRecogniser(id: string, spelling = byPitch): SpeechToText {
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
          const words = wordsIn(joinSamples(turn), spelling);
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
