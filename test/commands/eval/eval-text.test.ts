import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { evalText, type EvalSummary } from '../../../src/commands/eval/eval-text.js';
import { evaluate, type RatedItem } from '../../../src/engine/evaluation/evaluation.js';

const SUMMARY: EvalSummary = {
  lines: 4,
  rated: 0,
  notRateable: 4,
  fromBefore: 0,
  failed: [],
  unknown: [],
  unused: [],
  notDone: 0,
  warnings: [],
  evidenceFailed: 0,
  raters: [],
  withoutOpinion: [],
  modelCost: null,
};

const unrated = (id: string, reason: string): RatedItem => ({
  id,
  speaker: null,
  groups: {},
  human: { 'band.overall': 5 },
  predicted: {},
  unrated: { 'band.overall': reason },
  words: null,
  audioMs: null,
  tookMs: null,
  wordErrors: null,
});

describe('what eval prints', () => {
  it('tells a reason once that differs in its numbers only', () => {
    const items = [
      unrated('a', 'Only 91 words were said; at least 100 are needed.'),
      unrated('b', 'Only 52 words were said; at least 100 are needed.'),
      unrated('c', 'Only 99 words were said; at least 100 are needed.'),
      unrated('d', 'This is Spanish, not in English.'),
    ];
    const lines = stripVTControlCharacters(evalText(evaluate(items), SUMMARY)).split('\n');
    expect(lines.filter((line) => line.includes('not rated'))).toEqual([
      '  3 not rated (a, b, c): such as "Only 91 words were said; at least 100 are needed."',
      '  1 not rated (d): This is Spanish, not in English.',
    ]);
  });

  it('tells a warning once that differs in its numbers only', () => {
    const warning = (percent: number): string => `${String(percent)} % of it lies outside the words given.`;
    const warnings = [
      { message: warning(38), ids: ['a', 'b'] },
      { message: 'The aligner failed; its evidence is missing.', ids: ['c'] },
      { message: warning(53), ids: ['d'] },
    ];
    const text = stripVTControlCharacters(evalText(evaluate([]), { ...SUMMARY, warnings }));
    expect(text.split('\n').slice(1, 3)).toEqual([
      'Such as "38 % of it lies outside the words given." (a, b, d)',
      'The aligner failed; its evidence is missing. (c)',
    ]);
  });

  it('names levels of the Common European Framework, and no rounded bands, where lines were rated by them', () => {
    const rated = (id: string, human: number, fromLevels: RatedItem['fromLevels'] = []): RatedItem => ({
      ...unrated(id, ''),
      human: { 'band.overall': human },
      fromLevels,
      predicted: { 'band.overall': human + 0.5 },
      unrated: {},
    });
    const levelsOf = (items: readonly RatedItem[]) => evaluate(items).outputs[0]?.levels.map(({ level }) => level);
    const given = ['band.overall'] as const;
    const levels = [rated('a', 3.5, given), rated('b', 4.75, given), rated('c', 6.25, given)];
    expect(levelsOf(levels)).toEqual(['A2', 'B1', 'B2']);
    expect(stripVTControlCharacters(evalText(evaluate(levels), SUMMARY))).toMatch(/A2: \+0\.5.*B1: \+0\.5.*B2: /);
    expect(levelsOf([...levels.slice(1), rated('d', 5.5)])).not.toContain('B1');
    // Bands that happen to be those of levels.
    expect(levelsOf([rated('a', 4.75), rated('b', 6.25), rated('c', 6.25)])).toEqual(['5', '6']);
  });
});
