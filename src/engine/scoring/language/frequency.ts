/** How common a word is in spoken English. */
import { loadRanks } from './load.js';
import { wordTable } from '../../text/word-table.js';

/**
 * Rank of a word among the 50,000 most frequent of film subtitles, 1 = most frequent; null for unknown words.
 * The list splits contractions at the apostrophe, so "don't" and "it's" take the rank of their first part.
 * @param normal lower case, straight apostrophes
 */
export function rankOf(normal: string): number | null {
  const ranks = loadRanks();
  const direct = ranks.get(normal);
  if (direct !== undefined) return direct;
  const apostrophe = normal.indexOf("'");
  if (apostrophe > 0) return ranks.get(negated[normal] ?? normal.slice(0, apostrophe)) ?? null;
  return null;
}

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
