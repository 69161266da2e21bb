/** Phrases that learners get wrong as a whole. Our own list. */
import { wordSet } from './word-set.js';

export interface FixedPhrase {
  readonly wrong: readonly string[];
  readonly right: string;
}

/** Fixed phrases, wrong = right. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['on my opinion', 'in my opinion'],
  ['by my opinion', 'in my opinion'],
  ['from my opinion', 'in my opinion'],
  ['according to my opinion', 'in my opinion'],
  ['in my point of view', 'from my point of view'],
  ['on my point of view', 'from my point of view'],
  ['in the other hand', 'on the other hand'],
  ['by the other hand', 'on the other hand'],
  ['in other hand', 'on the other hand'],
  ['on other hand', 'on the other hand'],
  ['at other hand', 'on the other hand'],
  ['in the one hand', 'on the one hand'],
  ['in one hand', 'on the one hand'],
  ['in the same time', 'at the same time'],
  ['on the same time', 'at the same time'],
  ['in same time', 'at the same time'],
  ['at same time', 'at the same time'],
  ['in nowadays', 'nowadays'],
  ['at nowadays', 'nowadays'],
  ['in the internet', 'on the internet'],
  ['in internet', 'on the internet'],
  ['on internet', 'on the internet'],
  ['in weekend', 'at the weekend'],
  ['in weekends', 'at weekends'],
  ['at the morning', 'in the morning'],
  ['at the afternoon', 'in the afternoon'],
  ['at the evening', 'in the evening'],
  ['in morning', 'in the morning'],
  ['in evening', 'in the evening'],
  ['in afternoon', 'in the afternoon'],
  ['at the last night', 'last night'],
  ['all over world', 'all over the world'],
  ['around world', 'around the world'],
  ['in world', 'in the world'],
  ['in the contrast', 'in contrast'],
  ['in the contrary', 'on the contrary'],
  ['at the past', 'in the past'],
  ['at the future', 'in the future'],
  ['on the future', 'in the future'],
  ['at last year', 'last year'],
  ['in last year', 'last year'],
  ['in last week', 'last week'],
  ['on last week', 'last week'],
  ['on last year', 'last year'],
  ['at last week', 'last week'],
  ['in next year', 'next year'],
  ['in next week', 'next week'],
  ['at last night', 'last night'],
  ['in yesterday', 'yesterday'],
  ['on yesterday', 'yesterday'],
  ['in tomorrow', 'tomorrow'],
  ['despite of', 'despite'],
  ['as same as', 'the same as'],
  ['the same like', 'the same as'],
  ['same like', 'the same as'],
  ['by the way of', 'by means of'],
  ['the most of', 'most of'],
  ['the both', 'both'],
  ['at abroad', 'abroad'],
  ['in abroad', 'abroad'],
  ['in everyday', 'every day'],
  ['in every day', 'every day'],
  ['on every day', 'every day'],
  ['in this weekend', 'this weekend'],
  ['in this morning', 'this morning'],
  ['a lot time', 'a lot of time'],
  ['in the first floor', 'on the first floor'],
  ['in the tv', 'on TV'],
  ['in tv', 'on TV'],
  ['in television', 'on television'],
  ['in the television', 'on television'],
  ['in the top of', 'at the top of'],
  ['in first time', 'the first time'],
  ['in the first time', 'the first time'],
  ['for long time', 'for a long time'],
  ['since long time', 'for a long time'],
  ['for a long times', 'for a long time'],
  ['in united states', 'in the United States'],
  ['to united states', 'to the United States'],
  ['in uk', 'in the UK'],
  ['in usa', 'in the USA'],
  ['all around world', 'all around the world'],
  ['at first time', 'the first time'],
];
/** The phrase is part of a longer, right one: "for the first time", "in one hand he held". */
export const GOES_ON = new Map<string, ReadonlySet<string>>([
  ['in one hand', wordSet('and he she')],
  ['the most of', wordSet('my your his her our their all any it this that these those')],
  ['in world', wordSet('war cup history championships championship literature')],
  ['around world', wordSet('war')],
  ['on internet', wordSet('access safety banking shopping use')],
  ['in internet', wordSet('cafes cafe access use shopping')],
  ['in tv', wordSet('series shows show programmes programs')],
  ['in television', wordSet('series shows history')],
  ['in every day', wordSet('life lives situations')],
  ['in everyday', wordSet('life lives situations use language english speech conversation')],
  ['in morning', wordSet('traffic')],
  ['in evening', wordSet('classes dress')],
  ['the both', wordSet('of')],
  ['in last week', wordSet("'s")],
]);

/** By the first wrong word. */
export const FIXED_PHRASES: ReadonlyMap<string, readonly FixedPhrase[]> = byFirstWord();

function byFirstWord(): ReadonlyMap<string, readonly FixedPhrase[]> {
  const found = new Map<string, FixedPhrase[]>();
  for (const [text, right] of PHRASES) {
    const wrong = text.split(' ');
    const first = wrong[0] ?? '';
    found.set(first, [...(found.get(first) ?? []), { wrong, right }]);
  }
  return found;
}
