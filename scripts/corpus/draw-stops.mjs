/** Draws of the corpus's texts and pauses without their sound: thousands take a second. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { PART_1, PART_3 } from './answers.mjs';
import { hesitate, LEVELS } from './speakers.mjs';

const ANSWERS_A_CONVERSATION = 6;

/**
 * Conversations of all levels in both parts, the same for the same seed: `{ part, level, answers }`, each answer a list of stops in order:
 * `said` so far, as written; for how long the speaker stops (`pauseMs`); and where: `inside` a clause, at a `boundary`, or `over`.
 * @param half `tuning` or `heldOut`
 * @param count of each level in each part
 */
export function drawConversations(half, count, seed) {
  const generator = xoroshiro128plus(seed);
  const random = () => uniformFloat64(generator);
  return Object.entries({ 1: PART_1, 3: PART_3 }).flatMap(([part, texts]) =>
    Object.keys(LEVELS).flatMap((level) =>
      Array.from({ length: count }, () => {
        const left = [...texts[half]];
        const answers = Array.from({ length: ANSWERS_A_CONVERSATION }, () => {
          const [text] = left.splice(Math.floor(random() * left.length), 1);
          return stopsOf(hesitate(text, level, random));
        });
        return { part: Number(part), level, answers };
      }),
    ),
  );
}

function stopsOf(pieces) {
  return pieces.map(({ pauseMs, place }, index) => ({
    said: pieces
      .slice(0, index + 1)
      .map(({ text }) => text)
      .join(' '),
    pauseMs,
    place: place ?? 'over',
  }));
}
