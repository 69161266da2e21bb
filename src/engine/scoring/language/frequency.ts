/** How common a word is in spoken English. */
import { americanOf } from './british.js';
import { loadRanks } from './load.js';
import { keepingRecent } from '../../kept-results.js';
import { wordTable } from '../../text/word-table.js';

/**
 * Rank of a word among the 50,000 most frequent of film subtitles, 1 = most frequent; null for unknown words.
 * The list splits contractions at the apostrophe, so "don't" and "it's" take the rank of their first part.
 * A British word is as common as its American one, since the films are American.
 * Words of a test are looked up again after every answer: those of a large vocabulary are kept.
 * @param normal lower case, straight apostrophes
 */
export const rankOf = keepingRecent(10_000, (normal): number | null => {
  const ranks = loadRanks();
  const direct = ranks.get(normal);
  const american = americanOf(normal);
  const there = american === null ? undefined : ranks.get(american);
  if (direct !== undefined || there !== undefined) return Math.min(direct ?? Infinity, there ?? Infinity);
  const apostrophe = normal.indexOf("'");
  if (apostrophe > 0) return ranks.get(negated[normal] ?? normal.slice(0, apostrophe)) ?? null;
  return null;
});

const negated: Readonly<Record<string, string>> = wordTable({
  "don't": 'do',
  "doesn't": 'does',
  "didn't": 'did',
  "isn't": 'is',
  "aren't": 'are',
  "wasn't": 'was',
  "weren't": 'were',
  "haven't": 'have',
  "hasn't": 'has',
  "hadn't": 'had',
  "can't": 'can',
  "couldn't": 'could',
  "won't": 'will',
  "wouldn't": 'would',
  "shouldn't": 'should',
  "mustn't": 'must',
  "needn't": 'need',
  "ain't": 'is',
});
