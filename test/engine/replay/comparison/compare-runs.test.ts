/** Comparing runs: figures pool the fixtures, differences are paired, and nothing is claimed that chance explains. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffle } from '../../../../src/engine/statistics/seeded-random.js';
import { compareRuns } from '../../../../src/engine/replay/comparison/compare-runs.js';
import {
  parseRunReport,
  type ComparedFixture,
  type ComparedRun,
} from '../../../../src/engine/replay/comparison/run-report.js';
import { tradeOffPlot } from '../../../../src/engine/replay/comparison/trade-off-plot.js';
import { tradeOffSvg } from '../../../../src/engine/replay/comparison/trade-off-svg.js';
import { tradeOff } from '../../../../src/engine/replay/comparison/trade-off.js';

interface Made {
  readonly turns?: number;
  readonly cutIns?: number;
  readonly waitsMs?: readonly number[];
  readonly errors?: number;
  readonly band?: number;
}

function fixture(id: string, { turns = 10, cutIns = 0, waitsMs = [900], errors = 0, band }: Made): ComparedFixture {
  return {
    id,
    status: 'passed',
    bands: { overall: band === undefined ? { rateable: false } : { rateable: true, band } },
    metrics: {
      words: 100,
      spokenTurns: turns,
      cutIns,
      falseStarts: cutIns,
      missedTurns: 0,
      waitsMs: [...waitsMs],
      wer: { substitutions: errors, deletions: 0, insertions: 0, words: 100 },
      durationMs: 60_000,
      costUsd: null,
    },
  };
}

/** Twenty conversations with some cut in on, and waits around a length. */
function run(name: string, seed: number, cutShare: number, waitMs: number): ComparedRun {
  const random = seededRandom(seed);
  const fixtures = Array.from({ length: 20 }, (_, index) =>
    fixture(`f${String(index)}`, {
      cutIns: Array.from({ length: 10 }, () => (random.below(100) < 100 * cutShare ? 1 : 0)).reduce(
        (sum: number, each) => sum + each,
        0,
      ),
      waitsMs: Array.from({ length: 8 }, () => waitMs + random.below(200)),
    }),
  );
  return { name, fixtures };
}

describe('a comparison', () => {
  it('pools the fixtures: sums first, ratios last', () => {
    const first = { name: 'before', fixtures: [fixture('a', { turns: 10, cutIns: 1 }), fixture('b', { turns: 30 })] };
    const second = {
      name: 'after',
      fixtures: [
        fixture('a', { turns: 10, cutIns: 3, waitsMs: [100, 200], errors: 30, band: 6 }),
        fixture('b', { turns: 30, cutIns: 1, waitsMs: [300, 400, 500], errors: 10, band: 7 }),
      ],
    };
    const [before, after] = compareRuns([first, second])?.runs ?? [];
    expect(before?.figures.cutIns).toMatchObject({ value: 1 / 40, difference: null, verdict: null });
    expect(after?.figures.cutIns.value).toBe(4 / 40);
    expect(after?.figures.cutIns.difference?.value).toBeCloseTo(3 / 40, 10);
    expect(after?.figures.waitMedian.value).toBe(300);
    expect(after?.figures.waitP95.value).toBe(500);
    expect(after?.figures.wordErrors.value).toBe(40 / 200);
    expect(after?.figures.band).toMatchObject({ value: 6.5, verdict: 'same' });
    expect(before?.figures.band.value).toBeNull();
    expect(before?.figures.cost.value).toBeNull();
  });

  it('calls a clear difference better or worse, by what is better for the candidate', () => {
    const comparison = compareRuns([run('hasty', 1, 0.3, 500), run('patient', 2, 0.02, 1200)]);
    const figures = comparison?.runs[1]?.figures;
    expect(figures?.cutIns.verdict).toBe('better');
    expect(figures?.waitMedian.verdict).toBe('worse');
    expect(comparison?.best).toMatchObject({ cutIns: ['patient'], waitMedian: ['hasty'], band: [] });
  });

  it('claims nothing for runs that differ by chance alone', () => {
    const verdicts = Array.from({ length: 10 }, (_, seed) =>
      compareRuns([run('one', 100 + seed, 0.1, 800), run('other', 200 + seed, 0.1, 800)]),
    ).map((comparison) => comparison?.runs[1]?.figures.cutIns.verdict);
    // At 95 % one of twenty claims too much.
    expect(verdicts.filter((verdict) => verdict === 'same').length).toBeGreaterThanOrEqual(8);
  });

  it.each([5, 6, 10])('claims little of %i fixtures that differ by chance alone', (count) => {
    const short = (name: string, seed: number): ComparedRun => ({
      name,
      fixtures: run(name, seed, 0.1, 800).fixtures.slice(0, count),
    });
    const figures = Array.from(
      { length: 30 },
      (_, seed) => compareRuns([short('one', 500 + seed), short('other', 900 + seed)])?.runs[1]?.figures.waitMedian,
    );
    const claims = figures.filter((figure) => figure?.verdict !== 'same');
    expect(claims.length).toBeLessThanOrEqual(4);
    expect(figures.every((figure) => (figure?.interval === null) === count < 6)).toBe(true);
  });

  it('gives no interval of what never happened', () => {
    const quiet = { name: 'quiet', fixtures: run('quiet', 1, 0, 800).fixtures };
    const figures = compareRuns([quiet, run('other', 2, 0.3, 800)])?.runs.map(({ figures: all }) => all.cutIns);
    expect(figures?.map(({ interval }) => interval === null)).toEqual([true, false]);
    expect(figures?.[1]?.verdict).toBe('worse');
    const both = compareRuns([quiet, { ...quiet, name: 'other' }])?.runs[1]?.figures;
    expect(both?.cutIns.difference).toEqual({ value: 0, interval: null });
    expect(both?.waitMedian.difference?.interval).toEqual([0, 0]);
  });

  it('finds a run the same as itself, whatever the order of its fixtures', () => {
    const before = run('before', 7, 0.2, 700);
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const after = { name: 'after', fixtures: shuffle(seededRandom(seed), before.fixtures) };
        for (const { value, difference, verdict } of Object.values(
          compareRuns([before, after])?.runs[1]?.figures ?? {},
        )) {
          expect(verdict).toBe('same');
          if (value !== null) expect(difference).toMatchObject({ value: 0 });
        }
      }),
      { seed: 3, numRuns: 5 },
    );
  });

  it('is over the fixtures that all runs have, and names the others', () => {
    const [first, ...rest] = run('before', 7, 0.2, 700).fixtures;
    const before = { name: 'before', fixtures: [first as ComparedFixture, ...rest] };
    const after = { name: 'after', fixtures: [...rest, fixture('new', {})] };
    const comparison = compareRuns([before, after]);
    expect(comparison?.fixtures).toHaveLength(19);
    expect(comparison?.leftOut).toEqual(['f0', 'new']);
    expect(compareRuns([before, { name: 'other', fixtures: [fixture('new', {})] }])).toBeNull();
  });

  it('finds a fixture also where a run began in another folder, by the end of its path, unless it may be another one', () => {
    const named = (name: string, ...ids: readonly (readonly [id: string, title?: string])[]): ComparedRun => ({
      name,
      fixtures: ids.map(([id, title]) => ({ ...fixture(id, {}), ...(title === undefined ? {} : { title }) })),
    });
    const comparison = compareRuns([
      named('whole', ['part-1/home', 'Home'], ['part-1/work', 'Work'], ['part-2/work', 'Talk'], ['music']),
      named('part', ['home', 'Home'], ['work', 'Work'], ['old', 'Old']),
      named('above', ['talks/part-1/home', 'Home'], ['talks/part-1/work'], ['talks/part-1/music', 'Music']),
    ]);
    expect(comparison?.fixtures).toEqual(['talks/part-1/home', 'talks/part-1/work']);
    expect(comparison?.leftOut).toEqual(['old', 'part-2/work', 'talks/part-1/music']);
    const untold = compareRuns([named('whole', ['1/a'], ['2/a'], ['3/b']), named('part', ['a'], ['b'])]);
    expect([untold?.fixtures, untold?.leftOut]).toEqual([['3/b'], ['1/a', '2/a', 'a']]);
    expect(compareRuns([named('whole', ['1/z/a']), named('other', ['a'], ['z/a'])])).toBeNull();
  });

  it('takes the mean band over fixtures that were rateable in every run', () => {
    const [usual, hasty] = [
      [fixture('a', { band: 6 }), fixture('b', { band: 8 })],
      [fixture('a', { band: 6 }), fixture('b', {})],
    ];
    const comparison = compareRuns([
      { name: 'usual', fixtures: usual },
      { name: 'hasty', fixtures: hasty },
    ]);
    expect(comparison?.runs.map(({ figures }) => figures.band.value)).toEqual([6, 6]);
    expect(comparison?.runs[1]?.figures.band.difference?.value).toBe(0);
  });

  it('is not kept from comparing two runs by a third that tells nothing', () => {
    const comparison = compareRuns([
      { name: 'usual', fixtures: [fixture('a', { band: 6 })] },
      { name: 'silent', fixtures: [fixture('a', {})] },
      { name: 'hasty', fixtures: [fixture('a', { band: 7 })] },
    ]);
    expect(comparison?.runs.map(({ figures }) => figures.band.value)).toEqual([6, null, 7]);
  });

  it('holds figures against each other only where both runs have them; what broke is counted as not passed', () => {
    const hard = fixture('hard', { cutIns: 8 });
    const fixtures = Array.from({ length: 5 }, (_, index) => fixture(`f${String(index)}`, { cutIns: 1 }));
    const broken = { ...hard, status: 'broken', metrics: null } as const;
    const comparison = compareRuns([
      { name: 'before', fixtures: [...fixtures, hard] },
      { name: 'after', fixtures: [...fixtures, broken] },
    ]);
    const { cutIns, passed } = comparison?.runs[1]?.figures ?? {};
    expect(cutIns).toMatchObject({ value: 0.1, difference: { value: 0 }, verdict: 'same' });
    expect(passed?.difference?.value).toBeCloseTo(-1 / 6, 10);
    expect(comparison?.unmeasured).toEqual(['hard']);
  });
});

describe('what is given for what', () => {
  it('is drawn with a letter for each run, and as an SVG that holds no markup of a name', () => {
    const comparison = compareRuns([run('<b>hasty</b>', 1, 0.3, 500), run('patient', 2, 0.02, 1200)]);
    const points = comparison === null ? [] : tradeOff(comparison);
    const plot = tradeOffPlot(points);
    const rowOf = (letter: string): number => plot.findIndex((line) => line.includes('|') && line.includes(letter));
    expect(rowOf('A')).toBeLessThan(rowOf('B'));
    expect(plot[rowOf('A')]?.indexOf('A')).toBeLessThan(plot[rowOf('B')]?.indexOf('B') ?? 0);
    const svg = tradeOffSvg(points);
    expect(svg).toContain('&lt;b&gt;hasty');
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).not.toContain('NaN');
  });

  it.each([
    [880, 1800, ['1.00 s', '1.20 s', '1.40 s', '1.60 s', '1.80 s']],
    [1000, 1000, ['1.00 s', '1.02 s', '1.04 s', '1.06 s', '1.08 s', '1.10 s']],
    [700, 6000, ['1.00 s', '2.00 s', '3.00 s', '4.00 s', '5.00 s', '6.00 s']],
  ])('waits of %d and %d ms are drawn over round figures', (first, second, waits) => {
    const svg = tradeOffSvg(
      [first, second].map((waitMs, index) => ({
        letter: 'AB'.charAt(index),
        name: 'x',
        waitMs,
        waitInterval: null,
        cutIns: 0,
        cutInsInterval: null,
      })),
    );
    expect(svg.match(/\d\.\d\d s/g)).toEqual(waits);
    expect(svg.match(/\d\.\d %/g)).toEqual(['0.0 %', '0.2 %', '0.4 %', '0.6 %', '0.8 %', '1.0 %']);
  });
});

describe('a report that cannot be compared', () => {
  it.each([
    ['is no JSON', '{', 'it is not JSON', 'Write one with'],
    ['is empty', ' \n', 'it is empty', 'Write one with'],
    ['is of something else', '{"summary":{}}', 'it holds no list of fixtures', 'Write one with'],
    ['is of no object', '5', 'it holds no list of fixtures', 'Write one with'],
    [
      'is of another reporter',
      '{"type":"run.started"}\n{}\n',
      'it is of --reporter jsonl, and not json',
      'Write one with',
    ],
    ['is a comparison', '{"fixtures":["a"],"runs":[]}', 'it is a comparison of reports', 'Write one with'],
    ['has nothing in it', '{"fixtures":[]}', 'its list of fixtures is empty', 'Write one with'],
    [
      'lacks a figure, as that of another version',
      '{"fixtures":[{"id":"a","status":"passed","bands":null,"metrics":{"words":1}}]}',
      'the fixture "a" has no "metrics.spokenTurns" as this version writes it',
      'Write it again with this version',
    ],
    ['has a fixture that is none', '{"fixtures":[null]}', 'fixture 1 is no result', 'Write it again with this version'],
  ])('%s: said by name, with what to do', (_what, text, why, remedy) => {
    expect(() => parseRunReport(text, 'before.json')).toThrow(
      expect.objectContaining({
        code: 'compare.notAReport',
        exitCode: 2,
        message: `before.json is no report of a replay that can be compared: ${why}.`,
        remedy: expect.stringContaining(remedy),
      }),
    );
  });
});
