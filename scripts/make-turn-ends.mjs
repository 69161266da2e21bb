/**
 * Writes data/turn-ends.json: how likely an answer is over, learned from the training texts and the tuning half of the corpus, never from its held-out
 * half. The same texts make the same file. `node scripts/try-turn-ends.mjs` tells how good that is on texts that were not learned from.
 *
 *   npm run build && node scripts/make-turn-ends.mjs
 */
import { writeFileSync } from 'node:fs';
import { PART_1, PART_3 } from './corpus/answers.mjs';
import { learn, table, weightedTexts } from './turn-ends/learn.mjs';

const VERSION = 1;
const SEED = 100;
const TUNING = { 1: PART_1.tuning, 3: PART_3.tuning };

const texts = (part) => [...weightedTexts(part), ...TUNING[part].map((text) => ({ text, weight: 1 }))];
const learned = { version: VERSION, ...table, ...(await learn(texts, SEED)) };
writeFileSync(new URL('../data/turn-ends.json', import.meta.url), `${JSON.stringify(learned)}\n`);
