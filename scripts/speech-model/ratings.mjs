// The corpus' table of rated sentences.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ASPECTS = ['fluency', 'prosodic', 'accuracy', 'total'];
/** Younger speakers were rated by their teachers' standard for children. */
export const ADULT_AGE = 16;

/** @returns rows of ratings.tsv: id, speaker, age, audio (path), words, ratings by aspect */
export async function readCorpus(folder) {
  const [header, ...lines] = (await readFile(join(folder, 'ratings.tsv'), 'utf8')).trim().split('\n');
  const names = header.split('\t');
  return lines.map((line) => {
    const row = Object.fromEntries(line.split('\t').map((value, index) => [names[index], value]));
    return {
      id: row.id,
      speaker: row.speaker,
      age: Number(row.age),
      audio: join(folder, row.audio),
      words: row.text.toLowerCase().split(' ').filter(Boolean),
      ratings: Object.fromEntries(ASPECTS.map((aspect) => [aspect, Number(row[aspect])])),
    };
  });
}
