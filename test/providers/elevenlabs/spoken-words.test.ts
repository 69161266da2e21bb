import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpokenWords } from '../../../src/providers/elevenlabs/spoken-words.js';
import { heardIn, pitchesOf, sayInTones } from '../../support/servers/tone-speech.js';

const RATE = 16_000;
const TEXT = 'Now tell me something about a place, please.';
const SPEECH = sayInTones(TEXT, RATE);

/** The chunks of a voice that cuts its sound at these places. */
function chunked(cuts: readonly number[], relative: boolean) {
  const { samples, characters } = SPEECH;
  const places = [...new Set(cuts.map((cut) => Math.floor(cut * samples.length)))].sort((a, b) => a - b);
  let told = 0;
  return [...places.filter((place) => place > 0 && place < samples.length), samples.length].map((to, index, all) => {
    const from = index === 0 ? 0 : all[index - 1]!;
    const offsetMs = relative ? from / 16 : 0;
    const said = characters.slice(told).filter((each) => to === samples.length || each.startMs < to / 16);
    told += said.length;
    return {
      samples: samples.slice(from, to),
      times: {
        characters: said.map(({ character }) => character),
        startS: said.map(({ startMs }) => (startMs - offsetMs) / 1000),
        endS: said.map(({ endMs }) => (endMs - offsetMs) / 1000),
      },
    };
  });
}

describe('cutting sound at words', () => {
  it('hands on every sample once, wherever the chunks end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
        fc.boolean(),
        (cuts, relative) => {
          const words = new SpokenWords(RATE);
          const handed = chunked(cuts, relative).flatMap(({ samples, times }) => words.add(samples, times));
          const all = [...handed, ...words.end()].flatMap((chunk) => [...chunk.samples]);
          expect(all).toEqual([...SPEECH.samples]);
        },
      ),
      { seed: 1, numRuns: 12 },
    );
  });

  it('lets another voice go on at the right word after a break once a whole word was heard', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 8 }),
        fc.nat({ max: 6 }),
        (cuts, broken) => {
          const chunks = chunked(cuts, false);
          const words = new SpokenWords(RATE);
          const handed = chunks
            .slice(0, Math.min(chunks.length - 1, broken + 1))
            .flatMap((c) => words.add(c.samples, c.times));
          if ((handed.at(-1)?.spokenCharacters ?? 0) === 0) return;
          const heard = heardIn(Int16Array.from(handed.flatMap(({ samples }) => [...samples])));
          const rest = TEXT.slice(handed.at(-1)!.spokenCharacters);
          expect([...heard.map(({ pitch }) => pitch), ...pitchesOf(rest)]).toEqual(pitchesOf(TEXT));
        },
      ),
      { seed: 1, numRuns: 12 },
    );
  });

  it('claims no word whose sound has not come, however early its times are told', () => {
    const { samples, characters } = SPEECH;
    const times = {
      characters: characters.map(({ character }) => character),
      startS: characters.map(({ startMs }) => startMs / 1000),
      endS: characters.map(({ endMs }) => endMs / 1000),
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: samples.length - 1 }), fc.integer({ min: 100, max: 9_000 }), (to, step) => {
        const words = new SpokenWords(RATE);
        const handed = Array.from({ length: Math.ceil(to / step) }, (_, index) =>
          words.add(samples.slice(index * step, Math.min(to, (index + 1) * step)), index === 0 ? times : null),
        ).flat();
        const spoken = handed.at(-1)?.spokenCharacters ?? 0;
        const handedMs = handed.reduce((sum, chunk) => sum + chunk.samples.length, 0) / 16;
        expect(characters[spoken - 1]?.endMs ?? 0).toBeLessThanOrEqual(handedMs + 1);
        // Nor is sound of whole words kept back for long.
        expect(to / 16 - handedMs).toBeLessThanOrEqual(1_000);
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('says nothing about words where the voice tells no times', () => {
    const words = new SpokenWords(RATE);
    const [chunk] = words.add(new Int16Array(100).fill(1), null);
    expect(chunk).toEqual({ samples: new Int16Array(100).fill(1), sampleRate: RATE });
    expect(words.end()).toEqual([]);
  });
});
