/** Providers that cost nothing and answer at once, so that what is measured is ours. */
import { speech } from './sounds.mjs';

const SENTENCES = [
  'i grew up in a small town near the sea and most of my family still live there',
  'when i have a free evening i usually cook something simple and call my sister',
  'it has changed a lot because new roads were built and people commute by train now',
  'if i had more time i would have learnt to play an instrument when i was younger',
  'what i appreciate most is the quiet although there are not many things to do',
  'my grandfather who used to repair watches taught me to be patient with small details',
];
const WORDS = SENTENCES.join(' and ').split(' ');
const WORD_MS = 400;
const FRAME_MS = 20;
/** As often as streaming recognisers change their mind. */
const PARTIAL_FRAMES = 15;

/** Hears a word every 400 ms and says so at once. */
export function immediateRecogniser() {
  let turns = 0;
  return {
    id: 'bench',
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: false },
    open: async () => {
      let frames = 0;
      let start = 0;
      let listener = null;
      const said = () => {
        const count = Math.floor((frames * FRAME_MS) / WORD_MS);
        return Array.from({ length: count }, (_, index) => WORDS[(start + index) % WORDS.length]);
      };
      return {
        beginTurn(_options, hearer) {
          listener = hearer;
          frames = 0;
          start = (turns++ * 7) % WORDS.length;
        },
        push() {
          frames += 1;
          if (frames % PARTIAL_FRAMES === 0) listener.partial(said().join(' '));
        },
        async endTurn() {
          const words = said().map((text, index) => ({
            text,
            startMs: index * WORD_MS,
            endMs: index * WORD_MS + 340,
            confidence: 0.9,
          }));
          return { text: words.map(({ text }) => text).join(' '), words, confidence: 0.9 };
        },
        cancelTurn: async () => {},
        close: async () => {},
      };
    },
  };
}

/** A buzz as long as saying the text takes, there at once. */
export function immediateVoice() {
  const sound = speech(10_000);
  return {
    id: 'bench',
    cacheKey: 'bench',
    async *synthesize({ text }) {
      const samples = Math.min(sound.length, text.length * 60 * 16);
      yield { samples: sound.subarray(0, samples), sampleRate: 16_000 };
    },
    close: async () => {},
  };
}
